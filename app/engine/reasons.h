#pragma once

#include "app/engine/executor.h"
#include "models/domain/instance.h"
#include "models/domain/resource_group.h"

#include <QTimeZone>

namespace slipway {

// The sentences that say why an instance is as it is. Times are wall clock times of the workspace.

QString durationText(Millis duration);                     // "3 h 12 min"
QString momentText(Instant moment, const QTimeZone &zone); // "2026-11-22 02:00"
// Why an attempt is over: "exited with status 3", "killed by signal 9 (SIGKILL)", "timed out after 1 h", ...
QString endText(const RunEnd &end, Seconds timeout);
// "waits for `clean` of 2026-11-22 02:00", with "(the cycle before)" for a cross-cycle dependency.
QString waitsForInstance(const QString &name, Instant scheduled, bool previousCycle, const QTimeZone &zone);
// The moment only: a countdown would be wrong as soon as it is shown.
QString waitsForTime(Instant due, Instant now, const QTimeZone &zone);
QString waitsForSlot(const ResourceGroup *group, const QString &identifier);
// A run of the same node, of the calendar or asked for, has to end first. Empty name: not known which.
QString waitsForTurn(const QString &instance, DagType type = DagType::Daily);
QString engineStopsText();
// "; caught up 9 h 58 min late"; empty for what ran when it was due.
QString caughtUpText(const Instance &ran);
QString frozenText();
// One that was a dry run because that of the cycle before was. Empty name: not known which.
QString dryRunLike(const QString &instance);
// "`clean` of 2026-11-22 02:00"
QString instanceText(const QString &name, Instant scheduled, const QTimeZone &zone);
// "which failed"
QString whichState(InstanceState state);
// Its backfill is paused.
QString heldText();
// A parent had no instance on the day (reference: dataworks 3.4, isolated). Empty name: not known which.
QString noParentText(const QString &parent);

} // namespace slipway
