#include "app/engine/plan_order.h"

#include "app/engine/catalog_state.h"
#include "models/domain/dependencies.h"

#include <algorithm>

namespace slipway {

namespace {

// Tarjan's strongly connected components, without recursion: chains may be long. Edges lead to what a node waits for,
// so that this comes out first.
class Components
{
public:
    explicit Components(const std::vector<std::vector<int>> &edges)
        : m_edges(edges), m_index(edges.size(), -1), m_low(edges.size(), 0), m_onStack(edges.size(), false)
    {
    }

    std::vector<std::vector<int>> find()
    {
        for (int node = 0; node < static_cast<int>(m_edges.size()); ++node) {
            if (at(m_index, node) < 0)
                search(node);
        }
        return std::move(m_found);
    }

private:
    struct Visit
    {
        int node = 0;
        std::size_t nextEdge = 0;
    };

    template <class Vector>
    static auto at(Vector &vector, int i) -> decltype(vector[0])
    {
        return vector[static_cast<std::size_t>(i)];
    }

    void enter(int node)
    {
        at(m_index, node) = at(m_low, node) = m_next++;
        at(m_onStack, node) = true;
        m_stack.push_back(node);
        m_visits.push_back({node, 0});
    }

    void search(int start)
    {
        enter(start);
        while (!m_visits.empty()) {
            const int node = m_visits.back().node;
            if (m_visits.back().nextEdge < at(m_edges, node).size()) {
                const int other = at(m_edges, node)[m_visits.back().nextEdge++];
                if (at(m_index, other) < 0)
                    enter(other);
                else if (at(m_onStack, other))
                    at(m_low, node) = std::min(at(m_low, node), at(m_index, other));
                continue;
            }
            m_visits.pop_back();
            if (!m_visits.empty()) {
                int &low = at(m_low, m_visits.back().node);
                low = std::min(low, at(m_low, node));
            }
            if (at(m_low, node) == at(m_index, node))
                takeComponent(node);
        }
    }

    void takeComponent(int root)
    {
        std::vector<int> &component = m_found.emplace_back();
        int node = -1;
        do {
            node = m_stack.back();
            m_stack.pop_back();
            at(m_onStack, node) = false;
            component.push_back(node);
        } while (node != root);
    }

    const std::vector<std::vector<int>> &m_edges;
    std::vector<int> m_index; // order of discovery, -1: not yet
    std::vector<int> m_low;
    std::vector<bool> m_onStack;
    std::vector<int> m_stack;
    std::vector<Visit> m_visits;
    std::vector<std::vector<int>> m_found;
    int m_next = 0;
};

std::vector<NodeId> waitsFor(const CatalogState &catalog, const Node &node)
{
    std::vector<NodeId> others;
    const NodeProperties &properties = node.current.properties;
    for (const QString &input : properties.inputs) {
        if (const Node *parent = catalog.nodeOffering(input))
            others.push_back(parent->id);
    }
    others.insert(others.end(), properties.crossCycleNodes.begin(), properties.crossCycleNodes.end());
    if (dependsOnChildren(properties.crossCycle)) {
        for (const QString &output : properties.outputs) {
            for (const Node *child : catalog.nodesWaitingFor(output))
                others.push_back(child->id);
        }
    }
    return others;
}

} // namespace

std::vector<std::vector<NodeId>> planOrder(const CatalogState &catalog, const std::vector<NodeId> &nodes)
{
    QHash<NodeId, int> places;
    places.reserve(static_cast<qsizetype>(nodes.size()));
    for (const NodeId id : nodes)
        places.insert(id, static_cast<int>(places.size()));
    std::vector<std::vector<int>> edges(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node *node = catalog.node(nodes[i]);
        if (!node)
            continue;
        for (const NodeId other : waitsFor(catalog, *node)) {
            if (const auto place = places.constFind(other); place != places.cend())
                edges[i].push_back(*place);
        }
    }
    std::vector<std::vector<NodeId>> groups;
    for (const std::vector<int> &component : Components(edges).find()) {
        std::vector<NodeId> &group = groups.emplace_back();
        for (const int place : component)
            group.push_back(nodes[static_cast<std::size_t>(place)]);
        std::sort(group.begin(), group.end());
    }
    return groups;
}

} // namespace slipway
