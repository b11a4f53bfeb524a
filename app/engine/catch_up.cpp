#include "app/engine/catch_up.h"

#include "app/engine/reasons.h"
#include "models/domain/schedule_rules.h"

namespace slipway {

using namespace Qt::StringLiterals;

QString reasonToSkip(const Schedule &schedule, const QTimeZone &zone, Instant scheduled, Instant now)
{
    const Millis lateness = now - scheduled;
    const auto limit = std::chrono::minutes(schedule.maxLatenessMinutes);
    if (schedule.catchUp == CatchUp::Skip)
        return u"skipped: the engine was off or asleep at its time, and the node skips what it missed"_s;
    if (schedule.maxLatenessMinutes > 0 && lateness > limit)
        return u"skipped: %1 late, the node allows %2"_s.arg(durationText(lateness), durationText(limit));
    if (schedule.catchUp == CatchUp::RunLatest) {
        const QList<Occurrence> next = nextOccurrences(schedule, zone, scheduled, 1);
        if (!next.isEmpty() && next.first().time <= now)
            return u"skipped: the engine was off or asleep at its time, and the node runs only the latest that it missed"_s;
    }
    return {};
}

} // namespace slipway
