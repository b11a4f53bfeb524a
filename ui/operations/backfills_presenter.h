#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/items/backfill_tree.h"
#include "ui/operations/engine_clock.h"

#include <QObject>

namespace slipway {

// The backfills of a workspace, kept true by the event feed; the instances of a date are read when somebody looks.
class BackfillsPresenter : public QObject
{
    Q_OBJECT

public:
    enum class State { Loading, Ready, Failed };
    // So many instances of a date are shown; the list of instances has them all.
    static constexpr int mostInstances = 5000;

    explicit BackfillsPresenter(const Backends &backends, QObject *parent = nullptr);

    BackfillTree &tree() { return m_tree; }
    State state() const { return m_state; }
    // Why it is Failed.
    const Error &error() const { return m_error; }

    void setWorkspace(WorkspaceId workspace, const QTimeZone &zone);
    void perform(BackfillAction action, BackfillId backfill);

public slots:
    void reload();

signals:
    void stateChanged();
    void actionFailed(slipway::BackfillAction action, const slipway::Error &error);
    void instancesFailed(const slipway::Error &error);

private:
    void received(const Outcome<QList<Backfill>> &backfills);
    void changed(const Backfill &backfill);
    void readInstances(DagId dag, const QString &cursor, const QList<Instance> &before);
    void updateClock();

    Backends m_backends;
    BackfillTree m_tree;
    WorkspaceId m_workspace;
    State m_state = State::Loading;
    Error m_error;
    EngineClock m_clock;
};

} // namespace slipway
