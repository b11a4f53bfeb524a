#pragma once

#include "app/engine/store.h"
#include "app/store/database.h"

namespace slipway {

// Reads what the engine keeps in memory, as of one moment.
Outcome<StoredState> loadState(Database &database);

} // namespace slipway
