#include "ui/operations/instances_presenter.h"

#include "models/backend/engine_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/runs_backend.h"

#include <QDateTime>

namespace slipway {

namespace {
constexpr int pageSize = 200;

Instant systemNow()
{
    return fromMillis(QDateTime::currentMSecsSinceEpoch());
}
} // namespace

InstancesPresenter::InstancesPresenter(const Backends &backends, QObject *parent)
    : QObject(parent), m_backends(backends)
{
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &InstancesPresenter::updateClock);
    connect(&m_backends.events, &EventFeed::instanceChanged, this, &InstancesPresenter::changed);
    connect(&m_backends.events, &EventFeed::resynchronise, this, &InstancesPresenter::reload);
}

void InstancesPresenter::setQuery(const InstanceQuery &query)
{
    m_query = query;
    m_query.limit = pageSize;
    m_query.cursor.clear();
    m_query.newestFirst = true;
    reload();
}

void InstancesPresenter::reload()
{
    if (!m_query.workspace.isValid())
        return;
    m_backends.engine.status().then(this, [this](const Outcome<EngineStatus> &status) {
        if (status.ok())
            m_clockOffset = status->now - systemNow();
        updateClock();
    });
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
        if (!found.ok())
            return;
        m_table.upsert(*found, true);
        emit instanceUpdated(*found);
    });
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
        m_table.setRows(page.instances);
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

void InstancesPresenter::changed(const Instance &instance)
{
    const bool known = m_table.find(instance.id) != nullptr;
    if (known || matches(instance)) {
        m_table.upsert(instance, true);
        updateClock();
        emit stateChanged();
    }
    emit instanceUpdated(instance);
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
           (!q.workflow.isValid() || q.workflow == instance.workflow) &&
           (q.text.isEmpty() || instance.nodeName.contains(q.text, Qt::CaseInsensitive) ||
            instance.id.toString() == q.text) &&
           within(instance.bizdate, q.bizdateFrom, q.bizdateTo) &&
           within(instance.scheduledTime, q.scheduledFrom, q.scheduledTo);
}

Outcome<> InstancesPresenter::allowed(InstanceAction action, const Instance &instance)
{
    return checkAction(action, instance, RerunPolicy::AllAllowed); // the node's own policy is checked by the engine
}

void InstancesPresenter::perform(InstanceAction action, InstanceId instance)
{
    RunsBackend &runs = m_backends.runs;
    const auto done = [this, action](const Outcome<> &outcome) {
        if (outcome.failed())
            emit actionFailed(action, outcome.error());
    };
    switch (action) {
    case InstanceAction::Stop:
        runs.stop(instance).then(this, done);
        return;
    case InstanceAction::Rerun:
        runs.rerun(instance).then(this, done);
        return;
    case InstanceAction::SetSuccess:
        runs.setSuccess(instance).then(this, done);
        return;
    case InstanceAction::Freeze:
        runs.freeze(instance).then(this, done);
        return;
    case InstanceAction::Unfreeze:
        runs.unfreeze(instance).then(this, done);
        return;
    default:
        return; // shown elsewhere
    }
}

void InstancesPresenter::updateClock()
{
    m_table.setNow(systemNow() + m_clockOffset);
    if (m_table.hasRunning() != m_clock.isActive())
        m_table.hasRunning() ? m_clock.start() : m_clock.stop();
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
