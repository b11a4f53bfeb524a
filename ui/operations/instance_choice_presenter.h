#pragma once

#include "models/backend/backends.h"
#include "models/domain/lineage.h"
#include "models/items/choice_tree.h"
#include "ui/operations/instance_commands.h"

#include <QHash>
#include <QObject>
#include <QTimeZone>

namespace slipway {

// Instances around another one, to choose from: those below it, to run again with it; or those it waits for, to wait
// for them no longer. States change while one looks.
class InstanceChoicePresenter : public QObject
{
    Q_OBJECT

public:
    enum class Purpose { RerunDownstream, RemoveDependencies };
    enum class State { Loading, Ready, Failed };

    InstanceChoicePresenter(const Backends &backends, Purpose purpose, const Instance &root, const QTimeZone &zone,
                            RerunPolicies policies, QObject *parent = nullptr);

    ChoiceTree &tree() { return m_tree; }
    State state() const { return m_state; }
    // Why it is Failed.
    const Error &error() const { return m_error; }
    const Instance &root() const { return m_root; }
    // There are more than are shown; those cannot be chosen here.
    bool isTruncated() const { return m_lineage.truncated; }
    // Why nothing can be submitted now; ok otherwise.
    Outcome<> check() const;

    // Whether those below may be rerun whatever they do now, and with the sentence why not.
    Outcome<> mayForce() const;
    bool isForced() const { return m_forced; }
    void setForced(bool forced);
    // Only those that have failed or were stopped, and what they held up.
    void chooseUnsuccessful();
    void submit();

public slots:
    void load();

signals:
    void stateChanged();
    void submitted();
    void refused(const slipway::Error &error);

private:
    void received(const InstanceLineage &lineage);
    void changed(const Instance &instance);
    Choice choiceOf(const Instance &instance) const;
    QString refusalOf(const Instance &instance) const;
    void findWays();
    QList<InstanceId> chosen() const;

    Backends m_backends;
    Purpose m_purpose;
    Instance m_root;
    QTimeZone m_zone;
    RerunPolicies m_policies;
    ChoiceTree m_tree;
    InstanceLineage m_lineage;
    QHash<InstanceId, InstanceId> m_above; // through which each was reached
    bool m_forced = false;
    State m_state = State::Loading;
    Error m_error;
};

} // namespace slipway
