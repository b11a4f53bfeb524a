#pragma once

#include "models/domain/instant.h"

#include <QString>

namespace slipway {

// "just now", "5 min ago", "2 h ago", "in 3 h 12 min"; the date beyond a week. Unset: an en dash.
QString relativeWords(Instant time, Instant now);
// "now", "in 3 h 12 min", "in 4 d 2 h".
QString untilWords(Instant time, Instant now);
// "0.8 s", "42 s", "3 min 20 s", "2 h 5 min".
QString durationWords(Millis duration);
// "2026-11-22 02:00:05", with the zone's short name where asked. Unset: an en dash.
QString exactTime(Instant time, const QTimeZone &zone, bool withZone = false);
// "2026-11-22 02:00": how a scheduled time is named.
QString minuteTime(const QDateTime &time);
QString minuteTime(Instant time, const QTimeZone &zone);
// "02:00:05".
QString clockTime(Instant time, const QTimeZone &zone);

} // namespace slipway
