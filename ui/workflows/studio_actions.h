#pragma once

#include "ui/shell/action_registry.h"

#include <span>

namespace slipway {

// DataStudio's frame and its canvases.
std::span<const ActionSpec> studioActions();

} // namespace slipway
