#pragma once

#include "models/domain/schedule_rules.h"
#include "ui/schedules/preview_line.h"

#include <QTimeZone>

namespace slipway {

// What a person sees while editing, made by the engine's own rules, so that the two cannot disagree.

// "Mon 2026-11-23 02:00".
QString momentWords(const Occurrence &occurrence);

// The next runs, with how long it is until then, or a remark where a change of clocks moves or repeats the time. Empty:
// it never runs again.
QList<PreviewLine> nextRunLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count);

// What the zone's changes of clocks do to the schedule in the year to come, as far as they do anything, later than the
// runs of nextRunLines(count).
QList<PreviewLine> clockChangeLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count);

// "Committed now, it first runs Mon 2026-11-23 02:00."
QString firstRunText(const Schedule &schedule, const QTimeZone &zone, Instant now);

// The expression in words, and how often a day; empty for one that is wrong.
QString cronReading(const QString &cron);

// What becomes of runs missed while the engine was off.
QString missedRunsText(CatchUp catchUp);
// "Later than 2 h 5 min it is skipped, and recorded as skipped."
QString latenessText(int minutes);
QString modeText(ScheduleMode mode);

} // namespace slipway
