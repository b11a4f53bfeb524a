#include "models/domain/cron.h"
#include "models/domain/schedule_days.h"
#include "models/domain/schedule_rules.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <numeric>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScheduleText
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Schedule)
};

constexpr QLatin1StringView dayCycle = "DAY"_L1;
constexpr QLatin1StringView notDayCycle = "NOT_DAY"_L1;

QString twoDigits(int value)
{
    return u"%1"_s.arg(value, 2, 10, '0'_L1);
}

QString joined(QList<int> values, int width)
{
    std::sort(values.begin(), values.end());
    QStringList texts;
    for (const int value : std::as_const(values)) {
        if (value != Schedule::lastDayOfMonth)
            texts += u"%1"_s.arg(value, width, 10, '0'_L1);
    }
    if (values.contains(Schedule::lastDayOfMonth))
        texts += u"L"_s;
    return texts.join(u',');
}

// Exact only where each hour of the window has the same minutes.
QString minuteCron(const Schedule &schedule)
{
    const int step = schedule.interval;
    const int first = schedule.windowStart.minute();
    if (step < 1 || 60 % step != 0 || first >= step || schedule.windowEnd < schedule.windowStart)
        return {};
    const int last = first + 60 - step;
    if (schedule.windowEnd.minute() < last)
        return {};
    return u"00 %1-59/%2 %3-%4 * * ?"_s.arg(twoDigits(first), QString::number(step),
                                            twoDigits(schedule.windowStart.hour()),
                                            twoDigits(schedule.windowEnd.hour()));
}

QString hourCron(const Schedule &schedule)
{
    const QString minute = twoDigits(schedule.windowStart.minute());
    if (!schedule.hours.isEmpty())
        return u"00 %1 %2 * * ?"_s.arg(minute, joined(schedule.hours, 2));
    const QList<QTime> times = ScheduleDays(schedule).timesOfDay();
    if (times.isEmpty())
        return {};
    const bool openEnd = schedule.interval > 23 - times.last().hour();
    return u"00 %1 %2-%3/%4 * * ?"_s.arg(minute, twoDigits(times.first().hour()),
                                         twoDigits(openEnd ? 23 : times.last().hour()),
                                         QString::number(schedule.interval));
}

// The difference between neighbours when it is the same everywhere; 0 otherwise and for a single value.
int evenStep(const QList<int> &values)
{
    if (values.size() < 2)
        return 0;
    const int step = values[1] - values[0];
    for (qsizetype i = 2; i < values.size(); ++i) {
        if (values[i] - values[i - 1] != step)
            return 0;
    }
    return step;
}

bool readMinutes(const CronExpression &cron, Schedule &schedule)
{
    const QList<int> minutes = cron.minutes();
    const QList<int> hours = cron.hours();
    const int step = evenStep(minutes);
    const bool wholeHour = step > 0 && minutes.size() * step == 60 && minutes.first() < step;
    const bool oneWindow = hours.size() == 1 || evenStep(hours) == 1;
    if (!wholeHour || !oneWindow)
        return false;
    schedule.recurrence = Recurrence::Minute;
    schedule.interval = step;
    schedule.windowStart = QTime(hours.first(), minutes.first());
    schedule.windowEnd = QTime(hours.last(), 59);
    return true;
}

void readHours(const CronExpression &cron, const QString &hourField, Schedule &schedule)
{
    const QList<int> hours = cron.hours();
    const int minute = cron.minutes().first();
    const int step = evenStep(hours);
    schedule.recurrence = Recurrence::Hour;
    schedule.windowStart = QTime(hours.first(), minute);
    if (step == 0 || hourField.contains(u',')) {
        schedule.hours = hours;
        return;
    }
    schedule.interval = step;
    schedule.windowEnd = hours.last() + step > 23 ? QTime(23, 59) : QTime(hours.last(), minute);
}

bool readSeveralTimesADay(const CronExpression &cron, const QString &hourField, Schedule &schedule)
{
    if (cron.restrictsMonthDays() || cron.restrictsWeekDays() || cron.months().size() != 12)
        return false;
    if (cron.minutes().size() > 1)
        return readMinutes(cron, schedule);
    readHours(cron, hourField, schedule);
    return true;
}

bool readOnceADay(const CronExpression &cron, Schedule &schedule)
{
    schedule.time = QTime(cron.hours().first(), cron.minutes().first());
    const bool everyMonth = cron.months().size() == 12;
    if (cron.restrictsWeekDays()) {
        schedule.recurrence = Recurrence::Week;
        schedule.weekDays = cron.plainWeekDays();
        return everyMonth && !schedule.weekDays.isEmpty();
    }
    if (everyMonth && !cron.restrictsMonthDays()) {
        schedule.recurrence = Recurrence::Day;
        return true;
    }
    schedule.recurrence = everyMonth ? Recurrence::Month : Recurrence::Year;
    schedule.monthDays = cron.plainMonthDays();
    if (!cron.restrictsMonthDays()) {
        schedule.monthDays.resize(31);
        std::iota(schedule.monthDays.begin(), schedule.monthDays.end(), 1);
    }
    if (!everyMonth)
        schedule.months = cron.months();
    return !schedule.monthDays.isEmpty();
}

// Without the extra `*` of the seven-field misprint, which is read but never written (reference: dataworks 3.2).
QStringList fieldsOf(const QString &cron)
{
    QStringList fields = cron.simplified().split(u' ');
    if (fields.size() == 7 && fields[6] == "?"_L1)
        fields.removeAt(5);
    return fields;
}

bool fieldsSayNotDay(const QStringList &fields)
{
    const auto hasPattern = [](const QString &field) {
        return std::any_of(field.begin(), field.end(), [](QChar c) { return u"-/,*"_s.contains(c); });
    };
    return fields.size() > 2 && (hasPattern(fields[1]) || hasPattern(fields[2]));
}

Outcome<> checkCycleType(const QString &cycleType, bool notDay, const QString &cron)
{
    if (cycleType.isEmpty() || cycleType == notDayCycle || (cycleType == dayCycle && !notDay))
        return {};
    if (cycleType == dayCycle)
        return Error::invalid(u"CycleType"_s,
                              ScheduleText::tr("CycleType is DAY, but \"%1\" may fire several times a day; "
                                               "that takes NOT_DAY.")
                                  .arg(cron));
    return Error::invalid(u"CycleType"_s,
                          ScheduleText::tr("CycleType is \"%1\"; it takes DAY or NOT_DAY.").arg(cycleType));
}

} // namespace

QString toCron(const Schedule &schedule)
{
    const QString time = u"00 %1 %2"_s.arg(twoDigits(schedule.time.minute()), twoDigits(schedule.time.hour()));
    switch (schedule.recurrence) {
    case Recurrence::Minute:
        return minuteCron(schedule);
    case Recurrence::Hour:
        return hourCron(schedule);
    case Recurrence::Day:
        return u"%1 * * ?"_s.arg(time);
    case Recurrence::Week:
        return u"%1 * * %2"_s.arg(time, joined(schedule.weekDays, 1));
    case Recurrence::Month:
        return u"%1 %2 * ?"_s.arg(time, joined(schedule.monthDays, 1));
    case Recurrence::Year:
        return u"%1 %2 %3 ?"_s.arg(time, joined(schedule.monthDays, 1), joined(schedule.months, 1));
    case Recurrence::Cron:
        return schedule.cron;
    }
    return {};
}

QString cycleTypeOf(const Schedule &schedule)
{
    switch (schedule.recurrence) {
    case Recurrence::Minute:
    case Recurrence::Hour:
        return QString(notDayCycle);
    case Recurrence::Cron:
        return QString(fieldsSayNotDay(fieldsOf(schedule.cron)) ? notDayCycle : dayCycle);
    default:
        return QString(dayCycle);
    }
}

Outcome<Schedule> fromCron(const QString &cron, const QString &cycleType)
{
    const Outcome<CronExpression> parsed = CronExpression::parse(cron);
    if (!parsed)
        return parsed.error();
    const QStringList fields = fieldsOf(cron);
    const bool notDay = fieldsSayNotDay(fields);
    if (const Outcome<> type = checkCycleType(cycleType, notDay, fields.join(u' ')); !type)
        return type.error();

    Schedule asCron;
    asCron.recurrence = Recurrence::Cron;
    asCron.cron = fields.join(u' ');
    if (parsed->restrictsYears() || parsed->seconds() != QList<int>{0})
        return asCron;
    Schedule schedule;
    // An hour list of one hour looks like a daily time; the cycle type tells them apart.
    const bool several = notDay || cycleType == notDayCycle;
    if (several && readSeveralTimesADay(parsed.value(), fields[2], schedule))
        return schedule;
    const bool once = parsed->minutes().size() == 1 && parsed->hours().size() == 1;
    schedule = Schedule();
    return once && readOnceADay(parsed.value(), schedule) ? schedule : asCron;
}

} // namespace slipway
