#pragma once

#include "models/domain/workflow.h"

#include <QStringList>

namespace slipway {

struct DraftMerge
{
    NodeDraft draft;       // theirs, with my changes put on top; in a conflict mine stands
    QStringList conflicts; // "FileName", "FileDescription", "Content", "Properties": changed on both sides, differently

    bool clean() const { return conflicts.isEmpty(); }
};

// Brings together two edits of one draft that began at `base`. Parents are merged one by one and positions by taking
// mine, so these never conflict. What only the engine sets (ids, revision, versions, times) is theirs.
DraftMerge mergeDrafts(const NodeDraft &base, const NodeDraft &mine, const NodeDraft &theirs);

// Whether what a save carries, the position aside, is the same.
bool sameContent(const NodeDraft &a, const NodeDraft &b);

} // namespace slipway
