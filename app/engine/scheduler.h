#pragma once

#include "app/engine/instance_writer.h"
#include "app/engine/timer_queue.h"

#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace slipway {

class AttemptRunner;
class CatalogState;
class Clock;
class Dispatcher;
class InstanceBook;
class NodeTurns;
class ResourceGroups;
class WaitReasons;
struct InstanceRecord;

// Carries every unfinished instance forward: parents, time, slot, run, end. Driven by what happens (a change became
// durable, a moment has come, a group has a slot); each event costs what it touches, never a walk over all instances.
class Scheduler
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        InstanceBook &book;
        InstanceWriter &writer;
        Dispatcher &dispatcher;
        AttemptRunner &runner;
        const ResourceGroups &groups;
        const Clock &clock;
        TimerQueue &timers;
        const WaitReasons &reasons;
        NodeTurns &turns;
    };
    explicit Scheduler(const Parts &parts);

    // Takes up what the book was loaded with. `lastAlive`: until when the engine ran before; what was due since then
    // follows its node's catch-up rule. Not set: it never ran.
    void start(Instant lastAlive);
    // Nothing is started any more. Runs that go on are left alone.
    void halt() { m_halted = true; }
    // Ends what runs; `done` comes when nothing runs any more.
    void stopAll(std::function<void()> done);
    // Looks at instances again whose conditions may have changed.
    void settle(std::vector<InstanceId> ids);
    // A group has become able to run instances.
    void dispatch(const QString &group);

    // The next instance that is waiting for its time.
    std::optional<Instance> nextDue() const;

private:
    enum class Step { Stay, Start, Succeed, Fail };

    void applied(const std::vector<AppliedInstance> &changes);
    InstanceRecord *beginTurn(InstanceId id);
    InstanceRecord *successorOf(const Instance &ending);
    void release(InstanceId parent, InstanceState state, std::vector<InstanceId> &touched);
    void takeUp(const std::vector<Attempt> &running);
    std::optional<Instance> missedRow(const InstanceRecord &record, Instant lastAlive) const;
    bool isReady(const InstanceRecord &record) const;
    Instant dueTime(const Instance &instance) const;
    Step nextStep(const InstanceRecord &record) const;
    std::optional<InstanceId> dryRunBefore(const InstanceRecord &record) const;
    bool isItsTurn(const Instance &instance);
    std::optional<Instance> waitingRow(const InstanceRecord &record) const;
    Instance finishedRow(const InstanceRecord &record, Step step) const;
    void refreshReasons(const std::vector<InstanceId> &ids);
    void waitUntil(Instant moment, InstanceId id);
    void tellIfNoneRuns();
    void ring();
    void arm();

    Parts m_parts;
    std::set<std::pair<Instant, InstanceId>> m_due;
    TimerQueue::Token m_timer = 0;
    Instant m_armedFor;
    std::function<void()> m_whenNoneRuns;
    bool m_halted = false;
};

} // namespace slipway
