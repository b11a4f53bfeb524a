// Backfills, second half: how their dates come along.

#include "app/engine/backfills.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/event_sink.h"
#include "app/engine/instance_book.h"
#include "app/engine/journal.h"
#include "app/engine/scheduler.h"

#include <algorithm>
#include <tuple>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 500; // the most that the store gives at once

} // namespace

void Backfills::applied(const std::vector<AppliedInstance> &changes)
{
    QSet<DagId> dags;
    QSet<DagId> unclear;
    for (const AppliedInstance &change : changes) {
        const auto place = m_places.find(change.after.dag);
        if (change.after.dagType != DagType::Backfill || place == m_places.end())
            continue;
        dags.insert(change.after.dag);
        ++place->revision;
        if (!count(change, *place))
            unclear.insert(change.after.dag);
    }
    dags -= unclear;
    for (const DagId dag : std::as_const(unclear))
        recount(dag);
    for (const DagId dag : std::as_const(dags)) {
        tell(dag);
        review(dag);
    }
}

// Those who watch see it come along.
void Backfills::tell(DagId dag) const
{
    if (const Outcome<BackfillDate> now = date(dag))
        m_parts.events.publish(*now);
}

// False: a finished instance was opened again, and nobody here knows what it had been.
bool Backfills::count(const AppliedInstance &change, Place &place)
{
    BackfillDate &date = dateAt(place);
    const bool isNew = date.state == DagState::Created;
    const bool wasOpen = change.before.id.isValid();
    date.total += isNew;
    place.active += !isFinished(change.after.state);
    place.active -= wasOpen;
    date.succeeded += change.after.state == InstanceState::Success;
    date.failed += change.after.state == InstanceState::Failure || change.after.state == InstanceState::Stopped;
    return isNew || wasOpen;
}

// From the store; again when something has changed meanwhile.
void Backfills::recount(DagId dag)
{
    const int revision = m_places.value(dag).revision;
    InstanceQuery query;
    query.dag = dag;
    query.limit = pageSize;
    const auto counts = std::make_shared<std::pair<int, int>>();
    const auto visit = [counts](const Instance &instance) {
        counts->first += instance.state == InstanceState::Success;
        counts->second += instance.state == InstanceState::Failure || instance.state == InstanceState::Stopped;
    };
    walk(query, visit, [this, dag, revision, counts](const Outcome<> &outcome) {
        const auto place = m_places.constFind(dag);
        if (!outcome || place == m_places.cend())
            return;
        if (place->revision != revision)
            return recount(dag);
        BackfillDate &date = dateAt(*place);
        std::tie(date.succeeded, date.failed) = *counts;
        tell(dag);
        review(dag);
    });
}

void Backfills::review(DagId dag)
{
    const auto place = m_places.constFind(dag);
    if (place == m_places.cend() || m_making.contains(dag))
        return;
    BackfillDate &date = dateAt(*place);
    const DagState state = dagStateOf(date, place->active);
    if (state == date.state)
        return;
    date.state = state;
    date.finishedAt = state == DagState::Running ? Instant{} : m_parts.clock.now();
    m_parts.journal.commitFact({{date}, {}}, [this, dag, id = place->backfill] {
        tell(dag);
        reviewBackfill(id);
        advance(id);
    });
}

void Backfills::reviewBackfill(BackfillId id)
{
    const Entry &entry = m_backfills.at(id);
    const Backfill &backfill = entry.backfill;
    BackfillState state = backfill.state;
    if (state == BackfillState::Stopping) {
        const auto active = [this](const BackfillDate &date) { return m_places.value(date.dag).active > 0; };
        if (entry.making == 0 && std::none_of(backfill.dates.begin(), backfill.dates.end(), active))
            state = BackfillState::Stopped;
    } else if (state == BackfillState::Running || state == BackfillState::Failed) {
        state = backfillStateOf(backfill.dates);
    }
    if (state == backfill.state || entry.changing)
        return; // a change under way looks again when it is done
    const QString reason = state == BackfillState::Failed    ? u"a data timestamp has failed instances"_s
                           : state == BackfillState::Stopped ? backfill.reason
                                                             : QString();
    setState(
        id, state, reason, [] {}, [](const Outcome<> &) {});
}

// The next date of each chain, if the one before has succeeded as a whole.
void Backfills::advance(BackfillId id)
{
    const Backfill &backfill = m_backfills.at(id).backfill;
    const bool goesOn = backfill.state == BackfillState::Running || backfill.state == BackfillState::Failed;
    if (m_halted || !goesOn)
        return;
    std::vector<DagId> ready;
    int lastChain = -1;
    for (const BackfillDate &date : backfill.dates) {
        if (date.chain == lastChain || date.state == DagState::Success)
            continue;
        lastChain = date.chain;
        if (date.state == DagState::Created)
            ready.push_back(date.dag);
    }
    for (const DagId dag : ready) {
        if (!m_making.contains(dag))
            make(dag);
    }
}

void Backfills::make(DagId dag)
{
    const Place place = m_places.value(dag);
    m_making.insert(dag);
    ++m_backfills.at(place.backfill).making;
    const Backfill &backfill = m_backfills.at(place.backfill).backfill;
    if (!backfill.spec.skipSucceeded) {
        makeWith(dag, {});
        return;
    }
    InstanceQuery query;
    query.workspace = backfill.workspace;
    query.states = {InstanceState::Success};
    query.dagTypes = {DagType::Daily, DagType::Backfill};
    query.bizdateFrom = query.bizdateTo =
        fromDateTime(dateAt(place).bizdate.startOfDay(m_parts.catalog.zoneOf(backfill.workspace)));
    query.limit = pageSize;
    const auto found = std::make_shared<BackfillPlanner::Succeeded>();
    // A dry run or an expired instance has not done what the node is for.
    const auto visit = [found](const Instance &instance) {
        if (instance.taskType == TaskType::Normal)
            found->insert({instance.node, toMillis(instance.scheduledTime)}, instance.id);
    };
    walk(query, visit, [this, dag, found](const Outcome<> &outcome) {
        if (outcome)
            return makeWith(dag, *found);
        m_making.remove(dag);
        const BackfillId id = m_places.value(dag).backfill;
        --m_backfills.at(id).making;
        const QString why = outcome.failed() ? outcome.error().message : QString();
        setState(
            id, BackfillState::Paused, u"what has succeeded could not be read: %1"_s.arg(why), [] {},
            [](const Outcome<> &) {});
    });
}

void Backfills::walk(const InstanceQuery &query, const std::function<void(const Instance &)> &visit,
                     const std::function<void(const Outcome<> &)> &done) const
{
    m_parts.store.listInstances(query, [this, query, visit, done](const Outcome<InstancePage> &page) {
        if (!page)
            return done(page.failed() ? Outcome<>(page.error()) : Outcome<>(Cancelled{}));
        for (const Instance &instance : page->instances)
            visit(instance);
        if (page->nextCursor.isEmpty())
            return done({});
        InstanceQuery next = query;
        next.cursor = page->nextCursor;
        walk(next, visit, done);
    });
}

void Backfills::makeWith(DagId dag, const BackfillPlanner::Succeeded &succeeded)
{
    const Place place = m_places.value(dag);
    const Backfill &backfill = m_backfills.at(place.backfill).backfill;
    BackfillDate row = dateAt(place);
    InstanceChange change = m_parts.planner.plan(backfill, row, succeeded);
    row.state = DagState::Running;
    row.startedAt = m_parts.clock.now();
    row.total = static_cast<int>(change.rows.size());
    change.alongside.push_back(row);
    m_parts.writer.record(std::move(change), [this, dag, row] {
        const Place at = m_places.value(dag);
        BackfillDate &date = dateAt(at);
        date.state = DagState::Running;
        date.startedAt = row.startedAt;
        tell(dag);
        m_making.remove(dag);
        --m_backfills.at(at.backfill).making;
        if (m_backfills.at(at.backfill).backfill.state == BackfillState::Stopping)
            stopInstances(m_backfills.at(at.backfill).backfill);
        review(dag);
        reviewBackfill(at.backfill);
    });
}

} // namespace slipway
