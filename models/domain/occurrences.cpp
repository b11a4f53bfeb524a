#include "models/domain/schedule_days.h"
#include "models/domain/schedule_rules.h"
#include "models/domain/wall_clock.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr int mostOccurrences = 10000;

QList<Occurrence> occurrencesAt(const QList<QTime> &times, const QTimeZone &zone, QDate day, bool offDay)
{
    QList<Occurrence> occurrences;
    if (times.isEmpty())
        return occurrences;
    const WallClock clock(zone, day);
    if (!clock.dayExists())
        return occurrences;
    occurrences.reserve(times.size());
    for (const QTime &time : times) {
        const WallClock::Moment moment = clock.at(time);
        if (!occurrences.isEmpty() && occurrences.last().time == moment.time) {
            // What is scheduled for this very moment takes in what was moved here.
            occurrences.last().shiftedByDst = occurrences.last().shiftedByDst && moment.skipped;
            continue;
        }
        occurrences += {moment.time, toDateTime(moment.time, zone), offDay, moment.skipped};
    }
    return occurrences;
}

QList<Occurrence> occurrencesOn(const ScheduleDays &days, const QTimeZone &zone, QDate day, bool includeOffDays)
{
    const bool selected = days.selects(day);
    if (!selected && !(includeOffDays && days.hasOffDays() && days.isEffective(day)))
        return {};
    return occurrencesAt(days.timesOfDay(), zone, day, !selected);
}

} // namespace

QList<Occurrence> occurrencesOn(const Schedule &schedule, const QTimeZone &zone, QDate day)
{
    const ScheduleDays days(schedule);
    return zone.isValid() && day.isValid() ? occurrencesOn(days, zone, day, true) : QList<Occurrence>();
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
        for (const Occurrence &occurrence : occurrencesOn(days, zone, *next, includeOffDays)) {
            if (occurrence.time > after)
                found += occurrence;
        }
        day = next->addDays(1);
    }
    std::sort(found.begin(), found.end(), [](const Occurrence &a, const Occurrence &b) { return a.time < b.time; });
    const auto same = [](const Occurrence &a, const Occurrence &b) { return a.time == b.time; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found.first(std::min<qsizetype>(found.size(), count));
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
