#pragma once

#include "models/backend/reply.h"
#include "models/domain/service.h"

#include <QByteArray>
#include <QList>

namespace slipway {

struct PredictAnswer
{
    int status = 0; // HTTP
    QByteArray body;
    QByteArray contentType;
    int servedByVersion = 0; // 0: the answer did not say
    Millis duration{0};
};

// Online model services of a region (EAS).
class ServicesBackend
{
public:
    virtual ~ServicesBackend() = default;

    virtual Reply<QList<Service>> listServices(const QString &region) = 0;
    virtual Reply<Service> describe(const QString &region, const QString &name) = 0;
    // `config` is the service description, JSON.
    virtual Reply<Service> create(const QString &region, const QByteArray &config) = 0;
    virtual Reply<QString> modify(const QString &region, const QString &name, const QByteArray &config) = 0;
    // Newest first.
    virtual Reply<QList<ServiceVersion>> listVersions(const QString &region, const QString &name) = 0;
    virtual Reply<QString> switchVersion(const QString &region, const QString &name, int version) = 0;
    virtual Reply<QString> scale(const QString &region, const QString &name, int instances) = 0;
    virtual Reply<QString> start(const QString &region, const QString &name) = 0;
    virtual Reply<QString> stop(const QString &region, const QString &name) = 0;
    virtual Reply<QString> restart(const QString &region, const QString &name) = 0;
    virtual Reply<QString> remove(const QString &region, const QString &name) = 0;
    virtual Reply<QList<ServiceInstance>> listInstances(const QString &region, const QString &name) = 0;
    virtual Reply<QStringList> logs(const QString &region, const QString &name, const QString &instance) = 0;
    virtual Reply<QList<ServiceEvent>> events(const QString &region, const QString &name) = 0;
    // POSTs `body` to the service's endpoint with its token.
    virtual Reply<PredictAnswer> predict(const Service &service, const QByteArray &body) = 0;
};

} // namespace slipway
