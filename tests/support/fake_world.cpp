#include "tests/support/fake_backends.h"

namespace slipway {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// 2026-11-22 10:48:00 in Shanghai.
const Instant now = fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(2, 48), Qt::UTC));

Workspace workspace(int id, const QString &identifier, const QString &displayName)
{
    Workspace made;
    made.id = WorkspaceId(id);
    made.identifier = identifier;
    made.displayName = displayName;
    made.timeZone = "Asia/Shanghai";
    made.createdAt = now - 9 * 24h;
    return made;
}

ResourceGroup group(int id, const QString &name, const QString &description, ResourceGroupState state)
{
    ResourceGroup made;
    made.id = ResourceGroupId(id);
    made.identifier = u"group_%1"_s.arg(id);
    made.name = name;
    made.description = description;
    made.orderNumber = u"2176039488%1"_s.arg(id);
    made.state = state;
    made.slotCount = 4;
    made.createdAt = now - id * 7h;
    return made;
}

Instance instance(int id, InstanceState state, const QString &node, std::chrono::minutes scheduledAgo)
{
    Instance made;
    made.id = InstanceId(id);
    made.state = state;
    made.workspace = WorkspaceId(1);
    made.workflow = WorkflowId(50);
    made.node = NodeId(700);
    made.file = FileId(500);
    made.nodeVersion = 12;
    made.nodeName = node;
    made.workflowName = u"churn_model"_s;
    made.owner = u"slipway"_s;
    made.scheduledTime = now - scheduledAgo;
    made.bizdate = now - 24h;
    made.resourceGroup = u"group_1"_s;
    made.createdAt = now - 10h;
    if (state == InstanceState::Success || state == InstanceState::Failure || state == InstanceState::Stopped) {
        made.startedAt = made.scheduledTime + 1s;
        made.finishedAt = made.startedAt + 4100ms;
        made.attempts = state == InstanceState::Failure ? 3 : 1;
    } else if (state == InstanceState::Running) {
        made.startedAt = now - 42s;
        made.attempts = 1;
    }
    made.reason = state == InstanceState::Failure ? u"The script ended with exit status 1."_s : QString();
    return made;
}

NodeDraft draft(int id, const QString &name, NodeKind kind, QPointF position)
{
    NodeDraft made;
    made.id = FileId(id);
    made.workflow = WorkflowId(50);
    made.workspace = WorkspaceId(1);
    made.name = name;
    made.kind = kind;
    made.owner = u"slipway"_s;
    made.position = position;
    made.revision = 3;
    made.latestVersion = 12;
    made.node = NodeId(200 + id);
    made.changedSinceCommit = false;
    made.properties.outputs = {u"slipway_demo.%1_out"_s.arg(id)};
    made.properties.resourceGroup = u"group_1"_s;
    made.createdAt = now - 72h;
    made.modifiedAt = now - 2h;
    return made;
}

Service service(const QString &name, ServiceState state, int version)
{
    Service made;
    made.region = u"cn-shanghai"_s;
    made.name = name;
    made.uid = u"eas-m-k3x0q5"_s + name;
    made.state = state;
    made.currentVersion = version;
    made.latestVersion = version;
    made.instances = 2;
    made.readyInstances = state == ServiceState::Running ? 2 : 0;
    made.cpu = 2;
    made.memoryMb = 4000;
    made.message =
        state == ServiceState::Failed ? u"The model file is not an XGBoost model."_s : u"Service start successfully"_s;
    made.token = u"not-a-real-token"_s;
    made.endpoint = u"http://127.0.0.1:8090/api/predict/"_s + name;
    made.createdAt = now - 48h;
    made.updatedAt = now - 40min;
    made.config = u"{\n  \"name\": \"%1\",\n  \"processor\": \"xgboost\"\n}"_s.arg(name);
    return made;
}

void addWorkflow(FakeWorld &world)
{
    Workflow flow;
    flow.id = WorkflowId(50);
    flow.workspace = WorkspaceId(1);
    flow.name = u"churn_model"_s;
    flow.description = u"Nightly refresh of the churn model"_s;
    flow.owner = u"slipway"_s;
    flow.createdAt = now - 72h;
    flow.modifiedAt = now - 2h;
    world.workflows = {flow};
    NodeDraft deployment = draft(500, u"Deployment"_s, NodeKind::Shell, {200, 220});
    deployment.script = u"# Compile the service deployment description file.\ncat << EOF > echo.json\n{\n  \"name\": "
                        u"\"churn\",\n  \"processor\": \"xgboost\"\n}\nEOF\n"_s;
    deployment.properties.inputs = {u"slipway_demo.501_out"_s};
    world.drafts = {deployment, draft(501, u"Train"_s, NodeKind::Shell, {200, 100}),
                    draft(502, u"Smoke test"_s, NodeKind::Shell, {200, 340}),
                    draft(503, u"start"_s, NodeKind::ZeroLoad, {420, 100})};
    world.drafts[2].properties.inputs = {u"slipway_demo.500_out"_s};
    world.drafts[2].changedSinceCommit = true;
    for (const NodeDraft &file : std::as_const(world.drafts)) {
        Node node;
        node.id = file.node;
        node.file = file.id;
        node.workflow = file.workflow;
        node.workspace = file.workspace;
        node.workflowName = flow.name;
        node.owner = file.owner;
        node.current = {file.node,       file.id,        12,           file.name, file.kind, file.script,
                        file.properties, u"as tested"_s, u"slipway"_s, now - 2h};
        world.tasks.append(node);
        world.versions.insert(file.id, {node.current});
    }
}

void addInstances(FakeWorld &world)
{
    using enum InstanceState;
    const QStringList names{u"Train"_s, u"Deployment"_s, u"Smoke test"_s};
    for (int at = 0; at < 24; ++at) {
        const InstanceState state = at == 0               ? Running
                                    : at == 1             ? WaitResource
                                    : at == 5 || at == 13 ? Failure
                                    : at == 9             ? Stopped
                                                          : Success;
        world.instances.append(instance(4000 - at, state, names.at(at % 3), std::chrono::minutes(at * 15)));
    }
    for (int at = 1; at <= 6; ++at)
        world.instances.prepend(instance(4100 + at, WaitTime, names.at(at % 3), std::chrono::minutes(-15 * at)));
    for (const Instance &made : std::as_const(world.instances))
        world.logs.insert(made.id, "02:00:01  [OK] Creating service\n02:00:04  [OK] Service is running\n");
}

} // namespace

void emptyWorld(FakeWorld &world)
{
    world.status.version = u"0.1.0"_s;
    world.status.now = now;
    world.status.apiAddress = u"http://127.0.0.1:8787"_s;
    world.status.gatewayAddress = u"http://127.0.0.1:8090"_s;
    world.status.gatewayRunning = true;
    world.status.accessKeyId = u"LTAItestkey0001"_s;
    world.status.dataDir = u"/home/user/.local/share/slipway"_s;
    world.status.processId = 4711;
    world.workspaces = {workspace(1, u"slipway_demo"_s, u"Demonstration"_s)};
}

void fillWorld(FakeWorld &world)
{
    using enum ResourceGroupState;
    emptyWorld(world);
    world.status.runningInstances = 1;
    world.status.queuedInstances = 1;
    world.status.nextNode = u"Deployment"_s;
    world.status.nextTime = now + 3h + 12min;
    world.workspaces.append(workspace(2, u"fraud_team"_s, u"Fraud detection"_s));
    world.workspaces.append(workspace(3, u"sandbox"_s, u"Trying things out"_s));
    world.groups = {group(1, u"excl_deploy"_s, u"Nightly deployments of the model services"_s, Running),
                    group(2, u"excl_train_gpu"_s, u"Training, at most two at a time"_s, Running),
                    group(3, u"excl_batch"_s, u"Month-end batch runs"_s, Stopped),
                    group(4, u"excl_new"_s, u""_s, Initialising),
                    group(5, u"excl_slurm"_s, u"The partition of the lab"_s, CreateFailed)};
    world.groups[0].workspaces = {WorkspaceId(1), WorkspaceId(2)};
    world.groups[0].runningInstances = 1;
    world.groups[0].queuedInstances = 1;
    world.groups[1].workspaces = {WorkspaceId(1)};
    world.groups[1].slotCount = 2;
    world.groups[4].backend = ResourceGroupBackend::Slurm;
    world.groups[4].stateReason = u"The Slurm controller did not answer."_s;
    addWorkflow(world);
    addInstances(world);
    world.services = {service(u"churn"_s, ServiceState::Running, 12),
                      service(u"fraud_score"_s, ServiceState::Updating, 3),
                      service(u"legacy_ranker"_s, ServiceState::Failed, 1)};
    for (int number = 12; number >= 1; --number) {
        ServiceVersion version;
        version.number = number;
        version.state = number == 12 ? VersionState::Serving : VersionState::Retired;
        version.trafficPercent = number == 12 ? 100 : 0;
        version.artefactDigest = QString(64, u'a');
        version.provenance.instance = InstanceId(4000 - number);
        version.provenance.nodeName = u"Deployment"_s;
        version.provenance.workflowName = u"churn_model"_s;
        version.provenance.nodeVersion = number;
        version.createdAt = now - (13 - number) * 24h;
        world.serviceVersions[u"churn"_s].append(version);
    }
}

} // namespace slipway
