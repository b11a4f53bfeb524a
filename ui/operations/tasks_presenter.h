#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/items/node_table.h"

#include <QObject>

namespace slipway {

// The committed nodes of a workspace, kept true by the event feed.
class TasksPresenter : public QObject
{
    Q_OBJECT

public:
    explicit TasksPresenter(const Backends &backends, QObject *parent = nullptr);

    NodeTableModel &table() { return m_table; }
    const NodeTableModel &table() const { return m_table; }
    bool isLoading() const { return m_loading; }

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
    void changed(const Node &node);

    Backends m_backends;
    NodeTableModel m_table;
    WorkspaceId m_workspace;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_loading = true;
};

} // namespace slipway
