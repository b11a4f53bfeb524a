#include "app/engine/scheduler.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/catch_up.h"
#include "app/engine/clock.h"
#include "app/engine/dispatcher.h"
#include "app/engine/instance_book.h"
#include "app/engine/reasons.h"
#include "app/engine/resource_groups.h"
#include "app/engine/wait_reasons.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// A moment that passed longer ago than this passed while nobody was there to see it: the alarm sleeps half of it at
// most.
constexpr std::chrono::seconds unseen{60};

bool needsSlot(const Instance &instance)
{
    return instance.kind == NodeKind::Shell &&
           (instance.taskType == TaskType::Normal || instance.taskType == TaskType::Manual);
}

} // namespace

Scheduler::Scheduler(const Parts &parts) : m_parts(parts)
{
    m_parts.writer.onApplied([this](const std::vector<AppliedInstance> &changes) { applied(changes); });
}

void Scheduler::start(Instant lastAlive)
{
    std::vector<InstanceId> waiting;
    std::vector<Attempt> running;
    for (const InstanceId id : m_parts.book.openIds()) {
        const InstanceRecord &record = *m_parts.book.find(id);
        if (record.instance.state != InstanceState::Running) {
            if (!skipMissed(record, lastAlive))
                waiting.push_back(id);
            continue;
        }
        m_parts.dispatcher.occupy(record.instance.resourceGroup);
        Attempt attempt = record.attempt.value_or(Attempt{});
        attempt.instance = id;
        attempt.number = record.instance.attempts;
        running.push_back(attempt);
    }
    for (const Attempt &attempt : running)
        m_parts.runner.adopt(attempt);
    settle(waiting);
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

// What was due while the engine was off is closed with its reason where the node does not want it run.
bool Scheduler::skipMissed(const InstanceRecord &record, Instant lastAlive)
{
    const Instance &instance = record.instance;
    const Instant now = m_parts.clock.now();
    const Node *node = m_parts.catalog.node(instance.node);
    if (!isSet(lastAlive) || instance.dagType != DagType::Daily || isPastConditions(instance) || !node ||
        instance.scheduledTime <= lastAlive || instance.scheduledTime >= now)
        return false;
    const QTimeZone zone = m_parts.catalog.zoneOf(instance.workspace);
    const QString skipped = reasonToSkip(node->current.properties.schedule, zone, instance.scheduledTime, now);
    if (skipped.isEmpty())
        return false;
    Instance row = instance;
    row.state = InstanceState::Success;
    row.taskType = TaskType::Expired;
    row.finishedAt = now;
    row.reason = skipped;
    m_parts.writer.record({{row}, {}});
    return true;
}

void Scheduler::applied(const std::vector<AppliedInstance> &changes)
{
    std::vector<InstanceId> touched;
    QSet<QString> groups;
    for (const auto &[before, after] : changes) {
        const bool ran = before.id.isValid() && before.state == InstanceState::Running;
        if (ran && after.state != InstanceState::Running) {
            m_parts.dispatcher.release(after.resourceGroup);
            groups.insert(after.resourceGroup);
        }
        if (isFinished(after.state)) {
            if (before.id.isValid())
                m_parts.dispatcher.remove(before);
            release(after.id, after.state, touched);
        } else if (after.state != InstanceState::Running) {
            if (before.id.isValid() && before.priority != after.priority)
                m_parts.dispatcher.remove(before); // its place in the queue is another one now
            touched.push_back(after.id);
        }
    }
    settle(touched);
    for (const QString &group : std::as_const(groups))
        dispatch(group);
    tellIfNoneRuns();
}

void Scheduler::release(InstanceId parent, InstanceState state, std::vector<InstanceId> &touched)
{
    if (state != InstanceState::Success) {
        refreshReasons(m_parts.book.childrenOf(parent));
        return;
    }
    for (const InstanceId child : m_parts.book.releaseChildren(parent)) {
        const InstanceRecord *record = m_parts.book.find(child);
        if (record && record->openParents == 0)
            touched.push_back(child);
    }
}

// A failed parent is worth a word to whoever watches its children.
void Scheduler::refreshReasons(const std::vector<InstanceId> &ids)
{
    InstanceChange change;
    for (const InstanceId id : ids) {
        const InstanceRecord *record = m_parts.book.find(id);
        if (!record || record->busy || record->instance.state != InstanceState::NotRun)
            continue;
        Instance row = record->instance;
        row.reason = m_parts.reasons.of(*record);
        if (row != record->instance)
            change.rows.push_back(std::move(row));
    }
    if (!change.isEmpty())
        m_parts.writer.record(std::move(change));
}

Instant Scheduler::dueTime(const Instance &instance) const
{
    if (const auto retry = m_parts.runner.retryTime(instance))
        return *retry;
    const bool timeless = isPastConditions(instance) || m_parts.book.ignoresTime(instance.dag);
    return timeless ? Instant{} : instance.scheduledTime;
}

bool Scheduler::isReady(const InstanceRecord &record) const
{
    const Instance &instance = record.instance;
    const bool parentsDone = record.openParents == 0 || isPastConditions(instance);
    return parentsDone && !instance.frozen && !m_parts.book.isHeld(instance.dag) &&
           dueTime(instance) <= m_parts.clock.now();
}

Scheduler::Step Scheduler::nextStep(const InstanceRecord &record) const
{
    if (!isReady(record))
        return Step::Stay;
    if (record.instance.taskType == TaskType::Pause)
        return Step::Fail;
    return needsSlot(record.instance) ? Step::Start : Step::Succeed;
}

Instance Scheduler::finishedRow(const Instance &instance, Step step) const
{
    Instance row = instance;
    row.state = step == Step::Succeed ? InstanceState::Success : InstanceState::Failure;
    row.startedAt = row.finishedAt = m_parts.clock.now();
    if (step == Step::Fail)
        row.reason = u"its node was frozen when the instance was made"_s;
    else if (instance.taskType == TaskType::Skip)
        row.reason = u"dry run: successful without running"_s;
    else if (instance.taskType == TaskType::SkipCycle)
        row.reason = u"not one of the node's days: successful without running"_s;
    else
        row.reason = u"zero-load node: nothing to run"_s;
    return row;
}

// The row that says what it waits for, if that is another kind of wait than the stored one.
std::optional<Instance> Scheduler::waitingRow(const InstanceRecord &record) const
{
    Instance row = record.instance;
    if (isPastConditions(row) || row.attempts > 0)
        return std::nullopt;
    row.state = record.openParents > 0 ? InstanceState::NotRun : InstanceState::WaitTime;
    if (row.state == record.instance.state)
        return std::nullopt;
    InstanceRecord shown = record;
    shown.instance = row;
    row.reason = m_parts.reasons.of(shown);
    return row;
}

void Scheduler::settle(std::vector<InstanceId> ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    InstanceChange change;
    QSet<QString> groups;
    for (const InstanceId id : ids) {
        const InstanceRecord *record = m_parts.book.find(id);
        if (!record || record->busy || record->instance.state == InstanceState::Running)
            continue;
        const Instance &instance = record->instance;
        const Step step = nextStep(*record);
        if (step == Step::Start) {
            m_parts.dispatcher.enqueue(instance);
            groups.insert(instance.resourceGroup);
        } else if (step != Step::Stay) {
            change.rows.push_back(finishedRow(instance, step));
        } else {
            if (const Instant due = dueTime(instance); due > m_parts.clock.now())
                waitUntil(due, id);
            if (auto row = waitingRow(*record))
                change.rows.push_back(std::move(*row));
        }
    }
    if (!change.isEmpty())
        m_parts.writer.record(std::move(change));
    arm();
    for (const QString &group : std::as_const(groups))
        dispatch(group);
}

void Scheduler::dispatch(const QString &group)
{
    if (m_halted)
        return;
    while (const auto id = m_parts.dispatcher.takeNext(group)) {
        InstanceRecord *record = m_parts.book.find(*id);
        // One whose change is on its way is looked at again when that is durable.
        if (record && !record->busy && isReady(*record))
            m_parts.runner.start(*record);
        else
            m_parts.dispatcher.release(group);
    }
    InstanceChange change;
    for (const InstanceId id : m_parts.dispatcher.newlyWaiting(group)) {
        const InstanceRecord *record = m_parts.book.find(id);
        if (!record || record->busy || record->instance.state == InstanceState::WaitResource)
            continue;
        Instance row = record->instance;
        row.state = InstanceState::WaitResource;
        row.waitingSince = m_parts.clock.now();
        row.reason = waitsForSlot(m_parts.groups.byIdentifier(group), group);
        change.rows.push_back(std::move(row));
    }
    if (!change.isEmpty())
        m_parts.writer.record(std::move(change));
}

std::optional<Instance> Scheduler::nextDue() const
{
    for (const auto &[moment, id] : m_due) {
        const InstanceRecord *record = m_parts.book.find(id);
        if (record && record->instance.state != InstanceState::Running)
            return record->instance;
    }
    return std::nullopt;
}

void Scheduler::waitUntil(Instant moment, InstanceId id)
{
    m_due.emplace(moment, id);
}

void Scheduler::ring()
{
    m_timer = 0;
    std::vector<InstanceId> due;
    const Instant now = m_parts.clock.now();
    while (!m_due.empty() && m_due.begin()->first <= now) {
        due.push_back(m_due.begin()->second);
        m_due.erase(m_due.begin());
    }
    // The machine slept, or its clock was set forward: as if the engine had been off.
    std::erase_if(due, [this, now](InstanceId id) {
        const InstanceRecord *record = m_parts.book.find(id);
        return record && !record->busy && now - record->instance.scheduledTime > unseen &&
               skipMissed(*record, record->instance.scheduledTime - Millis{1});
    });
    settle(due);
}

void Scheduler::arm()
{
    if (m_due.empty() || (m_timer != 0 && m_armedFor == m_due.begin()->first))
        return;
    m_parts.timers.cancel(m_timer);
    m_armedFor = m_due.begin()->first;
    m_timer = m_parts.timers.at(m_armedFor, [this] { ring(); });
}

} // namespace slipway
