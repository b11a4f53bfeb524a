#include "models/contract/json_fields.h"
#include "models/domain/comparison.h"
#include "models/domain/lineage.h"

namespace slipway {

template <>
inline constexpr bool wire::isRequest<InstanceQuery> = true;

template <class A>
void describe(A &fields, typename A::template Of<Instance> &instance)
{
    fields("Id", instance.id);
    fields("DagId", instance.dag);
    fields("DagType", instance.dagType);
    fields("TaskType", instance.taskType);
    fields("State", instance.state);
    fields("Frozen", instance.frozen);
    fields("CaughtUp", instance.caughtUp);
    fields("WorkspaceId", instance.workspace);
    fields("WorkflowId", instance.workflow);
    fields("NodeId", instance.node);
    fields("FileId", instance.file);
    fields("NodeVersion", instance.nodeVersion);
    fields("NodeName", instance.nodeName);
    fields("WorkflowName", instance.workflowName);
    fields("Kind", instance.kind);
    fields("Owner", instance.owner);
    fields("ScheduledTime", instance.scheduledTime);
    fields("Bizdate", instance.bizdate);
    fields("ResourceGroup", instance.resourceGroup);
    fields("Priority", instance.priority);
    fields("Parameters", instance.parameters);
    fields("Reason", instance.reason);
    fields("CreatedAt", instance.createdAt);
    fields("WaitingSince", instance.waitingSince);
    fields("StartedAt", instance.startedAt);
    fields("FinishedAt", instance.finishedAt);
    fields("Attempts", instance.attempts);
}

template <class A>
void describe(A &fields, typename A::template Of<Attempt> &attempt)
{
    fields("InstanceId", attempt.instance);
    fields("Number", attempt.number);
    fields("StartedAt", attempt.startedAt);
    fields("FinishedAt", attempt.finishedAt);
    fields("End", attempt.end);
    fields("ExitCode", attempt.exitCode);
    fields("Signal", attempt.signal);
    fields("NodeVersion", attempt.nodeVersion);
    fields("ResourceGroup", attempt.resourceGroup);
    fields("Message", attempt.message);
    fields("Folder", attempt.folder);
    fields("SupervisorPid", attempt.supervisorPid);
    fields("SupervisorStart", attempt.supervisorStart);
}

template <class A>
void describe(A &fields, typename A::template Of<InstanceQuery> &query)
{
    fields("WorkspaceId", query.workspace);
    fields("States", query.states);
    fields("DagTypes", query.dagTypes);
    fields("NodeId", query.node);
    fields("WorkflowId", query.workflow);
    fields("DagId", query.dag);
    fields("Text", query.text);
    fields("ResourceGroup", query.resourceGroup);
    fields("BizdateFrom", query.bizdateFrom);
    fields("BizdateTo", query.bizdateTo);
    fields("ScheduledFrom", query.scheduledFrom);
    fields("ScheduledTo", query.scheduledTo);
    fields("NewestFirst", query.newestFirst);
    fields("Cursor", query.cursor);
    fields("Limit", query.limit);
}

template <class A>
void describe(A &fields, typename A::template Of<InstancePage> &page)
{
    fields("Instances", page.instances);
    fields("NextCursor", page.nextCursor);
    fields("Total", page.total);
}

template <class A>
void describe(A &fields, typename A::template Of<LogChunk> &chunk)
{
    fields("Offset", chunk.offset);
    fields.base64("Bytes", chunk.bytes);
    fields("Size", chunk.size);
    fields("Finished", chunk.finished);
}

template <class A>
void describe(A &fields, typename A::template Of<InstanceDependency> &link)
{
    fields("ChildId", link.child);
    fields("ParentId", link.parent);
    fields("CrossCycle", link.crossCycle);
}

template <class A>
void describe(A &fields, typename A::template Of<InstanceLineage> &lineage)
{
    fields("Instances", lineage.instances);
    fields("Links", lineage.links);
    fields("SucceededParentIds", lineage.succeededParents);
    fields("Truncated", lineage.truncated);
}

template <class A>
void describe(A &fields, typename A::template Of<ComparedInstance> &side)
{
    fields("Instance", side.instance);
    fields("Attempt", side.attempt);
    fields("Script", side.script, wire::maxScriptLength);
    fields("LogFile", side.logFile);
}

template <class A>
void describe(A &fields, typename A::template Of<FieldDifference> &difference)
{
    fields("Field", difference.field);
    fields("Left", difference.left);
    fields("Right", difference.right);
}

template <class A>
void describe(A &fields, typename A::template Of<InstanceComparison> &comparison)
{
    fields("Left", comparison.left);
    fields("Right", comparison.right);
    fields("Differences", comparison.differences);
    fields("SameScript", comparison.sameScript);
}

SLIPWAY_WIRE_TYPE(Instance)
SLIPWAY_WIRE_TYPE(Attempt)
SLIPWAY_WIRE_VALUE(InstanceQuery)
SLIPWAY_WIRE_VALUE(InstancePage)
SLIPWAY_WIRE_VALUE(LogChunk)
SLIPWAY_WIRE_VALUE(InstanceLineage)
SLIPWAY_WIRE_VALUE(InstanceComparison)

} // namespace slipway
