#include "models/items/instance_table.h"

#include "models/domain/blockers.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"
#include "models/items/time_words.h"

#include <algorithm>

namespace slipway {

InstanceTableModel::InstanceTableModel(QObject *parent)
    : KeyedTable({tr("State"), tr("Node"), tr("Workflow"), tr("Schedule"), tr("Started"), tr("Duration"), tr("Group"),
                  tr("Tries"), tr("Remark"), tr("Actions")},
                 parent)
{
}

void InstanceTableModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    columnChanged(Schedule);
    columnChanged(Started);
}

void InstanceTableModel::setGroupNames(const QHash<QString, QString> &names)
{
    m_groupNames = names;
    columnChanged(Group);
}

void InstanceTableModel::setNow(Instant now)
{
    m_now = now;
    columnChanged(Duration);
}

bool InstanceTableModel::hasRunning() const
{
    return std::any_of(rows().begin(), rows().end(),
                       [](const Instance &i) { return i.state == InstanceState::Running; });
}

QVariant InstanceTableModel::cell(const Instance &instance, int column, int role) const
{
    if (column == Actions)
        return role == Qt::AccessibleTextRole || role == Qt::ToolTipRole ? QVariant(tr("Actions")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return text(instance, column);
    case Qt::ToolTipRole:
        return column == State || column == Reason ? plainReason(instance.reason) : text(instance, column);
    case Qt::AccessibleTextRole:
        return column == Reason ? plainReason(instance.reason) : text(instance, column);
    case StateRole:
        return column == State ? QVariant::fromValue(stateCell(instance)) : QVariant();
    case SortRole:
        return sortValue(instance, column);
    case KeyRole:
        return instance.id.value();
    case Qt::TextAlignmentRole:
        return column == Duration || column == Attempts ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QString InstanceTableModel::text(const Instance &instance, int column) const
{
    switch (column) {
    case State:
        return stateCell(instance).word;
    case Node:
        return instance.nodeName;
    case Workflow:
        return instance.workflowName;
    case Schedule:
        return minuteTime(instance.scheduledTime, m_zone);
    case Started:
        return isSet(instance.startedAt) ? toDateTime(instance.startedAt, m_zone).toString(QStringLiteral("HH:mm:ss"))
                                         : QString();
    case Duration:
        return isSet(instance.startedAt) ? durationWords(duration(instance)) : QString();
    case Group:
        return m_groupNames.value(instance.resourceGroup, instance.resourceGroup);
    case Attempts:
        return instance.attempts > 0 ? QString::number(instance.attempts) : QString();
    default:
        return instance.reason;
    }
}

QVariant InstanceTableModel::sortValue(const Instance &instance, int column) const
{
    switch (column) {
    case State:
        return static_cast<int>(instance.state);
    case Schedule:
        return toMillis(instance.scheduledTime);
    case Started:
        return toMillis(instance.startedAt);
    case Duration:
        return static_cast<qint64>(duration(instance).count());
    case Attempts:
        return instance.attempts;
    default:
        return {};
    }
}

Millis InstanceTableModel::duration(const Instance &instance) const
{
    if (!isSet(instance.startedAt))
        return Millis{0};
    const Instant until = isFinished(instance.state) ? instance.finishedAt : m_now;
    return std::max(Millis{0}, until - instance.startedAt);
}

} // namespace slipway
