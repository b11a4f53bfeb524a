#include "models/domain/schedule_days.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr int lastYearLookedAt = 2199;

// Days after which a selection repeats itself at the latest: the way from one 29 February to the next over 2100.
constexpr int longestGapDays = 8 * 366;

bool containsMonthDay(const QList<int> &monthDays, QDate day)
{
    return monthDays.contains(day.day()) ||
           (monthDays.contains(Schedule::lastDayOfMonth) && day.day() == day.daysInMonth());
}

} // namespace

ScheduleDays::ScheduleDays(const Schedule &schedule) : m_schedule(schedule)
{
    if (schedule.recurrence == Recurrence::Cron) {
        if (const Outcome<CronExpression> cron = CronExpression::parse(schedule.cron))
            m_cron = cron.value();
    }
    m_times = makeTimes();
}

bool ScheduleDays::hasOffDays() const
{
    using enum Recurrence;
    if (m_schedule.recurrence == Cron)
        return m_cron && (m_cron->restrictsMonthDays() || m_cron->restrictsWeekDays() || m_cron->months().size() < 12);
    return m_schedule.recurrence == Week || m_schedule.recurrence == Month || m_schedule.recurrence == Year;
}

bool ScheduleDays::isOffDay(QDate day) const
{
    return hasOffDays() && isEffective(day) && !fits(day) && (!m_cron || m_cron->includesYear(day.year()));
}

bool ScheduleDays::isEffective(QDate day) const
{
    return day >= m_schedule.effectiveFrom && day <= m_schedule.effectiveUntil;
}

bool ScheduleDays::selects(QDate day) const
{
    return isEffective(day) && fits(day);
}

bool ScheduleDays::fits(QDate day) const
{
    switch (m_schedule.recurrence) {
    case Recurrence::Minute:
    case Recurrence::Hour:
    case Recurrence::Day:
        return true;
    case Recurrence::Week:
        return m_schedule.weekDays.contains(day.dayOfWeek());
    case Recurrence::Month:
        return containsMonthDay(m_schedule.monthDays, day);
    case Recurrence::Year:
        return m_schedule.months.contains(day.month()) && containsMonthDay(m_schedule.monthDays, day);
    case Recurrence::Cron:
        return m_cron && m_cron->firesOn(day);
    }
    return false;
}

std::optional<QDate> ScheduleDays::nextEffective(QDate from) const
{
    const QDate day = std::max(from, m_schedule.effectiveFrom);
    if (!day.isValid() || day > m_schedule.effectiveUntil || day.year() > lastYearLookedAt)
        return std::nullopt;
    return day;
}

std::optional<QDate> ScheduleDays::nextSelected(QDate from) const
{
    std::optional<QDate> day = nextEffective(from);
    if (m_schedule.recurrence == Recurrence::Cron) {
        if (day && m_cron)
            day = m_cron->nextDay(*day);
        return day && m_cron && isEffective(*day) ? day : std::nullopt;
    }
    for (int i = 0; day && i < longestGapDays; ++i) {
        if (fits(*day))
            return day;
        day = nextEffective(day->addDays(1));
    }
    return std::nullopt;
}

QList<QTime> ScheduleDays::windowTimes(int stepMinutes) const
{
    QList<QTime> times;
    if (stepMinutes <= 0 || !m_schedule.windowStart.isValid() || !m_schedule.windowEnd.isValid())
        return times;
    const int last = m_schedule.windowEnd.msecsSinceStartOfDay();
    for (qint64 ms = m_schedule.windowStart.msecsSinceStartOfDay(); ms <= last; ms += qint64{60000} * stepMinutes)
        times += QTime::fromMSecsSinceStartOfDay(static_cast<int>(ms));
    return times;
}

QList<QTime> ScheduleDays::makeTimes() const
{
    switch (m_schedule.recurrence) {
    case Recurrence::Minute:
        return windowTimes(m_schedule.interval);
    case Recurrence::Hour: {
        if (m_schedule.hours.isEmpty())
            return windowTimes(std::clamp(m_schedule.interval, 0, 24) * 60);
        QList<QTime> times;
        for (const int hour : m_schedule.hours) {
            const QTime time(hour, m_schedule.windowStart.minute());
            if (time.isValid() && !times.contains(time))
                times += time;
        }
        std::sort(times.begin(), times.end());
        return times;
    }
    case Recurrence::Cron: {
        if (!m_cron)
            return {};
        const std::optional<QDate> day = m_cron->nextDay(QDate(1970, 1, 1));
        return day ? m_cron->timesOn(*day) : QList<QTime>();
    }
    case Recurrence::Day:
    case Recurrence::Week:
    case Recurrence::Month:
    case Recurrence::Year:
        break;
    }
    return m_schedule.time.isValid() ? QList<QTime>{m_schedule.time} : QList<QTime>();
}

} // namespace slipway
