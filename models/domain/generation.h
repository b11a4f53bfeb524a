#pragma once

#include "models/domain/instance.h"
#include "models/domain/schedule_rules.h"

#include <QDateTime>
#include <QTime>

#include <chrono>
#include <optional>

namespace slipway {

// Which instances a schedule gets, and what becomes of each when its time comes (reference: dataworks 3.3 to 3.5).

// From this time of day on the next day's instances are made.
inline const QTime generationTime(23, 30);
// With generation at once, what is due sooner than this after a commit is too late for it; the border is.
inline constexpr std::chrono::minutes commitLead{10};

// The last day whose instances exist at a moment of the workspace's wall clock.
QDate lastGeneratedDay(const QDateTime &local);

// The first day of which a commit at that moment makes instances: the next day's; in the last half hour, when those of
// the next day are made already, the day's after (generation at once does not change that).
QDate firstGeneratedDay(InstanceGeneration generation, const QDateTime &committed);

// What a commit with generation at once makes of one of today's scheduled times.
enum class CommitEffect {
    Planned, // a normal instance, in place of an older version's
    Expired, // an instance that counts as successful without running: the node is new and the time has gone by
    Kept,    // nothing: what an older version made stays
};
CommitEffect commitEffect(Instant scheduled, Instant committed, bool isNewNode);

// The first occurrence that runs (off-days are none) when the schedule is committed now; none: it never does.
std::optional<Occurrence> firstRunAfterCommit(const Schedule &schedule, const QTimeZone &zone, Instant now);

// What is made for an occurrence. `frozen`: the node is frozen by an operator. Frozen goes before dry run, and both
// before a day outside the selection.
TaskType taskTypeFor(ScheduleMode mode, bool frozen, bool offDay);

// Whether those that wait for an instance over the previous cycle may become dry runs because it was one (reference:
// dataworks 3.5). An off-day is none: a weekly node that waits for itself would never run.
bool handsDownDryRun(TaskType type);
// Whether an instance becomes a dry run because one of the cycle before hands it down. `ignored`: its node does not
// want it (DataWorks: IgnoreParentSkipRunningProperty). What a person asks for over the calendar, a backfill say, runs.
bool inheritsDryRun(const Instance &instance, bool ignored);

} // namespace slipway
