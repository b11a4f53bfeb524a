#pragma once

#include "models/backend/services_backend.h"

#include <QNetworkAccessManager>

namespace slipway {

class ApiConnection;

// Model services over the EAS API, with the provenance of versions from the Slipway one.
class RemoteServices final : public ServicesBackend
{
public:
    explicit RemoteServices(ApiConnection &api);

    Reply<QList<Service>> listServices(const QString &region) override;
    Reply<Service> describe(const QString &region, const QString &name) override;
    Reply<Service> create(const QString &region, const QByteArray &config) override;
    Reply<QString> modify(const QString &region, const QString &name, const QByteArray &config) override;
    Reply<QList<ServiceVersion>> listVersions(const QString &region, const QString &name) override;
    Reply<QString> switchVersion(const QString &region, const QString &name, int version) override;
    Reply<QString> scale(const QString &region, const QString &name, int instances) override;
    Reply<QString> start(const QString &region, const QString &name) override;
    Reply<QString> stop(const QString &region, const QString &name) override;
    Reply<QString> restart(const QString &region, const QString &name) override;
    Reply<QString> remove(const QString &region, const QString &name) override;
    Reply<QList<ServiceInstance>> listInstances(const QString &region, const QString &name) override;
    Reply<QStringList> logs(const QString &region, const QString &name, const QString &instance) override;
    Reply<QList<ServiceEvent>> events(const QString &region, const QString &name) override;
    // Sent at most once, whatever happens: a prediction may have effects.
    Reply<PredictAnswer> predict(const Service &service, const QByteArray &body) override;

private:
    Reply<QString> put(const QString &region, const QString &name, QLatin1StringView rest, QLatin1StringView action,
                       const QByteArray &json = {});

    ApiConnection &m_api;
    QNetworkAccessManager m_gateway;
};

} // namespace slipway
