#pragma once

#include "app/engine/store.h"
#include "app/serving/gateway/haproxy_config.h"
#include "app/serving/instances/model_instance.h"
#include "app/serving/rollout/rollout_memory.h"

#include <QObject>

#include <map>
#include <memory>

namespace slipway {

struct ServingShared;

// One instance of a service as the roll-out sees it.
struct Member
{
    enum class Leaving { No, Draining, Stopping, Gone };

    ServiceInstanceRecord record;
    std::unique_ptr<ModelInstance> process;
    bool admitted = false; // it answered us; may take traffic
    bool probing = false;
    bool watched = false; // while it drains: its sessions are asked for
    Leaving leaving = Leaving::No;
    int seenRestarts = 0;
};

// The instances of one service: makes them, watches them, lets them go. What should be there is the deployment's
// matter.
class InstanceSet : public QObject
{
    Q_OBJECT

public:
    InstanceSet(ServingShared &shared, QObject *parent);

    // A new instance, still without process. Its record is to be stored before run() is called.
    ServiceInstanceRecord make(const Service &service, const Revision &revision) const;
    // Starts or adopts the process of a stored instance.
    void run(const ServiceInstanceRecord &record, const ServiceVersion &version);
    // Drains first what takes traffic; then ends the process. Nothing happens when it is leaving already.
    void leave(const QString &name);
    // Its process is gone and its record removed: keeps the log, forgets the rest.
    void forget(const QString &name);
    // The gateway works with what servers() last said: what drains is watched until it is idle.
    void onRoutesApplied();
    // Asks each ready instance of the prefix that was not admitted yet; changed() follows.
    void admit(const QString &prefix);
    // Ends all processes without draining; for the end of the engine.
    void stopAll();

    std::map<QString, Member> &members() { return m_members; }
    const std::map<QString, Member> &members() const { return m_members; }
    // Admitted instances of these revisions; those of the draining one and all that leave are marked.
    QList<GatewayServer> servers(const QStringList &admittedPrefixes, const QString &drainingPrefix) const;

signals:
    void changed();

private:
    void stopDrained(const QString &name);
    void askSessions(const QString &name);
    QString folderOf(const QString &instance) const;

    ServingShared &m_shared;
    std::map<QString, Member> m_members;
};

// Twelve hexadecimal digits for an instance's socket and its name in the gateway.
QString shortInstanceId(const QString &instance);
// Where a removed instance's log is kept: DATA/serving/logs/<region>/<service>.
QString keptLogFolder(const QString &dataDir, const QString &region, const QString &service);

} // namespace slipway
