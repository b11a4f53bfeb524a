#pragma once

#include "app/engine/store.h"

#include <algorithm>

namespace slipway {

// The largest id in a change.
struct LargestId
{
    qint64 operator()(const Workspace &row) const { return row.id.value(); }
    qint64 operator()(const ResourceGroup &row) const { return row.id.value(); }
    qint64 operator()(const Workflow &row) const { return row.id.value(); }
    qint64 operator()(const NodeDraft &row) const { return std::max(row.id.value(), row.node.value()); }
    qint64 operator()(const NodeVersion &row) const { return std::max(row.node.value(), row.file.value()); }
    qint64 operator()(const Node &row) const { return std::max(row.id.value(), row.file.value()); }
    qint64 operator()(const Backfill &row) const { return row.id.value(); }
    qint64 operator()(const BackfillDate &row) const { return row.dag.value(); }
    qint64 operator()(const Instance &row) const { return std::max(row.id.value(), row.dag.value()); }
    template <class Other>
    qint64 operator()(const Other &) const
    {
        return 0;
    }
};

// Of the rows, over all kinds: their ids come from one counter. 0: there are none. A store remembers the largest that
// it was ever given, because ids are never given twice.
inline qint64 largestIdIn(const Changes &changes)
{
    qint64 largest = 0;
    for (const Change &change : changes)
        largest = std::max(largest, std::visit(LargestId{}, change));
    return largest;
}

} // namespace slipway
