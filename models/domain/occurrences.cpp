#include "models/domain/schedule_days.h"
#include "models/domain/schedule_rules.h"
#include "models/domain/wall_clock.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr int mostOccurrences = 10000;

// Without their local times: making one costs far more than the moment itself, and often only a few are wanted.
QList<Occurrence> momentsAt(const QList<QTime> &times, const QTimeZone &zone, QDate day, bool offDay)
{
    QList<Occurrence> moments;
    if (times.isEmpty())
        return moments;
    const WallClock clock(zone, day);
    if (!clock.dayExists())
        return moments;
    moments.reserve(times.size());
    for (const QTime &time : times) {
        const WallClock::Moment moment = clock.at(time);
        if (!moments.isEmpty() && moments.last().time == moment.time) {
            // What is scheduled for this very moment takes in what was moved here.
            if (!moment.skipped && moments.last().shiftedByDst) {
                moments.last().shiftedByDst = false;
                moments.last().scheduledClock = time;
            }
            continue;
        }
        moments += {moment.time, {}, offDay, moment.skipped, time, moment.repeated};
    }
    return moments;
}

QList<Occurrence> momentsOn(const ScheduleDays &days, const QTimeZone &zone, QDate day, bool includeOffDays)
{
    if (days.selects(day))
        return momentsAt(days.timesOfDay(), zone, day, false);
    if (includeOffDays && days.isOffDay(day))
        return momentsAt(days.timesOfOffDay(), zone, day, true);
    return {};
}

QList<Occurrence> withLocalTimes(QList<Occurrence> moments, const QTimeZone &zone)
{
    for (Occurrence &moment : moments)
        moment.local = toDateTime(moment.time, zone);
    return moments;
}

} // namespace

QList<Occurrence> occurrencesOn(const Schedule &schedule, const QTimeZone &zone, QDate day)
{
    if (!zone.isValid() || !day.isValid())
        return {};
    return withLocalTimes(momentsOn(ScheduleDays(schedule), zone, day, true), zone);
}

QList<Occurrence> nextOccurrences(const Schedule &schedule, const QTimeZone &zone, Instant after, int count,
                                  bool includeOffDays)
{
    if (!zone.isValid() || count <= 0)
        return {};
    count = std::min(count, mostOccurrences);
    const ScheduleDays days(schedule);
    const bool everyDay = includeOffDays && days.hasOffDays();
    QList<Occurrence> found;
    // A day early and a day late: where clocks change at midnight, one day's last times come after the next day's
    // first.
    QDate day = toDateTime(after, zone).date().addDays(-1);
    for (bool enough = false; !enough;) {
        const std::optional<QDate> next = everyDay ? days.nextEffective(day) : days.nextSelected(day);
        if (!next)
            break;
        enough = found.size() >= count;
        int ofDay = 0; // in order, so more of one day than are wanted cannot be among the first
        for (const Occurrence &occurrence : momentsOn(days, zone, *next, includeOffDays)) {
            if (occurrence.time > after && ofDay++ < count)
                found += occurrence;
        }
        day = next->addDays(1);
    }
    std::sort(found.begin(), found.end(), [](const Occurrence &a, const Occurrence &b) { return a.time < b.time; });
    const auto same = [](const Occurrence &a, const Occurrence &b) { return a.time == b.time; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return withLocalTimes(found.first(std::min<qsizetype>(found.size(), count)), zone);
}

int instancesPerDay(const Schedule &schedule)
{
    return static_cast<int>(ScheduleDays(schedule).timesOfDay().size());
}

Instant bizdateOf(Instant scheduled, const QTimeZone &zone)
{
    const QDate day = toDateTime(scheduled, zone).date().addDays(-1);
    return fromDateTime(day.startOfDay(zone));
}

} // namespace slipway
