#include "models/domain/dependencies.h"

#include "models/domain/cron.h"

#include <algorithm>

namespace slipway {

namespace {

using Times = QList<Instant>;
using Links = QList<DependencyLink>;

int sizeOf(const Times &times)
{
    return static_cast<int>(times.size());
}

// How many are at or before a moment: one behind the latest of them.
int countUpTo(const Times &times, Instant moment)
{
    return static_cast<int>(std::upper_bound(times.begin(), times.end(), moment) - times.begin());
}

int countBefore(const Times &times, Instant moment)
{
    return static_cast<int>(std::lower_bound(times.begin(), times.end(), moment) - times.begin());
}

void addAll(Links &links, int child, int from, int until, bool yesterday = false)
{
    for (int parent = from; parent < until; ++parent)
        links += {child, parent, yesterday};
}

// The latest parent not after the child, else the day's first.
Links byProximity(const Times &parents, const Times &children)
{
    Links links;
    for (int child = 0; child < sizeOf(children); ++child)
        links += {child, std::max(countUpTo(parents, children[child]) - 1, 0), false};
    return links;
}

// The parents after the child's previous time, up to its own; where there is none, by proximity.
Links byInterval(const Times &parents, const Times &children, bool latestOnly)
{
    Links links;
    int taken = 0;
    for (int child = 0; child < sizeOf(children); ++child) {
        const int until = countUpTo(parents, children[child]);
        if (until > taken)
            addAll(links, child, latestOnly ? until - 1 : taken, until);
        else
            links += {child, std::max(until - 1, 0), false};
        taken = until;
    }
    return links;
}

Links bySequence(const Times &children)
{
    Links links;
    for (int child = 0; child < sizeOf(children); ++child)
        links += {child, child, false};
    return links;
}

// day <- hour, minute
Links ofDailyChild(const DependencySide &parent, const DependencySide &child)
{
    if (parent.selfDependent)
        return byProximity(parent.today, child.today);
    Links links;
    for (int i = 0; i < sizeOf(child.today); ++i)
        addAll(links, i, 0, sizeOf(parent.today));
    return links;
}

// hour, minute <- day
Links ofDailyParent(const DependencySide &child)
{
    Links links;
    const int waiting = child.selfDependent ? 1 : sizeOf(child.today); // the others wait for their predecessor
    for (int i = 0; i < waiting; ++i)
        links += {i, 0, false};
    return links;
}

Links ofSameKind(const Times &parents, const Times &children)
{
    if (parents.size() == children.size())
        return bySequence(children);
    return parents.size() > children.size() ? byInterval(parents, children, false) : byProximity(parents, children);
}

Links ofHourlyChild(const DependencySide &parent, const DependencySide &child)
{
    if (!parent.selfDependent)
        return byInterval(parent.today, child.today, false);
    return child.selfDependent ? byInterval(parent.today, child.today, true) : byProximity(parent.today, child.today);
}

} // namespace

CycleKind cycleKindOf(const Schedule &schedule)
{
    switch (schedule.recurrence) {
    case Recurrence::Minute:
        return CycleKind::Minute;
    case Recurrence::Hour:
        return CycleKind::Hour;
    case Recurrence::Cron: {
        const Outcome<CronExpression> cron = CronExpression::parse(schedule.cron);
        if (!cron || cron->timesPerDay() == 1)
            return CycleKind::Day;
        return cron->minutes().size() > 1 || cron->seconds().size() > 1 ? CycleKind::Minute : CycleKind::Hour;
    }
    default:
        return CycleKind::Day;
    }
}

Links sameCycleLinks(const DependencySide &parent, const DependencySide &child)
{
    if (parent.today.isEmpty() || child.today.isEmpty())
        return {};
    if (parent.kind == child.kind)
        return ofSameKind(parent.today, child.today);
    if (child.kind == CycleKind::Day)
        return ofDailyChild(parent, child);
    if (parent.kind == CycleKind::Day)
        return ofDailyParent(child);
    if (child.kind == CycleKind::Hour)
        return ofHourlyChild(parent, child);
    return byProximity(parent.today, child.today); // minute <- hour
}

Links selfLinks(const DependencySide &node)
{
    Links links;
    for (int i = 0; i < sizeOf(node.today); ++i) {
        if (i > 0)
            links += {i, i - 1, false};
        else if (!node.yesterday.isEmpty())
            links += {0, sizeOf(node.yesterday) - 1, true};
    }
    return links;
}

namespace {

// `waitsFor`: of each of the other's instances today the latest of the child's that it waits for itself.
Links previousLinks(const DependencySide &other, const DependencySide &child, const QList<int> &waitsFor)
{
    Links links;
    const int yesterdays = sizeOf(other.yesterday);
    const int firstOfYesterday = other.selfDependent ? std::max(yesterdays - 1, 0) : 0;
    for (int i = 0; i < sizeOf(child.today); ++i) {
        if (child.kind == CycleKind::Day || other.kind == CycleKind::Day) {
            addAll(links, i, firstOfYesterday, yesterdays, true);
            continue;
        }
        int before = countBefore(other.today, child.today[i]);
        while (before > 0 && waitsFor.value(before - 1, -1) >= i)
            --before;
        if (before > 0)
            links += {i, before - 1, false};
        else if (yesterdays > 0)
            links += {i, yesterdays - 1, true};
    }
    return links;
}

} // namespace

Links previousCycleLinks(const DependencySide &other, const DependencySide &child)
{
    return previousLinks(other, child, {});
}

Links previousCycleOfChildLinks(const DependencySide &other, const DependencySide &child)
{
    QList<int> waitsFor(other.today.size(), -1);
    for (const DependencyLink &link : sameCycleLinks(child, other))
        waitsFor[link.child] = std::max(waitsFor[link.child], link.parent);
    return previousLinks(other, child, waitsFor);
}

bool isChildOf(const NodeProperties &node, const NodeProperties &parent)
{
    return std::any_of(node.inputs.begin(), node.inputs.end(),
                       [&parent](const QString &input) { return parent.outputs.contains(input); });
}

} // namespace slipway
