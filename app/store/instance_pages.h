#pragma once

#include "app/store/database.h"
#include "models/domain/instance.h"

namespace slipway {

// One page of instances by (scheduled time, id), found by key, never by skipping: every page costs the same.
// InvalidArgument for a limit that is not 1..500, and for a cursor that no page with this order has handed out.
Outcome<InstancePage> listInstances(Database &database, const InstanceQuery &query);

} // namespace slipway
