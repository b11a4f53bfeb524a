#pragma once

#include "models/backend/backends.h"
#include "models/backend/backfills_backend.h"
#include "models/backend/engine_backend.h"
#include "models/backend/event_feed.h"
#include "models/backend/groups_backend.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/backend/services_backend.h"
#include "models/backend/workflows_backend.h"

#include <QMap>
#include <QPromise>

namespace slipway {

template <class T>
Reply<T> replyWith(const Outcome<T> &outcome)
{
    QPromise<Outcome<T>> promise;
    promise.start();
    promise.addResult(outcome);
    promise.finish();
    return promise.future();
}

template <class T = Nothing>
Reply<T> notAsked()
{
    return replyWith<T>(Error::unavailable(QStringLiteral("not part of this test")));
}

class FakeFeed : public EventFeed
{
public:
    ConnectionState connectionState() const override { return state; }
    ConnectionState state = ConnectionState::Online;
};

// Workflows and drafts in memory, with the engine's rules for names, revisions and versions; tells the feed as it does.
class FakeWorkflows : public WorkflowsBackend
{
public:
    explicit FakeWorkflows(EventFeed &feed) : m_feed(feed) {}

    QMap<WorkflowId, Workflow> workflows;
    QMap<FileId, NodeDraft> drafts;
    QMap<FileId, NodeDraft> deleted;
    QStringList asked; // "save train", in order
    bool offline = false;
    Error refusal; // with a message: what the next request that changes something answers

    NodeDraft add(const QString &name, QPointF position = {}, const QStringList &inputs = {})
    {
        NodeDraft draft;
        draft.id = FileId{++m_last};
        draft.workflow = WorkflowId{7};
        draft.workspace = WorkspaceId{1};
        draft.name = name;
        draft.position = position;
        draft.revision = 1;
        draft.properties.inputs = inputs;
        draft.properties.outputs = {QStringLiteral("demo.%1_out").arg(m_last)};
        drafts.insert(draft.id, draft);
        return draft;
    }
    void tell(const NodeDraft &draft)
    {
        NodeDraft told = draft;
        told.script.clear();
        emit m_feed.draftChanged(told);
    }

    Reply<QList<Workflow>> listWorkflows(WorkspaceId) override
    {
        return offline ? gone<QList<Workflow>>() : replyWith<QList<Workflow>>(workflows.values());
    }
    Reply<Workflow> createWorkflow(WorkspaceId workspace, const QString &name, const QString &description) override
    {
        asked.append(QStringLiteral("create workflow %1").arg(name));
        Workflow workflow;
        workflow.id = WorkflowId{++m_last};
        workflow.workspace = workspace;
        workflow.name = name;
        workflow.description = description;
        workflows.insert(workflow.id, workflow);
        return replyWith<Workflow>(workflow);
    }
    Reply<> updateWorkflow(WorkflowId id, const QString &name, const QString &) override
    {
        workflows[id].name = name;
        emit m_feed.workflowChanged(workflows[id]);
        return replyWith<Nothing>(Nothing{});
    }
    Reply<> deleteWorkflow(WorkflowId id) override
    {
        workflows.remove(id);
        return replyWith<Nothing>(Nothing{});
    }
    Reply<QList<NodeDraft>> listDrafts(WorkflowId workflow) override
    {
        if (offline)
            return gone<QList<NodeDraft>>();
        QList<NodeDraft> list;
        for (const NodeDraft &draft : std::as_const(drafts)) {
            if (draft.workflow == workflow)
                list.append(draft);
        }
        return replyWith<QList<NodeDraft>>(list);
    }
    Reply<NodeDraft> draft(FileId file) override
    {
        if (offline)
            return gone<NodeDraft>();
        return drafts.contains(file) ? replyWith<NodeDraft>(drafts.value(file)) : missing<NodeDraft>();
    }
    Reply<NodeDraft> createNode(WorkflowId workflow, NodeKind kind, const QString &name, QPointF position) override
    {
        if (const auto no = refused<NodeDraft>(QStringLiteral("create ") + name))
            return *no;
        NodeDraft draft = add(name, position);
        drafts[draft.id].workflow = workflow;
        drafts[draft.id].kind = kind;
        tell(drafts.value(draft.id)); // before the answer is read: the client must not take it for a stranger's
        return replyWith<NodeDraft>(drafts.value(draft.id));
    }
    Reply<NodeDraft> saveDraft(const NodeDraft &draft) override
    {
        if (const auto no = refused<NodeDraft>(QStringLiteral("save ") + draft.name))
            return *no;
        if (!drafts.contains(draft.id))
            return missing<NodeDraft>();
        if (drafts.value(draft.id).revision != draft.revision)
            return replyWith<NodeDraft>(
                Error::conflict(QStringLiteral("Draft.Newer"), QStringLiteral("newer revision")));
        NodeDraft saved = draft;
        ++saved.revision;
        saved.changedSinceCommit = true;
        drafts.insert(saved.id, saved);
        tell(saved);
        return replyWith<NodeDraft>(saved);
    }
    Reply<> moveNodes(WorkflowId, const QHash<FileId, QPointF> &positions) override
    {
        if (const auto no = refused<Nothing>(QStringLiteral("move %1").arg(positions.size())))
            return *no;
        for (auto it = positions.cbegin(); it != positions.cend(); ++it)
            drafts[it.key()].position = it.value();
        return replyWith<Nothing>(Nothing{});
    }
    Reply<> deleteNode(FileId file) override
    {
        if (const auto no = refused<Nothing>(QStringLiteral("delete ") + drafts.value(file).name))
            return *no;
        for (const NodeDraft &child : std::as_const(drafts)) {
            if (child.properties.inputs.contains(drafts.value(file).properties.outputs.value(0)))
                return replyWith<Nothing>(Error::conflict(QStringLiteral("Invalid.File.HasChildren"), child.name));
        }
        deleted.insert(file, drafts.take(file));
        emit m_feed.draftRemoved(file);
        return replyWith<Nothing>(Nothing{});
    }
    Reply<NodeDraft> restoreNode(const NodeDraft &draft) override
    {
        if (const auto no = refused<NodeDraft>(QStringLiteral("restore ") + draft.name))
            return *no;
        if (!deleted.contains(draft.id))
            return missing<NodeDraft>();
        NodeDraft back = draft;
        const NodeDraft known = deleted.take(draft.id);
        back.node = known.node;
        back.latestVersion = known.latestVersion;
        back.changedSinceCommit = known.changedSinceCommit;
        ++back.revision;
        drafts.insert(back.id, back);
        tell(back);
        return replyWith<NodeDraft>(back);
    }
    Reply<NodeVersion> commit(FileId file, const QString &comment, bool manyInstances) override
    {
        const QString meant = manyInstances ? QStringLiteral(" with many instances") : QString();
        if (const auto no =
                refused<NodeVersion>(QStringLiteral("commit %1%2: %3").arg(drafts.value(file).name, meant, comment)))
            return *no;
        NodeDraft &draft = drafts[file];
        draft.changedSinceCommit = false;
        draft.node = NodeId{1000 + file.value()};
        NodeVersion version;
        version.version = ++draft.latestVersion;
        tell(draft);
        return replyWith<NodeVersion>(version);
    }
    Reply<QList<NodeVersion>> listVersions(FileId) override { return notAsked<QList<NodeVersion>>(); }
    Reply<QStringList> searchOutputs(WorkspaceId, const QString &) override { return notAsked<QStringList>(); }

private:
    template <class T>
    static Reply<T> gone()
    {
        return replyWith<T>(Error::unavailable(QStringLiteral("The engine does not answer.")));
    }
    template <class T>
    static Reply<T> missing()
    {
        return replyWith<T>(Error::notFound(QStringLiteral("File.NotFound"), QStringLiteral("There is no such node.")));
    }
    template <class T>
    std::optional<Reply<T>> refused(const QString &request)
    {
        if (offline)
            return gone<T>();
        asked.append(request);
        if (refusal.message.isEmpty())
            return std::nullopt;
        return replyWith<T>(std::exchange(refusal, Error{}));
    }

    EventFeed &m_feed;
    qint64 m_last = 100;
};

class FakeRuns : public RunsBackend
{
public:
    QList<Instance> instances;

    Reply<InstancePage> listInstances(const InstanceQuery &) override
    {
        return replyWith<InstancePage>(InstancePage{instances, {}, instances.size()});
    }
    Reply<QList<Node>> listCycleTasks(WorkspaceId) override { return notAsked<QList<Node>>(); }
    Reply<> freezeNode(NodeId, bool) override { return notAsked(); }
    Reply<Instance> runDraft(const DraftRun &) override { return notAsked<Instance>(); }
    Reply<Instance> runSmokeTest(NodeId, Instant) override { return notAsked<Instance>(); }
    Reply<Instance> instance(InstanceId) override { return notAsked<Instance>(); }
    Reply<QList<Attempt>> listAttempts(InstanceId) override { return notAsked<QList<Attempt>>(); }
    Reply<QString> scriptAsRun(InstanceId, int) override { return notAsked<QString>(); }
    Reply<> stop(InstanceId) override { return notAsked(); }
    Reply<> rerun(InstanceId) override { return notAsked(); }
    Reply<> setSuccess(InstanceId) override { return notAsked(); }
    Reply<> freeze(InstanceId) override { return notAsked(); }
    Reply<> unfreeze(InstanceId) override { return notAsked(); }
    Reply<InstanceLineage> lineage(const LineageQuery &) override { return notAsked<InstanceLineage>(); }
    Reply<> rerunDownstream(const DownstreamRerun &) override { return notAsked(); }
    Reply<> removeDependencies(InstanceId, const QList<InstanceId> &) override { return notAsked(); }
    Reply<> changePriority(InstanceId, int) override { return notAsked(); }
    Reply<InstanceComparison> compare(InstanceId, InstanceId) override { return notAsked<InstanceComparison>(); }
};

class SilentBackfills : public BackfillsBackend
{
public:
    Reply<Backfill> start(WorkspaceId, const BackfillSpec &) override { return notAsked<Backfill>(); }
    Reply<QList<Backfill>> list(WorkspaceId) override { return notAsked<QList<Backfill>>(); }
    Reply<Backfill> backfill(BackfillId) override { return notAsked<Backfill>(); }
    Reply<> pause(BackfillId) override { return notAsked(); }
    Reply<> resume(BackfillId) override { return notAsked(); }
    Reply<> stop(BackfillId) override { return notAsked(); }
};

class SilentEngine : public EngineBackend
{
public:
    Reply<EngineStatus> status() override { return notAsked<EngineStatus>(); }
    AccessKey accessKey() const override { return {}; }
};

class SilentGroups : public GroupsBackend
{
public:
    Reply<QList<Workspace>> listWorkspaces() override { return notAsked<QList<Workspace>>(); }
    Reply<Workspace> createWorkspace(const QString &, const QString &, const QByteArray &) override
    {
        return notAsked<Workspace>();
    }
    Reply<QList<ResourceGroup>> listGroups() override { return notAsked<QList<ResourceGroup>>(); }
    Reply<ResourceGroup> createGroup(const ResourceGroupSpec &) override { return notAsked<ResourceGroup>(); }
    Reply<QString> purchaseOrder() override { return notAsked<QString>(); }
    Reply<> startGroup(ResourceGroupId) override { return notAsked(); }
    Reply<> stopGroup(ResourceGroupId) override { return notAsked(); }
    Reply<> deleteGroup(ResourceGroupId) override { return notAsked(); }
    Reply<> bind(ResourceGroupId, WorkspaceId) override { return notAsked(); }
    Reply<> unbind(ResourceGroupId, WorkspaceId) override { return notAsked(); }
};

class SilentLogs : public LogsBackend
{
public:
    Reply<LogChunk> read(InstanceId, int, qint64, qint64) override { return notAsked<LogChunk>(); }
};

class SilentServices : public ServicesBackend
{
public:
    using S = const QString &;
    Reply<QList<Service>> listServices(S) override { return notAsked<QList<Service>>(); }
    Reply<Service> describe(S, S) override { return notAsked<Service>(); }
    Reply<Service> create(S, const QByteArray &) override { return notAsked<Service>(); }
    Reply<QString> modify(S, S, const QByteArray &) override { return notAsked<QString>(); }
    Reply<QList<ServiceVersion>> listVersions(S, S) override { return notAsked<QList<ServiceVersion>>(); }
    Reply<QString> switchVersion(S, S, int) override { return notAsked<QString>(); }
    Reply<QString> scale(S, S, int) override { return notAsked<QString>(); }
    Reply<QString> start(S, S) override { return notAsked<QString>(); }
    Reply<QString> stop(S, S) override { return notAsked<QString>(); }
    Reply<QString> restart(S, S) override { return notAsked<QString>(); }
    Reply<QString> remove(S, S) override { return notAsked<QString>(); }
    Reply<QList<ServiceInstance>> listInstances(S, S) override { return notAsked<QList<ServiceInstance>>(); }
    Reply<QStringList> logs(S, S, S) override { return notAsked<QStringList>(); }
    Reply<QList<ServiceEvent>> events(S, S) override { return notAsked<QList<ServiceEvent>>(); }
    Reply<PredictAnswer> predict(const Service &, const QByteArray &) override { return notAsked<PredictAnswer>(); }
};

// An engine with one workspace and one workflow, churn_model (7).
struct FakeBackends
{
    FakeBackends()
    {
        Workflow workflow;
        workflow.id = WorkflowId{7};
        workflow.workspace = WorkspaceId{1};
        workflow.name = QStringLiteral("churn_model");
        workflows.workflows.insert(workflow.id, workflow);
    }

    FakeFeed feed;
    FakeWorkflows workflows{feed};
    FakeRuns runs;
    SilentEngine engine;
    SilentGroups groups;
    SilentBackfills backfills;
    SilentLogs logs;
    SilentServices services;
    Backends all{engine, feed, groups, workflows, runs, backfills, logs, services};
};

} // namespace slipway
