#include "tests/support/fake_backends.h"

#include "models/domain/schedule_rules.h"
#include "tests/support/fake_runs.h"

#include <algorithm>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

class FakeEngine : public EngineBackend, Fake
{
public:
    using Fake::Fake;
    Reply<EngineStatus> status() override { return answer<EngineStatus>(u"status"_s, m_world.status); }
    AccessKey accessKey() const override { return m_world.key; }
};

class FakeGroups : public GroupsBackend, Fake
{
public:
    using Fake::Fake;
    Reply<QList<Workspace>> listWorkspaces() override
    {
        return answer<QList<Workspace>>(u"listWorkspaces"_s, m_world.workspaces);
    }
    Reply<Workspace> createWorkspace(const QString &identifier, const QString &displayName,
                                     const QByteArray &timeZone) override
    {
        Workspace made;
        made.id = WorkspaceId(qint64(m_world.workspaces.size()) + 1);
        made.identifier = identifier;
        made.displayName = displayName;
        made.timeZone = timeZone;
        if (!refuses())
            m_world.workspaces.append(made);
        return answer<Workspace>(u"createWorkspace "_s + identifier, made);
    }
    Reply<QList<ResourceGroup>> listGroups() override
    {
        return answer<QList<ResourceGroup>>(u"listGroups"_s, m_world.groups);
    }
    Reply<ResourceGroup> createGroup(const ResourceGroupSpec &spec) override
    {
        ResourceGroup made;
        made.id = ResourceGroupId(100 + qint64(m_world.groups.size()));
        made.identifier = u"group_"_s + made.id.toString();
        made.name = spec.name;
        made.description = spec.description;
        made.orderNumber = spec.orderNumber;
        made.slotCount = spec.slotCount > 0 ? spec.slotCount : 2;
        if (!refuses()) {
            m_world.groups.append(made);
            emit m_feed.groupChanged(made);
        }
        return answer<ResourceGroup>(u"createGroup "_s + spec.name, made);
    }
    Reply<QString> purchaseOrder() override { return answer<QString>(u"purchaseOrder"_s, u"217603948810"_s); }
    Reply<> startGroup(ResourceGroupId group) override
    {
        return change(u"startGroup"_s, group, [](ResourceGroup &g) { g.state = ResourceGroupState::Running; });
    }
    Reply<> stopGroup(ResourceGroupId group) override
    {
        return change(u"stopGroup"_s, group, [](ResourceGroup &g) { g.state = ResourceGroupState::Stopped; });
    }
    Reply<> deleteGroup(ResourceGroupId group) override
    {
        if (!refuses()) {
            m_world.groups.removeIf([group](const ResourceGroup &g) { return g.id == group; });
            emit m_feed.groupRemoved(group);
        }
        return answer<Nothing>(u"deleteGroup "_s + group.toString(), Nothing{});
    }
    Reply<> bind(ResourceGroupId group, WorkspaceId workspace) override
    {
        return change(u"bind"_s, group, [workspace](ResourceGroup &g) { g.workspaces.append(workspace); });
    }
    Reply<> unbind(ResourceGroupId group, WorkspaceId workspace) override
    {
        return change(u"unbind"_s, group, [workspace](ResourceGroup &g) { g.workspaces.removeAll(workspace); });
    }

private:
    template <class Edit>
    Reply<> change(const QString &call, ResourceGroupId id, Edit edit)
    {
        for (ResourceGroup &group : m_world.groups) {
            if (group.id != id || refuses())
                continue;
            edit(group);
            emit m_feed.groupChanged(group);
        }
        return answer<Nothing>(call + u' ' + id.toString(), Nothing{});
    }
};

class FakeWorkflows : public WorkflowsBackend, Fake
{
public:
    using Fake::Fake;
    Reply<QList<Workflow>> listWorkflows(WorkspaceId) override
    {
        return answer<QList<Workflow>>(u"listWorkflows"_s, m_world.workflows);
    }
    Reply<Workflow> createWorkflow(WorkspaceId workspace, const QString &name, const QString &description) override
    {
        Workflow made;
        made.id = WorkflowId(50 + qint64(m_world.workflows.size()));
        made.workspace = workspace;
        made.name = name;
        made.description = description;
        if (!refuses()) {
            m_world.workflows.append(made);
            emit m_feed.workflowChanged(made);
        }
        return answer<Workflow>(u"createWorkflow "_s + name, made);
    }
    Reply<> updateWorkflow(WorkflowId, const QString &name, const QString &) override
    {
        return answer<Nothing>(u"updateWorkflow "_s + name, Nothing{});
    }
    Reply<> deleteWorkflow(WorkflowId id) override
    {
        return answer<Nothing>(u"deleteWorkflow "_s + id.toString(), Nothing{});
    }
    Reply<QList<NodeDraft>> listDrafts(WorkflowId workflow) override
    {
        QList<NodeDraft> list;
        std::copy_if(m_world.drafts.begin(), m_world.drafts.end(), std::back_inserter(list),
                     [workflow](const NodeDraft &draft) { return draft.workflow == workflow; });
        return answer<QList<NodeDraft>>(u"listDrafts"_s, list);
    }
    Reply<NodeDraft> draft(FileId file) override
    {
        for (const NodeDraft &draft : m_world.drafts) {
            if (draft.id == file)
                return answer<NodeDraft>(u"draft"_s, draft);
        }
        return answer<NodeDraft>(u"draft"_s, missing(u"file"_s));
    }
    Reply<NodeDraft> createNode(WorkflowId workflow, NodeKind kind, const QString &name, QPointF position) override
    {
        NodeDraft made;
        made.id = FileId(500 + qint64(m_world.drafts.size()));
        made.workflow = workflow;
        made.kind = kind;
        made.name = name;
        made.position = position;
        made.revision = 1;
        if (!refuses()) {
            m_world.drafts.append(made);
            emit m_feed.draftChanged(made);
        }
        return answer<NodeDraft>(u"createNode "_s + name, made);
    }
    Reply<NodeDraft> saveDraft(const NodeDraft &draft) override
    {
        NodeDraft saved = draft;
        ++saved.revision;
        for (NodeDraft &kept : m_world.drafts) {
            if (kept.id == draft.id && !refuses())
                kept = saved;
        }
        return answer<NodeDraft>(u"saveDraft "_s + draft.name, saved);
    }
    Reply<> moveNodes(WorkflowId, const QHash<FileId, QPointF> &) override
    {
        return answer<Nothing>(u"moveNodes"_s, Nothing{});
    }
    Reply<> deleteNode(FileId file) override { return answer<Nothing>(u"deleteNode "_s + file.toString(), Nothing{}); }
    Reply<NodeDraft> restoreNode(const NodeDraft &draft) override
    {
        return answer<NodeDraft>(u"restoreNode "_s + draft.name, draft);
    }
    Reply<NodeVersion> commit(FileId file, const QString &comment, bool manyInstances) override
    {
        for (const NodeDraft &draft : std::as_const(m_world.drafts)) {
            if (draft.id == file && !manyInstances &&
                instancesPerDay(draft.properties.schedule) > instancesPerDayToAskAbove)
                return answer<NodeVersion>(u"commit "_s + file.toString(),
                                           Error::conflict(QString(manyInstancesCode), u"So many instances?"_s));
        }
        NodeVersion version;
        version.file = file;
        version.version = int(m_world.versions.value(file).size()) + 1;
        version.comment = comment;
        const QString meant = manyInstances ? u" with many instances"_s : QString();
        return answer<NodeVersion>(u"commit "_s + file.toString() + meant, version);
    }
    Reply<QList<NodeVersion>> listVersions(FileId file) override
    {
        return answer<QList<NodeVersion>>(u"listVersions"_s, m_world.versions.value(file));
    }
    Reply<QStringList> searchOutputs(WorkspaceId, const QString &) override
    {
        return answer<QStringList>(u"searchOutputs"_s, QStringList{u"slipway_demo_root"_s});
    }
};

class FakeServices : public ServicesBackend, Fake
{
public:
    using Fake::Fake;
    Reply<QList<Service>> listServices(const QString &region) override
    {
        QList<Service> list;
        std::copy_if(m_world.services.begin(), m_world.services.end(), std::back_inserter(list),
                     [&region](const Service &service) { return service.region == region; });
        return answer<QList<Service>>(u"listServices "_s + region, list);
    }
    Reply<Service> describe(const QString &, const QString &name) override
    {
        for (const Service &service : m_world.services) {
            if (service.name == name)
                return answer<Service>(u"describe"_s, service);
        }
        return answer<Service>(u"describe"_s, missing(u"service"_s));
    }
    Reply<Service> create(const QString &, const QByteArray &) override
    {
        return answer<Service>(u"createService"_s, Service{});
    }
    Reply<QString> modify(const QString &, const QString &name, const QByteArray &) override
    {
        return text(u"modify "_s + name);
    }
    Reply<QList<ServiceVersion>> listVersions(const QString &, const QString &name) override
    {
        return answer<QList<ServiceVersion>>(u"listServiceVersions"_s, m_world.serviceVersions.value(name));
    }
    Reply<QString> switchVersion(const QString &, const QString &name, int version) override
    {
        return text(u"switchVersion %1 %2"_s.arg(name).arg(version));
    }
    Reply<QString> scale(const QString &, const QString &name, int) override { return text(u"scale "_s + name); }
    Reply<QString> start(const QString &, const QString &name) override { return text(u"startService "_s + name); }
    Reply<QString> stop(const QString &, const QString &name) override { return text(u"stopService "_s + name); }
    Reply<QString> restart(const QString &, const QString &name) override { return text(u"restartService "_s + name); }
    Reply<QString> remove(const QString &, const QString &name) override { return text(u"removeService "_s + name); }
    Reply<QList<ServiceInstance>> listInstances(const QString &, const QString &name) override
    {
        return answer<QList<ServiceInstance>>(u"listServiceInstances"_s, m_world.serviceInstances.value(name));
    }
    Reply<QStringList> logs(const QString &, const QString &, const QString &) override
    {
        return answer<QStringList>(u"serviceLogs"_s, m_world.serviceLogs);
    }
    Reply<QList<ServiceEvent>> events(const QString &, const QString &name) override
    {
        return answer<QList<ServiceEvent>>(u"serviceEvents"_s, m_world.serviceEvents.value(name));
    }
    Reply<PredictAnswer> predict(const Service &service, const QByteArray &) override
    {
        return answer<PredictAnswer>(u"predict "_s + service.name,
                                     PredictAnswer{200, "[0.97]", "application/json", 3, Millis{4}});
    }

private:
    Reply<QString> text(const QString &call) { return answer<QString>(call, QString()); }
};

} // namespace

struct FakeBackends::Parts
{
    Parts(FakeWorld &world, FakeEventFeed &feed)
        : engine(world, feed),
          groups(world, feed),
          workflows(world, feed),
          runs(world, feed),
          backfills(world, feed),
          logs(world, feed),
          services(world, feed)
    {
    }
    FakeEngine engine;
    FakeGroups groups;
    FakeWorkflows workflows;
    FakeRuns runs;
    FakeBackfills backfills;
    FakeLogs logs;
    FakeServices services;
};

FakeBackends::FakeBackends()
    : m_world(std::make_unique<FakeWorld>()), m_parts(std::make_unique<Parts>(*m_world, m_feed))
{
}

FakeBackends::~FakeBackends() = default;

Backends FakeBackends::backends()
{
    return {m_parts->engine,    m_feed,        m_parts->groups,  m_parts->workflows, m_parts->runs,
            m_parts->backfills, m_parts->logs, m_parts->services};
}

} // namespace slipway
