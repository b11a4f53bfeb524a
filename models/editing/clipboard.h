#pragma once

#include "models/domain/outcome.h"
#include "models/editing/workflow_content.h"

namespace slipway {

// Copied nodes. Ids are keys within the fragment; inputs name only outputs of other workflows (the root node, say),
// edges among the copied nodes are apart, outputs are left out: a copy gets its own.
struct NodesFragment
{
    QList<NodeDraft> nodes;
    QList<DraftEdge> edges;
};

inline constexpr qsizetype clipboardLimit = 8 * 1024 * 1024; // bytes of text
inline constexpr qsizetype clipboardNodeLimit = 2000;

NodesFragment copyNodes(const WorkflowContent &content, const QList<FileId> &files);

// JSON text; empty for no nodes.
QString writeClipboard(const NodesFragment &fragment);
// Strict: anything unknown, missing, too long or out of its rules is refused with its place. The edges hold no cycle.
Outcome<NodesFragment> readClipboard(const QString &text);

} // namespace slipway
