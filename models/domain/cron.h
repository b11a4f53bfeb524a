#pragma once

#include "models/domain/outcome.h"

#include <QDate>
#include <QList>
#include <QStringView>
#include <QTime>

#include <bitset>
#include <optional>

namespace slipway {

// A cron expression of Quartz's form: `second minute hour day month weekday [year]`.
//
// In every field: numbers, lists `a,b`, ranges `a-b` (they may wrap: `22-2`), steps `a-b/n`, `a/n`, `*/n`, and `*`;
// month and weekday also by English name (JAN, MON). Day: `?`, `L` (last), `L-n` (n days before it), `LW` (last working
// day), `nW` (working day nearest to n, in the same month; a month without day n has none). Weekday: `?`, `nL` (the
// last such day of the month), `n#k` (the k-th). Year: 1970..2099. Weekdays are numbered as DataWorks does, 1 = Monday
// .. 7 = Sunday (reference: dataworks 3.2), not as Quartz; names mean the same in both. Of day and weekday at most one
// may restrict (`*` and `?` do not). A seven-field form that ends in `* ?` is a known misprint of the six-field one and
// is read as such.
class CronExpression
{
public:
    // Error (field CronExpress) names the cron field, its text and the rule. One that can never fire is refused.
    static Outcome<CronExpression> parse(QStringView text);

    bool firesOn(QDate day) const;
    // Wall clock times in order; empty when it does not fire on that day.
    QList<QTime> timesOn(QDate day) const;
    // How many times it fires on a day on which it does; up to 86400. Ask a person above 1440.
    int timesPerDay() const;
    // First day from `from` on, `from` included, on which it fires.
    std::optional<QDate> nextDay(QDate from) const;

    // The parsed fields, for those who turn an expression into a schedule.
    QList<int> seconds() const;
    QList<int> minutes() const;
    QList<int> hours() const;
    QList<int> months() const;
    // Plain days and weekdays only (no W, #, nL, L-n); L is Schedule::lastDayOfMonth. Empty: not restricted, or not
    // plain.
    QList<int> plainMonthDays() const;
    QList<int> plainWeekDays() const;
    bool restrictsMonthDays() const { return m_restrictsMonthDays; }
    bool restrictsWeekDays() const { return m_restrictsWeekDays; }
    bool restrictsYears() const { return !m_years.all(); }
    bool includesYear(int year) const;

private:
    friend class CronParser;
    friend class CronText;

    struct NthWeekDay
    {
        int weekDay = 1; // 1 = Monday
        int nth = 1;     // 1..5, 0: the last of the month
    };
    static constexpr int firstYear = 1970;
    static constexpr int lastYear = 2099;

    // Bit d is set when it fires on day d of the month.
    quint32 daysOf(int year, int month) const;
    quint32 specialDaysOf(QDate first) const;

    std::bitset<60> m_seconds;
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_monthDays;
    std::bitset<13> m_months;
    std::bitset<8> m_weekDays;
    std::bitset<lastYear - firstYear + 1> m_years;
    QList<int> m_daysBeforeLast;     // L is 0, L-3 is 3
    QList<int> m_workDaysBeforeLast; // LW is 0
    QList<int> m_nearestWorkDays;    // 15W is 15
    QList<NthWeekDay> m_nthWeekDays;
    bool m_restrictsMonthDays = false;
    bool m_restrictsWeekDays = false;
};

} // namespace slipway
