#include "models/domain/cron.h"
#include "models/domain/schedule_days.h"
#include "models/domain/schedule_rules.h"

#include <QCoreApplication>
#include <QSet>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScheduleText
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Schedule)
};

using Check = Outcome<>;

Check checkTime(const QString &field, const QString &label, QTime time)
{
    if (!time.isValid())
        return Error::invalid(field,
                              ScheduleText::tr("The %1 is not a time of day; it takes 00:00 to 23:59.").arg(label));
    if (time.msecsSinceStartOfDay() % 60000 != 0)
        return Error::invalid(field, ScheduleText::tr("The %1 is %2; schedules take whole minutes.")
                                         .arg(label, time.toString(u"HH:mm:ss.zzz"_s)));
    return {};
}

Check checkInterval(int interval, int greatest, const QString &unit)
{
    if (interval >= 1 && interval <= greatest)
        return {};
    return Error::invalid(u"Interval"_s, ScheduleText::tr("The interval is %1; it takes 1 to %2 %3.")
                                             .arg(QString::number(interval), QString::number(greatest), unit));
}

Check checkWindow(const Schedule &schedule)
{
    if (const Check start = checkTime(u"StartTime"_s, ScheduleText::tr("start time"), schedule.windowStart); !start)
        return start;
    if (const Check end = checkTime(u"EndTime"_s, ScheduleText::tr("end time"), schedule.windowEnd); !end)
        return end;
    if (schedule.windowStart <= schedule.windowEnd)
        return {};
    return Error::invalid(u"EndTime"_s,
                          ScheduleText::tr("The end time %1 is before the start time %2; both are of the same day.")
                              .arg(schedule.windowEnd.toString(u"HH:mm"_s), schedule.windowStart.toString(u"HH:mm"_s)));
}

// Not empty, each in its range (or the special value), none twice.
Check checkList(const QString &field, const QString &label, const QList<int> &values, int least, int greatest,
                std::optional<int> special = std::nullopt)
{
    if (values.isEmpty())
        return Error::invalid(field, ScheduleText::tr("No %1 is chosen; at least one is needed.").arg(label));
    QSet<int> seen;
    for (const int value : values) {
        if ((value < least || value > greatest) && value != special)
            return Error::invalid(
                field, ScheduleText::tr("%1 is not a %2; it takes %3 to %4.")
                           .arg(QString::number(value), label, QString::number(least), QString::number(greatest)));
        if (seen.contains(value))
            return Error::invalid(field, ScheduleText::tr("The %1 %2 is given twice.").arg(label).arg(value));
        seen.insert(value);
    }
    return {};
}

Check checkHour(const Schedule &schedule)
{
    if (schedule.hours.isEmpty()) {
        const Check interval = checkInterval(schedule.interval, 23, ScheduleText::tr("hours"));
        return interval ? checkWindow(schedule) : interval;
    }
    const Check hours = checkList(u"Hours"_s, ScheduleText::tr("hour"), schedule.hours, 0, 23);
    return hours ? checkTime(u"StartTime"_s, ScheduleText::tr("start time"), schedule.windowStart) : hours;
}

Check checkMonthDays(const Schedule &schedule)
{
    return checkList(u"MonthDays"_s, ScheduleText::tr("day of the month"), schedule.monthDays, 1, 31,
                     Schedule::lastDayOfMonth);
}

Check checkDays(const Schedule &schedule)
{
    switch (schedule.recurrence) {
    case Recurrence::Week:
        return checkList(u"WeekDays"_s, ScheduleText::tr("weekday"), schedule.weekDays, 1, 7);
    case Recurrence::Month:
        return checkMonthDays(schedule);
    case Recurrence::Year: {
        const Check months = checkList(u"Months"_s, ScheduleText::tr("month"), schedule.months, 1, 12);
        return months ? checkMonthDays(schedule) : months;
    }
    default:
        return {};
    }
}

Check checkRecurrence(const Schedule &schedule)
{
    switch (schedule.recurrence) {
    case Recurrence::Minute: {
        const Check interval = checkInterval(schedule.interval, 59, ScheduleText::tr("minutes"));
        return interval ? checkWindow(schedule) : interval;
    }
    case Recurrence::Hour:
        return checkHour(schedule);
    case Recurrence::Cron: {
        const Outcome<CronExpression> cron = CronExpression::parse(schedule.cron);
        return cron ? Check() : Check(cron.error());
    }
    case Recurrence::Day:
    case Recurrence::Week:
    case Recurrence::Month:
    case Recurrence::Year:
        break;
    }
    const Check time = checkTime(u"Time"_s, ScheduleText::tr("scheduled time"), schedule.time);
    return time ? checkDays(schedule) : time;
}

Check checkEffectiveDates(const Schedule &schedule)
{
    if (!schedule.effectiveFrom.isValid())
        return Error::invalid(u"StartEffectDate"_s, ScheduleText::tr("The first effective date is not a date."));
    if (!schedule.effectiveUntil.isValid())
        return Error::invalid(u"EndEffectDate"_s, ScheduleText::tr("The last effective date is not a date."));
    if (schedule.effectiveFrom <= schedule.effectiveUntil)
        return {};
    return Error::invalid(u"EndEffectDate"_s, ScheduleText::tr("The last effective date %1 is before the first, %2.")
                                                  .arg(schedule.effectiveUntil.toString(Qt::ISODate),
                                                       schedule.effectiveFrom.toString(Qt::ISODate)));
}

QString fieldThatNeverFires(const Schedule &schedule)
{
    if (schedule.recurrence == Recurrence::Cron)
        return u"CronExpress"_s;
    Schedule always = schedule;
    always.effectiveFrom = Schedule().effectiveFrom;
    always.effectiveUntil = Schedule().effectiveUntil;
    return ScheduleDays(always).nextSelected(always.effectiveFrom) ? u"EndEffectDate"_s : u"MonthDays"_s;
}

} // namespace

Outcome<> checkSchedule(const Schedule &schedule)
{
    if (const Check recurrence = checkRecurrence(schedule); !recurrence)
        return recurrence;
    if (const Check dates = checkEffectiveDates(schedule); !dates)
        return dates;
    if (schedule.maxLatenessMinutes < 0)
        return Error::invalid(u"MaxLateness"_s,
                              ScheduleText::tr("The greatest lateness is %1 minutes; it takes 0 (no limit) or more.")
                                  .arg(schedule.maxLatenessMinutes));
    if (ScheduleDays(schedule).nextSelected(schedule.effectiveFrom))
        return {};
    return Error::invalid(fieldThatNeverFires(schedule),
                          ScheduleText::tr("The schedule \"%1\" can never fire: no date from %2 to %3 fits it.")
                              .arg(describe(schedule), schedule.effectiveFrom.toString(Qt::ISODate),
                                   schedule.effectiveUntil.toString(Qt::ISODate)));
}

} // namespace slipway
