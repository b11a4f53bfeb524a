#include "ui/operations/instances_presenter.h"

#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/backend/runs_backend.h"
#include "models/items/group_names.h"

#include <algorithm>
#include <utility>

namespace slipway {

namespace {
constexpr int pageSize = 200;

// The engine's order: newest first by (scheduled time, id).
bool comesFirst(const Instance &a, const Instance &b)
{
    return std::pair(a.scheduledTime, a.id.value()) > std::pair(b.scheduledTime, b.id.value());
}
} // namespace

InstancesPresenter::InstancesPresenter(const Backends &backends, QObject *parent)
    : QObject(parent), m_backends(backends), m_clock(backends.engine)
{
    connect(&m_clock, &EngineClock::ticked, this, &InstancesPresenter::updateClock);
    connect(&m_backends.events, &EventFeed::instanceChanged, this, &InstancesPresenter::changed);
    connect(&m_backends.events, &EventFeed::resynchronise, this, &InstancesPresenter::reload);
}

void InstancesPresenter::setQuery(const InstanceQuery &query)
{
    m_query = query;
    m_pinned = {};
    m_query.limit = pageSize;
    m_query.cursor.clear();
    m_query.newestFirst = true;
    reload();
}

void InstancesPresenter::readGroupNames()
{
    m_backends.groups.listGroups().then(this, [this](const Outcome<QList<ResourceGroup>> &groups) {
        if (groups.ok())
            m_table.setGroupNames(namesByIdentifier(*groups));
    });
}

void InstancesPresenter::reload()
{
    if (!m_query.workspace.isValid())
        return;
    readGroupNames();
    m_clock.read();
    ++m_generation;
    m_asking = false;
    request({});
}

void InstancesPresenter::loadMore()
{
    if (hasMore() && !m_asking)
        request(m_nextCursor);
}

void InstancesPresenter::fetch(InstanceId instance)
{
    m_backends.runs.instance(instance).then(this, [this](const Outcome<Instance> &found) {
        if (found.failed())
            return emit fetchFailed(found.error());
        if (!found.ok())
            return;
        m_pinned = found->id;
        m_table.upsertSorted(*found, comesFirst);
        updateClock();
        emit stateChanged();
        emit instanceUpdated(*found);
    });
}

void InstancesPresenter::pin(InstanceId instance)
{
    const InstanceId before = std::exchange(m_pinned, instance);
    if (const Instance *row = before == instance ? nullptr : m_table.find(before); row && !matches(*row))
        drop(before);
}

void InstancesPresenter::drop(InstanceId instance)
{
    m_table.remove(instance);
    emit stateChanged();
}

void InstancesPresenter::request(const QString &cursor)
{
    m_asking = true;
    InstanceQuery query = m_query;
    query.cursor = cursor;
    const bool first = cursor.isEmpty();
    if (first && m_table.rows().isEmpty())
        setState(State::Loading);
    m_backends.runs.listInstances(query).then(
        this, [this, first, generation = m_generation](const Outcome<InstancePage> &page) {
            if (generation != m_generation)
                return;
            m_asking = false;
            if (page.failed())
                setState(State::Failed, page.error());
            else if (page.ok())
                apply(*page, first);
        });
}

void InstancesPresenter::apply(const InstancePage &page, bool first)
{
    if (first) {
        m_table.setRows(withPinned(page.instances));
        m_total = page.total;
    } else {
        for (const Instance &instance : page.instances)
            m_table.upsert(instance);
    }
    m_nextCursor = page.nextCursor;
    updateClock();
    setState(State::Ready);
    emit stateChanged();
}

QList<Instance> InstancesPresenter::withPinned(QList<Instance> rows) const
{
    const Instance *pinned = m_table.find(m_pinned);
    const auto isPinned = [this](const Instance &instance) { return instance.id == m_pinned; };
    if (!pinned || std::any_of(rows.begin(), rows.end(), isPinned))
        return rows;
    rows.insert(std::upper_bound(rows.begin(), rows.end(), *pinned, comesFirst), *pinned);
    return rows;
}

void InstancesPresenter::changed(const Instance &instance)
{
    const bool known = m_table.find(instance.id) != nullptr;
    const bool fits = matches(instance);
    if (known && !fits && instance.id != m_pinned) {
        drop(instance.id);
    } else if (known || (fits && !isBeyondLoaded(instance))) {
        m_table.upsertSorted(instance, comesFirst);
        if (!known && m_total >= 0)
            ++m_total;
        updateClock();
        emit stateChanged();
    }
    emit instanceUpdated(instance);
}

// It will come with the page that it belongs to.
bool InstancesPresenter::isBeyondLoaded(const Instance &instance) const
{
    return hasMore() && !m_table.rows().isEmpty() && comesFirst(m_table.rows().last(), instance);
}

bool InstancesPresenter::matches(const Instance &instance) const
{
    const InstanceQuery &q = m_query;
    const auto within = [](Instant t, Instant from, Instant to) {
        return (!isSet(from) || t >= from) && (!isSet(to) || t <= to);
    };
    return instance.workspace == q.workspace && (q.states.isEmpty() || q.states.contains(instance.state)) &&
           (q.dagTypes.isEmpty() || q.dagTypes.contains(instance.dagType)) &&
           (!q.node.isValid() || q.node == instance.node) &&
           (!q.workflow.isValid() || q.workflow == instance.workflow) && (!q.dag.isValid() || q.dag == instance.dag) &&
           (q.resourceGroup.isEmpty() || q.resourceGroup == instance.resourceGroup) &&
           (q.text.isEmpty() || instance.nodeName.contains(q.text, Qt::CaseInsensitive) ||
            instance.id.toString() == q.text) &&
           within(instance.bizdate, q.bizdateFrom, q.bizdateTo) &&
           within(instance.scheduledTime, q.scheduledFrom, q.scheduledTo);
}

void InstancesPresenter::updateClock()
{
    m_table.setNow(m_clock.now());
    m_clock.setTicking(m_table.hasRunning());
}

void InstancesPresenter::setState(State state, const Error &error)
{
    if (m_state == state && m_error == error)
        return;
    m_state = state;
    m_error = error;
    emit stateChanged();
}

} // namespace slipway
