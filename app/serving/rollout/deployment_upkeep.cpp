// What a service does at all times: keeps its count of instances, lets go of those it does not need, tells its state.

#include "app/serving/rollout/deployment.h"
#include "app/serving/serving_shared.h"

using namespace Qt::StringLiterals;

namespace slipway {

// One look at everything; does at most one step that is stored, and is called again after it.
void Deployment::advance()
{
    if (m_released) {
        const auto &members = m_instances.members();
        const bool gone = std::all_of(members.begin(), members.end(),
                                      [](const auto &entry) { return entry.second.leaving == Member::Leaving::Gone; });
        if (gone)
            emit allGone();
        return;
    }
    if (busy())
        return;
    reportRestarts();
    if (reapGone())
        return;
    const RolloutMemory &rollout = m_state.rollout;
    if (rollout.removing || m_state.wantStopped)
        return advanceStop();
    for (const auto &[name, member] : m_instances.members()) {
        const bool stranger = !(rollout.current.isValid() && name.startsWith(prefix(rollout.current))) &&
                              !(rollout.target && name.startsWith(prefix(*rollout.target)));
        if (stranger)
            m_instances.leave(name);
    }
    if (rollout.target)
        advanceRollout();
    if (!busy())
        balance();
    pushRoutes();
    if (!busy() && !retireDrained())
        refreshCounts();
}

void Deployment::advanceStop()
{
    for (const auto &[name, member] : m_instances.members())
        m_instances.leave(name);
    pushRoutes();
    if (!m_instances.members().empty())
        return;
    if (m_state.rollout.removing) {
        m_shared.gateway.removeService(m_state.service.region, m_state.service.name);
        transact(
            [](DeploymentState &state, Changes &changes) -> Outcome<> {
                changes.push_back(RemoveService{state.service.region, state.service.name});
                return {};
            },
            [this](const Outcome<> &outcome) {
                m_released = outcome.ok();
                if (outcome)
                    emit removed();
            });
        return;
    }
    if (m_state.service.state == ServiceState::Stopped)
        return;
    transact(
        [now = m_shared.clock.now()](DeploymentState &state, Changes &changes) -> Outcome<> {
            if (!state.wantStopped)
                return {};
            if (state.rollout.current.isValid()) {
                ServiceVersion &version = state.versions[state.rollout.current.version];
                version.state = VersionState::Retired;
                version.trafficPercent = 0;
            }
            state.rollout.current = {};
            Service &service = state.service;
            service.state = ServiceState::Stopped;
            service.reason = u"STOPPED"_s;
            service.message = tr("Service is stopped");
            service.readyInstances = service.pendingInstances = 0;
            addEvent(changes, service, now, false, u"Stopped"_s, tr("The service is stopped."));
            return {};
        },
        {});
}

bool Deployment::reapGone()
{
    QStringList gone;
    for (const auto &[name, member] : m_instances.members()) {
        if (member.leaving == Member::Leaving::Gone)
            gone.append(name);
    }
    if (gone.isEmpty())
        return false;
    transact(
        [gone](DeploymentState &, Changes &changes) -> Outcome<> {
            for (const QString &name : gone)
                changes.push_back(RemoveServiceInstance{name});
            return {};
        },
        [this, gone](const Outcome<> &stored) {
            if (!stored)
                return;
            for (const QString &name : gone)
                m_instances.forget(name);
        });
    return true;
}

void Deployment::reportRestarts()
{
    Changes changes;
    for (auto &[name, member] : m_instances.members()) {
        const InstanceReport &report = member.process->report();
        const int before = std::exchange(member.seenRestarts, report.restarts);
        if (report.restarts <= before || member.leaving != Member::Leaving::No)
            continue;
        const bool loop = report.earlyDeaths >= 5;
        ServiceEvent event{m_shared.clock.now(), true, loop ? u"CrashLoop"_s : u"Restarted"_s, u"Pod"_s,
                           tr("Instance %1 is started again: %2.").arg(name, report.lastText)};
        changes.push_back(ServiceEventRecord{m_state.service.region, m_state.service.name, event});
    }
    if (!changes.empty())
        m_shared.store.commit(std::move(changes), [](const Outcome<> &) {});
}

void Deployment::balance()
{
    const Revision current = m_state.rollout.current;
    if (!current.isValid())
        return;
    QList<const Member *> members = membersOf(current);
    // Those that do not serve go first, then the youngest name; the same choice after a restart.
    std::stable_sort(members.begin(), members.end(),
                     [](const Member *a, const Member *b) { return a->admitted > b->admitted; });
    while (members.size() > m_state.service.instances)
        m_instances.leave(members.takeLast()->record.instance.name);
    // While a new version comes up the old one keeps what it has.
    if (!m_state.rollout.target)
        ensureCount(current);
    m_instances.admit(prefix(current));
}

bool Deployment::retireDrained()
{
    for (const auto &[number, version] : m_state.versions) {
        if (version.state != VersionState::Draining)
            continue;
        const auto &members = m_instances.members();
        const bool used = std::any_of(members.begin(), members.end(), [n = number](const auto &entry) {
            return entry.second.record.instance.version == n;
        });
        if (used)
            continue;
        transact(
            [n = number](DeploymentState &state, Changes &) -> Outcome<> {
                if (state.versions[n].state == VersionState::Draining)
                    state.versions[n].state = VersionState::Retired;
                return {};
            },
            {});
        return true;
    }
    return false;
}

void Deployment::refreshCounts()
{
    const QList<const Member *> members = membersOf(m_state.rollout.current);
    const auto ready = static_cast<int>(std::count_if(
        members.begin(), members.end(), [](const Member *m) { return m->admitted && m->process->isReady(); }));
    Service wanted = m_state.service;
    wanted.readyInstances = ready;
    wanted.pendingInstances = qMax(0, wanted.instances - ready);
    const QString problem = m_shared.gateway.problem();
    if (!problem.isEmpty() && wanted.state != ServiceState::Failed) {
        wanted.state = m_state.rollout.target ? wanted.state : ServiceState::Waiting;
        wanted.reason = u"GATEWAY"_s;
        wanted.message = problem;
    } else if (!m_state.rollout.target && m_state.rollout.current.isValid()) {
        const bool complete = ready >= wanted.instances && m_routesApplied;
        const bool wasRunning = wanted.state == ServiceState::Running;
        if (complete && (!wasRunning || wanted.reason != "RUNNING"_L1)) {
            wanted.state = ServiceState::Running;
            wanted.reason = u"RUNNING"_s;
            wanted.message = tr("Service is running with version %1").arg(wanted.currentVersion);
        } else if (wasRunning && ready == 0 && wanted.instances > 0) {
            wanted.state = ServiceState::Waiting;
            wanted.reason = u"WAITING"_s;
            wanted.message = tr("No instance is ready; they are being started again");
        }
    }
    if (wanted == m_state.service)
        return;
    transact(
        [wanted](DeploymentState &state, Changes &) -> Outcome<> {
            state.service.readyInstances = wanted.readyInstances;
            state.service.pendingInstances = wanted.pendingInstances;
            state.service.state = wanted.state;
            state.service.reason = wanted.reason;
            state.service.message = wanted.message;
            return {};
        },
        {});
}

} // namespace slipway
