#pragma once

#include "models/domain/ids.h"

#include <vector>

namespace slipway {

class CatalogState;

// Groups of nodes, in an order in which each node comes after all those whose instances of the same day its own may
// wait for, in this or in the previous cycle. Nodes that wait for each other (one for the other's previous cycle) are
// in one group. Of the nodes given; what they wait for beyond these does not count.
std::vector<std::vector<NodeId>> planOrder(const CatalogState &catalog, const std::vector<NodeId> &nodes);

} // namespace slipway
