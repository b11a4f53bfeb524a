#pragma once

#include "models/domain/workflow.h"
#include "models/items/keyed_table.h"

#include <QHash>
#include <QTimeZone>

namespace slipway {

// Cycle tasks: the committed nodes of a workspace.
class NodeTableModel : public KeyedTable<Node, NodeId>
{
    Q_OBJECT

public:
    enum Column { Name, State, Workflow, Schedule, NextRun, Version, Group, Committed, Actions, ColumnCount };

    explicit NodeTableModel(QObject *parent = nullptr);

    // Next runs are computed for this zone, after `now`.
    void setClock(const QTimeZone &zone, Instant now);

    // Identifiers to names, as people know the groups.
    void setGroupNames(const QHash<QString, QString> &names);

protected:
    QVariant cell(const Node &node, int column, int role) const override;
    NodeId key(const Node &node) const override { return node.id; }

private:
    QString text(const Node &node, int column) const;
    Instant nextRun(const Node &node) const;

    QTimeZone m_zone = QTimeZone::utc();
    QHash<QString, QString> m_groupNames;
    Instant m_now{};
};

} // namespace slipway
