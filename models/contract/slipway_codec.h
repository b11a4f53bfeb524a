#pragma once

#include "models/domain/engine_status.h"
#include "models/domain/event.h"
#include "models/domain/instance.h"
#include "models/domain/log_chunk.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <QByteArray>
#include <QList>

namespace slipway {

// A node's place on the canvas, for MoveNodes.
struct NodePosition
{
    FileId file;
    QPointF position;
    friend bool operator==(const NodePosition &, const NodePosition &) = default;
};

// JSON of the product Slipway: PascalCase keys, ids and times (ms since the epoch) as numbers, enums by their names,
// clock times "HH:mm", dates "yyyy-MM-dd", bytes as Base64. Reading is strict: every key must be there and of its type,
// texts and lists have limits, and the error names the field by its path ("Properties.Schedule.Time"). Unknown keys are
// ignored, so that an older client can read a newer engine. A query is the other way round: keys that are left out keep
// their defaults, and an unknown key is refused, for a misspelt filter must not ask for everything.
//
// Both functions exist for QString, qint64, bool, the types named in slipway_actions.h, and QLists of them.
template <class T>
QByteArray encodeJson(const T &value);
template <class T>
Outcome<T> decodeJson(const QByteArray &text);

// The member `key` of an RPC answer as T, or the error that the answer is.
template <class T>
Outcome<T> decodeAnswer(int httpStatus, const QByteArray &body, const char *key = "Data");
// For answers without payload.
Outcome<> decodeAnswer(int httpStatus, const QByteArray &body);

} // namespace slipway
