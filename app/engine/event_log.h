#pragma once

#include "app/engine/event_sink.h"

#include <QtGlobal>

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace slipway {

// An event with its place in the order of all events of this engine process.
struct NumberedEvent
{
    qint64 revision = 0; // from 1, without holes
    Event event;
};

// The last events, numbered, for clients that follow along.
class EventLog : public EventSink
{
public:
    using Listener = std::function<void(const NumberedEvent &)>;

    // Keeps the last `capacity` events.
    explicit EventLog(std::size_t capacity = 10000);

    void publish(const Event &event) override;

    // Of the latest event; 0 before the first.
    qint64 revision() const { return m_revision; }
    // The events after `revision`, oldest first. Nothing: a gap, because some of them are no longer kept or the
    // revision is not of this engine process; the client reads everything again.
    std::optional<std::vector<NumberedEvent>> since(qint64 revision) const;

    // Called for every event, inside publish(). Returns a number for unsubscribe().
    int subscribe(Listener listener);
    void unsubscribe(int subscription);

private:
    struct Subscription
    {
        int number = 0;
        Listener listener;
    };

    std::size_t m_capacity;
    qint64 m_revision = 0;
    std::deque<NumberedEvent> m_events;
    std::vector<Subscription> m_subscriptions;
    int m_lastSubscription = 0;
};

} // namespace slipway
