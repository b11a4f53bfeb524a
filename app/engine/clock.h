#pragma once

#include "models/domain/instant.h"

namespace slipway {

// The only source of "now" in the engine. Tests and the engine's --clock option put another in its place.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    // How long to sleep in real time until the clock shows `t`; 0 if it has passed.
    virtual Millis realTimeUntil(Instant t) const = 0;
};

} // namespace slipway
