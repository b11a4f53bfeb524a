#include "app/client/api_connection.h"
#include "app/client/remote_backends.h"
#include "app/client/remote_services.h"
#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"
#include "models/contract/slipway_codec.h"
#include "tests/client/http_stub.h"

#include <QTest>

#include <functional>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

struct Clients
{
    explicit Clients(const HttpStub &stub)
        : engine(api), groups(api), workflows(api), runs(api), backfills(api), logs(api), services(api)
    {
        api.setTarget(stub.url(), {"id", "secret", {}});
    }
    ApiConnection api;
    RemoteEngine engine;
    RemoteGroups groups;
    RemoteWorkflows workflows;
    RemoteRuns runs;
    RemoteBackfills backfills;
    RemoteLogs logs;
    RemoteServices services;
};

template <class T>
Outcome<T> resultOf(const Reply<T> &reply)
{
    [&reply] { QTRY_VERIFY_WITH_TIMEOUT(reply.isFinished(), 10'000); }();
    return reply.resultCount() > 0 ? reply.result() : Outcome<T>(Cancelled{});
}

template <class T>
bool succeeds(const Reply<T> &reply)
{
    return resultOf(reply).ok();
}

QByteArray data(const QByteArray &json)
{
    return encodeAnswer(Envelope::E5, u"R"_s, "Data", json);
}

} // namespace

using Ask = std::function<bool(Clients &)>;
Q_DECLARE_METATYPE(Ask)

class TestRemoteBackends : public QObject
{
    Q_OBJECT

private slots:
    void rpcCalls_data();
    void rpcCalls();
    void easCalls_data();
    void easCalls();
    void createWorkflowReadsItBack();
    void errorsKeepTheirField();
    void predictAnswers();
    void predictIsNeverRepeated_data();
    void predictIsNeverRepeated();
};

void TestRemoteBackends::rpcCalls_data()
{
    QTest::addColumn<Ask>("ask");
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("form");
    const auto row = [](const char *action, const QByteArray &answer, const QByteArray &form, const Ask &ask) {
        QTest::newRow(action) << ask << QByteArray(action) << answer << form;
    };
    const QByteArray workflow = encodeJson(Workflow{});
    const QByteArray draft = encodeJson(NodeDraft{});
    const QByteArray instance = encodeJson(Instance{});
    const QByteArray group = encodeJson(ResourceGroup{});
    row("GetEngineStatus", encodeJson(EngineStatus{}), "", [](Clients &c) { return succeeds(c.engine.status()); });
    row("ListWorkspaceDetails", "[]", "", [](Clients &c) { return succeeds(c.groups.listWorkspaces()); });
    row("CreateWorkspace", encodeJson(Workspace{}), "DisplayName=D%20x&Identifier=demo&TimeZone=Asia%2FShanghai",
        [](Clients &c) { return succeeds(c.groups.createWorkspace(u"demo"_s, u"D x"_s, "Asia/Shanghai")); });
    row("ListResourceGroupDetails", "[" + group + "]", "", [](Clients &c) { return succeeds(c.groups.listGroups()); });
    row("PurchaseResourceGroupOrder", "\"o-1\"", "", [](Clients &c) { return succeeds(c.groups.purchaseOrder()); });
    row("StartResourceGroup", "true", "ResourceGroupId=4",
        [](Clients &c) { return succeeds(c.groups.startGroup(ResourceGroupId(4))); });
    row("StopResourceGroup", "true", "ResourceGroupId=4",
        [](Clients &c) { return succeeds(c.groups.stopGroup(ResourceGroupId(4))); });
    row("DeleteResourceGroup", "true", "ResourceGroupId=4",
        [](Clients &c) { return succeeds(c.groups.deleteGroup(ResourceGroupId(4))); });
    row("BindResourceGroup", "true", "ProjectId=2&ResourceGroupId=4",
        [](Clients &c) { return succeeds(c.groups.bind(ResourceGroupId(4), WorkspaceId(2))); });
    row("UnbindResourceGroup", "true", "ProjectId=2&ResourceGroupId=4",
        [](Clients &c) { return succeeds(c.groups.unbind(ResourceGroupId(4), WorkspaceId(2))); });
    row("ListWorkflows", "[" + workflow + "]", "ProjectId=2",
        [](Clients &c) { return succeeds(c.workflows.listWorkflows(WorkspaceId(2))); });
    row("UpdateBusiness", "true", "BusinessId=3&BusinessName=n&Description=d",
        [](Clients &c) { return succeeds(c.workflows.updateWorkflow(WorkflowId(3), u"n"_s, u"d"_s)); });
    row("DeleteBusiness", "true", "BusinessId=3",
        [](Clients &c) { return succeeds(c.workflows.deleteWorkflow(WorkflowId(3))); });
    row("ListDrafts", "[" + draft + "]", "BusinessId=3",
        [](Clients &c) { return succeeds(c.workflows.listDrafts(WorkflowId(3))); });
    row("GetDraft", draft, "FileId=5", [](Clients &c) { return succeeds(c.workflows.draft(FileId(5))); });
    row("CreateNode", draft, "BusinessId=3&FileType=6&Name=n&X=1.5&Y=-2", [](Clients &c) {
        return succeeds(c.workflows.createNode(WorkflowId(3), NodeKind::Shell, u"n"_s, {1.5, -2}));
    });
    row("MoveNodes", "true",
        "BusinessId=3&Positions=" + QByteArray(R"([{"FileId":5,"Position":{"X":1.0,"Y":2.0}}])").toPercentEncoding(),
        [](Clients &c) {
            return succeeds(c.workflows.moveNodes(WorkflowId(3), {{FileId(5), {1, 2}}}));
        });
    row("DeleteFile", "true", "FileId=5", [](Clients &c) { return succeeds(c.workflows.deleteNode(FileId(5))); });
    row("RestoreNode", encodeJson(NodeDraft{}), "Draft=" + encodeJson(NodeDraft{}).toPercentEncoding(),
        [](Clients &c) { return succeeds(c.workflows.restoreNode(NodeDraft{})); });
    row("CommitNode", encodeJson(NodeVersion{}), "Comment=why&FileId=5",
        [](Clients &c) { return succeeds(c.workflows.commit(FileId(5), u"why"_s, false)); });
    row("CommitNode", encodeJson(NodeVersion{}), "AllowManyInstances=true&Comment=why&FileId=5",
        [](Clients &c) { return succeeds(c.workflows.commit(FileId(5), u"why"_s, true)); });
    row("ListNodeVersions", "[]", "FileId=5", [](Clients &c) { return succeeds(c.workflows.listVersions(FileId(5))); });
    row("SearchOutputs", R"(["a_root"])", "ProjectId=2&Text=ro",
        [](Clients &c) { return succeeds(c.workflows.searchOutputs(WorkspaceId(2), u"ro"_s)); });
    row("ListCycleTasks", "[" + encodeJson(Node{}) + "]", "ProjectId=2",
        [](Clients &c) { return succeeds(c.runs.listCycleTasks(WorkspaceId(2))); });
    row("UpdateNodeRunMode", "true", "NodeId=6&ProjectEnv=PROD&SchedulerType=2",
        [](Clients &c) { return succeeds(c.runs.freezeNode(NodeId(6), true)); });
    row("RunDraft", instance, "FileId=5&Parameters=%5B%22a%20b%22%5D&ResourceGroupIdentifier=group_1", [](Clients &c) {
        return succeeds(c.runs.runDraft({FileId(5), u"group_1"_s, {u"a b"_s}}));
    });
    row("StartSmokeTest", instance, "Bizdate=86400000&NodeId=6",
        [](Clients &c) { return succeeds(c.runs.runSmokeTest(NodeId(6), fromMillis(86400000))); });
    row("GetInstanceDetail", instance, "InstanceId=7",
        [](Clients &c) { return succeeds(c.runs.instance(InstanceId(7))); });
    row("ListAttempts", "[]", "InstanceId=7", [](Clients &c) { return succeeds(c.runs.listAttempts(InstanceId(7))); });
    row("GetScriptAsRun", "\"echo\"", "Attempt=1&InstanceId=7",
        [](Clients &c) { return succeeds(c.runs.scriptAsRun(InstanceId(7), 1)); });
    row("StopInstance", "true", "InstanceId=7&ProjectEnv=PROD",
        [](Clients &c) { return succeeds(c.runs.stop(InstanceId(7))); });
    row("RestartInstance", "true", "InstanceId=7&ProjectEnv=PROD",
        [](Clients &c) { return succeeds(c.runs.rerun(InstanceId(7))); });
    row("SetSuccessInstance", "true", "InstanceId=7&ProjectEnv=PROD",
        [](Clients &c) { return succeeds(c.runs.setSuccess(InstanceId(7))); });
    row("SuspendInstance", "true", "InstanceId=7&ProjectEnv=PROD",
        [](Clients &c) { return succeeds(c.runs.freeze(InstanceId(7))); });
    row("ResumeInstance", "true", "InstanceId=7&ProjectEnv=PROD",
        [](Clients &c) { return succeeds(c.runs.unfreeze(InstanceId(7))); });
    row("GetInstanceLineage", encodeJson(InstanceLineage{}), "Direction=Upstream&InstanceId=7&Levels=3&Limit=50",
        [](Clients &c) {
            return succeeds(c.runs.lineage({InstanceId(7), LineageDirection::Upstream, 3, 50}));
        });
    row("RerunDownstream", "true", "Force=true&InstanceId=7&InstanceIds=%5B8%2C9%5D&WithRoot=false", [](Clients &c) {
        return succeeds(c.runs.rerunDownstream({InstanceId(7), {InstanceId(8), InstanceId(9)}, false, true}));
    });
    row("RemoveInstanceDependencies", "true", "InstanceId=7&ParentIds=%5B6%5D",
        [](Clients &c) { return succeeds(c.runs.removeDependencies(InstanceId(7), {InstanceId(6)})); });
    row("ChangeInstancePriority", "true", "InstanceId=7&Priority=8",
        [](Clients &c) { return succeeds(c.runs.changePriority(InstanceId(7), 8)); });
    row("CompareInstances", encodeJson(InstanceComparison{}), "InstanceId=7&OtherInstanceId=0",
        [](Clients &c) { return succeeds(c.runs.compare(InstanceId(7), {})); });
    row("StartBackfill", encodeJson(Backfill{}), "ProjectId=2&Spec=" + encodeJson(BackfillSpec{}).toPercentEncoding(),
        [](Clients &c) { return succeeds(c.backfills.start(WorkspaceId(2), BackfillSpec{})); });
    row("ListBackfills", "[" + encodeJson(Backfill{}) + "]", "ProjectId=2",
        [](Clients &c) { return succeeds(c.backfills.list(WorkspaceId(2))); });
    row("GetBackfill", encodeJson(Backfill{}), "BackfillId=4",
        [](Clients &c) { return succeeds(c.backfills.backfill(BackfillId(4))); });
    row("PauseBackfill", "true", "BackfillId=4", [](Clients &c) { return succeeds(c.backfills.pause(BackfillId(4))); });
    row("ResumeBackfill", "true", "BackfillId=4",
        [](Clients &c) { return succeeds(c.backfills.resume(BackfillId(4))); });
    row("StopBackfill", "true", "BackfillId=4", [](Clients &c) { return succeeds(c.backfills.stop(BackfillId(4))); });
    row("ReadRunLog", encodeJson(LogChunk{}), "Attempt=0&InstanceId=7&MaxBytes=65536&Offset=-100",
        [](Clients &c) { return succeeds(c.logs.read(InstanceId(7), 0, -100, 65536)); });
    row("ListServiceVersionDetails", "[]", "RegionId=cn-beijing&ServiceName=demo",
        [](Clients &c) { return succeeds(c.services.listVersions(u"cn-beijing"_s, u"demo"_s)); });
}

void TestRemoteBackends::rpcCalls()
{
    QFETCH(const Ask, ask);
    QFETCH(const QByteArray, action);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, form);
    HttpStub stub;
    stub.on(action, data(answer));
    Clients clients(stub);
    QVERIFY(ask(clients));
    QCOMPARE(stub.signatureProblems(), QStringList());
    QCOMPARE(stub.requests().size(), 1);
    QCOMPARE(stub.requests().first().method, QByteArray("POST"));
    QCOMPARE(stub.requests().first().body, form);
}

void TestRemoteBackends::easCalls_data()
{
    QTest::addColumn<Ask>("ask");
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *what, const QByteArray &body, const Ask &ask) {
        QTest::newRow(what) << ask << QByteArray(what) << body;
    };
    row("GET /api/v2/services", "", [](Clients &c) { return succeeds(c.services.listServices(u"cn-beijing"_s)); });
    row("GET /api/v2/services/cn-beijing/demo", "",
        [](Clients &c) { return succeeds(c.services.describe(u"cn-beijing"_s, u"demo"_s)); });
    row("POST /api/v2/services", "{\"name\":\"demo\"}",
        [](Clients &c) { return succeeds(c.services.create(u"cn-beijing"_s, "{\"name\":\"demo\"}")); });
    row("PUT /api/v2/services/cn-beijing/demo", "{}",
        [](Clients &c) { return succeeds(c.services.modify(u"cn-beijing"_s, u"demo"_s, "{}")); });
    row("PUT /api/v2/services/cn-beijing/demo/version", R"({"Version":2})",
        [](Clients &c) { return succeeds(c.services.switchVersion(u"cn-beijing"_s, u"demo"_s, 2)); });
    row("PUT /api/v2/services/cn-beijing/demo/scale", R"({"Instance":3})",
        [](Clients &c) { return succeeds(c.services.scale(u"cn-beijing"_s, u"demo"_s, 3)); });
    row("PUT /api/v2/services/cn-beijing/demo/start", "",
        [](Clients &c) { return succeeds(c.services.start(u"cn-beijing"_s, u"demo"_s)); });
    row("PUT /api/v2/services/cn-beijing/demo/stop", "",
        [](Clients &c) { return succeeds(c.services.stop(u"cn-beijing"_s, u"demo"_s)); });
    row("PUT /api/v2/services/cn-beijing/demo/restart", "",
        [](Clients &c) { return succeeds(c.services.restart(u"cn-beijing"_s, u"demo"_s)); });
    row("DELETE /api/v2/services/cn-beijing/demo", "",
        [](Clients &c) { return succeeds(c.services.remove(u"cn-beijing"_s, u"demo"_s)); });
    row("GET /api/v2/services/cn-beijing/demo/instances", "",
        [](Clients &c) { return succeeds(c.services.listInstances(u"cn-beijing"_s, u"demo"_s)); });
    row("GET /api/v2/services/cn-beijing/demo/logs", "",
        [](Clients &c) { return succeeds(c.services.logs(u"cn-beijing"_s, u"demo"_s, u"demo-1"_s)); });
    row("GET /api/v2/services/cn-beijing/demo/events", "",
        [](Clients &c) { return succeeds(c.services.events(u"cn-beijing"_s, u"demo"_s)); });
}

void TestRemoteBackends::easCalls()
{
    QFETCH(const Ask, ask);
    QFETCH(const QByteArray, what);
    QFETCH(const QByteArray, body);
    HttpStub stub;
    stub.on(
        what,
        R"({"RequestId":"R","ServiceName":"demo","Message":"m","Services":[],"Instances":[],"Logs":[],"Events":[]})");
    Clients clients(stub);
    QVERIFY(ask(clients));
    QCOMPARE(stub.signatureProblems(), QStringList());
    QCOMPARE(stub.requestsFor(what).size(), 1);
    QCOMPARE(stub.requests().first().body, body);
    QCOMPARE(headerValue(stub.requests().first().headers, "host"), QByteArray("pai-eas.cn-beijing.aliyuncs.com"));
}

void TestRemoteBackends::createWorkflowReadsItBack()
{
    HttpStub stub;
    stub.on("CreateBusiness", encodeAnswer(Envelope::E5, u"R"_s, "BusinessId", "12"));
    Workflow made;
    made.id = WorkflowId(12);
    made.name = u"Deploy"_s;
    stub.on("GetWorkflow", data(encodeJson(made)));
    Clients clients(stub);
    const auto workflow = resultOf(clients.workflows.createWorkflow(WorkspaceId(1), u"Deploy"_s, {}));
    QVERIFY(workflow.ok());
    QCOMPARE(*workflow, made);
    QCOMPARE(stub.requestsFor("GetWorkflow").first().body, QByteArray("BusinessId=12"));
}

void TestRemoteBackends::errorsKeepTheirField()
{
    const Error error =
        Error::invalid(u"BusinessName"_s, u"BusinessName has 129 characters; at most 128 are allowed."_s);
    HttpStub stub;
    stub.on("CreateBusiness",
            {{httpStatusOf(error), encodeError(error, u"R"_s, u"h"_s, WireStyle::Rpc), false, false, {}}});
    Clients clients(stub);
    const auto workflow = resultOf(clients.workflows.createWorkflow(WorkspaceId(1), u"x"_s, {}));
    QVERIFY(workflow.failed());
    QCOMPARE(workflow.error(), error);
    QVERIFY(stub.requestsFor("GetWorkflow").isEmpty());
}

void TestRemoteBackends::predictAnswers()
{
    HttpStub stub;
    stub.on("POST /api/predict/demo", {{422, "[0.5]", false, false, {{"X-Slipway-Version", "7"}}}});
    Clients clients(stub);
    Service service;
    service.token = u"tok"_s;
    service.endpoint = stub.url().toString() + u"/api/predict/demo"_s;
    const auto answer = resultOf(clients.services.predict(service, "[[1]]"));
    QVERIFY2(answer.ok(), answer.failed() ? qPrintable(answer.error().message) : "");
    QCOMPARE(answer->status, 422);
    QCOMPARE(answer->body, QByteArray("[0.5]"));
    QCOMPARE(answer->contentType, QByteArray("application/json"));
    QCOMPARE(answer->servedByVersion, 7);
    const WireRequest request = stub.requests().first();
    QCOMPARE(request.body, QByteArray("[[1]]"));
    QCOMPARE(headerValue(request.headers, "authorization"), QByteArray("tok"));
}

void TestRemoteBackends::predictIsNeverRepeated_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("body") << QByteArray("[[1,2]]");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("large") << QByteArray(3'000'000, 'x');
}

void TestRemoteBackends::predictIsNeverRepeated()
{
    QFETCH(const QByteArray, body);
    HttpStub stub;
    stub.on("POST /api/predict/demo", {{200, {}, true, false, {}}});
    Clients clients(stub);
    Service service;
    service.endpoint = stub.url().toString() + u"/api/predict/demo"_s;
    const auto answer = resultOf(clients.services.predict(service, body));
    QVERIFY(answer.failed());
    QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
    QCOMPARE(stub.requests().size(), 1);
    QCOMPARE(stub.requests().first().body, body);
    service.endpoint.clear();
    QVERIFY(resultOf(clients.services.predict(service, body)).failed());
}

QTEST_GUILESS_MAIN(TestRemoteBackends)
#include "tst_remote_backends.moc"
