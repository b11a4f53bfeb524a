#pragma once

#include "models/domain/parameters.h"
#include "models/domain/schedule_rules.h"
#include "ui/schedules/preview_line.h"

namespace slipway {

// The data timestamp of the next run, or of today's runs when there is none.
QDate nextBizdate(const Schedule &schedule, const QTimeZone &zone, Instant now);

// The runs that have that data timestamp: those of the day after. Midnight where the schedule has none on that day.
QList<Occurrence> runsOfBizdate(const Schedule &schedule, const QTimeZone &zone, QDate bizdate);

// "$2", the value, and the expression it comes from. Empty for a line that is wrong, or empty.
QList<PreviewLine> parameterLines(const QString &line, const ParameterContext &context);

} // namespace slipway
