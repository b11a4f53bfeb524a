#pragma once

#include "models/domain/backfill.h"
#include "models/domain/instance.h"
#include "models/domain/lineage.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <functional>
#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace slipway {

// --- Changes. Each writes one whole row (insert or replace) or removes one. ---

struct RemoveGroup
{
    ResourceGroupId id;
};
struct RemoveWorkflow
{
    WorkflowId id;
};
struct RemoveDraft
{
    FileId id;
};
struct RemoveDependency
{
    InstanceId child;
    InstanceId parent;
};
// What a draft's run executes: the draft's script and properties at the moment when the run was asked for. It stays for
// reruns.
struct RunCode
{
    InstanceId instance;
    QString script;
    NodeProperties properties;
    friend bool operator==(const RunCode &, const RunCode &) = default;
};
// The scheduler's memory of what it has generated: one row per node and day, so that nothing due leaves no trace
// and nothing is generated twice.
struct GeneratedDay
{
    NodeId node;
    QDate day; // of the scheduled times, in the workspace's zone
    int nodeVersion = 0;
};
struct ServiceRecord
{
    Service service;
    bool wantStopped = false;
    // Opaque to the store: the roll-out's own memory, JSON.
    QString rolloutState;
};
struct ServiceVersionRecord
{
    QString region;
    QString service;
    QString serviceUid;
    ServiceVersion version;
};
struct ServiceInstanceRecord
{
    QString region;
    QString service;
    ServiceInstance instance;
    qint64 supervisorStart = 0; // field 22 of /proc/<pid>/stat
    QString socketPath;
};
struct RemoveServiceInstance
{
    QString name;
};
struct RemoveService
{
    QString region;
    QString name;
};
struct ServiceEventRecord
{
    QString region;
    QString service;
    ServiceEvent event;
};
// A named value, e.g. the engine's last sign of life.
struct Setting
{
    QString key;
    QString value;
};

using Change = std::variant<Workspace, ResourceGroup, RemoveGroup, Workflow, RemoveWorkflow, NodeDraft, RemoveDraft,
                            NodeVersion, Node, Instance, InstanceDependency, RemoveDependency, RunCode, Attempt,
                            GeneratedDay, Backfill, BackfillDate, ServiceRecord, ServiceVersionRecord,
                            ServiceInstanceRecord, RemoveServiceInstance, RemoveService, ServiceEventRecord, Setting>;
using Changes = std::vector<Change>;

// A finished cycle instance, as much of it as later instances need that depend on it.
struct InstanceMark
{
    InstanceId id;
    NodeId node;
    Instant scheduledTime;
    InstanceState state = InstanceState::Success;
    TaskType taskType = TaskType::Normal;
};

// What the engine needs in memory at start.
struct StoredState
{
    std::vector<Workspace> workspaces;
    std::vector<ResourceGroup> groups;
    std::vector<Workflow> workflows;
    std::vector<NodeDraft> drafts;
    std::vector<Node> nodes;                          // undeployed ones included
    std::vector<Instance> openInstances;              // not finished
    std::vector<InstanceDependency> openDependencies; // whose child is not finished
    // Finished ones of two kinds: cycle instances (DagType::Daily) whose scheduled time lies less than 3 days before
    // the latest one in the store, and every parent in `openDependencies`.
    std::vector<InstanceMark> finishedInstances;
    std::vector<Attempt> openAttempts;       // AttemptEnd::None
    std::vector<RunCode> openRunCodes;       // of open instances
    std::vector<GeneratedDay> generatedDays; // of the last 8 days and later
    std::vector<Backfill> backfills;         // with their dates; counts of open dates are those of now
    std::vector<ServiceRecord> services;
    std::vector<ServiceVersionRecord> serviceVersions;
    std::vector<ServiceInstanceRecord> serviceInstances;
    std::vector<Setting> settings;
    qint64 highestId = 0; // the largest id that was ever stored
};

// How many instances are in which state; states without instances are absent.
using StateCounts = std::map<InstanceState, qint64>;

// Durable memory. Used on the engine's thread; work happens elsewhere and answers come back on the engine's thread.
class Store
{
public:
    virtual ~Store() = default;

    // Read once at start, synchronously.
    virtual Outcome<StoredState> load() = 0;

    // One transaction. `done` runs after it is durable (or has failed: then nothing of it is). Commits keep their
    // order. A failed commit (disk full, I/O error) leaves memory and store apart: the caller must undo or retry, and
    // tell the user.
    virtual void commit(Changes changes, std::function<void(const Outcome<> &)> done) = 0;

    virtual void listInstances(const InstanceQuery &query, std::function<void(const Outcome<InstancePage> &)> done) = 0;
    // Of those that match; cursor and limit do not count.
    virtual void countStates(const InstanceQuery &query, std::function<void(const Outcome<StateCounts> &)> done) = 0;
    virtual void instance(InstanceId id, std::function<void(const Outcome<Instance> &)> done) = 0;
    // Nothing: no draft's run, or one from before its code was kept.
    virtual void runCode(InstanceId id, std::function<void(const Outcome<std::optional<RunCode>> &)> done) = 0;
    virtual void attempts(InstanceId id, std::function<void(const Outcome<std::vector<Attempt>> &)> done) = 0;
    // Children and parents of an instance, finished ones included.
    virtual void dependencies(InstanceId id,
                              std::function<void(const Outcome<std::vector<InstanceDependency>> &)> done) = 0;
    virtual void lineage(const LineageQuery &query, std::function<void(const Outcome<InstanceLineage> &)> done) = 0;
    // Newest first.
    virtual void nodeVersions(FileId file, std::function<void(const Outcome<std::vector<NodeVersion>> &)> done) = 0;
    // Newest first, at most `limit`.
    virtual void serviceEvents(const QString &region, const QString &service, int limit,
                               std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done) = 0;
};

} // namespace slipway
