#pragma once

#include "models/domain/enum_names.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTime>

namespace slipway {

enum class Recurrence { Minute, Hour, Day, Week, Month, Year, Cron };
template <>
std::span<const EnumName<Recurrence>> enumNames();

// What happens at the scheduled time. DataWorks: NORMAL, SKIP (dry run), PAUSE (frozen).
enum class ScheduleMode { Normal, DryRun, Frozen };
template <>
std::span<const EnumName<ScheduleMode>> enumNames();

// When a committed node's first instances are made (reference: dataworks 3.3, 3.4).
enum class InstanceGeneration { NextDay, Immediately };
template <>
std::span<const EnumName<InstanceGeneration>> enumNames();

// What becomes of occurrences that fell into a time when the engine was off.
enum class CatchUp { RunAll, RunLatest, Skip };
template <>
std::span<const EnumName<CatchUp>> enumNames();

// A node's schedule: wall clock times in the workspace's zone. Only the fields of its recurrence count.
struct Schedule
{
    static constexpr int lastDayOfMonth = -1; // in monthDays

    Recurrence recurrence = Recurrence::Day;
    QTime time{0, 5};        // Day, Week, Month, Year: when
    QTime windowStart{0, 0}; // Minute, Hour: first and last moment of the closed window
    QTime windowEnd{23, 59};
    int interval = 1;     // Minute: minutes (1..59); Hour: hours (1..23)
    QList<int> hours;     // Hour: a list in place of window and interval; the minute is windowStart's
    QList<int> weekDays;  // Week: 1 = Monday .. 7 = Sunday
    QList<int> monthDays; // Month, Year: 1..31, lastDayOfMonth
    QList<int> months;    // Year: 1..12
    QString cron;         // Cron: 6 or 7 fields (Quartz form)

    QDate effectiveFrom{1970, 1, 1}; // inclusive
    QDate effectiveUntil{9999, 1, 1};
    ScheduleMode mode = ScheduleMode::Normal;
    InstanceGeneration generation = InstanceGeneration::NextDay;
    CatchUp catchUp = CatchUp::RunAll;
    int maxLatenessMinutes = 0; // 0: no limit

    friend bool operator==(const Schedule &, const Schedule &) = default;
};

} // namespace slipway
