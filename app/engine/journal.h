#pragma once

#include "app/engine/event_sink.h"
#include "app/engine/store.h"
#include "models/domain/instant.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace slipway {

class Clock;
class TimerQueue;

// What becomes durable together, and what follows from it.
struct Transaction
{
    Changes changes;
    std::vector<Event> events;          // told when durable, after `apply`
    std::function<void()> apply = {};   // memory follows the store
    std::function<void()> abandon = {}; // nothing was stored
};

// The way of every change: store, then memory, then those who follow along.
class Journal
{
public:
    using Done = std::function<void(const Outcome<> &)>;

    struct Parts
    {
        Store &store;
        EventSink &events;
        const Clock &clock;
        TimerQueue &timers;
    };
    explicit Journal(const Parts &parts) : m_parts(parts) {}

    // All or nothing; for what may be refused.
    void commit(Transaction transaction, Done done);
    // For what has happened and cannot be refused: tried again every few seconds until it is durable.
    void commitFact(Transaction transaction, std::function<void()> then);

    // Why the store could not be written the last time; nothing when it could.
    const std::optional<Error> &problem() const { return m_problem; }
    // Runs once when nothing is on its way to the store any more; facts that wait to be tried again do not count.
    void whenIdle(std::function<void()> then);

private:
    void writeFact(const std::shared_ptr<Transaction> &transaction, std::function<void()> then);
    void write(const std::shared_ptr<Transaction> &transaction, Done done);
    void noteOutcome(const Outcome<> &outcome);

    Parts m_parts;
    std::optional<Error> m_problem;
    int m_underWay = 0;
    std::vector<std::function<void()>> m_whenIdle;
};

} // namespace slipway
