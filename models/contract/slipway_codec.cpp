#include "models/contract/json_fields.h"

namespace slipway {

using namespace Qt::StringLiterals;

Outcome<wire::Json> wire::successfulAnswer(int httpStatus, const QByteArray &body)
{
    if (httpStatus >= 400)
        return decodeError(httpStatus, body);
    auto json = parseJson(body);
    if (!json || !json->is_object())
        return decodeError(httpStatus, body);
    if (json->contains("Success") && !booleanOr(*json, "Success"))
        return decodeError(httpStatus, body);
    return json;
}

Outcome<> decodeAnswer(int httpStatus, const QByteArray &body)
{
    const auto json = wire::successfulAnswer(httpStatus, body);
    return json ? Outcome<>() : Outcome<>(json.error());
}

template <class A>
void describe(A &fields, typename A::template Of<Workspace> &workspace)
{
    fields("Id", workspace.id);
    fields("Identifier", workspace.identifier);
    fields("DisplayName", workspace.displayName);
    fields("Description", workspace.description);
    fields.latin("TimeZone", workspace.timeZone);
    fields("PeriodicScheduling", workspace.periodicScheduling);
    fields("CreatedAt", workspace.createdAt);
}

template <class A>
void describe(A &fields, typename A::template Of<ResourceGroup> &group)
{
    fields("Id", group.id);
    fields("Identifier", group.identifier);
    fields("Name", group.name);
    fields("Description", group.description);
    fields("OrderNumber", group.orderNumber);
    fields("State", group.state);
    fields("StateReason", group.stateReason);
    fields("Backend", group.backend);
    fields("SlotCount", group.slotCount);
    fields("Workspaces", group.workspaces);
    fields("CreatedAt", group.createdAt);
    fields("RunningInstances", group.runningInstances);
    fields("QueuedInstances", group.queuedInstances);
}

template <class A>
void describe(A &fields, typename A::template Of<ResourceGroupSpec> &spec)
{
    fields("Name", spec.name);
    fields("Description", spec.description);
    fields("OrderNumber", spec.orderNumber);
    fields("Backend", spec.backend);
    fields("SlotCount", spec.slotCount);
}

template <class A>
void describe(A &fields, typename A::template Of<EngineStatus> &status)
{
    fields("Version", status.version);
    fields("Now", status.now);
    fields("RunningInstances", status.runningInstances);
    fields("QueuedInstances", status.queuedInstances);
    fields("NextNode", status.nextNode);
    fields("NextTime", status.nextTime);
    fields("ApiAddress", status.apiAddress);
    fields("GatewayAddress", status.gatewayAddress);
    fields("GatewayRunning", status.gatewayRunning);
    fields("GatewayProblem", status.gatewayProblem);
    fields("AccessKeyId", status.accessKeyId);
    fields("DataDir", status.dataDir);
    fields("ProcessId", status.processId);
}

SLIPWAY_WIRE_TYPE(QString)
SLIPWAY_WIRE_TYPE(qint64)
SLIPWAY_WIRE_VALUE(bool)
SLIPWAY_WIRE_TYPE(Workspace)
SLIPWAY_WIRE_TYPE(ResourceGroup)
SLIPWAY_WIRE_VALUE(ResourceGroupSpec)
SLIPWAY_WIRE_VALUE(EngineStatus)

} // namespace slipway
