#pragma once

#include "models/domain/workflow.h"
#include "ui/schedules/preview_line.h"

#include <QTimeZone>

namespace slipway {

// What a node's next run waits for, by the engine's own rules: the root node, each parent with the runs of it, its own
// previous run, the previous runs of other nodes. `committed`: all scheduled nodes of the workspace. Empty: no next
// run.
QList<PreviewLine> waitLines(const NodeDraft &draft, const QList<Node> &committed, const QString &rootOutput,
                             const QTimeZone &zone, Instant now);

} // namespace slipway
