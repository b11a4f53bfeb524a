#pragma once

#include "models/domain/cron.h"
#include "models/domain/schedule.h"

#include <algorithm>
#include <optional>

namespace slipway {

// A schedule as the calendar sees it: which days it selects, and the wall clock times of such a day. Reads its cron
// once. A bad schedule (checkSchedule refuses it) has no times. Keeps no reference to what it is made from.
class ScheduleDays
{
public:
    explicit ScheduleDays(const Schedule &schedule);

    // In order; the same on every selected day.
    QList<QTime> timesOfDay() const { return m_times; }
    // The one of a day outside the selection: the first.
    QList<QTime> timesOfOffDay() const { return m_times.first(std::min<qsizetype>(m_times.size(), 1)); }
    // Whether days outside the selection get a dry-run instance: Week, Month, Year, and a Cron that selects days.
    bool hasOffDays() const;
    // A day outside the selection that gets one. Not outside the effective dates, nor in another year than a Cron's.
    bool isOffDay(QDate day) const;
    bool isEffective(QDate day) const;
    bool selects(QDate day) const;
    // First such day from `from` on, `from` included, up to the end of the year 2199.
    std::optional<QDate> nextEffective(QDate from) const;
    std::optional<QDate> nextSelected(QDate from) const;

private:
    bool fits(QDate day) const;
    QList<QTime> makeTimes() const;
    QList<QTime> windowTimes(int stepMinutes) const;

    Schedule m_schedule;
    std::optional<CronExpression> m_cron;
    QList<QTime> m_times;
};

} // namespace slipway
