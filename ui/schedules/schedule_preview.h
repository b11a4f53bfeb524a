#pragma once

#include "models/domain/parameters.h"
#include "models/domain/schedule.h"
#include "models/domain/workflow.h"

#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace slipway {

// What a person sees while editing, made by the engine's own rules, so that the two cannot disagree.

// "Mon 2026-11-23 02:00", with a remark where daylight saving moves it. Empty: it never runs again.
QStringList nextRunLines(const Schedule &schedule, const QTimeZone &zone, Instant now, int count);

// "prod → prod", "$bizdate → 20261121" for the next run; or one line with what is wrong.
QStringList parameterLines(const QString &line, const Schedule &schedule, const QTimeZone &zone, Instant now);

} // namespace slipway
