#pragma once

#include "app/engine/store.h"
#include "app/serving/instances/instance_set.h"
#include "app/serving/rollout/rollout_memory.h"
#include "models/domain/outcome.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace slipway {

struct ServingShared;

// One service: what is stored of it, its instances, and the way from one version to the next (reference: serving 8.2).
// Every step is written to the store before it is acted on, and can be done again: after a crash of the engine
// advance() goes on from the stored state.
class Deployment : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(const Outcome<> &)>;
    // Changes the state, or says why not; may add changes of other tables. Runs on the newest state.
    using Change = std::function<Outcome<>(DeploymentState &, Changes &)>;

    Deployment(ServingShared &shared, DeploymentState state, QObject *parent = nullptr);

    // Takes over the instances that are stored.
    void resume(const std::vector<ServiceInstanceRecord> &instances);
    // One after the other; `done` when it is durable or refused.
    void transact(Change change, Done done);
    void setShortForm(bool shortForm);
    // Ends all instances without a word to the store; allGone() follows.
    void release();

    const DeploymentState &state() const { return m_state; }
    Service service() const; // with its address
    QList<ServiceInstance> instances() const;
    const InstanceSet &instanceSet() const { return m_instances; }

public slots:
    void scheduleAdvance();

signals:
    void removed();
    void allGone();

private:
    struct Job
    {
        Change change;
        Done done;
    };
    void next();
    void onCommitted(const DeploymentState &state, const Job &job, const Outcome<> &outcome);
    bool busy() const { return m_committing || !m_queue.empty(); }
    void advance();
    void advanceStop();
    void advanceRollout();
    void prepare();
    void onFetched(const Revision &target, const Outcome<QString> &digest);
    void awaitReady();
    void awaitAdmission();
    void shift();
    void onShifted(const Revision &target, int answeredBy);
    void complete();
    void enter(VersionState phase, const QString &message);
    void fail(const QString &reason);
    bool reapGone();
    void reportRestarts();
    bool ensureCount(const Revision &revision);
    void balance();
    bool retireDrained();
    void refreshCounts();
    void pushRoutes();
    QString prefix(const Revision &revision) const { return instancePrefix(m_state.service, revision); }
    QList<const Member *> membersOf(const Revision &revision) const;
    QString failureOf(const QList<const Member *> &members) const;

    ServingShared &m_shared;
    DeploymentState m_state;
    InstanceSet m_instances;
    std::deque<Job> m_queue;
    std::optional<GatewayService> m_routes; // as the gateway was told
    bool m_routesApplied = false;
    bool m_committing = false;
    bool m_scheduled = false;
    bool m_released = false;
    bool m_shortForm = false;
    bool m_probing = false;
    int m_fetching = 0;    // generation whose artefact is on its way
    int m_timedPhase = -1; // of generation and phase: what m_deadline is for
    QTimer m_deadline;
};

// For the commands and the roll-out: what happened, as the event list shows it.
void addEvent(Changes &changes, const Service &service, Instant now, bool warning, const QString &reason,
              const QString &message);

} // namespace slipway
