#include "models/domain/generation.h"

namespace slipway {

QDate lastGeneratedDay(const QDateTime &local)
{
    return local.time() >= generationTime ? local.date().addDays(1) : local.date();
}

QDate firstGeneratedDay(InstanceGeneration generation, const QDateTime &committed)
{
    const QDate last = lastGeneratedDay(committed);
    const bool today = generation == InstanceGeneration::Immediately && last == committed.date();
    return today ? last : last.addDays(1);
}

CommitEffect commitEffect(Instant scheduled, Instant committed, bool isNewNode)
{
    if (scheduled > committed + commitLead)
        return CommitEffect::Planned;
    return isNewNode ? CommitEffect::Expired : CommitEffect::Kept;
}

std::optional<Occurrence> firstRunAfterCommit(const Schedule &schedule, const QTimeZone &zone, Instant now)
{
    if (!zone.isValid())
        return std::nullopt;
    const QDateTime local = toDateTime(now, zone);
    const QDate first = firstGeneratedDay(schedule.generation, local);
    Instant after = now + commitLead;
    if (first > local.date()) {
        // One before the day's first moment, so that this moment itself counts.
        after = fromDateTime(first.startOfDay(zone)) - Millis{1};
    }
    const QList<Occurrence> found = nextOccurrences(schedule, zone, after, 1);
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

TaskType taskTypeFor(ScheduleMode mode, bool frozen, bool offDay)
{
    if (frozen || mode == ScheduleMode::Frozen)
        return TaskType::Pause;
    if (mode == ScheduleMode::DryRun)
        return TaskType::Skip;
    return offDay ? TaskType::SkipCycle : TaskType::Normal;
}

bool handsDownDryRun(TaskType type)
{
    return type == TaskType::Skip || type == TaskType::ConditionUnchoose;
}

bool inheritsDryRun(const Instance &instance, bool ignored)
{
    return !ignored && instance.dagType == DagType::Daily && instance.taskType == TaskType::Normal;
}

} // namespace slipway
