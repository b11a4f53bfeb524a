#pragma once

#include "models/domain/instance.h"
#include "models/items/keyed_table.h"

#include <QHash>
#include <QTimeZone>

namespace slipway {

// Instances as the Operation Center lists them. Times are meant in the workspace's zone.
class InstanceTableModel : public KeyedTable<Instance, InstanceId>
{
    Q_OBJECT

public:
    enum Column { State, Node, Workflow, Schedule, Started, Duration, Group, Attempts, Reason, Actions, ColumnCount };

    explicit InstanceTableModel(QObject *parent = nullptr);

    void setTimeZone(const QTimeZone &zone);
    // Identifiers to names, as people know the groups.
    void setGroupNames(const QHash<QString, QString> &names);
    // The engine's clock, for durations of what still runs; call about once a second while something runs.
    void setNow(Instant now);
    bool hasRunning() const;

protected:
    QVariant cell(const Instance &instance, int column, int role) const override;
    InstanceId key(const Instance &instance) const override { return instance.id; }

private:
    QString text(const Instance &instance, int column) const;
    QVariant sortValue(const Instance &instance, int column) const;
    Millis duration(const Instance &instance) const;

    QTimeZone m_zone = QTimeZone::utc();
    QHash<QString, QString> m_groupNames;
    Instant m_now{};
};

} // namespace slipway
