#pragma once

#include "models/domain/instant.h"

#include <functional>

namespace slipway {

// Rings once at a moment of the engine's clock. The engine has one; TimerQueue shares it out.
class Alarm
{
public:
    virtual ~Alarm() = default;

    virtual void onRing(std::function<void()> ring) = 0;
    // Rings when the clock shows `moment` or later, never from inside this call. Replaces the moment set before.
    virtual void set(Instant moment) = 0;
    virtual void clear() = 0;
};

} // namespace slipway
