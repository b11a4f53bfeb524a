#pragma once

#include "app/engine/store.h"

#include <string_view>

namespace slipway {

// Each record's table: its name, its key columns, and its columns in order beside the fields they keep. `fields` serves
// both directions: `row` is constant when it is written and not when it is read.
template <class Row>
struct Table;

template <>
struct Table<Workspace>
{
    static constexpr std::string_view name = "workspace", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("identifier", row.identifier);
        field("display_name", row.displayName);
        field("description", row.description);
        field("time_zone", row.timeZone);
        field("periodic_scheduling", row.periodicScheduling);
        field("created_at", row.createdAt);
    }
};

template <>
struct Table<ResourceGroup>
{
    static constexpr std::string_view name = "resource_group", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("identifier", row.identifier);
        field("name", row.name);
        field("description", row.description);
        field("order_number", row.orderNumber);
        field("state", row.state);
        field("state_reason", row.stateReason);
        field("backend", row.backend);
        field("slot_count", row.slotCount);
        field("workspaces", row.workspaces);
        field("created_at", row.createdAt);
    }
};

template <>
struct Table<Workflow>
{
    static constexpr std::string_view name = "workflow", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("workspace", row.workspace);
        field("name", row.name);
        field("description", row.description);
        field("owner", row.owner);
        field("created_at", row.createdAt);
        field("modified_at", row.modifiedAt);
    }
};

template <>
struct Table<NodeDraft>
{
    static constexpr std::string_view name = "draft", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("workflow", row.workflow);
        field("workspace", row.workspace);
        field("node", row.node);
        field("name", row.name);
        field("kind", row.kind);
        field("description", row.description);
        field("owner", row.owner);
        field("script", row.script);
        field("properties", row.properties);
        field("x", row.position.rx());
        field("y", row.position.ry());
        field("latest_version", row.latestVersion);
        field("changed_since_commit", row.changedSinceCommit);
        field("revision", row.revision);
        field("created_at", row.createdAt);
        field("modified_at", row.modifiedAt);
        field("modified_by", row.modifiedBy);
    }
};

template <>
struct Table<NodeVersion>
{
    static constexpr std::string_view name = "node_version", keys = "node, version";
    static void fields(auto &row, auto &&field)
    {
        field("node", row.node);
        field("version", row.version);
        field("file", row.file);
        field("name", row.name);
        field("kind", row.kind);
        field("script", row.script);
        field("properties", row.properties);
        field("comment", row.comment);
        field("committed_by", row.committedBy);
        field("committed_at", row.committedAt);
    }
};

// Node::current is a row of node_version.
template <>
struct Table<Node>
{
    static constexpr std::string_view name = "node", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("file", row.file);
        field("workflow", row.workflow);
        field("workspace", row.workspace);
        field("workflow_name", row.workflowName);
        field("owner", row.owner);
        field("frozen", row.frozen);
        field("undeployed", row.undeployed);
        field("version", row.current.version);
    }
};

template <>
struct Table<Instance>
{
    static constexpr std::string_view name = "instance", keys = "id";
    // The first columns, which stand in indexes and hardly ever change; see ChangeWriter.
    static constexpr int lastingColumns = 10;
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("workspace", row.workspace);
        field("dag_type", row.dagType);
        field("workflow", row.workflow);
        field("node", row.node);
        field("dag", row.dag);
        field("scheduled_time", row.scheduledTime);
        field("bizdate", row.bizdate);
        field("node_name", row.nodeName);
        field("resource_group", row.resourceGroup);
        field("state", row.state);
        field("task_type", row.taskType);
        field("frozen", row.frozen);
        field("caught_up", row.caughtUp);
        field("file", row.file);
        field("node_version", row.nodeVersion);
        field("workflow_name", row.workflowName);
        field("kind", row.kind);
        field("owner", row.owner);
        field("priority", row.priority);
        field("parameters", row.parameters);
        field("reason", row.reason);
        field("created_at", row.createdAt);
        field("waiting_since", row.waitingSince);
        field("started_at", row.startedAt);
        field("finished_at", row.finishedAt);
        field("attempts", row.attempts);
    }
};

// Part of an instance's row; only read.
template <>
struct Table<InstanceMark>
{
    static constexpr std::string_view name = "instance", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("node", row.node);
        field("scheduled_time", row.scheduledTime);
        field("state", row.state);
        field("task_type", row.taskType);
    }
};

template <>
struct Table<InstanceDependency>
{
    static constexpr std::string_view name = "dependency", keys = "child, parent";
    static void fields(auto &row, auto &&field)
    {
        field("child", row.child);
        field("parent", row.parent);
        field("cross_cycle", row.crossCycle);
    }
};

template <>
struct Table<RunCode>
{
    static constexpr std::string_view name = "run_code", keys = "instance";
    static void fields(auto &row, auto &&field)
    {
        field("instance", row.instance);
        field("script", row.script);
        field("properties", row.properties);
    }
};

template <>
struct Table<Attempt>
{
    static constexpr std::string_view name = "attempt", keys = "instance, number";
    static void fields(auto &row, auto &&field)
    {
        field("instance", row.instance);
        field("number", row.number);
        field("started_at", row.startedAt);
        field("finished_at", row.finishedAt);
        field("ended", row.end);
        field("exit_code", row.exitCode);
        field("signal", row.signal);
        field("node_version", row.nodeVersion);
        field("resource_group", row.resourceGroup);
        field("message", row.message);
        field("folder", row.folder);
        field("supervisor_pid", row.supervisorPid);
        field("supervisor_start", row.supervisorStart);
    }
};

template <>
struct Table<GeneratedDay>
{
    static constexpr std::string_view name = "generated_day", keys = "node, day";
    static void fields(auto &row, auto &&field)
    {
        field("node", row.node);
        field("day", row.day);
        field("node_version", row.nodeVersion);
    }
};

// Without its dates, which have a table of their own.
template <>
struct Table<Backfill>
{
    static constexpr std::string_view name = "backfill", keys = "id";
    static void fields(auto &row, auto &&field)
    {
        field("id", row.id);
        field("workspace", row.workspace);
        field("spec", row.spec);
        field("owner", row.owner);
        field("state", row.state);
        field("reason", row.reason);
        field("created_at", row.createdAt);
        field("finished_at", row.finishedAt);
    }
};

template <>
struct Table<BackfillDate>
{
    static constexpr std::string_view name = "backfill_date", keys = "dag";
    static void fields(auto &row, auto &&field)
    {
        field("dag", row.dag);
        field("backfill", row.backfill);
        field("bizdate", row.bizdate);
        field("chain", row.chain);
        field("position", row.position);
        field("state", row.state);
        field("total", row.total);
        field("succeeded", row.succeeded);
        field("failed", row.failed);
        field("started_at", row.startedAt);
        field("finished_at", row.finishedAt);
    }
};

template <>
struct Table<ServiceRecord>
{
    static constexpr std::string_view name = "service", keys = "region, name";
    static void fields(auto &row, auto &&field)
    {
        field("region", row.service.region);
        field("name", row.service.name);
        field("uid", row.service.uid);
        field("state", row.service.state);
        field("reason", row.service.reason);
        field("message", row.service.message);
        field("current_version", row.service.currentVersion);
        field("latest_version", row.service.latestVersion);
        field("instances", row.service.instances);
        field("ready_instances", row.service.readyInstances);
        field("pending_instances", row.service.pendingInstances);
        field("cpu", row.service.cpu);
        field("memory_mb", row.service.memoryMb);
        field("weight", row.service.weight);
        field("config", row.service.config);
        field("token", row.service.token);
        field("endpoint", row.service.endpoint);
        field("created_at", row.service.createdAt);
        field("updated_at", row.service.updatedAt);
        field("want_stopped", row.wantStopped);
        field("rollout_state", row.rolloutState);
    }
};

template <>
struct Table<ServiceVersionRecord>
{
    static constexpr std::string_view name = "service_version", keys = "region, service, service_uid, number";
    static void fields(auto &row, auto &&field)
    {
        field("region", row.region);
        field("service", row.service);
        field("service_uid", row.serviceUid);
        field("number", row.version.number);
        field("state", row.version.state);
        field("config", row.version.config);
        field("artefact_digest", row.version.artefactDigest);
        field("made_by_instance", row.version.provenance.instance);
        field("made_by_node", row.version.provenance.node);
        field("made_by_node_version", row.version.provenance.nodeVersion);
        field("made_by_node_name", row.version.provenance.nodeName);
        field("made_by_workflow_name", row.version.provenance.workflowName);
        field("made_by_caller", row.version.provenance.caller);
        field("created_at", row.version.createdAt);
        field("message", row.version.message);
        field("traffic_percent", row.version.trafficPercent);
    }
};

template <>
struct Table<ServiceInstanceRecord>
{
    static constexpr std::string_view name = "service_instance", keys = "name";
    static void fields(auto &row, auto &&field)
    {
        field("name", row.instance.name);
        field("region", row.region);
        field("service", row.service);
        field("version", row.instance.version);
        field("status", row.instance.status);
        field("reason", row.instance.reason);
        field("ready", row.instance.ready);
        field("restarts", row.instance.restarts);
        field("started_at", row.instance.startedAt);
        field("last_state", row.instance.lastState);
        field("pid", row.instance.pid);
        field("supervisor_start", row.supervisorStart);
        field("socket_path", row.socketPath);
    }
};

// Without its row number: events are only added.
template <>
struct Table<ServiceEventRecord>
{
    static constexpr std::string_view name = "service_event", keys = "";
    static void fields(auto &row, auto &&field)
    {
        field("region", row.region);
        field("service", row.service);
        field("time", row.event.time);
        field("warning", row.event.warning);
        field("reason", row.event.reason);
        field("resource", row.event.resource);
        field("message", row.event.message);
    }
};

template <>
struct Table<Setting>
{
    static constexpr std::string_view name = "setting", keys = "key";
    static void fields(auto &row, auto &&field)
    {
        field("key", row.key);
        field("value", row.value);
    }
};

} // namespace slipway
