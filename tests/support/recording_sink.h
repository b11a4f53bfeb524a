#pragma once

#include "app/engine/event_sink.h"

#include <functional>
#include <vector>

namespace slipway {

// Keeps all events.
class RecordingSink : public EventSink
{
public:
    void publish(const Event &event) override
    {
        events.push_back(event);
        if (onEvent)
            onEvent(event);
    }

    std::vector<Event> events;
    std::function<void(const Event &)> onEvent;
};

} // namespace slipway
