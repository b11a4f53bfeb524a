#pragma once

#include "app/engine/clock.h"
#include "app/engine/event_sink.h"
#include "app/engine/store.h"
#include "app/serving/serving_options.h"
#include "models/domain/outcome.h"
#include "models/domain/service.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>

namespace slipway {

// How a modify treats what the service has: deep merge of documents, or a new document.
enum class UpdateMode { Merge, Replace };

struct ServiceAccepted
{
    Service service;
    QString message;      // one sentence in the words of the EAS OpenAPI
    QStringList warnings; // e.g. comments in the JSON, with their lines
};

// Which lines of the instances' logs to return. Oldest first; empty fields do not filter.
struct ServiceLogQuery
{
    QString instance;
    QString keyword;
    Instant from;     // not set: from the beginning
    Instant to;       // not set: up to now
    int limit = 5000; // the newest so many of those that match
};

struct ServiceEndpoints
{
    QString token;    // secret
    QStringList urls; // the short form first where the service owns it, then the one that names the region
};

struct DeploymentState;
struct ServiceDescription;
struct ServingShared;
class Deployment;

// Local EAS: the model services of all regions. Lives on the engine's thread; answers come there, never before the
// function has returned. What was answered is durable. Error codes: eas reference 3.1 (InvalidService.NotFound,
// InvalidService.NameExists, InvalidService.VersionNotFound, InvalidService.StatusConflict, InvalidParameter.<field>).
//
// CurrentVersion changes when the traffic was switched; LatestVersion as soon as a version is accepted.
class ServiceRegistry : public QObject
{
    Q_OBJECT

public:
    template <class T>
    using Answer = std::function<void(const Outcome<T> &)>;

    ServiceRegistry(ServingOptions options, Clock &clock, Store &store, EventSink &sink, QObject *parent = nullptr);
    ~ServiceRegistry() override; // leaves instances and gateway running; a later registry adopts them

    // Takes over what is stored: adopts running instances and the gateway, goes on with roll-outs.
    Outcome<> start(const StoredState &stored);
    // Lets go of everything. With `keepServices` instances and gateway go on; otherwise they end, then `done` runs.
    void stop(bool keepServices, std::function<void()> done);

    // `description` is service JSON as people write it. A model path must be absolute, file://, http(s):// or oss://.
    void create(const QString &region, const QByteArray &description, const Provenance &by,
                Answer<ServiceAccepted> done);
    void update(const QString &region, const QString &name, const QByteArray &description, UpdateMode mode,
                const Provenance &by, Answer<ServiceAccepted> done);
    void switchVersion(const QString &region, const QString &name, int version, Answer<ServiceAccepted> done);
    void scale(const QString &region, const QString &name, int instances, Answer<ServiceAccepted> done);
    void startService(const QString &region, const QString &name, Answer<ServiceAccepted> done);
    void stopService(const QString &region, const QString &name, Answer<ServiceAccepted> done);
    void restartService(const QString &region, const QString &name, Answer<ServiceAccepted> done);
    void remove(const QString &region, const QString &name, Answer<ServiceAccepted> done);

    Outcome<Service> describe(const QString &region, const QString &name) const;
    QList<Service> list(const QString &region, const QString &nameFilter = {}) const; // newest first
    QList<Service> listAll() const;
    Outcome<QList<ServiceVersion>> versions(const QString &region, const QString &name) const; // newest first
    Outcome<QList<ServiceInstance>> instances(const QString &region, const QString &name) const;
    Outcome<ServiceEndpoints> endpoints(const QString &region, const QString &name) const;
    void logs(const QString &region, const QString &name, const ServiceLogQuery &query, Answer<QStringList> done);
    void events(const QString &region, const QString &name, int limit, Answer<std::vector<ServiceEvent>> done);

    QString gatewayAddress() const; // http://127.0.0.1:PORT
    // Why no service can be reached, for people; empty while the gateway works.
    QString gatewayProblem() const;

signals:
    void gatewayChanged();

private:
    using Key = std::pair<QString, QString>; // region, name
    Deployment *find(const QString &region, const QString &name) const;
    void adopt(std::unique_ptr<Deployment> deployment);
    void forget(const QString &region, const QString &name);
    void assignShortForms();
    Outcome<ServiceDescription> readDescription(const QByteArray &text) const;
    void takeVersion(Deployment &deployment, const ServiceDescription &merged, const Provenance &by,
                     const QString &digest, const Answer<ServiceAccepted> &done);
    void compareContents(Deployment &deployment, const ServiceDescription &merged, const Provenance &by,
                         const Answer<ServiceAccepted> &done);
    void adjust(Deployment &deployment, const ServiceDescription &merged, const Answer<ServiceAccepted> &done);
    void act(const QString &region, const QString &name, const Answer<ServiceAccepted> &done,
             const std::function<Outcome<>(DeploymentState &, Changes &)> &change, const QString &message);
    void refuse(const Answer<ServiceAccepted> &done, const Error &error);

    std::unique_ptr<ServingShared> m_shared;
    std::map<Key, std::unique_ptr<Deployment>> m_services;
};

} // namespace slipway
