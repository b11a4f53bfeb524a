#pragma once

#include "app/store/database.h"

#include <span>
#include <string_view>

namespace slipway {

// The SQL of migration N is element N-1. Applied ones never change; a new one is added at the end.
std::span<const std::string_view> allMigrations();

// Brings the tables from `fromVersion` to the last migration, all in one transaction: it works whole or not at all.
Outcome<> migrate(Database &database, std::span<const std::string_view> migrations, int fromVersion);

} // namespace slipway
