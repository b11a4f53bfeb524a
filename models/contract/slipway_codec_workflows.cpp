#include "models/contract/json_fields.h"

namespace slipway {

template <class A>
void describe(A &fields, typename A::template Of<Workflow> &workflow)
{
    fields("Id", workflow.id);
    fields("WorkspaceId", workflow.workspace);
    fields("Name", workflow.name);
    fields("Description", workflow.description);
    fields("Owner", workflow.owner);
    fields("CreatedAt", workflow.createdAt);
    fields("ModifiedAt", workflow.modifiedAt);
}

template <class A>
void describe(A &fields, typename A::template Of<Schedule> &schedule)
{
    fields("Recurrence", schedule.recurrence);
    fields("Time", schedule.time);
    fields("WindowStart", schedule.windowStart);
    fields("WindowEnd", schedule.windowEnd);
    fields("Interval", schedule.interval);
    fields("Hours", schedule.hours);
    fields("WeekDays", schedule.weekDays);
    fields("MonthDays", schedule.monthDays);
    fields("Months", schedule.months);
    fields("Cron", schedule.cron);
    fields("EffectiveFrom", schedule.effectiveFrom);
    fields("EffectiveUntil", schedule.effectiveUntil);
    fields("Mode", schedule.mode);
    fields("Generation", schedule.generation);
    fields("CatchUp", schedule.catchUp);
    fields("MaxLatenessMinutes", schedule.maxLatenessMinutes);
}

template <class A>
void describe(A &fields, typename A::template Of<NodeProperties> &properties)
{
    fields("Schedule", properties.schedule);
    fields("Inputs", properties.inputs);
    fields("Outputs", properties.outputs);
    fields("CrossCycle", properties.crossCycle);
    fields("CrossCycleNodes", properties.crossCycleNodes);
    fields("IgnoreParentDryRun", properties.ignoreParentDryRun);
    fields("Parameters", properties.parameters);
    fields("ResourceGroup", properties.resourceGroup);
    fields("Rerun", properties.rerun);
    fields("AutoRerunTimes", properties.autoRerunTimes);
    fields("AutoRerunIntervalMillis", properties.autoRerunInterval);
    fields("TimeoutSeconds", properties.timeout);
    fields("Priority", properties.priority);
}

template <class A>
void describe(A &fields, typename A::template Of<NodeDraft> &draft)
{
    fields("Id", draft.id);
    fields("WorkflowId", draft.workflow);
    fields("WorkspaceId", draft.workspace);
    fields("NodeId", draft.node);
    fields("Name", draft.name);
    fields("Kind", draft.kind);
    fields("Description", draft.description);
    fields("Owner", draft.owner);
    fields("Script", draft.script, wire::maxScriptLength);
    fields("Properties", draft.properties);
    fields("Position", draft.position);
    fields("LatestVersion", draft.latestVersion);
    fields("ChangedSinceCommit", draft.changedSinceCommit);
    fields("Revision", draft.revision);
    fields("CreatedAt", draft.createdAt);
    fields("ModifiedAt", draft.modifiedAt);
    fields("ModifiedBy", draft.modifiedBy);
}

template <class A>
void describe(A &fields, typename A::template Of<NodePosition> &place)
{
    fields("FileId", place.file);
    fields("Position", place.position);
}

template <class A>
void describe(A &fields, typename A::template Of<NodeVersion> &version)
{
    fields("NodeId", version.node);
    fields("FileId", version.file);
    fields("Version", version.version);
    fields("Name", version.name);
    fields("Kind", version.kind);
    fields("Script", version.script, wire::maxScriptLength);
    fields("Properties", version.properties);
    fields("Comment", version.comment);
    fields("CommittedBy", version.committedBy);
    fields("CommittedAt", version.committedAt);
}

template <class A>
void describe(A &fields, typename A::template Of<Node> &node)
{
    fields("Id", node.id);
    fields("FileId", node.file);
    fields("WorkflowId", node.workflow);
    fields("WorkspaceId", node.workspace);
    fields("WorkflowName", node.workflowName);
    fields("Owner", node.owner);
    fields("Frozen", node.frozen);
    fields("Undeployed", node.undeployed);
    fields("Current", node.current);
}

SLIPWAY_WIRE_TYPE(Workflow)
SLIPWAY_WIRE_VALUE(NodeProperties)
SLIPWAY_WIRE_TYPE(NodeDraft)
SLIPWAY_WIRE_TYPE(NodePosition)
SLIPWAY_WIRE_TYPE(NodeVersion)
SLIPWAY_WIRE_TYPE(Node)

} // namespace slipway
