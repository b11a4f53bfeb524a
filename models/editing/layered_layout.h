#pragma once

#include "models/editing/workflow_content.h"

namespace slipway {

// Positions (centres) for a drawing from top to bottom: each node one layer below its lowest parent, few crossings,
// children under their parents. Same input, same drawing. Empty when the edges hold a cycle.
QHash<FileId, QPointF> layeredLayout(const QList<FileId> &files, const QList<DraftEdge> &edges);

} // namespace slipway
