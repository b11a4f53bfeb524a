#pragma once

#include "models/domain/lineage.h"

#include <vector>

namespace slipway {

// Takes away the links to a previous cycle that would keep instances waiting for each other for ever: where one of "the
// cycle before" waits, over whatever others, for the very instance that shall wait for it, it is of no cycle before.
// That happens between nodes of different cycles, e.g. of an hourly node that waits for the previous cycle of an hourly
// one below a daily node below itself. The reference leaves it open (dataworks 3.8); links of the same cycle stay, they
// form no ring among themselves. Links are looked at in their order.
void removeDeadlocks(std::vector<InstanceDependency> &links);

} // namespace slipway
