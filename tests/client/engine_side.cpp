#include "app/client/api_connection.h"
#include "app/client/remote_backends.h"
#include "app/client/remote_event_feed.h"
#include "app/client/remote_services.h"
#include "tests/client/backend_sides.h"
#include "tests/server/api_fixture.h"

#include <QDir>
#include <QFile>

namespace slipway::test {

using namespace Qt::StringLiterals;

namespace {

class EngineSide : public Side
{
public:
    EngineSide()
        : m_engine(m_api),
          m_groups(m_api),
          m_workflows(m_api),
          m_runs(m_api),
          m_backfills(m_api),
          m_logs(m_api),
          m_services(m_api)
    {
        const QUrl base(u"http://"_s + QString::fromLatin1(m_server.host()));
        const Credentials credentials{m_server.key.id.toLatin1(), m_server.key.secret.toLatin1(), {}};
        m_api.setTarget(base, credentials);
        m_feed.follow(base, credentials);
        m_server.executor.onStart = [](const RunRequest &request) { writeFiles(request); };
        makeNodes();
        std::tie(succeeded, done) = run(1);
        end(succeeded, 0);
        await(done, InstanceState::Running);
        end(done, 0);
        std::tie(failed, blocked) = run(2);
        end(failed, 1);
        std::tie(running, waiting) = run(3);
        failedDag = resultOf(m_runs.instance(failed))->dag;
    }

    Backends backends() override
    {
        return {m_engine, m_feed, m_groups, m_workflows, m_runs, m_backfills, m_logs, m_services};
    }

    void settle() override
    {
        for (const auto &[instance, attempt] : std::exchange(m_server.executor.stopped, {}))
            m_server.executor.finish(instance, attempt, {AttemptEnd::Stopped, 0, 15, {}, {}});
    }

private:
    static void writeFiles(const RunRequest &request)
    {
        QDir().mkpath(request.folder);
        for (const auto &[name, bytes] : {std::pair{u"/script.sh"_s, request.script.toUtf8()}, {u"/log"_s, sideLog}}) {
            QFile file(request.folder + name);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("a run's files cannot be written");
        }
    }

    void makeNodes()
    {
        const Workspace home = resultOf(m_groups.listWorkspaces())->first();
        workspace = home.id;
        const ResourceGroup group =
            *resultOf(m_groups.createGroup({u"excl_1"_s, {}, {}, ResourceGroupBackend::Local, 20}));
        until([this] { return resultOf(m_groups.listGroups())->first().state == ResourceGroupState::Running; });
        resultOf(m_groups.bind(group.id, workspace));
        const Workflow flow = *resultOf(m_workflows.createWorkflow(workspace, u"flow"_s, {}));
        const NodeDraft parent = makeNode(flow.id, u"load"_s, home.rootOutput(), group.identifier);
        const NodeDraft child = makeNode(flow.id, u"clean"_s, parent.properties.outputs.first(), group.identifier);
        load = parent.node;
        clean = child.node;
    }

    NodeDraft makeNode(WorkflowId flow, const QString &name, const QString &input, const QString &group)
    {
        NodeDraft draft = *resultOf(m_workflows.createNode(flow, NodeKind::Shell, name, {}));
        draft.script = u"echo hello"_s;
        draft.properties.inputs = {input};
        draft.properties.resourceGroup = group;
        draft = *resultOf(m_workflows.saveDraft(draft));
        resultOf(m_workflows.commit(draft.id, {}, false));
        return *resultOf(m_workflows.draft(draft.id));
    }

    // load, which runs, and clean, which waits for it.
    std::pair<InstanceId, InstanceId> run(int day)
    {
        BackfillSpec spec;
        spec.name = u"day %1"_s.arg(day);
        spec.root = load;
        spec.nodes = {load, clean};
        spec.ranges = {{QDate(2026, 1, day), QDate(2026, 1, day)}};
        InstanceQuery query;
        query.workspace = workspace;
        query.dag = resultOf(m_backfills.start(workspace, spec))->dates.first().dag;
        QList<Instance> made;
        until([&] { return (made = resultOf(m_runs.listInstances(query))->instances).size() == 2; });
        const auto of = [&made](NodeId node) { return made.at(made.first().node == node ? 0 : 1).id; };
        await(of(load), InstanceState::Running);
        return {of(load), of(clean)};
    }

    void end(InstanceId instance, int status)
    {
        m_server.executor.exit(instance, 1, status);
        await(instance, status == 0 ? InstanceState::Success : InstanceState::Failure);
    }

    void await(InstanceId instance, InstanceState state)
    {
        if (!until([&] { return resultOf(m_runs.instance(instance))->state == state; }))
            qFatal("an instance does not come so far");
    }

    ApiFixture m_server;
    ApiConnection m_api;
    RemoteEventFeed m_feed;
    RemoteEngine m_engine;
    RemoteGroups m_groups;
    RemoteWorkflows m_workflows;
    RemoteRuns m_runs;
    RemoteBackfills m_backfills;
    RemoteLogs m_logs;
    RemoteServices m_services;
};

} // namespace

std::unique_ptr<Side> engineSide()
{
    return std::make_unique<EngineSide>();
}

} // namespace slipway::test
