#pragma once

#include "models/domain/instant.h"
#include "models/domain/outcome.h"
#include "models/domain/schedule.h"

#include <QDateTime>
#include <QLatin1StringView>
#include <QList>
#include <QTimeZone>

namespace slipway {

// A moment for which a node gets an instance.
struct Occurrence
{
    Instant time;
    QDateTime local;            // the same moment as wall clock time in the workspace's zone
    bool offDay = false;        // a weekly, monthly or yearly node's day outside its selection: a dry run
    bool shiftedByDst = false;  // the scheduled wall clock time does not exist on that day; this is the next that does
    QTime scheduledClock;       // the wall clock time as scheduled: local's own, unless the clocks skip it
    bool repeatedByDst = false; // the wall clock shows this time twice on that day; this is the second and only one

    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

// Above this number a person is asked before the schedule is saved.
inline constexpr int instancesPerDayToAskAbove = 1440;
// The code of the Error that asks.
inline constexpr QLatin1StringView manyInstancesCode("Confirm.ManyInstances");

// Whether the fields that the recurrence uses are in their ranges, and whether the schedule can fire at all.
Outcome<> checkSchedule(const Schedule &schedule);

// A day's occurrences, in order, no two at the same moment; empty outside the effective dates and for a bad schedule.
// Minute: windowStart, then every `interval` minutes up to windowEnd, both included. Hour: the same by hours, or
// `hours`. Week, Month and Year give exactly one a day, an off-day one outside their selection (reference:
// dataworks 3.2). A Cron that selects days gives an off-day one, at its first time, on each other day of its years:
// what waits for it is not blocked there, and a chain of its own instances has no gap. Daylight saving (reference:
// dataworks 3.9 and issue 3): a wall clock time that a change skips moves to the next moment that exists, and is one
// with what is scheduled there; one that a change repeats counts once, the second time. A date that the zone leaves out
// altogether has no occurrences.
QList<Occurrence> occurrencesOn(const Schedule &schedule, const QTimeZone &zone, QDate day);

// The first `count` (at most 10000) occurrences strictly after a moment. Fewer when the schedule ends before.
QList<Occurrence> nextOccurrences(const Schedule &schedule, const QTimeZone &zone, Instant after, int count,
                                  bool includeOffDays = false);

// How many instances it makes on a day without a change of clocks on which it fires; 0 for a bad schedule.
int instancesPerDay(const Schedule &schedule);

// The six-field form that DataWorks shows (reference: dataworks 3.2). A Cron schedule's own text. Empty where no single
// expression says the same (every 7 minutes; a window that ends within an hour's steps).
QString toCron(const Schedule &schedule);

// "NOT_DAY" for what may fire several times a day, else "DAY" (reference: dataworks 3.2).
QString cycleTypeOf(const Schedule &schedule);

// The schedule that an expression says: Minute .. Year where one of these does, else Cron with the text as it is.
// `cycleType` is "DAY", "NOT_DAY", or empty for whatever the expression is; one that contradicts the expression is
// refused. Round trip: fromCron(toCron(s), cycleTypeOf(s)) has the occurrences of s.
Outcome<Schedule> fromCron(const QString &cron, const QString &cycleType = {});

// A few words for people: "daily 02:00", "every 5 min", "Mon, Fri 00:05".
QString describe(const Schedule &schedule);

// Midnight (the day's first moment) of the data timestamp: the day before the scheduled time's (reference:
// dataworks 3.1).
Instant bizdateOf(Instant scheduled, const QTimeZone &zone);

} // namespace slipway
