#pragma once

#include "models/domain/ids.h"
#include "models/domain/outcome.h"
#include "models/domain/workflow.h"
#include "models/items/state_kind.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QSet>

#include <optional>

namespace slipway {

// A node of a drawn graph. What it stands for (a draft, an instance) is known to who fills the model.
using GraphNodeId = Id<struct GraphNodeTag>;

// One drag, or one burst of arrow keys: what it moves is undone in one step.
using GestureId = Id<struct GestureTag>;

// An edge: `to` waits for `from`.
struct GraphLink
{
    GraphNodeId from;
    GraphNodeId to;

    friend auto operator<=>(const GraphLink &, const GraphLink &) = default;
    friend size_t qHash(const GraphLink &edge, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, edge.from, edge.to);
    }
};

struct GraphNode
{
    GraphNodeId id;
    QString name;
    NodeKind kind = NodeKind::Shell;
    QPointF position;               // centre, canvas units
    QString detail;                 // the second line, e.g. the schedule in words
    std::optional<StateCell> state; // of the latest run; unset: none yet
    QString stateReason;            // one sentence for the tooltip, may be empty
    bool committed = false;         // has at least one version
    bool changed = false;           // the draft differs from the last version (or there is none)

    friend bool operator==(const GraphNode &, const GraphNode &) = default;
};

// What a change touched, so that views redo only that.
enum class GraphAspect { Content = 1, State = 2, Position = 4 };
Q_DECLARE_FLAGS(GraphAspects, GraphAspect)
Q_DECLARE_OPERATORS_FOR_FLAGS(GraphAspects)

// A directed graph by ids and signals: the one truth that canvas, minimap and accessibility mirror.
// It keeps no rule of its own beside those of models/domain/graph.h. GUI thread.
class GraphModel : public QObject
{
    Q_OBJECT

public:
    explicit GraphModel(QObject *parent = nullptr);

    const QHash<GraphNodeId, GraphNode> &nodes() const { return m_nodes; }
    const QSet<GraphLink> &edges() const { return m_edges; }
    // Null when there is none. Valid until the next change.
    const GraphNode *node(GraphNodeId id) const;
    QList<GraphNodeId> parents(GraphNodeId id) const { return m_parents.value(id); }
    QList<GraphNodeId> children(GraphNodeId id) const { return m_children.value(id); }

    // Why an edge may not be drawn: to itself, twice, or in a circle. The message is for people.
    Outcome<> mayConnect(GraphNodeId from, GraphNodeId to) const;
    // Those that may not become a child of `from`, in one walk of the graph; mayConnect() has the reason.
    QSet<GraphNodeId> refusedTargets(GraphNodeId from) const;

    // Replaces everything. Edges with an end that is not there are left out.
    void reset(const QList<GraphNode> &nodes, const QList<GraphLink> &edges);
    // Adds the node, or changes the one with its id.
    void putNode(const GraphNode &node);
    void setState(GraphNodeId id, const std::optional<StateCell> &state, const QString &reason);
    // The node goes on under another id, with its edges.
    void renumberNode(GraphNodeId before, GraphNodeId after);
    // Takes attached edges with it.
    void removeNode(GraphNodeId id);
    // Both do nothing where there is nothing to do.
    void addEdge(GraphLink edge);
    void removeEdge(GraphLink edge);

signals:
    void resetDone();
    void nodeAdded(slipway::GraphNodeId id);
    void nodeChanged(slipway::GraphNodeId id, slipway::GraphAspects aspects);
    void nodeRemoved(slipway::GraphNodeId id);
    void nodeRenumbered(slipway::GraphNodeId before, slipway::GraphNodeId after);
    void edgeAdded(const slipway::GraphLink &edge);
    void edgeRemoved(const slipway::GraphLink &edge);

private:
    bool insertEdge(GraphLink edge);

    QHash<GraphNodeId, GraphNode> m_nodes;
    QSet<GraphLink> m_edges;
    QHash<GraphNodeId, QList<GraphNodeId>> m_parents;
    QHash<GraphNodeId, QList<GraphNodeId>> m_children;
};

} // namespace slipway
