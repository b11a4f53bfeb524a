#pragma once

#include "app/serving/service_registry.h"
#include "tests/serving/http_client.h"
#include "tests/serving/service_memory_store.h"
#include "tests/support/recording_sink.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace slipway {

class WallClock : public Clock
{
public:
    Instant now() const override { return fromMillis(QDateTime::currentMSecsSinceEpoch()); }
    Millis realTimeUntil(Instant t) const override { return t - now(); }
};

// Local EAS with real processes in folders of its own. Ends everything it started.
class ServingFixture
{
public:
    explicit ServingFixture(quint16 gatewayPort = 0);
    ~ServingFixture();

    void startRegistry();
    // As if the engine had been killed: its objects go, everything else goes on.
    void dropRegistry() { registry.reset(); }

    Outcome<ServiceAccepted> create(const QByteArray &description);
    Outcome<ServiceAccepted> modify(const QString &name, const QByteArray &patch, const Provenance &by = {});
    Outcome<ServiceAccepted> call(const std::function<void(ServiceRegistry::Answer<ServiceAccepted>)> &action);

    Service service(const QString &name) const;
    ServiceState state(const QString &name) const { return service(name).state; }
    VersionState versionState(const QString &name, int version) const;
    QString versionMessage(const QString &name, int version) const;
    HttpAnswer predict(const QString &name, const QByteArray &body, const QByteArray &path = {}) const;

    // A description of the given kind with the example model.
    QByteArray xgboost(const QString &name, int instances = 1, const QString &extra = {}) const;
    QByteArray echo(const QString &name, const QString &processor, const QString &extra = {}) const;
    QString file(const QString &name, const QByteArray &contents) const;

    QTemporaryDir folder;
    ServiceMemoryStore store;
    WallClock clock;
    RecordingSink sink;
    ServingOptions options;
    std::unique_ptr<ServiceRegistry> registry;
};

inline const QString testRegion = QStringLiteral("cn-shanghai");

} // namespace slipway
