#include "app/engine/scheduler.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/dispatcher.h"
#include "app/engine/instance_book.h"
#include "app/engine/node_turns.h"
#include "app/engine/reasons.h"
#include "app/engine/resource_groups.h"
#include "app/engine/wait_reasons.h"
#include "models/domain/generation.h"

#include <QSet>

#include <algorithm>
#include <iterator>
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
    m_parts.runner.onSlotFreed([this](const Instance &ending) { return successorOf(ending); });
}

void Scheduler::applied(const std::vector<AppliedInstance> &changes)
{
    std::vector<InstanceId> touched;
    QSet<QString> groups;
    std::vector<InstanceId> inTurn; // that waited for a run of the same node
    for (const auto &[before, after, hadSucceeded] : changes) {
        const bool ran = before.id.isValid() && before.state == InstanceState::Running;
        if (ran && after.state != InstanceState::Running) {
            m_parts.dispatcher.ended(after);
            groups.insert(after.resourceGroup);
            std::ranges::copy(m_parts.turns.ended(after), std::back_inserter(inTurn));
        }
        if (isFinished(after.state)) {
            if (before.id.isValid())
                m_parts.dispatcher.remove(before);
            release(after.id, after.state, touched);
        } else if (after.state != InstanceState::Running) {
            const bool leftQueue =
                before.state == InstanceState::WaitResource && after.state != InstanceState::WaitResource;
            if (before.id.isValid() && (leftQueue || before.priority != after.priority))
                m_parts.dispatcher.remove(before); // its place in the queue is another one now, or none
            touched.push_back(after.id);
            if (hadSucceeded) // its children wait for it again
                std::ranges::copy(m_parts.book.childrenOf(after.id), std::back_inserter(touched));
        }
    }
    settle(touched);
    for (const InstanceId id : inTurn) // one after another: the first may start and keep the others waiting
        settle({id});
    for (const QString &group : std::as_const(groups))
        dispatch(group);
    tellIfNoneRuns();
}

bool Scheduler::isItsTurn(const Instance &instance)
{
    if (!m_parts.turns.blockerOf(instance))
        return true;
    m_parts.turns.wait(instance);
    return false;
}

void Scheduler::release(InstanceId parent, InstanceState state, std::vector<InstanceId> &touched)
{
    if (state != InstanceState::Success) {
        refreshReasons(m_parts.book.childrenOf(parent));
        return;
    }
    for (const InstanceId child : m_parts.book.childrenOf(parent)) {
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
    return needsSlot(record.instance) && !dryRunBefore(record) ? Step::Start : Step::Succeed;
}

// The one of the cycle before that makes it a dry run too.
std::optional<InstanceId> Scheduler::dryRunBefore(const InstanceRecord &record) const
{
    if (record.dryRuns.empty() || isPastConditions(record.instance))
        return std::nullopt;
    const Node *node = m_parts.catalog.node(record.instance.node);
    const bool ignored = !node || node->current.properties.ignoreParentDryRun;
    return inheritsDryRun(record.instance, ignored) ? std::optional(record.dryRuns.front()) : std::nullopt;
}

Instance Scheduler::finishedRow(const InstanceRecord &record, Step step) const
{
    const Instance &instance = record.instance;
    Instance row = instance;
    row.state = step == Step::Succeed ? InstanceState::Success : InstanceState::Failure;
    row.startedAt = row.finishedAt = m_parts.clock.now();
    if (step == Step::Fail)
        row.reason = u"its node was frozen when the instance was made"_s;
    else if (const auto before = dryRunBefore(record)) {
        row.taskType = TaskType::Skip;
        row.reason = m_parts.reasons.dryRunAfter(*before);
    } else if (instance.taskType == TaskType::Skip)
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
    const bool waitsForTurn = isReady(record);
    if (!waitsForTurn && (isPastConditions(row) || row.attempts > 0))
        return std::nullopt;
    if (!isPastConditions(row))
        row.state = record.openParents > 0 ? InstanceState::NotRun : InstanceState::WaitTime;
    if (row.state == record.instance.state && !waitsForTurn)
        return std::nullopt;
    row.reason = m_parts.reasons.of(record, row);
    return row == record.instance ? std::nullopt : std::optional(row);
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
        Step step = nextStep(*record);
        if (step == Step::Start && !isItsTurn(instance))
            step = Step::Stay;
        if (step == Step::Start) {
            m_parts.dispatcher.enqueue(instance);
            groups.insert(instance.resourceGroup);
        } else if (step != Step::Stay) {
            change.rows.push_back(finishedRow(*record, step));
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

// The record of one from the queue, if it is to be started now.
InstanceRecord *Scheduler::beginTurn(InstanceId id)
{
    InstanceRecord *record = m_parts.book.find(id);
    // One whose change is on its way is looked at again when that is durable.
    if (!record || record->busy || !isReady(*record) || !isItsTurn(record->instance))
        return nullptr;
    m_parts.turns.started(record->instance);
    return record;
}

// One that dispatch() would start when this one has ended.
InstanceRecord *Scheduler::successorOf(const Instance &ending)
{
    while (const auto id = m_halted ? std::nullopt : m_parts.dispatcher.takeSuccessor(ending)) {
        if (InstanceRecord *record = beginTurn(*id)) {
            m_parts.dispatcher.passSlotOn(ending);
            return record;
        }
    }
    return nullptr;
}

void Scheduler::dispatch(const QString &group)
{
    if (m_halted)
        return;
    while (const auto id = m_parts.dispatcher.takeNext(group)) {
        if (InstanceRecord *record = beginTurn(*id))
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
    InstanceChange missed;
    std::erase_if(due, [this, now, &missed](InstanceId id) {
        const InstanceRecord *record = m_parts.book.find(id);
        if (!record || record->busy || now - record->instance.scheduledTime <= unseen)
            return false;
        auto row = missedRow(*record, record->instance.scheduledTime - Millis{1});
        if (row)
            missed.rows.push_back(std::move(*row));
        return row.has_value();
    });
    if (!missed.isEmpty())
        m_parts.writer.record(std::move(missed));
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
