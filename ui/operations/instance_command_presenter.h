#pragma once

#include "models/backend/backends.h"
#include "models/backend/reply.h"
#include "models/domain/blockers.h"
#include "ui/operations/instance_commands.h"

#include <QObject>
#include <QTimeZone>

namespace slipway {

// Gives commands to instances and says how they went. The lists hear of their effect by the feed.
class InstanceCommandPresenter : public QObject
{
    Q_OBJECT

public:
    explicit InstanceCommandPresenter(const Backends &backends, QObject *parent = nullptr);

    void setPolicies(RerunPolicies policies) { m_policies = std::move(policies); }
    void setTimeZone(const QTimeZone &zone) { m_zone = zone; }

    Outcome<> check(InstanceCommand command, const QList<Instance> &chosen) const
    {
        return checkCommand(command, chosen, m_policies);
    }
    RerunPolicy policyOf(NodeId node) const { return m_policies ? m_policies(node) : RerunPolicy{}; }

    // Rerun, Stop, SetSuccess, Freeze, Unfreeze; one call per instance.
    void perform(InstanceCommand command, const QList<Instance> &chosen);
    void changePriority(const QList<Instance> &chosen, int priority);
    // Looks for the instance that the reason names (the first one, or the `which`th).
    void findBlocker(const Instance &blocked, int which = 0);

signals:
    // One sentence when all calls of a command have been answered well.
    void done(const QString &what);
    void failed(slipway::InstanceCommand command, const slipway::Error &error);
    void blockerFound(slipway::InstanceId blocker);

private:
    using Call = std::function<Reply<>(InstanceId)>;
    void forEach(InstanceCommand command, const QList<Instance> &chosen, const QString &what, const Call &call);
    // Not among those it depends on: it waits for a turn. Looked up by its node and time.
    void findByName(const NamedInstance &wanted, const Instance &blocked);
    QString sentence(InstanceCommand command, const QList<Instance> &chosen) const;

    Backends m_backends;
    RerunPolicies m_policies;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace slipway
