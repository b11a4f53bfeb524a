#pragma once

#include "app/engine/executor.h"

#include <optional>

namespace slipway {

// What slipway-run wrote into `<folder>/exit` (see slipway-run --help), with a sentence for people. Nothing if there is
// no record; a damaged one is Lost, with the reason.
std::optional<RunEnd> readExitRecord(const QString &folder);

} // namespace slipway
