#pragma once

namespace slipway {

// Gives assistive technology one child per node of a CanvasView, with name, state and the action "open". Items of a
// graphics scene are invisible to it otherwise. Calling it again does nothing.
void installCanvasAccessibility();

} // namespace slipway
