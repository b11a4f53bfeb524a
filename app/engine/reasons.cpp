#include "app/engine/reasons.h"

#include <cstring>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

QString signalText(int signal)
{
    const char *name = sigabbrev_np(signal);
    return name ? u"killed by signal %1 (SIG%2)"_s.arg(signal).arg(QLatin1StringView(name))
                : u"killed by signal %1"_s.arg(signal);
}

QString twoUnits(qint64 first, QLatin1StringView firstUnit, qint64 second, QLatin1StringView secondUnit)
{
    const QString text = QString::number(first) + u' ' + firstUnit;
    return second == 0 ? text : text + u' ' + QString::number(second) + u' ' + secondUnit;
}

} // namespace

QString durationText(Millis duration)
{
    const qint64 s = (std::max<qint64>(duration.count(), 0) + 999) / 1000;
    if (s < 60)
        return u"%1 s"_s.arg(s);
    if (s < 3600)
        return twoUnits(s / 60, "min"_L1, s % 60, "s"_L1);
    if (s < 86400)
        return twoUnits(s / 3600, "h"_L1, s % 3600 / 60, "min"_L1);
    return twoUnits(s / 86400, "d"_L1, s % 86400 / 3600, "h"_L1);
}

QString momentText(Instant moment, const QTimeZone &zone)
{
    const QDateTime local = toDateTime(moment, zone);
    return local.toString(local.time().second() == 0 ? u"yyyy-MM-dd HH:mm" : u"yyyy-MM-dd HH:mm:ss");
}

QString endText(const RunEnd &end, Seconds timeout)
{
    switch (end.end) {
    case AttemptEnd::Exited:
        return u"exited with status %1"_s.arg(end.exitCode);
    case AttemptEnd::Signalled:
        return signalText(end.signal);
    case AttemptEnd::TimedOut:
        return u"timed out after %1"_s.arg(durationText(timeout));
    case AttemptEnd::Stopped:
        return u"stopped by the user"_s;
    case AttemptEnd::Lost:
        return u"the run was lost: %1"_s.arg(
            end.message.isEmpty() ? u"neither its process nor its exit record was found"_s : end.message);
    case AttemptEnd::NotStarted:
        return u"was not started: %1"_s.arg(end.message.isEmpty() ? u"the engine stopped before it could start"_s
                                                                  : end.message);
    case AttemptEnd::None:
        break;
    }
    return {};
}

QString instanceText(const QString &name, Instant scheduled, const QTimeZone &zone)
{
    return u"`%1` of %2"_s.arg(name, momentText(scheduled, zone));
}

QString whichState(InstanceState state)
{
    switch (state) {
    case InstanceState::Failure:
        return u"which failed"_s;
    case InstanceState::Stopped:
        return u"which was stopped"_s;
    case InstanceState::Running:
        return u"which is running"_s;
    case InstanceState::WaitResource:
        return u"which is queued"_s;
    case InstanceState::NotRun:
    case InstanceState::WaitTime:
    case InstanceState::Success:
        break;
    }
    return u"which has not run yet"_s;
}

QString waitsForInstance(const QString &name, Instant scheduled, bool previousCycle, const QTimeZone &zone)
{
    return u"waits for "_s + instanceText(name, scheduled, zone) +
           (previousCycle ? u" (the cycle before)"_s : QString());
}

QString waitsForTime(Instant due, Instant now, const QTimeZone &zone)
{
    const QDateTime local = toDateTime(due, zone);
    const bool sameDay = local.date() == toDateTime(now, zone).date();
    return u"waits for its time "_s + (sameDay ? local.toString(u"HH:mm") : momentText(due, zone));
}

QString waitsForSlot(const ResourceGroup *group, const QString &identifier)
{
    if (!group)
        return u"queued: the resource group %1 does not exist any more"_s.arg(identifier);
    if (group->state != ResourceGroupState::Running)
        return u"queued in %1, which is %2"_s.arg(group->name, toText(group->state));
    return u"queued in %1: %2 of %3 slots are used, %4 waiting"_s.arg(group->name)
        .arg(group->runningInstances)
        .arg(group->slotCount)
        .arg(std::max(group->queuedInstances, 1));
}

QString waitsForTurn(const QString &instance, DagType type)
{
    if (instance.isEmpty())
        return u"waits for a run of the same node"_s;
    const QString sort = type == DagType::Backfill    ? u"a backfill of the same node"_s
                         : type == DagType::SmokeTest ? u"a test of the same node"_s
                                                      : u"the same node's run by the calendar"_s;
    return u"waits for "_s + instance + u", which is running ("_s + sort + u")"_s;
}

QString caughtUpText(const Instance &ran)
{
    return ran.caughtUp ? u"; caught up %1 late"_s.arg(durationText(ran.startedAt - ran.scheduledTime)) : QString();
}

QString engineStopsText()
{
    return u"waits: the engine is stopping and starts nothing more"_s;
}

QString frozenText()
{
    return u"is frozen"_s;
}

QString dryRunLike(const QString &instance)
{
    return u"dry run, because "_s + (instance.isEmpty() ? u"the one before it"_s : instance) +
           u" (the cycle before) was one"_s;
}

QString heldText()
{
    return u"waits: its backfill is paused"_s;
}

QString noParentText(const QString &parent)
{
    if (parent.isEmpty())
        return u"is isolated: one of its parents has no instance on this day"_s;
    return u"is isolated: its parent `%1` has no instance on this day"_s.arg(parent);
}

} // namespace slipway
