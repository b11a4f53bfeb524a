#include "tests/engine/simulation_ledger.h"

#include "app/engine/backfills.h"
#include "app/engine/runs.h"
#include "models/domain/backfill_preview.h"
#include "models/domain/schedule_rules.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t endedKept = 200;

QString text(Instant moment)
{
    return toDateTime(moment, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss");
}

bool waits(InstanceState state)
{
    return state == InstanceState::NotRun || state == InstanceState::WaitTime;
}

} // namespace

void SimulationLedger::observe()
{
    m_fixture.onEvent = [this](const Event &event) { noteTold(event); };
    m_fixture.store.onStored = [this](InstanceId id) { noteStored(id); };
    m_fixture.executor.onStart = [this](const RunRequest &run) { noteStart(run); };
    m_fixture.onRunEnd = [this](const FakeExecutor::Asked &asked, const RunEnd &end) {
        m_seen[asked.instance.value()].lastEnd = end.end;
    };
}

void SimulationLedger::complain(const QString &what)
{
    m_complaints.append(text(m_fixture.clock.now()) + u": "_s + what);
}

void SimulationLedger::complain(const Instance &instance, const QString &what)
{
    complain(u"%1 of %2 (%3, %4) %5"_s.arg(instance.nodeName, text(instance.scheduledTime), instance.id.toString(),
                                           toText(instance.dagType), what));
}

void SimulationLedger::withdraw(const std::vector<InstanceId> &ids)
{
    for (const InstanceId id : ids) {
        if (const auto found = m_permits.find(id); found != m_permits.end())
            m_permits.erase(found);
    }
}

void SimulationLedger::restarted()
{
    m_permits.clear();
    m_told.clear();
    m_written.clear();
    m_toldDates.clear();
    for (const Backfill &backfill : m_fixture.engine->backfills().list(m_fixture.workspace().id))
        m_toldBackfills[backfill.id] = backfill;
}

void SimulationLedger::noteTold(const Event &event)
{
    if (const auto *instance = std::get_if<Instance>(&event))
        m_told[instance->id] = *instance;
    else if (const auto *backfill = std::get_if<Backfill>(&event))
        m_toldBackfills[backfill->id] = *backfill;
    else if (const auto *date = std::get_if<BackfillDate>(&event))
        m_toldDates[date->dag] = *date;
}

void SimulationLedger::noteStored(InstanceId id)
{
    const Instance &instance = stored(id);
    m_written.insert(id);
    m_latest = std::max(m_latest, m_fixture.clock.now());
    Seen &seen = m_seen[id.value()];
    if (seen.isNew)
        checkOnlyOne(instance);
    else
        checkStep(instance, seen);
    if (isFinished(instance.state) && !(isFinished(seen.state) && !seen.isNew)) {
        m_ended.push_back(id);
        if (m_ended.size() > endedKept)
            m_ended.pop_front();
    }
    seen = {instance.state, instance.attempts, false, seen.lastEnd};
    sort(instance);
}

void SimulationLedger::sort(const Instance &instance)
{
    const auto put = [&instance](std::set<InstanceId> &set, bool belongs) {
        if (belongs)
            set.insert(instance.id);
        else
            set.erase(instance.id);
    };
    const bool open = !isFinished(instance.state);
    put(m_open, open);
    put(m_frozen, open && instance.frozen);
    put(m_failed, instance.state == InstanceState::Failure || instance.state == InstanceState::Stopped);
}

void SimulationLedger::checkOnlyOne(const Instance &instance)
{
    if (instance.dagType != DagType::Daily && instance.dagType != DagType::Backfill)
        return;
    const DagId dag = instance.dagType == DagType::Backfill ? instance.dag : DagId{};
    const auto [slot, isNew] = m_slots.try_emplace({dag, instance.node, instance.scheduledTime}, instance.id);
    if (!isNew)
        complain(instance, u"has two records"_s);
}

// From one stored state to the next.
void SimulationLedger::checkStep(const Instance &instance, Seen &seen)
{
    const bool permitted = m_permits.contains(instance.id);
    if (isFinished(seen.state) && !isFinished(instance.state)) {
        ++m_reruns;
        if (!permitted)
            complain(instance, u"was opened again without a rerun"_s);
    }
    const bool waited = waits(seen.state) && (seen.attempts == 0 || seen.state == InstanceState::NotRun);
    const bool goes = instance.state == InstanceState::WaitResource || instance.state == InstanceState::Running ||
                      (instance.state == InstanceState::Success && instance.taskType != TaskType::Expired);
    if (waited && goes && !permitted)
        checkAllowed(instance);
    if (seen.state == InstanceState::Running && instance.state == InstanceState::WaitTime)
        checkAutomaticRerun(instance, seen);
    if (instance.attempts > seen.attempts + 1 || instance.attempts < seen.attempts)
        complain(instance, u"has attempt %1 after %2"_s.arg(instance.attempts).arg(seen.attempts));
}

// Its parents have succeeded and its time has come.
void SimulationLedger::checkAllowed(const Instance &instance)
{
    for (const InstanceId parent : m_fixture.store.parentsOf(instance.id)) {
        const auto found = m_fixture.store.instances().find(parent);
        if (found == m_fixture.store.instances().end() || found->second.state != InstanceState::Success)
            complain(instance, u"goes on before its parent %1"_s.arg(parent.toString()));
    }
    const auto date = m_fixture.store.backfillDates().find(instance.dag);
    const bool timeless = date != m_fixture.store.backfillDates().end() &&
                          m_fixture.store.backfills().at(date->second.backfill).spec.runFutureNow;
    if (!timeless && instance.dagType != DagType::SmokeTest && instance.scheduledTime > m_fixture.clock.now())
        complain(instance, u"goes on before its time"_s);
    if (instance.frozen)
        complain(instance, u"goes on although it is frozen"_s);
}

void SimulationLedger::checkAutomaticRerun(const Instance &instance, const Seen &seen)
{
    if (seen.lastEnd == AttemptEnd::TimedOut || seen.lastEnd == AttemptEnd::Stopped)
        complain(instance, u"is to run again after %1"_s.arg(toText(seen.lastEnd)));
    const auto node = m_fixture.engine ? m_fixture.engine->deployments().node(instance.node) : Outcome<Node>(Error{});
    if (node && (instance.attempts > node->current.properties.autoRerunTimes ||
                 node->current.properties.rerun == RerunPolicy::AllDenied))
        complain(instance, u"is to run again after %1 attempts"_s.arg(instance.attempts));
}

void SimulationLedger::noteStart(const RunRequest &run)
{
    if (!m_fixture.store.instances().contains(run.instance))
        return complain(u"a run of the unknown instance %1"_s.arg(run.instance.toString()));
    const Instance &instance = stored(run.instance);
    if (!m_starts.insert({run.instance, run.attempt}).second)
        complain(instance, u"started attempt %1 twice"_s.arg(run.attempt));
    if (instance.state != InstanceState::Running || instance.attempts != run.attempt)
        complain(instance, u"starts attempt %1, which is not stored"_s.arg(run.attempt));
    if (instance.frozen)
        complain(instance, u"starts although it is frozen"_s);
    const auto date = m_fixture.store.backfillDates().find(instance.dag);
    if (date != m_fixture.store.backfillDates().end() &&
        m_fixture.store.backfills().at(date->second.backfill).state == BackfillState::Paused)
        complain(instance, u"starts although its backfill is paused"_s);
    checkSlots();
    checkTurns(instance);
}

void SimulationLedger::checkSlots()
{
    std::map<QString, int> used;
    for (const FakeExecutor::Asked &asked : m_fixture.executor.running)
        ++used[stored(asked.instance).resourceGroup];
    for (const ResourceGroup &group : m_fixture.engine->groups().groups()) {
        if (used[group.identifier] > group.slotCount)
            complain(
                u"%1 runs in the %2 slots of %3"_s.arg(used[group.identifier]).arg(group.slotCount).arg(group.name));
    }
}

// A node's runs by the calendar and those that were asked for keep each other out.
void SimulationLedger::checkTurns(const Instance &started)
{
    for (const FakeExecutor::Asked &asked : m_fixture.executor.running) {
        const Instance &other = stored(asked.instance);
        if (other.node == started.node && (other.dagType == DagType::Daily) != (started.dagType == DagType::Daily))
            complain(started, u"starts beside %1, which is %2"_s.arg(other.id.toString(), toText(other.dagType)));
    }
}

void SimulationLedger::checkTold()
{
    for (const InstanceId id : m_written) {
        const auto told = m_told.find(id);
        if (told == m_told.end() || told->second != stored(id))
            complain(stored(id), u"is known to clients otherwise than it is stored"_s);
    }
    for (const auto &[id, instance] : m_told) {
        if (!m_written.contains(id))
            complain(instance, u"was told, but not stored"_s);
    }
    for (const auto &[dag, date] : m_toldDates)
        checkDate(date);
    for (const auto &[id, backfill] : m_fixture.store.backfills()) {
        const auto told = m_toldBackfills.find(id);
        if (told == m_toldBackfills.end() || told->second.state != backfill.state ||
            told->second.reason != backfill.reason || told->second.finishedAt != backfill.finishedAt)
            complain(u"the backfill %1 is known to clients otherwise than it is stored"_s.arg(id.toString()));
    }
    m_told.clear();
    m_written.clear();
    m_toldDates.clear();
}

// Its state is stored, and its counts are those of its instances.
void SimulationLedger::checkDate(const BackfillDate &date)
{
    int succeeded = 0;
    int failed = 0;
    const std::set<InstanceId> &own = m_fixture.store.instancesOf(date.dag);
    for (const InstanceId id : own) {
        succeeded += stored(id).state == InstanceState::Success;
        failed += stored(id).state == InstanceState::Failure || stored(id).state == InstanceState::Stopped;
    }
    const BackfillDate &kept = m_fixture.store.backfillDates().at(date.dag);
    if (date.state != kept.state || date.total != static_cast<int>(own.size()) || date.succeeded != succeeded ||
        date.failed != failed)
        complain(u"clients know the date %1 (%2) as %3 with %4+%5 of %6; it is %7 with %8+%9 of %10"_s
                     .arg(date.bizdate.toString(Qt::ISODate), date.dag.toString(), toText(date.state))
                     .arg(date.succeeded)
                     .arg(date.failed)
                     .arg(date.total)
                     .arg(toText(kept.state))
                     .arg(succeeded)
                     .arg(failed)
                     .arg(own.size()));
}

std::size_t SimulationLedger::checkNode(const Node &node, QDate first, QDate last)
{
    std::size_t expected = 0;
    for (QDate day = first; day <= last; day = day.addDays(1)) {
        for (const Occurrence &occurrence : occurrencesOn(node.current.properties.schedule, QTimeZone::utc(), day)) {
            ++expected;
            if (!m_slots.contains({DagId{}, node.id, occurrence.time}))
                complain(u"%1 has no record of %2"_s.arg(node.current.name, text(occurrence.time)));
        }
    }
    for (const auto &[dag, date] : m_fixture.store.backfillDates()) {
        const Backfill &backfill = m_fixture.store.backfills().at(date.backfill);
        if (date.state == DagState::Created || !(backfill.spec.nodes + backfill.spec.dryNodes).contains(node.id))
            continue;
        for (const Occurrence &occurrence :
             occurrencesOn(node.current.properties.schedule, QTimeZone::utc(), date.bizdate.addDays(1))) {
            if (!isInWindow(occurrence, node.current.properties.schedule, backfill.spec))
                continue;
            ++expected;
            if (!m_slots.contains({dag, node.id, occurrence.time}))
                complain(u"%1 has no record of %2 in the backfill %3"_s.arg(node.current.name, text(occurrence.time),
                                                                            date.backfill.toString()));
        }
    }
    return expected;
}

void SimulationLedger::checkRecords(QDate first)
{
    const QDate last = toDateTime(m_latest, QTimeZone::utc()).date();
    std::size_t expected = 0;
    for (const Node &node : m_fixture.engine->deployments().cycleTasks(m_fixture.workspace().id)) {
        if (node.file.isValid())
            expected += checkNode(node, first, last);
    }
    std::size_t ofTomorrow = 0;
    for (const auto &[slot, id] : m_slots)
        ofTomorrow +=
            !std::get<DagId>(slot).isValid() && toDateTime(std::get<Instant>(slot), QTimeZone::utc()).date() > last;
    if (m_slots.size() != expected + ofTomorrow)
        complain(u"%1 records for %2 occurrences"_s.arg(m_slots.size() - ofTomorrow).arg(expected));
    for (const InstanceId id : std::set<InstanceId>(m_open)) {
        if (stored(id).state != InstanceState::Running && m_fixture.instance(id)->reason.isEmpty())
            complain(stored(id), u"does not run, and nobody knows why"_s);
    }
}

// As the store has them.
QString SimulationLedger::openParents(InstanceId id) const
{
    QStringList open;
    for (const InstanceId parent : m_fixture.store.parentsOf(id)) {
        const auto found = m_fixture.store.instances().find(parent);
        if (found == m_fixture.store.instances().end())
            open.append(parent.toString());
        else if (found->second.state != InstanceState::Success)
            open.append(parent.toString() + u' ' + toText(found->second.state));
    }
    return open.isEmpty() ? u"all its parents have succeeded"_s : open.join(u", "_s);
}

bool SimulationLedger::isDone(Instant until) const
{
    return std::none_of(m_open.begin(), m_open.end(),
                        [&](InstanceId id) { return stored(id).scheduledTime < until; }) &&
           std::all_of(m_fixture.store.backfills().begin(), m_fixture.store.backfills().end(),
                       [](const auto &entry) { return isOver(entry.second.state); });
}

void SimulationLedger::checkDone(Instant until)
{
    for (const InstanceId id : std::set<InstanceId>(m_open)) {
        if (stored(id).scheduledTime < until)
            complain(stored(id), u"is left over: "_s + m_fixture.instance(id)->reason + u"; "_s + openParents(id));
    }
    for (const auto &[id, backfill] : m_fixture.store.backfills()) {
        if (!isOver(backfill.state))
            complain(
                u"the backfill %1 is left over: %2, %3"_s.arg(id.toString(), toText(backfill.state), backfill.reason));
    }
}

} // namespace slipway
