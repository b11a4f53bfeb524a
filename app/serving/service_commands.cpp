#include "app/serving/service_commands.h"

#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int instanceLimit = 1000;

Error statusConflict(const Service &service, const QString &rule)
{
    return Error::conflict(
        u"InvalidService.StatusConflict"_s,
        u"Service [%1] in region [%2] is %3; %4."_s.arg(service.name, service.region, toText(service.state), rule));
}

// What all commands but remove need.
std::optional<Error> refuseWhenGone(const DeploymentState &state)
{
    if (state.rollout.removing)
        return statusConflict(state.service, u"it is being deleted"_s);
    return {};
}

void takeDescription(Service &service, const ServiceDescription &description)
{
    service.instances = description.instances.value_or(service.instances);
    service.cpu = description.cpu.value_or(service.cpu);
    service.memoryMb = description.memoryMb.value_or(service.memoryMb);
    if (!description.token.isEmpty())
        service.token = description.token;
}

ServiceVersion makeVersion(int number, const ServiceDescription &description, const Provenance &by, Instant now)
{
    ServiceVersion version;
    version.number = number;
    version.config = QString::fromUtf8(description.document);
    version.provenance = by;
    version.createdAt = now;
    return version;
}

void tell(Service &service, ServiceState state, const QString &message)
{
    service.state = state;
    service.reason = toText(state).toUpper();
    service.message = message;
}

} // namespace

QString newToken()
{
    std::array<quint32, 9> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

int baseVersion(const DeploymentState &state)
{
    if (state.rollout.target)
        return state.rollout.target->version;
    return state.service.currentVersion > 0 ? state.service.currentVersion : state.service.latestVersion;
}

QByteArray baseDocument(const DeploymentState &state)
{
    const auto version = state.versions.find(baseVersion(state));
    const QByteArray document = version == state.versions.end() ? QByteArray("{}") : version->second.config.toUtf8();
    return withInstances(document, state.service.instances);
}

std::optional<Error> checkFixedPort(const ServiceDescription &description, int instances)
{
    if (description.command.isEmpty() || instances <= 1)
        return {};
    for (const QLatin1StringView name : {"$PORT"_L1, "${PORT"_L1, "$LISTENING_PORT"_L1, "${LISTENING_PORT"_L1}) {
        if (description.command.contains(name))
            return {};
    }
    return Error::invalid(
        u"metadata.instance"_s,
        u"metadata.instance is %1, but the command listens on the fixed port %2, which only one instance "
        "on this machine can have; let it listen on $PORT, then each instance gets a port of its own."_s.arg(instances)
            .arg(description.containerPort));
}

Deployment::Change createService(const ServiceDescription &description, const Provenance &by, Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        Service &service = state.service;
        takeDescription(service, description);
        if (service.token.isEmpty())
            service.token = newToken();
        service.latestVersion = 1;
        service.config = QString::fromUtf8(description.document);
        service.pendingInstances = service.instances;
        service.createdAt = now;
        tell(service, ServiceState::Creating, u"Service is being created"_s);
        state.versions[1] = makeVersion(1, description, by, now);
        aimAt(state, 1);
        addEvent(changes, service, now, false, u"Creating"_s, u"The service is being created with version 1."_s);
        return {};
    };
}

Deployment::Change addVersion(const ServiceDescription &merged, const Provenance &by, const QString &digest,
                              Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        if (state.wantStopped)
            return statusConflict(state.service, u"start it before it gets a new version"_s);
        Service &service = state.service;
        takeDescription(service, merged);
        const int number = ++service.latestVersion;
        state.versions[number] = makeVersion(number, merged, by, now);
        state.versions[number].artefactDigest = digest;
        aimAt(state, number);
        tell(service, state.rollout.current.isValid() ? ServiceState::Updating : ServiceState::Creating,
             u"Version %1 is being prepared"_s.arg(number));
        addEvent(changes, service, now, false, u"Updating"_s, u"Version %1 was added."_s.arg(number));
        return {};
    };
}

Deployment::Change adjustService(const ServiceDescription &merged, Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        Service &service = state.service;
        const int before = service.instances;
        takeDescription(service, merged);
        service.config = QString::fromUtf8(merged.document);
        if (service.instances == before)
            return {};
        if (state.rollout.current.isValid() && !state.rollout.target)
            tell(service, ServiceState::Scaling, u"Service is scaling to %1 instance(s)"_s.arg(service.instances));
        addEvent(changes, service, now, false, u"Scaling"_s,
                 u"Instances wanted: %1, before %2."_s.arg(service.instances).arg(before));
        return {};
    };
}

Deployment::Change scaleService(int instances, Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (instances < 0 || instances > instanceLimit)
            return Error::invalid(u"Instance"_s,
                                  u"Instance is %1; it must be from 0 to %2."_s.arg(instances).arg(instanceLimit));
        const Outcome<ServiceDescription> base = parseServiceDescription(baseDocument(state));
        if (!base)
            return base.error();
        ServiceDescription description = *base;
        if (const auto error = checkFixedPort(description, instances))
            return *error;
        description.instances = instances;
        description.document = withInstances(description.document, instances);
        return adjustService(description, now)(state, changes);
    };
}

Deployment::Change switchToVersion(int version, Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        Service &service = state.service;
        if (!state.versions.contains(version)) {
            return Error::notFound(u"InvalidService.VersionNotFound"_s,
                                   u"Service [%1] has no version %2; its versions are 1 to %3."_s.arg(service.name)
                                       .arg(version)
                                       .arg(service.latestVersion));
        }
        if (state.wantStopped)
            return statusConflict(service, u"start it before its version is switched"_s);
        if (version == (state.rollout.target ? state.rollout.target->version : state.rollout.current.version))
            return statusConflict(service, u"version %1 is its version already"_s.arg(version));
        aimAt(state, version);
        tell(service, ServiceState::Updating, u"Service is switching to version %1"_s.arg(version));
        addEvent(changes, service, now, false, u"Updating"_s, u"Switching to version %1."_s.arg(version));
        return {};
    };
}

Deployment::Change startAgain(Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        if (!state.wantStopped && state.service.state != ServiceState::Failed)
            return statusConflict(state.service, u"only a stopped or failed service can be started"_s);
        state.wantStopped = false;
        aimAt(state, baseVersion(state));
        tell(state.service, ServiceState::Starting, u"Service is starting"_s);
        addEvent(changes, state.service, now, false, u"Starting"_s, u"The service is starting."_s);
        return {};
    };
}

Deployment::Change stopNow(Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        if (state.wantStopped)
            return statusConflict(state.service, u"it is stopped or stopping already"_s);
        state.wantStopped = true;
        if (state.rollout.target) {
            ServiceVersion &version = state.versions[state.rollout.target->version];
            version.state = VersionState::Superseded;
            version.message = u"The service was stopped before this version was in service."_s;
            state.rollout.target.reset();
        }
        tell(state.service, ServiceState::Stopping, u"Service is stopping"_s);
        addEvent(changes, state.service, now, false, u"Stopping"_s, u"The service is stopping."_s);
        return {};
    };
}

Deployment::Change restartNow(Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (const auto error = refuseWhenGone(state))
            return *error;
        if (state.wantStopped)
            return statusConflict(state.service, u"a stopped service is started, not restarted"_s);
        aimAt(state, baseVersion(state));
        tell(state.service, ServiceState::Updating, u"Service is restarting"_s);
        addEvent(changes, state.service, now, false, u"Restarting"_s, u"The service is restarting."_s);
        return {};
    };
}

Deployment::Change removeForEver(Instant now)
{
    return [=](DeploymentState &state, Changes &changes) -> Outcome<> {
        if (state.rollout.removing)
            return {};
        state.rollout.removing = true;
        state.rollout.target.reset();
        tell(state.service, ServiceState::Deleting, u"Service is being deleted"_s);
        addEvent(changes, state.service, now, false, u"Deleting"_s, u"The service is being deleted."_s);
        return {};
    };
}

} // namespace slipway
