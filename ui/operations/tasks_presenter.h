#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/items/node_table.h"

#include <QObject>
#include <QTimer>

namespace slipway {

// The committed nodes of a workspace, kept true by the event feed.
class TasksPresenter : public QObject
{
    Q_OBJECT

public:
    explicit TasksPresenter(const Backends &backends, QObject *parent = nullptr);

    NodeTableModel &table() { return m_table; }
    const NodeTableModel &table() const { return m_table; }
    enum class State { Loading, Ready, Failed };
    State state() const { return m_state; }
    // AllAllowed while the node is not known.
    RerunPolicy policyOf(NodeId node) const;
    // Why it is Failed.
    const Error &error() const { return m_error; }

    void setWorkspace(WorkspaceId workspace, const QTimeZone &zone);
    void freeze(NodeId node, bool frozen);
    // Runs the committed version once, for yesterday's data timestamp.
    void smokeTest(NodeId node);

public slots:
    void reload();

signals:
    void stateChanged();
    void failed(const QString &what, const slipway::Error &error);
    void smokeTestStarted(slipway::InstanceId instance);

private:
    void readGroupNames();
    void changed(const Node &node);
    void received(const Outcome<QList<Node>> &nodes);
    void readClock();

    Backends m_backends;
    NodeTableModel m_table;
    WorkspaceId m_workspace;
    QTimeZone m_zone = QTimeZone::utc();
    State m_state = State::Loading;
    Error m_error;
    QTimer m_clock; // next runs move on
};

} // namespace slipway
