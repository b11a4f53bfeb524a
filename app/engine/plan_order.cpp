#include "app/engine/plan_order.h"

#include "app/engine/catalog_state.h"
#include "models/domain/dependencies.h"

#include <algorithm>
#include <utility>

namespace slipway {

namespace {

template <class Vector>
auto at(Vector &vector, int place) -> decltype(vector[0])
{
    return vector[static_cast<std::size_t>(place)];
}

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

PlanOrder::PlanOrder(const CatalogState &catalog, std::vector<NodeId> nodes)
    : m_catalog(catalog),
      m_nodes(std::move(nodes)),
      m_index(m_nodes.size(), -1),
      m_low(m_nodes.size(), 0),
      m_onStack(m_nodes.size(), false)
{
    std::sort(m_nodes.begin(), m_nodes.end()); // neighbours in the store's indexes are written together, too
}

std::vector<NodeId> PlanOrder::next()
{
    while (true) {
        while (!m_visits.empty()) {
            if (std::vector<NodeId> group = advance(); !group.empty())
                return group;
        }
        const int size = static_cast<int>(m_nodes.size());
        while (m_start < size && at(m_index, m_start) >= 0)
            ++m_start;
        if (m_start == size)
            return {};
        enter(m_start);
    }
}

void PlanOrder::enter(int place)
{
    at(m_index, place) = at(m_low, place) = m_nextIndex++;
    at(m_onStack, place) = true;
    m_stack.push_back(place);
    m_visits.push_back({place, edgesOf(place), 0});
}

std::vector<NodeId> PlanOrder::advance()
{
    Visit &visit = m_visits.back();
    const int place = visit.place;
    if (visit.nextEdge < visit.edges.size()) {
        const int other = visit.edges[visit.nextEdge++];
        if (at(m_index, other) < 0)
            enter(other);
        else if (at(m_onStack, other))
            at(m_low, place) = std::min(at(m_low, place), at(m_index, other));
        return {};
    }
    m_visits.pop_back();
    if (!m_visits.empty()) {
        int &low = at(m_low, m_visits.back().place);
        low = std::min(low, at(m_low, place));
    }
    return at(m_low, place) == at(m_index, place) ? takeGroup(place) : std::vector<NodeId>();
}

std::vector<NodeId> PlanOrder::takeGroup(int root)
{
    std::vector<NodeId> group;
    int place = -1;
    do {
        place = m_stack.back();
        m_stack.pop_back();
        at(m_onStack, place) = false;
        group.push_back(at(m_nodes, place));
    } while (place != root);
    std::sort(group.begin(), group.end());
    return group;
}

std::vector<int> PlanOrder::edgesOf(int place) const
{
    std::vector<int> edges;
    const Node *node = m_catalog.node(at(m_nodes, place));
    if (!node)
        return edges;
    for (const NodeId other : waitsFor(m_catalog, *node)) {
        if (const int found = placeOf(other); found >= 0)
            edges.push_back(found);
    }
    return edges;
}

int PlanOrder::placeOf(NodeId id) const
{
    const auto found = std::lower_bound(m_nodes.begin(), m_nodes.end(), id);
    return found != m_nodes.end() && *found == id ? static_cast<int>(found - m_nodes.begin()) : -1;
}

} // namespace slipway
