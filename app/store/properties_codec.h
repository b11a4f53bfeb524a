#pragma once

#include "models/domain/backfill.h"
#include "models/domain/workflow.h"

#include <QByteArray>
#include <QByteArrayView>

namespace slipway {

// The JSON of columns that hold more than one value. Each field has its name here; fields that a stored text lacks
// keep their defaults, so that older rows stay readable. Reading answers false for text that is no JSON or has a field
// of the wrong type, and names it in `problem`.

QByteArray toJson(const NodeProperties &properties);
bool fromJson(QByteArrayView text, NodeProperties &properties, QString &problem);

QByteArray toJson(const BackfillSpec &spec);
bool fromJson(QByteArrayView text, BackfillSpec &spec, QString &problem);

QByteArray toJson(const QStringList &list);
bool fromJson(QByteArrayView text, QStringList &list, QString &problem);

QByteArray toJson(const QList<qint64> &list);
bool fromJson(QByteArrayView text, QList<qint64> &list, QString &problem);

} // namespace slipway
