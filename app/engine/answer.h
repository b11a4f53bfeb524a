#pragma once

#include "models/domain/outcome.h"

#include <functional>

namespace slipway {

// How a command of the engine ends: called exactly once, on the engine's thread, after the change is durable.
// It may be called before the command returns.
template <class T = Nothing>
using Answer = std::function<void(const Outcome<T> &)>;

} // namespace slipway
