// The way of a version into service: Preparing, Starting, Warming, Shifting, Serving.

#include "app/serving/instances/http_probe.h"
#include "app/serving/rollout/deployment.h"
#include "app/serving/service_logs.h"
#include "app/serving/serving_shared.h"
#include "models/contract/service_description.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int earlyDeathLimit = 3;
constexpr int shiftRetryMs = 50;
constexpr int logTailLines = 12;

// How long a phase may take before the version is given up; 0: as long as it needs.
int limitSeconds(VersionState phase)
{
    switch (phase) {
    case VersionState::Starting:
        return 150; // a custom command has 120 s to listen
    case VersionState::Warming:
        return 60;
    default:
        return 0; // downloads have a limit of their own; the switch waits for the gateway
    }
}

} // namespace

void Deployment::advanceRollout()
{
    const RolloutMemory &rollout = m_state.rollout;
    const int timed = rollout.generations * 16 + static_cast<int>(rollout.phase);
    if (m_timedPhase != timed) {
        m_timedPhase = timed;
        const int limit = limitSeconds(rollout.phase);
        m_deadline.stop();
        if (limit > 0)
            m_deadline.start(limit * 1000);
    } else if (limitSeconds(rollout.phase) > 0 && !m_deadline.isActive()) {
        return fail(tr("its instances were not ready after %n second(s)", nullptr, limitSeconds(rollout.phase)));
    }
    switch (rollout.phase) {
    case VersionState::Preparing:
        return prepare();
    case VersionState::Starting:
        return awaitReady();
    case VersionState::Warming:
        return awaitAdmission();
    default:
        return shift();
    }
}

void Deployment::prepare()
{
    const Revision target = *m_state.rollout.target;
    const ServiceVersion &version = m_state.versions[target.version];
    if (!version.artefactDigest.isEmpty()) {
        if (m_shared.artefacts.has(version.artefactDigest))
            return enter(VersionState::Starting, tr("Instances are starting."));
        return fail(tr("what it was served from (sha256 %1) is not in the artefact store any more")
                        .arg(version.artefactDigest));
    }
    if (std::exchange(m_fetching, target.generation) == target.generation)
        return;
    const Outcome<ServiceDescription> description = parseServiceDescription(version.config.toUtf8());
    if (!description)
        return fail(description.error().message);
    m_shared.artefacts.fetch(
        {description->modelPath, description->processorPath, description->warmUpDataPath, description->modelSha256},
        this, [this, target](const Outcome<QString> &digest) { onFetched(target, digest); });
}

void Deployment::onFetched(const Revision &target, const Outcome<QString> &digest)
{
    m_fetching = 0;
    if (m_state.rollout.target != target)
        return; // superseded
    if (!digest)
        return fail(digest.error().message);
    transact(
        [target, digest = digest.value()](DeploymentState &state, Changes &) -> Outcome<> {
            if (state.rollout.target == target)
                state.versions[target.version].artefactDigest = digest;
            return {};
        },
        {});
}

// The target goes on to `phase`; durable before anything of that phase is done.
void Deployment::enter(VersionState phase, const QString &message)
{
    const Revision target = *m_state.rollout.target;
    transact(
        [target, phase, message](DeploymentState &state, Changes &) -> Outcome<> {
            if (state.rollout.target != target)
                return {};
            state.rollout.phase = phase;
            ServiceVersion &version = state.versions[target.version];
            if (target.version != state.rollout.current.version)
                version.state = phase;
            version.message = message;
            if (!state.rollout.current.isValid())
                state.service.state = ServiceState::Waiting;
            return {};
        },
        {});
}

void Deployment::awaitReady()
{
    const Revision target = *m_state.rollout.target;
    if (!ensureCount(target))
        return;
    const QList<const Member *> members = membersOf(target);
    if (const QString failure = failureOf(members); !failure.isEmpty())
        return fail(failure);
    const bool allReady =
        std::all_of(members.begin(), members.end(), [](const Member *m) { return m->process->isReady(); });
    if (allReady)
        enter(VersionState::Warming, tr("Instances are ready and are being checked."));
}

void Deployment::awaitAdmission()
{
    const Revision target = *m_state.rollout.target;
    if (!ensureCount(target))
        return;
    const QList<const Member *> members = membersOf(target);
    if (const QString failure = failureOf(members); !failure.isEmpty())
        return fail(failure);
    m_instances.admit(prefix(target));
    const bool allAdmitted = std::all_of(members.begin(), members.end(), [](const Member *m) { return m->admitted; });
    if (allAdmitted)
        enter(VersionState::Shifting, tr("Traffic is being switched."));
}

// The new instances get the traffic, the old ones only finish; then the gateway itself must answer with the new
// version.
void Deployment::shift()
{
    const Revision target = *m_state.rollout.target;
    m_instances.admit(prefix(target)); // after a restart of the engine
    pushRoutes();
    if (!m_routesApplied || m_probing || !m_shared.gateway.problem().isEmpty())
        return;
    if (membersOf(target).isEmpty())
        return complete();
    m_probing = true;
    const QByteArray path =
        u"/%1/api/predict/%2/_slipway/health"_s.arg(m_state.service.region, m_state.service.name).toUtf8();
    probeGateway(m_shared.gateway.port(), path, m_state.service.token.toUtf8(), this,
                 [this, target](const ProbeAnswer &answer) {
                     m_probing = false;
                     onShifted(target, answer.status == 200 ? answer.version : 0);
                 });
}

void Deployment::onShifted(const Revision &target, int answeredBy)
{
    if (m_state.rollout.target != target || busy())
        return scheduleAdvance();
    if (answeredBy == target.version)
        return complete();
    QTimer::singleShot(shiftRetryMs, this, &Deployment::scheduleAdvance);
}

void Deployment::complete()
{
    const Revision target = *m_state.rollout.target;
    transact(
        [target, now = m_shared.clock.now()](DeploymentState &state, Changes &changes) -> Outcome<> {
            RolloutMemory &rollout = state.rollout;
            if (rollout.target != target || state.wantStopped || rollout.removing)
                return {};
            if (rollout.current.isValid() && rollout.current.version != target.version) {
                ServiceVersion &old = state.versions[rollout.current.version];
                old.state = VersionState::Draining;
                old.message = tr("Replaced by version %1.").arg(target.version);
                old.trafficPercent = 0;
            }
            ServiceVersion &version = state.versions[target.version];
            version.state = VersionState::Serving;
            version.message = tr("In service.");
            version.trafficPercent = 100;
            rollout.current = target;
            rollout.target.reset();
            Service &service = state.service;
            service.currentVersion = target.version;
            service.config = QString::fromUtf8(withInstances(version.config.toUtf8(), service.instances));
            service.state = ServiceState::Running;
            service.reason = u"RUNNING"_s;
            service.message = tr("Service is running with version %1").arg(target.version);
            addEvent(changes, service, now, false, u"Running"_s, tr("Version %1 is in service.").arg(target.version));
            return {};
        },
        {});
}

// The version never takes traffic; what served before goes on.
void Deployment::fail(const QString &reason)
{
    const Revision target = *m_state.rollout.target;
    transact(
        [target, reason, now = m_shared.clock.now()](DeploymentState &state, Changes &changes) -> Outcome<> {
            if (state.rollout.target != target)
                return {};
            const Revision current = state.rollout.current;
            ServiceVersion &version = state.versions[target.version];
            if (target.version != current.version)
                version.state = VersionState::Failed;
            version.message = reason;
            state.rollout.target.reset();
            Service &service = state.service;
            const QString first = reason.section(u'\n', 0, 0);
            service.state = current.isValid() ? ServiceState::Running : ServiceState::Failed;
            service.reason = current.isValid() ? u"RUNNING"_s : u"FAILED"_s;
            service.message = current.isValid()
                                  ? tr("Version %1 failed and takes no traffic; version %2 goes on serving: %3")
                                        .arg(target.version)
                                        .arg(current.version)
                                        .arg(first)
                                  : tr("Version %1 failed: %2").arg(target.version).arg(first);
            addEvent(changes, service, now, true, u"Failed"_s,
                     tr("Version %1 failed: %2").arg(target.version).arg(reason));
            return {};
        },
        {});
}

// Why the instances will not come up; empty while there is hope.
QString Deployment::failureOf(const QList<const Member *> &members) const
{
    for (const Member *member : members) {
        const InstanceReport &report = member->process->report();
        if (!isFinalFailure(report) && report.earlyDeaths < earlyDeathLimit)
            continue;
        const QStringList tail = logTail(member->process->spec().folder + "/log"_L1, logTailLines);
        return tr("instance %1: %2").arg(member->record.instance.name, report.lastText) + u'\n' + tail.join(u'\n');
    }
    return {};
}

// Whether the revision has as many instances as are wanted; if not, their records are on the way to the store.
bool Deployment::ensureCount(const Revision &revision)
{
    const int missing = m_state.service.instances - static_cast<int>(membersOf(revision).size());
    if (missing <= 0)
        return true;
    auto records = std::make_shared<std::vector<ServiceInstanceRecord>>();
    for (int i = 0; i < missing; ++i)
        records->push_back(m_instances.make(m_state.service, revision));
    transact(
        [records](DeploymentState &, Changes &changes) -> Outcome<> {
            changes.insert(changes.end(), records->begin(), records->end());
            return {};
        },
        [this, records](const Outcome<> &stored) {
            if (!stored)
                return;
            for (const ServiceInstanceRecord &record : *records)
                m_instances.run(record, m_state.versions[record.instance.version]);
        });
    return false;
}

} // namespace slipway
