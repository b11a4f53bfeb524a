#pragma once

#include "models/backend/backfills_backend.h"
#include "models/backend/engine_backend.h"
#include "models/backend/groups_backend.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/backend/workflows_backend.h"

namespace slipway {

class ApiConnection;

// The Backend interfaces over the API. Each keeps a reference to the connection and nothing else; futures that are not
// answered when the connection dies are cancelled, so their continuations never run.

class RemoteEngine final : public EngineBackend
{
public:
    explicit RemoteEngine(ApiConnection &api) : m_api(api) {}
    Reply<EngineStatus> status() override;
    AccessKey accessKey() const override;

private:
    ApiConnection &m_api;
};

class RemoteGroups final : public GroupsBackend
{
public:
    explicit RemoteGroups(ApiConnection &api) : m_api(api) {}
    Reply<QList<Workspace>> listWorkspaces() override;
    Reply<Workspace> createWorkspace(const QString &identifier, const QString &displayName,
                                     const QByteArray &timeZone) override;
    Reply<QList<ResourceGroup>> listGroups() override;
    Reply<ResourceGroup> createGroup(const ResourceGroupSpec &spec) override;
    Reply<QString> purchaseOrder() override;
    Reply<> startGroup(ResourceGroupId group) override;
    Reply<> stopGroup(ResourceGroupId group) override;
    Reply<> deleteGroup(ResourceGroupId group) override;
    Reply<> bind(ResourceGroupId group, WorkspaceId workspace) override;
    Reply<> unbind(ResourceGroupId group, WorkspaceId workspace) override;

private:
    ApiConnection &m_api;
};

class RemoteWorkflows final : public WorkflowsBackend
{
public:
    explicit RemoteWorkflows(ApiConnection &api) : m_api(api) {}
    Reply<QList<Workflow>> listWorkflows(WorkspaceId workspace) override;
    Reply<Workflow> createWorkflow(WorkspaceId workspace, const QString &name, const QString &description) override;
    Reply<> updateWorkflow(WorkflowId workflow, const QString &name, const QString &description) override;
    Reply<> deleteWorkflow(WorkflowId workflow) override;
    Reply<QList<NodeDraft>> listDrafts(WorkflowId workflow) override;
    Reply<NodeDraft> draft(FileId file) override;
    Reply<NodeDraft> createNode(WorkflowId workflow, NodeKind kind, const QString &name, QPointF position) override;
    Reply<NodeDraft> saveDraft(const NodeDraft &draft) override;
    Reply<> moveNodes(WorkflowId workflow, const QHash<FileId, QPointF> &positions) override;
    Reply<> deleteNode(FileId file) override;
    Reply<NodeDraft> restoreNode(const NodeDraft &draft) override;
    Reply<NodeVersion> commit(FileId file, const QString &comment, bool manyInstances) override;
    Reply<QList<NodeVersion>> listVersions(FileId file) override;
    Reply<QStringList> searchOutputs(WorkspaceId workspace, const QString &text) override;

private:
    ApiConnection &m_api;
};

class RemoteRuns final : public RunsBackend
{
public:
    explicit RemoteRuns(ApiConnection &api) : m_api(api) {}
    Reply<QList<Node>> listCycleTasks(WorkspaceId workspace) override;
    Reply<> freezeNode(NodeId node, bool frozen) override;
    Reply<Instance> runDraft(const DraftRun &run) override;
    Reply<Instance> runSmokeTest(NodeId node, Instant bizdate) override;
    Reply<InstancePage> listInstances(const InstanceQuery &query) override;
    Reply<Instance> instance(InstanceId instance) override;
    Reply<QList<Attempt>> listAttempts(InstanceId instance) override;
    Reply<QString> scriptAsRun(InstanceId instance, int attempt) override;
    Reply<> stop(InstanceId instance) override;
    Reply<> rerun(InstanceId instance) override;
    Reply<> setSuccess(InstanceId instance) override;
    Reply<> freeze(InstanceId instance) override;
    Reply<> unfreeze(InstanceId instance) override;
    Reply<InstanceLineage> lineage(const LineageQuery &query) override;
    Reply<> rerunDownstream(const DownstreamRerun &rerun) override;
    Reply<> removeDependencies(InstanceId instance, const QList<InstanceId> &parents) override;
    Reply<> changePriority(InstanceId instance, int priority) override;
    Reply<InstanceComparison> compare(InstanceId instance, InstanceId other) override;

private:
    Reply<> act(QLatin1StringView action, InstanceId instance);
    ApiConnection &m_api;
};

class RemoteBackfills final : public BackfillsBackend
{
public:
    explicit RemoteBackfills(ApiConnection &api) : m_api(api) {}
    Reply<Backfill> start(WorkspaceId workspace, const BackfillSpec &spec) override;
    Reply<QList<Backfill>> list(WorkspaceId workspace) override;
    Reply<Backfill> backfill(BackfillId backfill) override;
    Reply<> pause(BackfillId backfill) override;
    Reply<> resume(BackfillId backfill) override;
    Reply<> stop(BackfillId backfill) override;

private:
    Reply<> act(QLatin1StringView action, BackfillId backfill);
    ApiConnection &m_api;
};

class RemoteLogs final : public LogsBackend
{
public:
    explicit RemoteLogs(ApiConnection &api) : m_api(api) {}
    Reply<LogChunk> read(InstanceId instance, int attempt, qint64 offset, qint64 maxBytes) override;

private:
    ApiConnection &m_api;
};

} // namespace slipway
