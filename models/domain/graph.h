#pragma once

#include "models/domain/outcome.h"

#include <QList>
#include <QString>

#include <functional>

namespace slipway {

// Rules about directed graphs whose nodes are numbers (FileId, NodeId, ... values). No recursion: chains may be long.
struct GraphEdge
{
    qint64 from = 0; // parent
    qint64 to = 0;   // child
    friend bool operator==(const GraphEdge &, const GraphEdge &) = default;
};

using NodeNamer = std::function<QString(qint64)>;

// Whether `from -> to` may join acyclic `edges`: not to itself, not twice, no cycle. The message names the nodes, for a
// cycle the whole path. Codes: InvalidDependency.Self, .Duplicate, .Cycle.
Outcome<> checkNewEdge(const QList<GraphEdge> &edges, qint64 from, qint64 to, const NodeNamer &nameOf);

// The nodes of a shortest path, both ends included; empty when there is none.
QList<qint64> findPath(const QList<GraphEdge> &edges, qint64 from, qint64 to);

// Layer 0 has no parents; each node is one layer below its lowest parent. Keeps the order of `nodes` within a layer.
// Edges to nodes that are not listed do not count. Error InvalidDependency.Cycle names a cycle.
Outcome<QList<QList<qint64>>> topologicalLayers(const QList<qint64> &nodes, const QList<GraphEdge> &edges,
                                                const NodeNamer &nameOf = {});

// All that can be reached from `from`, without itself, nearest first.
QList<qint64> descendantsOf(const QList<GraphEdge> &edges, qint64 from);

} // namespace slipway
