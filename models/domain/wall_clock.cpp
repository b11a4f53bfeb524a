#include "models/domain/wall_clock.h"

#include <limits>

namespace slipway {

WallClock::WallClock(const QTimeZone &zone, QDate day)
    : m_dayMs(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch())
{
    // Wide enough for any offset on either side of the day, and for a jump of a whole day.
    constexpr qint64 hour = 3600 * 1000;
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(m_dayMs - 40 * hour, Qt::UTC);
    const QDateTime until = QDateTime::fromMSecsSinceEpoch(m_dayMs + 64 * hour, Qt::UTC);
    const qint64 offset = zone.offsetFromUtc(from) * qint64{1000};
    m_segments += {std::numeric_limits<qint64>::min(), offset};
    // Looking for changes costs far more than two offsets, and most days have none.
    if (offset == zone.offsetFromUtc(until) * qint64{1000})
        return;
    for (const QTimeZone::OffsetData &change : zone.transitions(from, until))
        m_segments += {change.atUtc.toMSecsSinceEpoch(), change.offsetFromUtc * qint64{1000}};
}

bool WallClock::isWithin(qsizetype segment, qint64 moment) const
{
    const bool beforeNext = segment + 1 == m_segments.size() || moment < m_segments[segment + 1].startMs;
    return moment >= m_segments[segment].startMs && beforeNext;
}

WallClock::Moment WallClock::at(QTime time) const
{
    const qint64 wallMs = m_dayMs + time.msecsSinceStartOfDay();
    for (qsizetype i = m_segments.size() - 1; i >= 0; --i) {
        const qint64 moment = wallMs - m_segments[i].offsetMs;
        if (!isWithin(i, moment))
            continue;
        bool repeated = false;
        for (qsizetype earlier = 0; earlier < i && !repeated; ++earlier)
            repeated = isWithin(earlier, wallMs - m_segments[earlier].offsetMs);
        return {fromMillis(moment), false, repeated};
    }
    for (qsizetype i = 1; i < m_segments.size(); ++i) {
        if (wallMs < m_segments[i].startMs + m_segments[i].offsetMs)
            return {fromMillis(m_segments[i].startMs), true, false};
    }
    return {fromMillis(wallMs - m_segments.last().offsetMs), false, false};
}

bool WallClock::dayExists() const
{
    const Moment first = at(QTime(0, 0));
    const Moment last = at(QTime(23, 59, 59, 999));
    return !first.skipped || !last.skipped || first.time != last.time;
}

} // namespace slipway
