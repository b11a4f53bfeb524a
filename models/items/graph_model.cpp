#include "models/items/graph_model.h"

#include "models/domain/graph.h"

namespace slipway {
namespace {

GraphAspects differences(const GraphNode &before, const GraphNode &after)
{
    GraphAspects aspects;
    if (before.position != after.position)
        aspects |= GraphAspect::Position;
    if (before.state != after.state || before.stateReason != after.stateReason)
        aspects |= GraphAspect::State;
    const bool content = before.name != after.name || before.kind != after.kind || before.detail != after.detail ||
                         before.committed != after.committed || before.changed != after.changed;
    if (content)
        aspects |= GraphAspect::Content;
    return aspects;
}

} // namespace

GraphModel::GraphModel(QObject *parent) : QObject(parent) {}

const GraphNode *GraphModel::node(GraphNodeId id) const
{
    const auto found = m_nodes.constFind(id);
    return found == m_nodes.cend() ? nullptr : &*found;
}

QSet<GraphNodeId> GraphModel::refusedTargets(GraphNodeId from) const
{
    QList<GraphEdge> upwards;
    upwards.reserve(m_edges.size());
    for (const GraphLink &edge : m_edges)
        upwards.append({edge.to.value(), edge.from.value()});
    QSet<GraphNodeId> refused{from};
    for (const qint64 ancestor : descendantsOf(upwards, from.value()))
        refused.insert(GraphNodeId{ancestor});
    for (const GraphNodeId child : children(from))
        refused.insert(child);
    return refused;
}

Outcome<> GraphModel::mayConnect(GraphNodeId from, GraphNodeId to) const
{
    if (!m_nodes.contains(from) || !m_nodes.contains(to))
        return Error::notFound(QStringLiteral("Node.NotFound"), tr("One end of the edge is not here any more."));
    QList<GraphEdge> known;
    known.reserve(m_edges.size());
    for (const GraphLink &edge : m_edges)
        known.append({edge.from.value(), edge.to.value()});
    const auto nameOf = [this](qint64 id) { return m_nodes.value(GraphNodeId{id}).name; };
    return checkNewEdge(known, from.value(), to.value(), nameOf);
}

bool GraphModel::insertEdge(GraphLink edge)
{
    if (m_edges.contains(edge) || !m_nodes.contains(edge.from) || !m_nodes.contains(edge.to))
        return false;
    m_edges.insert(edge);
    m_parents[edge.to].append(edge.from);
    m_children[edge.from].append(edge.to);
    return true;
}

void GraphModel::reset(const QList<GraphNode> &nodes, const QList<GraphLink> &edges)
{
    m_nodes.clear();
    m_edges.clear();
    m_parents.clear();
    m_children.clear();
    for (const GraphNode &node : nodes)
        m_nodes.insert(node.id, node);
    for (const GraphLink &edge : edges)
        insertEdge(edge);
    emit resetDone();
}

void GraphModel::putNode(const GraphNode &node)
{
    const auto found = m_nodes.find(node.id);
    if (found == m_nodes.end()) {
        m_nodes.insert(node.id, node);
        emit nodeAdded(node.id);
        return;
    }
    const GraphAspects aspects = differences(*found, node);
    if (!aspects)
        return;
    *found = node;
    emit nodeChanged(node.id, aspects);
}

void GraphModel::setState(GraphNodeId id, const std::optional<StateCell> &state, const QString &reason)
{
    const GraphNode *known = node(id);
    if (known == nullptr)
        return;
    GraphNode next = *known;
    next.state = state;
    next.stateReason = reason;
    putNode(next);
}

void GraphModel::renumberNode(GraphNodeId before, GraphNodeId after)
{
    if (before == after || !m_nodes.contains(before) || m_nodes.contains(after))
        return;
    GraphNode node = m_nodes.take(before);
    node.id = after;
    m_nodes.insert(after, node);
    const QList<GraphNodeId> oldParents = m_parents.take(before);
    const QList<GraphNodeId> oldChildren = m_children.take(before);
    for (const GraphNodeId parent : oldParents) {
        m_edges.remove({parent, before});
        m_children[parent].removeOne(before);
        insertEdge({parent, after});
    }
    for (const GraphNodeId child : oldChildren) {
        m_edges.remove({before, child});
        m_parents[child].removeOne(before);
        insertEdge({after, child});
    }
    emit nodeRenumbered(before, after);
}

void GraphModel::removeNode(GraphNodeId id)
{
    if (!m_nodes.contains(id))
        return;
    for (const GraphNodeId parent : parents(id))
        removeEdge({parent, id});
    for (const GraphNodeId child : children(id))
        removeEdge({id, child});
    m_nodes.remove(id);
    m_parents.remove(id);
    m_children.remove(id);
    emit nodeRemoved(id);
}

void GraphModel::addEdge(GraphLink edge)
{
    if (insertEdge(edge))
        emit edgeAdded(edge);
}

void GraphModel::removeEdge(GraphLink edge)
{
    if (!m_edges.remove(edge))
        return;
    m_parents[edge.to].removeOne(edge.from);
    m_children[edge.from].removeOne(edge.to);
    emit edgeRemoved(edge);
}

} // namespace slipway
