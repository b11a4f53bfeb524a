#include "app/serving/rollout/deployment.h"

#include "app/serving/serving_shared.h"
#include "models/contract/service_description.h"

#include <QPointer>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int retryMs = 1000; // after a commit that failed

Changes changesBetween(const DeploymentState &before, const DeploymentState &after)
{
    Changes changes;
    changes.push_back(ServiceRecord{after.service, after.wantStopped, toJson(after.rollout)});
    for (const auto &[number, version] : after.versions) {
        const auto old = before.versions.find(number);
        if (old == before.versions.end() || !(old->second == version))
            changes.push_back(
                ServiceVersionRecord{after.service.region, after.service.name, after.service.uid, version});
    }
    return changes;
}

QString lastStateJson(const InstanceReport &report)
{
    if (!isSet(report.lastEndedAt))
        return {};
    const nlohmann::json document{{"exitCode", report.lastExitCode},
                                  {"signal", report.lastSignal},
                                  {"reason", report.lastText.toStdString()},
                                  {"finishedAt", toMillis(report.lastEndedAt)}};
    return QString::fromStdString(document.dump());
}

int keepaliveOf(const ServiceVersion &version)
{
    const nlohmann::json document = nlohmann::json::parse(version.config.toStdString(), nullptr, false);
    const nlohmann::json::json_pointer at("/metadata/rpc/keepalive");
    const bool given = document.is_object() && document.contains(at) && document.at(at).is_number();
    return given ? document.at(at).get<int>() : 5000;
}

} // namespace

void addEvent(Changes &changes, const Service &service, Instant now, bool warning, const QString &reason,
              const QString &message)
{
    changes.push_back(
        ServiceEventRecord{service.region, service.name, ServiceEvent{now, warning, reason, u"Service"_s, message}});
}

Deployment::Deployment(ServingShared &shared, DeploymentState state, QObject *parent)
    : QObject(parent), m_shared(shared), m_state(std::move(state)), m_instances(shared, this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Deployment::scheduleAdvance);
    connect(&m_instances, &InstanceSet::changed, this, &Deployment::scheduleAdvance);
    connect(&m_shared.gateway, &Gateway::problemChanged, this, &Deployment::scheduleAdvance);
}

void Deployment::resume(const std::vector<ServiceInstanceRecord> &instances)
{
    for (const ServiceInstanceRecord &record : instances) {
        const auto version = m_state.versions.find(record.instance.version);
        if (version != m_state.versions.end())
            m_instances.run(record, version->second);
    }
    pushRoutes();
    scheduleAdvance();
}

void Deployment::setShortForm(bool shortForm)
{
    if (m_shortForm == shortForm)
        return;
    m_shortForm = shortForm;
    scheduleAdvance();
}

void Deployment::release()
{
    m_released = true;
    m_instances.stopAll();
    scheduleAdvance();
}

void Deployment::transact(Change change, Done done)
{
    m_queue.push_back({std::move(change), std::move(done)});
    QMetaObject::invokeMethod(
        this, [this] { next(); }, Qt::QueuedConnection);
}

void Deployment::next()
{
    while (!m_committing && !m_queue.empty()) {
        const Job job = std::move(m_queue.front());
        m_queue.pop_front();
        DeploymentState state = m_state;
        Changes extra;
        const Outcome<> allowed = job.change(state, extra);
        if (!allowed) {
            job.done(allowed);
            continue;
        }
        state.service.updatedAt = m_shared.clock.now();
        Changes changes = changesBetween(m_state, state);
        changes.insert(changes.end(), extra.begin(), extra.end());
        m_committing = true;
        m_shared.store.commit(std::move(changes),
                              [guard = QPointer<Deployment>(this), state, job](const Outcome<> &outcome) {
                                  if (guard)
                                      guard->onCommitted(state, job, outcome);
                              });
    }
    if (!busy())
        scheduleAdvance();
}

void Deployment::onCommitted(const DeploymentState &state, const Job &job, const Outcome<> &outcome)
{
    m_committing = false;
    if (outcome) {
        const bool versionsChanged = state.versions != m_state.versions;
        m_state = state;
        m_shared.sink.publish(service());
        if (versionsChanged)
            m_shared.sink.publish(ServiceVersionsChanged{m_state.service.region, m_state.service.name});
    }
    if (job.done)
        job.done(outcome);
    if (outcome)
        return next();
    // What could not be written was not done; the step is tried again.
    QTimer::singleShot(retryMs, this, [this] { next(); });
}

void Deployment::scheduleAdvance()
{
    if (std::exchange(m_scheduled, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scheduled = false;
            advance();
        },
        Qt::QueuedConnection);
}

Service Deployment::service() const
{
    Service service = m_state.service;
    const QString gateway = u"http://127.0.0.1:%1"_s.arg(m_shared.gateway.port());
    service.endpoint = gateway + (m_shortForm ? QString() : u'/' + service.region) + "/api/predict/"_L1 + service.name;
    return service;
}

QList<ServiceInstance> Deployment::instances() const
{
    QList<ServiceInstance> list;
    for (const auto &[name, member] : m_instances.members()) {
        const InstanceReport &report = member.process->report();
        ServiceInstance instance = member.record.instance;
        instance.ready = member.process->isReady() && member.admitted && member.leaving == Member::Leaving::No;
        instance.status = member.leaving != Member::Leaving::No ? u"Terminating"_s
                          : instance.ready                      ? u"Running"_s
                                                                : u"Pending"_s;
        const bool waiting = report.state == InstanceReport::State::Waiting;
        instance.reason = waiting && report.earlyDeaths >= 5 ? u"CrashLoop"_s : waiting ? u"BackOff"_s : QString();
        instance.restarts = report.restarts;
        if (isSet(report.readyAt))
            instance.startedAt = report.readyAt;
        instance.lastState = lastStateJson(report);
        instance.pid = report.supervisorPid;
        list.append(instance);
    }
    return list;
}

void Deployment::pushRoutes()
{
    const RolloutMemory &rollout = m_state.rollout;
    const bool shifting = rollout.target && rollout.phase == VersionState::Shifting;
    const QString current = prefix(rollout.current);
    GatewayService routes{m_state.service.region, m_state.service.name, m_state.service.token, m_shortForm, 5000, {}};
    const int version = rollout.target ? rollout.target->version : rollout.current.version;
    if (const auto found = m_state.versions.find(version); found != m_state.versions.end())
        routes.keepaliveMs = keepaliveOf(found->second);
    QStringList admitted{current};
    if (shifting)
        admitted.append(prefix(*rollout.target));
    // Instances of a target that is not shifted yet are admitted by us, but not for traffic.
    for (const GatewayServer &server : m_instances.servers(admitted, shifting ? current : QString()))
        routes.servers.append(server);
    if (m_routes == routes) {
        // What leaves now may have been told to drain already, by the switch.
        if (m_routesApplied)
            m_instances.onRoutesApplied();
        return;
    }
    m_routes = routes;
    m_routesApplied = false;
    m_shared.gateway.setService(routes, [guard = QPointer<Deployment>(this)] {
        if (!guard)
            return;
        guard->m_routesApplied = true;
        guard->m_instances.onRoutesApplied();
        guard->scheduleAdvance();
    });
}

QList<const Member *> Deployment::membersOf(const Revision &revision) const
{
    QList<const Member *> list;
    for (const auto &[name, member] : m_instances.members()) {
        if (revision.isValid() && name.startsWith(prefix(revision)) && member.leaving == Member::Leaving::No)
            list.append(&member);
    }
    return list;
}

} // namespace slipway
