#include "app/serving/service_registry.h"

#include "app/serving/rollout/deployment.h"
#include "app/serving/service_commands.h"
#include "app/serving/service_logs.h"
#include "app/serving/serving_shared.h"
#include "models/contract/service_description.h"

#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <QRandomGenerator>
#include <QtConcurrent>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

QString newUid()
{
    return u"eas-m-%1"_s.arg(QRandomGenerator::system()->generate64(), 16, 16, QLatin1Char('0'));
}

Error notFound(const QString &region, const QString &name)
{
    return Error::notFound(u"InvalidService.NotFound"_s,
                           u"Service [%1] in region [%2] is not found"_s.arg(name, region));
}

// Sockets and tokens are below: the folder must be ours alone.
Outcome<> makeRunFolder(const QString &path)
{
    QDir().mkpath(path);
    const QFileInfo info(path);
    if (!info.isDir() || info.isSymLink() || info.ownerId() != ::getuid())
        return Error::internal(u"The run folder %1 cannot be used: it is not a folder of this user."_s.arg(path));
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QDir().mkpath(path + "/i"_L1);
    return {};
}

QString sentence(const Service &service, QLatin1StringView what)
{
    return u"Service [%1] in region [%2] is %3"_s.arg(service.name, service.region, what);
}

} // namespace

ServiceRegistry::ServiceRegistry(ServingOptions options, Clock &clock, Store &store, EventSink &sink, QObject *parent)
    : QObject(parent), m_shared(std::make_unique<ServingShared>(std::move(options), clock, store, sink))
{
    connect(&m_shared->gateway, &Gateway::problemChanged, this, &ServiceRegistry::gatewayChanged);
}

ServiceRegistry::~ServiceRegistry()
{
    m_services.clear(); // before what they share
}

Outcome<> ServiceRegistry::start(const StoredState &stored)
{
    if (const Outcome<> folder = makeRunFolder(m_shared->options.runDir); !folder)
        return folder;
    for (const ServiceRecord &record : stored.services) {
        DeploymentState state{record.service, {}, record.wantStopped, rolloutFromJson(record.rolloutState)};
        for (const ServiceVersionRecord &version : stored.serviceVersions) {
            if (version.region == record.service.region && version.service == record.service.name)
                state.versions[version.version.number] = version.version;
        }
        adopt(std::make_unique<Deployment>(*m_shared, std::move(state)));
    }
    assignShortForms();
    for (const auto &[key, deployment] : m_services) {
        std::vector<ServiceInstanceRecord> instances;
        for (const ServiceInstanceRecord &record : stored.serviceInstances) {
            if (Key(record.region, record.service) == key)
                instances.push_back(record);
        }
        deployment->resume(instances);
    }
    m_shared->gateway.start();
    return {};
}

void ServiceRegistry::stop(bool keepServices, std::function<void()> done)
{
    if (keepServices) {
        QMetaObject::invokeMethod(this, std::move(done), Qt::QueuedConnection);
        return;
    }
    auto left = std::make_shared<QSet<QObject *>>();
    const auto finish = [this, left, done = std::move(done)] {
        if (left->isEmpty())
            m_shared->gateway.stop(done);
    };
    for (const auto &[key, deployment] : m_services) {
        Deployment *one = deployment.get();
        left->insert(one);
        connect(one, &Deployment::allGone, this, [left, one, finish] {
            if (left->remove(one))
                finish();
        });
        one->release();
    }
    if (m_services.empty())
        finish();
}

void ServiceRegistry::adopt(std::unique_ptr<Deployment> deployment)
{
    const Service &service = deployment->state().service;
    const Key key(service.region, service.name);
    connect(
        deployment.get(), &Deployment::removed, this, [this, key] { forget(key.first, key.second); },
        Qt::QueuedConnection);
    m_services[key] = std::move(deployment);
}

void ServiceRegistry::forget(const QString &region, const QString &name)
{
    QDir(keptLogFolder(m_shared->options.dataDir, region, name)).removeRecursively();
    m_services.erase({region, name});
    assignShortForms();
    m_shared->sink.publish(ServiceRemoved{region, name});
}

// The path without a region belongs to the oldest service of the name.
void ServiceRegistry::assignShortForms()
{
    std::map<QString, Deployment *> owners;
    for (const auto &[key, deployment] : m_services) {
        Deployment *&owner = owners[key.second];
        if (!owner || deployment->state().service.createdAt < owner->state().service.createdAt)
            owner = deployment.get();
    }
    for (const auto &[key, deployment] : m_services)
        deployment->setShortForm(owners[key.second] == deployment.get());
}

Deployment *ServiceRegistry::find(const QString &region, const QString &name) const
{
    const auto found = m_services.find({region, name});
    return found == m_services.end() ? nullptr : found->second.get();
}

Outcome<ServiceDescription> ServiceRegistry::readDescription(const QByteArray &text) const
{
    Outcome<ServiceDescription> description = parseServiceDescription(text);
    if (!description)
        return description;
    if (const auto error = checkServiceDescription(*description))
        return *error;
    if (const auto error = checkFixedPort(*description, description->instances.value_or(1)))
        return *error;
    const ArtefactStore &artefacts = m_shared->artefacts;
    for (const auto &[field, location] : {std::pair(u"model_path"_s, description->modelPath),
                                          std::pair(u"processor_path"_s, description->processorPath),
                                          std::pair(u"warm_up_data_path"_s, description->warmUpDataPath)}) {
        if (const Outcome<> fine = artefacts.check(field, location); !fine)
            return fine.error();
    }
    return description;
}

void ServiceRegistry::create(const QString &region, const QByteArray &text, const Provenance &by,
                             Answer<ServiceAccepted> done)
{
    const Outcome<ServiceDescription> description = readDescription(text);
    if (!description)
        return refuse(done, description.error());
    const QString name = description->name;
    if (find(region, name)) {
        return refuse(done, Error::conflict(
                                u"InvalidService.NameExists"_s,
                                u"Service [%1] in region [%2] exists already; modify it or choose another name."_s.arg(
                                    name, region)));
    }
    DeploymentState state;
    state.service.region = region;
    state.service.name = name;
    state.service.uid = newUid();
    state.service.createdAt = m_shared->clock.now();
    adopt(std::make_unique<Deployment>(*m_shared, std::move(state)));
    assignShortForms();
    Deployment *deployment = find(region, name);
    deployment->transact(
        createService(*description, by, m_shared->clock.now()),
        [this, region, name, done, warnings = description->warnings](const Outcome<> &stored) {
            const Deployment *made = find(region, name);
            if (stored)
                return done(ServiceAccepted{made->service(), sentence(made->service(), "creating"_L1), warnings});
            m_services.extract({region, name}).mapped().release()->deleteLater();
            assignShortForms();
            done(stored.error());
        });
}

void ServiceRegistry::update(const QString &region, const QString &name, const QByteArray &text, UpdateMode mode,
                             const Provenance &by, Answer<ServiceAccepted> done)
{
    Deployment *deployment = find(region, name);
    if (!deployment)
        return refuse(done, notFound(region, name));
    const Outcome<ServiceDescription> patch = parseServiceDescription(text);
    if (!patch)
        return refuse(done, patch.error());
    if (!patch->name.isEmpty() && patch->name != name) {
        return refuse(done, Error::invalid(u"name"_s, u"name is '%1', but the service that is modified is '%2'."_s.arg(
                                                          patch->name, name)));
    }
    const QByteArray base = baseDocument(deployment->state());
    const QByteArray named = mergeDescriptions("{\"name\":\"" + name.toUtf8() + "\"}", patch->document);
    const Outcome<ServiceDescription> checked =
        readDescription(mode == UpdateMode::Replace ? named : mergeDescriptions(base, named));
    if (!checked)
        return refuse(done, checked.error());
    ServiceDescription merged = *checked;
    merged.token = patch->token;
    merged.warnings = patch->warnings;
    const bool brings = !patch->modelPath.isEmpty() || !patch->processorPath.isEmpty() || !patch->processor.isEmpty() ||
                        !patch->command.isEmpty();
    if (!sameVersion(base, merged.document))
        return takeVersion(*deployment, merged, by, {}, done);
    // A scheduled run re-reads the model at its path: that is a version of its own, with the run as its origin.
    if (brings && by.instance.isValid())
        return takeVersion(*deployment, merged, by, {}, done);
    const bool scales = merged.instances != deployment->state().service.instances;
    if (brings && !scales && !deployment->state().wantStopped)
        return compareContents(*deployment, merged, by, done);
    adjust(*deployment, merged, done);
}

void ServiceRegistry::takeVersion(Deployment &deployment, const ServiceDescription &merged, const Provenance &by,
                                  const QString &digest, const Answer<ServiceAccepted> &done)
{
    deployment.transact(addVersion(merged, by, digest, m_shared->clock.now()),
                        [one = QPointer(&deployment), done, warnings = merged.warnings](const Outcome<> &stored) {
                            if (!stored)
                                return done(stored.error());
                            const Service service = one->service();
                            done(ServiceAccepted{service,
                                                 u"Succeed to update service [%1] in region [%2]: version %3"_s
                                                     .arg(service.name, service.region)
                                                     .arg(service.latestVersion),
                                                 warnings});
                        });
}

// The same description may still name a file with other contents.
void ServiceRegistry::compareContents(Deployment &deployment, const ServiceDescription &merged, const Provenance &by,
                                      const Answer<ServiceAccepted> &done)
{
    const ArtefactSources sources{merged.modelPath, merged.processorPath, merged.warmUpDataPath, merged.modelSha256};
    m_shared->artefacts.fetch(sources, &deployment, [=, this, one = &deployment](const Outcome<QString> &digest) {
        if (!digest)
            return done(digest.error());
        const auto &versions = one->state().versions;
        const auto base = versions.find(baseVersion(one->state()));
        const bool same = base != versions.end() && base->second.artefactDigest == digest.value();
        if (!same)
            return takeVersion(*one, merged, by, digest.value(), done);
        adjust(*one, merged, done);
    });
}

void ServiceRegistry::adjust(Deployment &deployment, const ServiceDescription &merged,
                             const Answer<ServiceAccepted> &done)
{
    const Service before = deployment.service();
    deployment.transact(
        adjustService(merged, m_shared->clock.now()),
        [one = QPointer(&deployment), before, done, warnings = merged.warnings](const Outcome<> &stored) {
            if (!stored)
                return done(stored.error());
            const Service service = one->service();
            const QString name = u"Succeed to update service [%1] in region [%2]"_s.arg(service.name, service.region);
            if (service.instances != before.instances)
                return done(ServiceAccepted{service, name + u": %1 instance(s)"_s.arg(service.instances), warnings});
            done(ServiceAccepted{service, name + u": nothing that makes a new version has changed"_s, warnings});
        });
}

void ServiceRegistry::act(const QString &region, const QString &name, const Answer<ServiceAccepted> &done,
                          const std::function<Outcome<>(DeploymentState &, Changes &)> &change, const QString &message)
{
    Deployment *deployment = find(region, name);
    if (!deployment)
        return refuse(done, notFound(region, name));
    deployment->transact(change, [one = QPointer(deployment), done, message](const Outcome<> &stored) {
        if (!stored)
            return done(stored.error());
        const Service service = one->service();
        done(ServiceAccepted{service, message.arg(service.name, service.region), {}});
    });
}

void ServiceRegistry::switchVersion(const QString &region, const QString &name, int version,
                                    Answer<ServiceAccepted> done)
{
    act(region, name, done, switchToVersion(version, m_shared->clock.now()),
        u"Service [%1] in region [%2] is starting"_s);
}

void ServiceRegistry::scale(const QString &region, const QString &name, int instances, Answer<ServiceAccepted> done)
{
    act(region, name, done, scaleService(instances, m_shared->clock.now()),
        u"Service [%1] in region [%2] is scaling"_s);
}

void ServiceRegistry::startService(const QString &region, const QString &name, Answer<ServiceAccepted> done)
{
    act(region, name, done, startAgain(m_shared->clock.now()), u"Service [%1] in region [%2] is starting"_s);
}

void ServiceRegistry::stopService(const QString &region, const QString &name, Answer<ServiceAccepted> done)
{
    act(region, name, done, stopNow(m_shared->clock.now()), u"Service [%1] in region [%2] is stopping"_s);
}

void ServiceRegistry::restartService(const QString &region, const QString &name, Answer<ServiceAccepted> done)
{
    act(region, name, done, restartNow(m_shared->clock.now()), u"Service [%1] in region [%2] is restarting"_s);
}

void ServiceRegistry::remove(const QString &region, const QString &name, Answer<ServiceAccepted> done)
{
    act(region, name, done, removeForEver(m_shared->clock.now()), u"Service [%1] in region [%2] is terminating"_s);
}

void ServiceRegistry::refuse(const Answer<ServiceAccepted> &done, const Error &error)
{
    QMetaObject::invokeMethod(
        this, [done, error] { done(error); }, Qt::QueuedConnection);
}

} // namespace slipway
