#include "ui/shell/engine_presenter.h"

#include "models/backend/engine_backend.h"
#include "models/backend/groups_backend.h"
#include "models/items/issues_model.h"
#include "models/items/time_words.h"
#include "ui/shell/connection_log.h"
#include "ui/shell/workspace_context.h"

namespace slipway {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QString instanceIssue(InstanceId id)
{
    return u"instance."_s + id.toString();
}

QString serviceIssue(const QString &region, const QString &name)
{
    return u"service."_s + region + u'/' + name;
}

const QString gatewayIssue = u"engine.gateway"_s;
const QString workspacesIssue = u"engine.workspaces"_s;

} // namespace

EnginePresenter::EnginePresenter(Backends &backends, WorkspaceContext &workspace, IssuesModel &issues, QObject *parent)
    : QObject(parent),
      m_backends(backends),
      m_workspace(workspace),
      m_issues(issues),
      m_log(new ConnectionLog(backends.events, this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(250ms);
    m_regular.setInterval(15s);
    connect(&m_soon, &QTimer::timeout, this, &EnginePresenter::refresh);
    connect(&m_regular, &QTimer::timeout, this, &EnginePresenter::refresh);
    EventFeed &events = m_backends.events;
    connect(&events, &EventFeed::connectionChanged, this, &EnginePresenter::onConnection);
    connect(&events, &EventFeed::resynchronise, this, &EnginePresenter::loadWorkspaces);
    connect(&events, &EventFeed::resynchronise, &m_soon, qOverload<>(&QTimer::start));
    connect(&events, &EventFeed::instanceChanged, this, &EnginePresenter::onInstance);
    connect(&events, &EventFeed::nodeChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&events, &EventFeed::serviceChanged, this, &EnginePresenter::onService);
    connect(&events, &EventFeed::serviceRemoved, this,
            [this](const QString &region, const QString &name) { m_issues.resolve(serviceIssue(region, name)); });
    if (events.connectionState() == ConnectionState::Online)
        onConnection(ConnectionState::Online, {});
}

ConnectionState EnginePresenter::connection() const
{
    return m_backends.events.connectionState();
}

Instant EnginePresenter::engineNow() const
{
    if (!m_hasStatus)
        return fromDateTime(QDateTime::currentDateTimeUtc());
    return m_status.now + Millis{m_statusAge.elapsed()};
}

QString EnginePresenter::healthText() const
{
    switch (connection()) {
    case ConnectionState::Connecting:
        return m_wasOnline ? tr("Reconnecting") : tr("Connecting");
    case ConnectionState::Offline:
        return tr("Engine does not answer");
    case ConnectionState::Online:
        break;
    }
    return m_hasStatus && !m_status.gatewayRunning ? tr("Engine running, gateway down") : tr("Engine running");
}

QString EnginePresenter::runningText() const
{
    return tr("%1 running").arg(m_status.runningInstances);
}

QString EnginePresenter::queuedText() const
{
    return tr("%1 queued").arg(m_status.queuedInstances);
}

QString EnginePresenter::nextText() const
{
    const QString run = nextRun();
    return run.isEmpty() ? tr("nothing scheduled") : tr("next: %1").arg(run);
}

QString EnginePresenter::nextRun() const
{
    if (m_status.nextNode.isEmpty() || !isSet(m_status.nextTime))
        return {};
    const QString clock = toDateTime(m_status.nextTime, m_workspace.timeZone()).toString(u"HH:mm"_s);
    return tr("%1 %2 (%3)").arg(m_status.nextNode, clock, untilWords(m_status.nextTime, engineNow()));
}

void EnginePresenter::refresh()
{
    if (connection() != ConnectionState::Online)
        return;
    QElapsedTimer clock;
    clock.start();
    m_backends.engine.status().then(this, [this, clock](const Outcome<EngineStatus> &status) {
        m_log->addCall(Millis{clock.elapsed()}, !status.ok());
        takeStatus(status);
    });
}

void EnginePresenter::onConnection(ConnectionState state, const QString &why)
{
    m_problem = state == ConnectionState::Online ? QString() : why;
    if (state == ConnectionState::Online) {
        m_wasOnline = true;
        m_regular.start();
        loadWorkspaces();
        refresh();
    } else {
        m_regular.stop();
    }
    emit connectionChanged();
}

void EnginePresenter::loadWorkspaces()
{
    m_backends.groups.listWorkspaces().then(this, [this](const Outcome<QList<Workspace>> &workspaces) {
        m_workspacesProblem = workspaces.failed() ? workspaces.error().message : QString();
        if (workspaces.ok()) {
            m_issues.resolve(workspacesIssue);
            m_workspace.setWorkspaces(*workspaces);
        } else if (workspaces.failed()) {
            m_issues.report(workspacesIssue, tr("The workspaces could not be read"), workspaces.error(), {},
                            engineNow());
        }
        emit statusChanged();
    });
}

void EnginePresenter::takeStatus(const Outcome<EngineStatus> &status)
{
    if (!status.ok())
        return; // a lost connection is told by the feed
    m_status = *status;
    m_hasStatus = true;
    m_statusAge.start();
    if (m_status.gatewayRunning)
        m_issues.resolve(gatewayIssue);
    else if (!m_status.gatewayProblem.isEmpty())
        m_issues.report(gatewayIssue, tr("The gateway does not run: services cannot be reached"),
                        Error::unavailable(m_status.gatewayProblem), {}, engineNow());
    emit statusChanged();
}

void EnginePresenter::onInstance(const Instance &instance)
{
    m_soon.start();
    // Runs of a draft are watched by the person who started them; only the schedule's own work is reported here.
    if (instance.dagType == DagType::OneOff)
        return;
    if (instance.state == InstanceState::Failure) {
        const QString when = exactTime(instance.scheduledTime, m_workspace.timeZone());
        m_issues.report(instanceIssue(instance.id), tr("%1 failed (scheduled %2)").arg(instance.nodeName, when),
                        {ErrorKind::Internal, {}, instance.reason, {}, {}, false}, instance.id, engineNow());
    } else {
        m_issues.resolve(instanceIssue(instance.id));
    }
}

void EnginePresenter::onService(const Service &service)
{
    const QString id = serviceIssue(service.region, service.name);
    if (service.state == ServiceState::Failed)
        m_issues.report(id, tr("Service %1 failed").arg(service.name),
                        {ErrorKind::Internal, service.reason, service.message, {}, {}, false},
                        ServiceTarget{service.region, service.name}, engineNow());
    else
        m_issues.resolve(id);
}

} // namespace slipway
