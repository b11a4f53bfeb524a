#pragma once

#include "app/engine/executor.h"

#include <optional>

namespace slipway {

// An exit record (see slipway-run --help) with a sentence for people. Nothing for a damaged one.
std::optional<RunEnd> parseExitRecord(const QByteArray &text);

// What is in `<folder>/exit`. Nothing if there is no record; a damaged one is Lost, with the reason.
std::optional<RunEnd> readExitRecord(const QString &folder);

// The run has at least begun there: its record is written or has its place.
bool hasBegun(const QString &folder);

} // namespace slipway
