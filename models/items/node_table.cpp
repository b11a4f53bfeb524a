#include "models/items/node_table.h"

#include "models/domain/schedule_rules.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"
#include "models/items/time_words.h"

namespace slipway {

namespace {
StateCell taskState(const Node &node)
{
    if (node.undeployed)
        return {StateKind::Stopped, NodeTableModel::tr("Undeployed")};
    if (node.frozen || node.current.properties.schedule.mode == ScheduleMode::Frozen)
        return {StateKind::Frozen, NodeTableModel::tr("Frozen")};
    if (node.current.properties.schedule.mode == ScheduleMode::DryRun)
        return {StateKind::DryRun, NodeTableModel::tr("Dry run")};
    return {StateKind::Success, NodeTableModel::tr("Scheduled")};
}
} // namespace

NodeTableModel::NodeTableModel(QObject *parent)
    : KeyedTable({tr("Node"), tr("Scheduling"), tr("Workflow"), tr("Schedule"), tr("Next run"), tr("Version"),
                  tr("Group"), tr("Committed"), tr("Actions")},
                 parent)
{
}

void NodeTableModel::setClock(const QTimeZone &zone, Instant now)
{
    m_zone = zone;
    m_now = now;
    columnChanged(NextRun);
    columnChanged(Committed);
}

void NodeTableModel::setGroupNames(const QHash<QString, QString> &names)
{
    m_groupNames = names;
    columnChanged(Group);
}

QVariant NodeTableModel::cell(const Node &node, int column, int role) const
{
    if (column == Actions)
        return role == Qt::AccessibleTextRole || role == Qt::ToolTipRole ? QVariant(tr("Actions")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return text(node, column);
    case Qt::ToolTipRole:
        return column == Committed ? exactTime(node.current.committedAt, m_zone, true) : text(node, column);
    case StateRole:
        return column == State ? QVariant::fromValue(taskState(node)) : QVariant();
    case SortRole:
        if (column == NextRun)
            return toMillis(nextRun(node));
        return column == Committed ? QVariant(toMillis(node.current.committedAt)) : QVariant();
    case KeyRole:
        return node.id.value();
    default:
        return {};
    }
}

QString NodeTableModel::text(const Node &node, int column) const
{
    switch (column) {
    case Name:
        return node.current.name;
    case State:
        return taskState(node).word;
    case Workflow:
        return node.workflowName;
    case Schedule:
        return describe(node.current.properties.schedule);
    case NextRun: {
        const Instant next = nextRun(node);
        return isSet(next) ? exactTime(next, m_zone) : tr("none");
    }
    case Version:
        return tr("V%1").arg(node.current.version);
    case Group:
        return m_groupNames.value(node.current.properties.resourceGroup, node.current.properties.resourceGroup);
    default:
        return relativeWords(node.current.committedAt, m_now);
    }
}

Instant NodeTableModel::nextRun(const Node &node) const
{
    if (node.undeployed || node.frozen || node.current.properties.schedule.mode == ScheduleMode::Frozen)
        return {};
    const auto next = nextOccurrences(node.current.properties.schedule, m_zone, m_now, 1);
    return next.isEmpty() ? Instant{} : next.first().time;
}

} // namespace slipway
