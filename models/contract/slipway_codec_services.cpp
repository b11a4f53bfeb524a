#include "models/contract/json_fields.h"

namespace slipway {

template <class A>
void describe(A &fields, typename A::template Of<Provenance> &provenance)
{
    fields("InstanceId", provenance.instance);
    fields("NodeId", provenance.node);
    fields("NodeVersion", provenance.nodeVersion);
    fields("NodeName", provenance.nodeName);
    fields("WorkflowName", provenance.workflowName);
    fields("Caller", provenance.caller);
}

template <class A>
void describe(A &fields, typename A::template Of<ServiceVersion> &version)
{
    fields("Number", version.number);
    fields("State", version.state);
    fields("Config", version.config, wire::maxScriptLength);
    fields("ArtefactDigest", version.artefactDigest);
    fields("Provenance", version.provenance);
    fields("CreatedAt", version.createdAt);
    fields("Message", version.message);
    fields("TrafficPercent", version.trafficPercent);
}

template <class A>
void describe(A &fields, typename A::template Of<Service> &service)
{
    fields("Region", service.region);
    fields("Name", service.name);
    fields("Uid", service.uid);
    fields("State", service.state);
    fields("Reason", service.reason);
    fields("Message", service.message);
    fields("CurrentVersion", service.currentVersion);
    fields("LatestVersion", service.latestVersion);
    fields("Instances", service.instances);
    fields("ReadyInstances", service.readyInstances);
    fields("PendingInstances", service.pendingInstances);
    fields("Cpu", service.cpu);
    fields("MemoryMb", service.memoryMb);
    fields("Weight", service.weight);
    fields("Config", service.config, wire::maxScriptLength);
    fields("Token", service.token);
    fields("Endpoint", service.endpoint);
    fields("CreatedAt", service.createdAt);
    fields("UpdatedAt", service.updatedAt);
}

template <class A>
void describe(A &fields, typename A::template Of<ServiceInstance> &instance)
{
    fields("Name", instance.name);
    fields("Version", instance.version);
    fields("Status", instance.status);
    fields("Reason", instance.reason);
    fields("Ready", instance.ready);
    fields("Restarts", instance.restarts);
    fields("StartedAt", instance.startedAt);
    fields("LastState", instance.lastState);
    fields("Pid", instance.pid);
}

template <class A>
void describe(A &fields, typename A::template Of<ServiceEvent> &event)
{
    fields("Time", event.time);
    fields("Warning", event.warning);
    fields("Reason", event.reason);
    fields("Resource", event.resource);
    fields("Message", event.message);
}

SLIPWAY_WIRE_TYPE(ServiceVersion)
SLIPWAY_WIRE_TYPE(Service)
SLIPWAY_WIRE_TYPE(ServiceInstance)
SLIPWAY_WIRE_TYPE(ServiceEvent)

} // namespace slipway
