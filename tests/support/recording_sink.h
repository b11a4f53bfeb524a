#pragma once

#include "app/engine/event_sink.h"

#include <functional>
#include <vector>

namespace slipway {

// Keeps all events, unless it is told not to.
class RecordingSink : public EventSink
{
public:
    void publish(const Event &event) override
    {
        if (keepsEvents)
            events.push_back(event);
        if (onEvent)
            onEvent(event);
    }

    bool keepsEvents = true;
    std::vector<Event> events;
    std::function<void(const Event &)> onEvent;
};

} // namespace slipway
