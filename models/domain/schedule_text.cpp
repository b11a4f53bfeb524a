#include "models/domain/schedule_rules.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ScheduleText
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Schedule)

public:
    static QString weekDay(int day)
    {
        static constexpr std::array names{QT_TR_NOOP("Mon"), QT_TR_NOOP("Tue"), QT_TR_NOOP("Wed"), QT_TR_NOOP("Thu"),
                                          QT_TR_NOOP("Fri"), QT_TR_NOOP("Sat"), QT_TR_NOOP("Sun")};
        return day >= 1 && day <= 7 ? tr(names[static_cast<std::size_t>(day - 1)]) : QString::number(day);
    }
    static QString month(int month)
    {
        static constexpr std::array names{QT_TR_NOOP("Jan"), QT_TR_NOOP("Feb"), QT_TR_NOOP("Mar"), QT_TR_NOOP("Apr"),
                                          QT_TR_NOOP("May"), QT_TR_NOOP("Jun"), QT_TR_NOOP("Jul"), QT_TR_NOOP("Aug"),
                                          QT_TR_NOOP("Sep"), QT_TR_NOOP("Oct"), QT_TR_NOOP("Nov"), QT_TR_NOOP("Dec")};
        return month >= 1 && month <= 12 ? tr(names[static_cast<std::size_t>(month - 1)]) : QString::number(month);
    }
    static QString monthDay(int day) { return day == Schedule::lastDayOfMonth ? tr("last day") : QString::number(day); }
};

QString timeText(QTime time)
{
    return time.toString(u"HH:mm"_s);
}

// In order, the last day of the month behind the numbers.
template <class F>
QString listText(QList<int> values, F textOf)
{
    const auto key = [](int value) { return value == Schedule::lastDayOfMonth ? 100 : value; };
    std::sort(values.begin(), values.end(), [key](int a, int b) { return key(a) < key(b); });
    QStringList texts;
    for (const int value : std::as_const(values))
        texts += textOf(value);
    return texts.join(u", "_s);
}

bool isWholeDay(const Schedule &schedule, qint64 stepMinutes)
{
    const int start = schedule.windowStart.msecsSinceStartOfDay() / 60000;
    const int end = schedule.windowEnd.msecsSinceStartOfDay() / 60000;
    return start < stepMinutes && end + stepMinutes >= 24 * 60;
}

QString windowText(const Schedule &schedule)
{
    return u" %1-%2"_s.arg(timeText(schedule.windowStart), timeText(schedule.windowEnd));
}

QString minuteText(const Schedule &schedule)
{
    const QString every = schedule.interval == 1 ? ScheduleText::tr("every minute")
                                                 : ScheduleText::tr("every %1 min").arg(schedule.interval);
    const bool plain = isWholeDay(schedule, schedule.interval) && schedule.windowStart == QTime(0, 0);
    return plain ? every : every + windowText(schedule);
}

QString hourText(const Schedule &schedule)
{
    const int minute = schedule.windowStart.minute();
    if (!schedule.hours.isEmpty()) {
        const QString times = listText(schedule.hours, [minute](int hour) { return timeText(QTime(hour, minute)); });
        return ScheduleText::tr("daily %1").arg(times);
    }
    const QString every =
        schedule.interval == 1 ? ScheduleText::tr("every hour") : ScheduleText::tr("every %1 h").arg(schedule.interval);
    if (!isWholeDay(schedule, qint64{60} * schedule.interval) || schedule.windowStart.hour() != 0)
        return every + windowText(schedule);
    return minute == 0 ? every : ScheduleText::tr("%1 at minute %2").arg(every).arg(minute);
}

} // namespace

QString describe(const Schedule &schedule)
{
    const QString time = timeText(schedule.time);
    switch (schedule.recurrence) {
    case Recurrence::Minute:
        return minuteText(schedule);
    case Recurrence::Hour:
        return hourText(schedule);
    case Recurrence::Day:
        return ScheduleText::tr("daily %1").arg(time);
    case Recurrence::Week:
        return u"%1 %2"_s.arg(listText(schedule.weekDays, ScheduleText::weekDay), time);
    case Recurrence::Month:
        return ScheduleText::tr("monthly on %1, %2").arg(listText(schedule.monthDays, ScheduleText::monthDay), time);
    case Recurrence::Year:
        return ScheduleText::tr("%1 on %2, %3")
            .arg(listText(schedule.months, ScheduleText::month), listText(schedule.monthDays, ScheduleText::monthDay),
                 time);
    case Recurrence::Cron:
        return ScheduleText::tr("cron %1").arg(schedule.cron);
    }
    return {};
}

} // namespace slipway
