#include "models/domain/graph.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Graph
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Graph)
};

using Adjacency = QHash<qint64, QList<qint64>>;

Adjacency childrenOf(const QList<GraphEdge> &edges)
{
    Adjacency children;
    for (const GraphEdge &edge : edges)
        children[edge.from] += edge.to;
    return children;
}

QString nameOfNode(const NodeNamer &nameOf, qint64 node)
{
    const QString name = nameOf ? nameOf(node) : QString();
    return name.isEmpty() ? QString::number(node) : name;
}

// Long cycles are shown by their ends: a message is read by people.
QString pathText(const QList<qint64> &path, const NodeNamer &nameOf)
{
    constexpr qsizetype shown = 12;
    QStringList names;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path.size() > shown && i == shown / 2) {
            names += u"…"_s;
            i = path.size() - shown / 2;
        }
        names += nameOfNode(nameOf, path[i]);
    }
    return names.join(u" → "_s);
}

Error dependencyError(const QString &kind, const QString &message)
{
    return {ErrorKind::InvalidArgument, u"InvalidDependency."_s + kind, message, u"InputList"_s, {}, false};
}

// Counts of the parents that are in no layer yet.
class UnmetParents
{
public:
    UnmetParents(const QList<qint64> &nodes, const QList<GraphEdge> &edges)
    {
        for (const qint64 node : nodes) {
            m_counts.insert(node, 0);
            m_order.insert(node, m_order.size());
        }
        for (const GraphEdge &edge : edges) {
            if (!m_counts.contains(edge.from) || !m_counts.contains(edge.to))
                continue;
            m_children[edge.from] += edge.to;
            ++m_counts[edge.to];
        }
    }

    bool isEmpty() const { return m_counts.isEmpty(); }
    QSet<qint64> nodes() const { return {m_counts.keyBegin(), m_counts.keyEnd()}; }

    // Those of the candidates that wait for nobody, each once, in the order of the list of nodes; they are not counted
    // on.
    QList<qint64> takeReady(const QList<qint64> &candidates)
    {
        QList<qint64> ready;
        for (const qint64 node : candidates) {
            const auto count = m_counts.constFind(node);
            if (count == m_counts.cend() || *count > 0)
                continue;
            m_counts.erase(count);
            ready += node;
        }
        std::sort(ready.begin(), ready.end(), [this](qint64 a, qint64 b) { return m_order[a] < m_order[b]; });
        return ready;
    }

    // The children of a layer just taken, each of which waits for one parent less.
    QList<qint64> childrenOf(const QList<qint64> &layer)
    {
        QList<qint64> children;
        for (const qint64 node : layer) {
            for (const qint64 child : m_children.value(node)) {
                --m_counts[child];
                children += child;
            }
        }
        return children;
    }

private:
    QHash<qint64, int> m_counts;
    QHash<qint64, qsizetype> m_order;
    Adjacency m_children;
};

// A cycle within the nodes that no layer could take: walks to a parent until a node comes again.
QList<qint64> cycleAmong(const QSet<qint64> &left, qint64 start, const QList<GraphEdge> &edges)
{
    QHash<qint64, qint64> parentOf;
    for (const GraphEdge &edge : edges) {
        if (left.contains(edge.from) && left.contains(edge.to))
            parentOf.insert(edge.to, edge.from);
    }
    QList<qint64> walk;
    QHash<qint64, qsizetype> seenAt;
    qint64 node = start;
    while (!seenAt.contains(node)) {
        seenAt.insert(node, walk.size());
        walk += node;
        node = parentOf.value(node);
    }
    QList<qint64> cycle = walk.mid(seenAt.value(node));
    cycle += node;
    std::reverse(cycle.begin(), cycle.end());
    return cycle;
}

} // namespace

Outcome<> checkNewEdge(const QList<GraphEdge> &edges, qint64 from, qint64 to, const NodeNamer &nameOf)
{
    if (from == to)
        return dependencyError(u"Self"_s, Graph::tr("%1 cannot depend on itself.").arg(nameOfNode(nameOf, from)));
    if (edges.contains(GraphEdge{from, to}))
        return dependencyError(
            u"Duplicate"_s,
            Graph::tr("%2 depends on %1 already.").arg(nameOfNode(nameOf, from), nameOfNode(nameOf, to)));
    QList<qint64> path = findPath(edges, to, from);
    if (path.isEmpty())
        return {};
    path.prepend(from);
    return dependencyError(u"Cycle"_s,
                           Graph::tr("%2 cannot depend on %1, for that would close a cycle: %3.")
                               .arg(nameOfNode(nameOf, from), nameOfNode(nameOf, to), pathText(path, nameOf)));
}

QList<qint64> findPath(const QList<GraphEdge> &edges, qint64 from, qint64 to)
{
    const Adjacency children = childrenOf(edges);
    QHash<qint64, qint64> reachedFrom{{from, from}};
    QList<qint64> queue{from};
    for (qsizetype i = 0; i < queue.size() && !reachedFrom.contains(to); ++i) {
        const qint64 node = queue[i];
        for (const qint64 child : children.value(node)) {
            if (reachedFrom.contains(child))
                continue;
            reachedFrom.insert(child, node);
            queue += child;
        }
    }
    if (!reachedFrom.contains(to))
        return {};
    QList<qint64> path{to};
    while (path.last() != from)
        path += reachedFrom.value(path.last());
    std::reverse(path.begin(), path.end());
    return path;
}

Outcome<QList<QList<qint64>>> topologicalLayers(const QList<qint64> &nodes, const QList<GraphEdge> &edges,
                                                const NodeNamer &nameOf)
{
    UnmetParents unmet(nodes, edges);
    QList<QList<qint64>> layers;
    for (QList<qint64> layer = unmet.takeReady(nodes); !layer.isEmpty();) {
        layers += layer;
        layer = unmet.takeReady(unmet.childrenOf(layer));
    }
    if (unmet.isEmpty())
        return layers;
    const QSet<qint64> left = unmet.nodes();
    const auto first = std::find_if(nodes.begin(), nodes.end(), [&left](qint64 node) { return left.contains(node); });
    return dependencyError(
        u"Cycle"_s,
        Graph::tr("The dependencies go in a cycle: %1.").arg(pathText(cycleAmong(left, *first, edges), nameOf)));
}

QList<qint64> descendantsOf(const QList<GraphEdge> &edges, qint64 from)
{
    const Adjacency children = childrenOf(edges);
    QSet<qint64> seen{from};
    QList<qint64> queue{from};
    for (qsizetype i = 0; i < queue.size(); ++i) {
        for (const qint64 child : children.value(queue[i])) {
            if (seen.contains(child))
                continue;
            seen.insert(child);
            queue += child;
        }
    }
    queue.removeFirst();
    return queue;
}

} // namespace slipway
