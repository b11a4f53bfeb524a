#pragma once

#include "app/store/database.h"
#include "models/domain/lineage.h"

namespace slipway {

// Walks the dependencies from an instance, nearest first, at most `levels` away and `limit` instances in all.
Outcome<InstanceLineage> searchLineage(Database &database, const LineageQuery &query);

} // namespace slipway
