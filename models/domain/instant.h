#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

namespace slipway {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

// A moment, UTC, to the millisecond. The default value (the epoch) means "not yet" / "unknown".
using Instant = std::chrono::sys_time<Millis>;

inline bool isSet(Instant t)
{
    return t != Instant{};
}
inline qint64 toMillis(Instant t)
{
    return t.time_since_epoch().count();
}
inline Instant fromMillis(qint64 ms)
{
    return Instant{Millis{ms}};
}
inline QDateTime toDateTime(Instant t, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(toMillis(t), zone);
}
inline Instant fromDateTime(const QDateTime &t)
{
    return fromMillis(t.toMSecsSinceEpoch());
}

} // namespace slipway
