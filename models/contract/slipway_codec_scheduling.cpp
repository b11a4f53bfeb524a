#include "models/contract/json_fields.h"
#include "models/domain/backfill.h"

namespace slipway {

template <class A>
void describe(A &fields, typename A::template Of<DateRange> &range)
{
    fields("From", range.from);
    fields("To", range.to);
}

template <class A>
void describe(A &fields, typename A::template Of<BackfillParameters> &parameters)
{
    fields("NodeId", parameters.node);
    fields("Line", parameters.line);
}

template <class A>
void describe(A &fields, typename A::template Of<BackfillSpec> &spec)
{
    fields("Name", spec.name);
    fields("RootNodeId", spec.root);
    fields("NodeIds", spec.nodes);
    fields("DryNodeIds", spec.dryNodes);
    fields("Ranges", spec.ranges);
    fields("WindowStart", spec.windowStart);
    fields("WindowEnd", spec.windowEnd);
    fields("Order", spec.order);
    fields("Groups", spec.groups);
    fields("SkipSucceeded", spec.skipSucceeded);
    fields("RunFutureNow", spec.runFutureNow);
    fields("ResourceGroup", spec.resourceGroup);
    fields("Parameters", spec.parameters);
}

template <class A>
void describe(A &fields, typename A::template Of<BackfillDate> &date)
{
    fields("DagId", date.dag);
    fields("BackfillId", date.backfill);
    fields("Bizdate", date.bizdate);
    fields("Chain", date.chain);
    fields("Position", date.position);
    fields("State", date.state);
    fields("Total", date.total);
    fields("Succeeded", date.succeeded);
    fields("Failed", date.failed);
    fields("StartedAt", date.startedAt);
    fields("FinishedAt", date.finishedAt);
}

template <class A>
void describe(A &fields, typename A::template Of<Backfill> &backfill)
{
    fields("Id", backfill.id);
    fields("WorkspaceId", backfill.workspace);
    fields("Spec", backfill.spec);
    fields("Owner", backfill.owner);
    fields("State", backfill.state);
    fields("Reason", backfill.reason);
    fields("CreatedAt", backfill.createdAt);
    fields("FinishedAt", backfill.finishedAt);
    fields("Dates", backfill.dates);
}

SLIPWAY_WIRE_VALUE(BackfillSpec)
SLIPWAY_WIRE_TYPE(BackfillDate)
SLIPWAY_WIRE_TYPE(Backfill)

} // namespace slipway
