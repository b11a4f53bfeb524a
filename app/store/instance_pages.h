#pragma once

#include "app/engine/store.h"
#include "app/store/database.h"

namespace slipway {

// One page of instances by (scheduled time, id), found by key, never by skipping: every page costs the same.
// InvalidArgument for a limit that is not 1..500, and for a cursor that no page with this order has handed out.
Outcome<InstancePage> listInstances(Database &database, const InstanceQuery &query);

// How many match, by state. Counters and indexes where they can tell, else by looking at every row that matches.
Outcome<StateCounts> countStates(Database &database, const InstanceQuery &query);

} // namespace slipway
