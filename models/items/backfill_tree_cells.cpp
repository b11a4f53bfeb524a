#include "models/items/backfill_tree.h"
#include "models/items/counted.h"
#include "models/items/time_words.h"

#include <algorithm>

// What the tree's rows say.
namespace slipway {

Progress progressOf(const BackfillDate &date)
{
    return {date.total, date.succeeded, date.failed};
}

Progress progressOf(const Backfill &backfill)
{
    Progress sum;
    for (const BackfillDate &date : backfill.dates) {
        sum.total += date.total;
        sum.succeeded += date.succeeded;
        sum.failed += date.failed;
    }
    return sum;
}

QString rangesText(const QList<DateRange> &ranges)
{
    QStringList words;
    for (const auto &[from, to] : ranges)
        words.append(from == to ? from.toString(Qt::ISODate)
                                : from.toString(Qt::ISODate) + QStringLiteral(" … ") + to.toString(Qt::ISODate));
    return words.join(QStringLiteral(", "));
}

QString BackfillTree::lasted(Instant from, Instant to, bool over) const
{
    const Instant until = over ? to : m_now;
    return isSet(from) && isSet(until) ? durationWords(std::max(Millis{0}, until - from)) : QString();
}

QString BackfillTree::shortTime(Instant time) const
{
    return isSet(time) ? toDateTime(time, m_zone).toString(QStringLiteral("MM-dd HH:mm:ss")) : QString();
}

QString BackfillTree::words(const Progress &progress) const
{
    return progress.total == 0 ? tr("not begun")
                               : tr("%L1 of %L2 succeeded, %L3 failed, %L4 open")
                                     .arg(progress.succeeded)
                                     .arg(progress.total)
                                     .arg(progress.failed)
                                     .arg(progress.open());
}

QVariant BackfillTree::cell(const Backfill &backfill, int column, int role) const
{
    const BackfillSpec &spec = backfill.spec;
    if (role == StateRole && column == State)
        return QVariant::fromValue(stateCell(backfill.state));
    if (role == ProgressRole)
        return QVariant::fromValue(progressOf(backfill));
    if (column == ProgressBar && role == Qt::DisplayRole)
        return words(progressOf(backfill));
    if (role == KeyRole)
        return backfill.id.value();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return spec.name;
    case State:
        return stateCell(backfill.state).word;
    case Scope: {
        const QString order = spec.order == BackfillOrder::Ascending ? QString() : tr(", newest first");
        const QString groups = spec.groups > 1 ? tr(", %1 at a time").arg(spec.groups) : QString();
        return counted(backfill.dates.size(), tr("%1 date"), tr("%1 dates")) + QStringLiteral(", ") +
               counted(spec.nodes.size(), tr("%1 node"), tr("%1 nodes")) + groups + order;
    }
    case Started:
        return shortTime(backfill.createdAt);
    case Duration:
        return lasted(backfill.createdAt, backfill.finishedAt, isSet(backfill.finishedAt));
    case Remark:
        return backfill.reason;
    default:
        return {};
    }
}

QVariant BackfillTree::cell(const BackfillDate &date, int column, int role) const
{
    if (role == StateRole && column == State)
        return QVariant::fromValue(stateCell(date.state));
    if (role == ProgressRole)
        return QVariant::fromValue(progressOf(date));
    if (column == ProgressBar && role == Qt::DisplayRole)
        return words(progressOf(date));
    if (role == KeyRole)
        return date.dag.value();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return date.bizdate.toString(Qt::ISODate);
    case State:
        return stateCell(date.state).word;
    case Scope:
        return tr("group %1, place %2").arg(date.chain + 1).arg(date.position + 1);
    case Started:
        return shortTime(date.startedAt);
    case Duration:
        return lasted(date.startedAt, date.finishedAt, date.state != DagState::Running);
    default:
        return {};
    }
}

QVariant BackfillTree::cell(const Instance &instance, int column, int role) const
{
    if (role == StateRole && column == State)
        return QVariant::fromValue(stateCell(instance));
    if (role == KeyRole)
        return instance.id.value();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return instance.nodeName;
    case State:
        return stateCell(instance).word;
    case Scope:
        return minuteTime(instance.scheduledTime, m_zone);
    case Started:
        return shortTime(instance.startedAt);
    case Duration:
        return lasted(instance.startedAt, instance.finishedAt, isFinished(instance.state));
    case Remark:
        return instance.reason;
    default:
        return {};
    }
}

QVariant BackfillTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Backfill"), tr("State"),    tr("Progress"), tr("Scope"),
                              tr("Started"),  tr("Duration"), tr("Remark"),   tr("Actions")};
    return titles[section];
}

} // namespace slipway
