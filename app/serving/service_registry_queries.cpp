#include "app/serving/rollout/deployment.h"
#include "app/serving/service_logs.h"
#include "app/serving/service_registry.h"
#include "app/serving/serving_shared.h"

#include <QDir>
#include <QtConcurrent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

Error notFound(const QString &region, const QString &name)
{
    return Error::notFound(u"InvalidService.NotFound"_s,
                           u"Service [%1] in region [%2] is not found"_s.arg(name, region));
}

// A service whose first commit has not come back is not there yet.
bool isVisible(const Deployment &deployment)
{
    return deployment.state().service.latestVersion > 0;
}

} // namespace

Outcome<Service> ServiceRegistry::describe(const QString &region, const QString &name) const
{
    const Deployment *deployment = find(region, name);
    if (!deployment || !isVisible(*deployment))
        return notFound(region, name);
    return deployment->service();
}

QList<Service> ServiceRegistry::listAll() const
{
    QList<Service> services;
    for (const auto &[key, deployment] : m_services) {
        if (isVisible(*deployment))
            services.append(deployment->service());
    }
    std::stable_sort(services.begin(), services.end(),
                     [](const Service &a, const Service &b) { return a.createdAt > b.createdAt; });
    return services;
}

QList<Service> ServiceRegistry::list(const QString &region, const QString &nameFilter) const
{
    QList<Service> services = listAll();
    services.removeIf([&](const Service &service) {
        return service.region != region || !service.name.contains(nameFilter, Qt::CaseInsensitive);
    });
    return services;
}

Outcome<QList<ServiceVersion>> ServiceRegistry::versions(const QString &region, const QString &name) const
{
    const Deployment *deployment = find(region, name);
    if (!deployment)
        return notFound(region, name);
    QList<ServiceVersion> list;
    for (const auto &[number, version] : deployment->state().versions)
        list.prepend(version);
    return list;
}

Outcome<QList<ServiceInstance>> ServiceRegistry::instances(const QString &region, const QString &name) const
{
    const Deployment *deployment = find(region, name);
    if (!deployment)
        return notFound(region, name);
    return deployment->instances();
}

Outcome<ServiceEndpoints> ServiceRegistry::endpoints(const QString &region, const QString &name) const
{
    const Deployment *deployment = find(region, name);
    if (!deployment)
        return notFound(region, name);
    const Service service = deployment->service();
    ServiceEndpoints endpoints{service.token, {service.endpoint}};
    const QString regional = gatewayAddress() + u'/' + region + "/api/predict/"_L1 + name;
    if (!endpoints.urls.contains(regional))
        endpoints.urls.append(regional);
    return endpoints;
}

void ServiceRegistry::logs(const QString &region, const QString &name, const ServiceLogQuery &query,
                           Answer<QStringList> done)
{
    const Deployment *deployment = find(region, name);
    if (!deployment) {
        QMetaObject::invokeMethod(
            this, [=] { done(notFound(region, name)); }, Qt::QueuedConnection);
        return;
    }
    QList<InstanceLogFiles> logs;
    const QDir kept(keptLogFolder(m_shared->options.dataDir, region, name));
    for (const QString &file : kept.entryList({u"*.log"_s}, QDir::Files))
        logs.append({file.chopped(4), {kept.filePath(file)}});
    for (const auto &[instance, member] : deployment->instanceSet().members()) {
        const QString folder = member.process->spec().folder;
        logs.append({instance, {folder + "/log.1"_L1, folder + "/log"_L1}});
    }
    QtConcurrent::run([logs, query] { return readLogs(logs, query); }).then(this, [done](const QStringList &lines) {
        done(lines);
    });
}

void ServiceRegistry::events(const QString &region, const QString &name, int limit,
                             Answer<std::vector<ServiceEvent>> done)
{
    if (!find(region, name)) {
        QMetaObject::invokeMethod(
            this, [=] { done(notFound(region, name)); }, Qt::QueuedConnection);
        return;
    }
    m_shared->store.serviceEvents(region, name, limit, std::move(done));
}

QString ServiceRegistry::gatewayAddress() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_shared->gateway.port());
}

QString ServiceRegistry::gatewayProblem() const
{
    return m_shared->gateway.problem();
}

} // namespace slipway
