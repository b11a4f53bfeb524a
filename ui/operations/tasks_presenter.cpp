#include "ui/operations/tasks_presenter.h"

#include "models/backend/engine_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/backend/runs_backend.h"
#include "models/domain/schedule_rules.h"
#include "models/items/group_names.h"

namespace slipway {

namespace {
constexpr auto clockInterval = std::chrono::seconds(30);
}

TasksPresenter::TasksPresenter(const Backends &backends, QObject *parent) : QObject(parent), m_backends(backends)
{
    m_clock.setInterval(clockInterval);
    connect(&m_clock, &QTimer::timeout, this, &TasksPresenter::readClock);
    connect(&m_backends.events, &EventFeed::nodeChanged, this, &TasksPresenter::changed);
    connect(&m_backends.events, &EventFeed::resynchronise, this, &TasksPresenter::reload);
}

void TasksPresenter::setWorkspace(WorkspaceId workspace, const QTimeZone &zone)
{
    if (workspace != m_workspace) {
        m_table.setRows({});
        m_state = State::Loading;
    }
    m_workspace = workspace;
    m_zone = zone;
    reload();
}

void TasksPresenter::readClock()
{
    m_backends.engine.status().then(this, [this](const Outcome<EngineStatus> &status) {
        if (status.ok())
            m_table.setClock(m_zone, status->now);
    });
}

void TasksPresenter::readGroupNames()
{
    m_backends.groups.listGroups().then(this, [this](const Outcome<QList<ResourceGroup>> &groups) {
        if (groups.ok())
            m_table.setGroupNames(namesByIdentifier(*groups));
    });
}

void TasksPresenter::reload()
{
    if (!m_workspace.isValid())
        return;
    m_clock.start();
    readClock();
    readGroupNames();
    m_backends.runs.listCycleTasks(m_workspace)
        .then(this, [this, asked = m_workspace](const Outcome<QList<Node>> &nodes) {
            if (asked == m_workspace)
                received(nodes);
        });
}

void TasksPresenter::received(const Outcome<QList<Node>> &nodes)
{
    if (nodes.ok()) {
        m_state = State::Ready;
        m_table.setRows(*nodes);
    } else if (nodes.failed()) {
        m_state = State::Failed;
        m_error = nodes.error();
    }
    emit stateChanged();
}

void TasksPresenter::changed(const Node &node)
{
    if (node.workspace != m_workspace)
        return;
    m_table.upsert(node);
    emit stateChanged();
}

RerunPolicy TasksPresenter::policyOf(NodeId node) const
{
    const Node *known = m_table.find(node);
    return known ? known->current.properties.rerun : RerunPolicy{};
}

void TasksPresenter::freeze(NodeId node, bool frozen)
{
    m_backends.runs.freezeNode(node, frozen).then(this, [this, frozen](const Outcome<> &done) {
        if (done.failed())
            emit failed(frozen ? tr("The node could not be frozen.") : tr("The node could not be unfrozen."),
                        done.error());
    });
}

void TasksPresenter::smokeTest(NodeId node)
{
    m_backends.engine.status().then(this, [this, node](const Outcome<EngineStatus> &status) {
        if (status.failed())
            return emit failed(tr("The smoke test could not be started."), status.error());
        m_backends.runs.runSmokeTest(node, bizdateOf(status->now, m_zone))
            .then(this, [this](const Outcome<Instance> &started) {
                if (started.ok())
                    emit smokeTestStarted(started->id);
                else if (started.failed())
                    emit failed(tr("The smoke test could not be started."), started.error());
            });
    });
}

} // namespace slipway
