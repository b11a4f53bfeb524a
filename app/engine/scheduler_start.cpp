// Scheduler, second half: how it begins, what it missed, and how it ends.

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/catch_up.h"
#include "app/engine/clock.h"
#include "app/engine/dispatcher.h"
#include "app/engine/instance_book.h"
#include "app/engine/node_turns.h"
#include "app/engine/scheduler.h"

#include <utility>

namespace slipway {

namespace {

// It would not have run, and must not let its children go for having been missed (reference: dataworks 3.5).
bool isFrozen(const Instance &instance)
{
    return instance.frozen || instance.taskType == TaskType::Pause;
}

} // namespace

void Scheduler::start(Instant lastAlive)
{
    std::vector<InstanceId> waiting;
    std::vector<Attempt> running;
    InstanceChange missed;
    for (const InstanceId id : m_parts.book.openIds()) {
        const InstanceRecord &record = *m_parts.book.find(id);
        if (record.instance.state == InstanceState::Running) {
            Attempt attempt = record.attempt.value_or(Attempt{});
            attempt.instance = id;
            attempt.number = record.instance.attempts;
            running.push_back(attempt);
        } else if (auto row = missedRow(record, lastAlive)) {
            missed.rows.push_back(std::move(*row));
        } else {
            waiting.push_back(id);
        }
    }
    takeUp(running);
    if (!missed.isEmpty())
        m_parts.writer.record(std::move(missed)); // what is to run after all goes on when that is durable
    settle(waiting);
}

void Scheduler::takeUp(const std::vector<Attempt> &running)
{
    for (const Attempt &attempt : running) {
        const Instance &instance = m_parts.book.find(attempt.instance)->instance;
        m_parts.dispatcher.occupy(instance.resourceGroup);
        m_parts.turns.started(instance);
    }
    for (const Attempt &attempt : running)
        m_parts.runner.adopt(attempt);
}

void Scheduler::stopAll(std::function<void()> done)
{
    m_halted = true;
    m_whenNoneRuns = std::move(done);
    for (const InstanceId id : m_parts.book.openIds()) {
        m_parts.writer.whenFree(id, [this, id] {
            const InstanceRecord *record = m_parts.book.find(id);
            if (record && record->instance.state == InstanceState::Running)
                m_parts.runner.stop(record->instance);
        });
    }
    tellIfNoneRuns();
}

void Scheduler::tellIfNoneRuns()
{
    if (m_whenNoneRuns && m_parts.dispatcher.running() == 0)
        std::exchange(m_whenNoneRuns, nullptr)();
}

// What was due while the engine was off: closed with its reason where the node does not want it run, else marked as
// caught up.
std::optional<Instance> Scheduler::missedRow(const InstanceRecord &record, Instant lastAlive) const
{
    const Instance &instance = record.instance;
    const Instant now = m_parts.clock.now();
    const Node *node = m_parts.catalog.node(instance.node);
    if (!isSet(lastAlive) || instance.dagType != DagType::Daily || isPastConditions(instance) || !node ||
        isFrozen(instance) || instance.caughtUp || instance.scheduledTime <= lastAlive || instance.scheduledTime >= now)
        return std::nullopt;
    const QTimeZone zone = m_parts.catalog.zoneOf(instance.workspace);
    const QString skipped = reasonToSkip(node->current.properties.schedule, zone, instance.scheduledTime, now);
    Instance row = instance;
    if (skipped.isEmpty()) {
        row.caughtUp = true;
        return row;
    }
    row.state = InstanceState::Success;
    row.taskType = TaskType::Expired;
    row.finishedAt = now;
    row.reason = skipped;
    return row;
}

} // namespace slipway
