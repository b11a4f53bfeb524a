#include "models/items/resource_group_table.h"

#include "models/items/state_kind.h"
#include "models/items/time_words.h"

namespace slipway {

using namespace Qt::StringLiterals;

ResourceGroupTable::ResourceGroupTable(QObject *parent)
    : KeyedTable({tr("Name"), tr("Description"), tr("Type"), tr("Status"), tr("Slots used"), tr("Workspaces"),
                  tr("Created"), tr("Actions")},
                 parent)
{
}

void ResourceGroupTable::setWorkspaces(const QList<Workspace> &workspaces)
{
    m_workspaces = workspaces;
    columnChanged(Workspaces);
}

void ResourceGroupTable::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    columnChanged(Created);
}

QVariant ResourceGroupTable::cell(const ResourceGroup &group, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(group, column);
    case Qt::ToolTipRole:
        return toolTip(group, column);
    case StateRole:
        return column == Status ? QVariant::fromValue(stateCell(group.state)) : QVariant();
    case SortRole:
        return sortValue(group, column);
    case KeyRole:
        return group.id.value();
    case InstantRole:
        return column == Created ? QVariant(toMillis(group.createdAt)) : QVariant();
    default:
        return {};
    }
}

QString ResourceGroupTable::text(const ResourceGroup &group, int column) const
{
    switch (column) {
    case Name:
        return group.name;
    case Description:
        return group.description;
    case Type:
        return group.backend == ResourceGroupBackend::Slurm ? tr("Exclusive, Slurm") : tr("Exclusive");
    case Status:
        return stateCell(group.state).word;
    case Slots:
        return u"%1 / %2"_s.arg(group.runningInstances).arg(group.slotCount);
    case Workspaces:
        return workspaceNames(group);
    case Created:
        return exactTime(group.createdAt, m_zone);
    default:
        return {};
    }
}

QString ResourceGroupTable::toolTip(const ResourceGroup &group, int column) const
{
    switch (column) {
    case Name:
        return tr("%1, identifier %2, order %3").arg(group.name, group.identifier, group.orderNumber);
    case Status:
        return group.stateReason;
    case Slots:
        return tr("%1 of %2 slots in use, %3 queued")
            .arg(group.runningInstances)
            .arg(group.slotCount)
            .arg(group.queuedInstances);
    case Created:
        return exactTime(group.createdAt, m_zone, true);
    default:
        return text(group, column);
    }
}

QVariant ResourceGroupTable::sortValue(const ResourceGroup &group, int column) const
{
    if (column == Slots)
        return group.runningInstances;
    return column == Created ? QVariant(toMillis(group.createdAt)) : QVariant();
}

QString ResourceGroupTable::workspaceNames(const ResourceGroup &group) const
{
    QStringList names;
    for (const Workspace &workspace : m_workspaces) {
        if (group.workspaces.contains(workspace.id))
            names.append(workspace.identifier);
    }
    return names.isEmpty() ? tr("not bound") : names.join(u", "_s);
}

} // namespace slipway
