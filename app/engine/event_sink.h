#pragma once

#include "models/domain/event.h"

namespace slipway {

// Where the engine tells what changed, after it is durable. Never blocks.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void publish(const Event &event) = 0;
};

} // namespace slipway
