#pragma once

#include "models/domain/ids.h"

#include <vector>

namespace slipway {

class CatalogState;

// Groups of nodes, in an order in which each node comes after all those whose instances of the same day its own may
// wait for, in this or in the previous cycle. Nodes that wait for each other (one for the other's previous cycle) are
// in one group. Of the nodes given; what they wait for beyond these does not count.
//
// Tarjan's strongly connected components, without recursion (chains may be long) and a group at a time (a catalogue may
// be large). Edges lead to what a node waits for, so that this comes out first; they are read from the catalogue when
// a node is reached.
class PlanOrder
{
public:
    PlanOrder(const CatalogState &catalog, std::vector<NodeId> nodes);

    // Empty: there are no more.
    std::vector<NodeId> next();

private:
    struct Visit
    {
        int place = 0;
        std::vector<int> edges;
        std::size_t nextEdge = 0;
    };

    void enter(int place);
    // A group is complete when the place it was first reached by is left.
    std::vector<NodeId> advance();
    std::vector<NodeId> takeGroup(int root);
    std::vector<int> edgesOf(int place) const;
    int placeOf(NodeId id) const; // -1: not one of the nodes

    const CatalogState &m_catalog;
    std::vector<NodeId> m_nodes; // sorted; the others speak of places in it
    std::vector<int> m_index;    // order of discovery, -1: not yet
    std::vector<int> m_low;
    std::vector<bool> m_onStack;
    std::vector<int> m_stack;
    std::vector<Visit> m_visits;
    int m_start = 0; // all places before were reached
    int m_nextIndex = 0;
};

} // namespace slipway
