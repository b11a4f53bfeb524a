#pragma once

#include "ui/shell/action_registry.h"

#include <span>

namespace slipway {

// The frame's own actions. Those that show a page are named "page.<PageEntry::id>".
std::span<const ActionSpec> shellActions();

} // namespace slipway
