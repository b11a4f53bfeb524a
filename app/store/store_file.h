#pragma once

#include "app/store/database.h"

#include <span>

namespace slipway {

// Opens the file for writing with its tables up to date (see SqliteStore::open). The migrations are a parameter so that
// tests can have others.
Outcome<Database> openStoreFile(const QString &file, std::span<const std::string_view> migrations);

// For a connection that only asks.
Outcome<Database> openStoreFileForReading(const QString &file);

} // namespace slipway
