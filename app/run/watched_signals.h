#pragma once

#include <csignal>

namespace slipway {

// All dispositions as a fresh login has them, so that what we start inherits nothing that the engine ignores.
void resetSignals();

// Blocks the signals that a supervisor reacts to. Returns a descriptor from which they are read without waiting.
int watchSignals();

} // namespace slipway
