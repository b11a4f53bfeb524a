#include "models/domain/cron.h"

#include "models/domain/cron_parser.h"
#include "models/domain/schedule.h"

#include <algorithm>
#include <bit>

namespace slipway {

namespace {

template <std::size_t N>
QList<int> members(const std::bitset<N> &set)
{
    QList<int> values;
    for (std::size_t i = 0; i < N; ++i) {
        if (set[i])
            values += static_cast<int>(i);
    }
    return values;
}

quint32 bit(int day)
{
    return quint32{1} << day;
}

// The working day (Monday to Friday) nearest to a day, within its month.
int nearestWorkDay(QDate day)
{
    switch (day.dayOfWeek()) {
    case Qt::Saturday:
        return day.day() == 1 ? 3 : day.day() - 1;
    case Qt::Sunday:
        return day.day() == day.daysInMonth() ? day.day() - 2 : day.day() + 1;
    default:
        return day.day();
    }
}

} // namespace

Outcome<CronExpression> CronExpression::parse(QStringView text)
{
    return CronParser(text).parse();
}

bool CronExpression::includesYear(int year) const
{
    return year >= firstYear && year <= lastYear && m_years[static_cast<std::size_t>(year - firstYear)];
}

quint32 CronExpression::specialDaysOf(QDate first) const
{
    quint32 days = 0;
    const int last = first.daysInMonth();
    for (const int before : m_daysBeforeLast) {
        if (before < last)
            days |= bit(last - before);
    }
    for (const int before : m_workDaysBeforeLast) {
        if (before < last)
            days |= bit(nearestWorkDay(first.addDays(last - before - 1)));
    }
    for (const int day : m_nearestWorkDays) {
        if (day <= last)
            days |= bit(nearestWorkDay(first.addDays(day - 1)));
    }
    for (const NthWeekDay &each : m_nthWeekDays) {
        const int firstOne = 1 + (each.weekDay - first.dayOfWeek() + 7) % 7;
        const int day = each.nth > 0 ? firstOne + 7 * (each.nth - 1) : firstOne + 7 * ((last - firstOne) / 7);
        if (day <= last)
            days |= bit(day);
    }
    return days;
}

quint32 CronExpression::daysOf(int year, int month) const
{
    if (!includesYear(year) || !m_months[static_cast<std::size_t>(month)])
        return 0;
    const QDate first(year, month, 1);
    quint32 days = specialDaysOf(first);
    int weekDay = first.dayOfWeek();
    for (int day = 1; day <= first.daysInMonth(); ++day) {
        if (m_monthDays[static_cast<std::size_t>(day)] && m_weekDays[static_cast<std::size_t>(weekDay)])
            days |= bit(day);
        weekDay = weekDay % 7 + 1;
    }
    return days;
}

bool CronExpression::firesOn(QDate day) const
{
    return day.isValid() && (daysOf(day.year(), day.month()) & bit(day.day())) != 0;
}

QList<QTime> CronExpression::timesOn(QDate day) const
{
    if (!firesOn(day))
        return {};
    QList<QTime> times;
    times.reserve(timesPerDay());
    const QList<int> minutesOfHour = minutes();
    const QList<int> secondsOfMinute = seconds();
    for (const int hour : hours()) {
        for (const int minute : minutesOfHour) {
            for (const int second : secondsOfMinute)
                times += QTime(hour, minute, second);
        }
    }
    return times;
}

int CronExpression::timesPerDay() const
{
    return static_cast<int>(m_hours.count() * m_minutes.count() * m_seconds.count());
}

std::optional<QDate> CronExpression::nextDay(QDate from) const
{
    if (!from.isValid())
        return std::nullopt;
    QDate day = std::max(from, QDate(firstYear, 1, 1));
    while (day.year() <= lastYear) {
        const quint32 days = daysOf(day.year(), day.month()) & ~(bit(day.day()) - 1);
        if (days != 0)
            return QDate(day.year(), day.month(), std::countr_zero(days));
        day = QDate(day.year(), day.month(), 1).addMonths(1);
    }
    return std::nullopt;
}

QList<int> CronExpression::seconds() const
{
    return members(m_seconds);
}

QList<int> CronExpression::minutes() const
{
    return members(m_minutes);
}

QList<int> CronExpression::hours() const
{
    return members(m_hours);
}

QList<int> CronExpression::months() const
{
    return members(m_months);
}

QList<int> CronExpression::plainMonthDays() const
{
    const bool onlyLast = std::all_of(m_daysBeforeLast.begin(), m_daysBeforeLast.end(), [](int n) { return n == 0; });
    if (!m_restrictsMonthDays || !onlyLast || !m_workDaysBeforeLast.isEmpty() || !m_nearestWorkDays.isEmpty())
        return {};
    QList<int> days = members(m_monthDays);
    if (!m_daysBeforeLast.isEmpty())
        days += Schedule::lastDayOfMonth;
    return days;
}

QList<int> CronExpression::plainWeekDays() const
{
    return m_restrictsWeekDays && m_nthWeekDays.isEmpty() ? members(m_weekDays) : QList<int>();
}

} // namespace slipway
