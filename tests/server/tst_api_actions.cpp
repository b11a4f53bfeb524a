// Every action once with success and once with an error, and the call sequences that a console needs.

#include "app/engine/catalog.h"
#include "app/engine/resource_groups.h"
#include "app/engine/runs.h"
#include "models/contract/slipway_actions.h"
#include "models/contract/slipway_codec.h"
#include "tests/server/scheduling_action_rows.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

// The description of a service whose model exists.
QByteArray description(const QByteArray &name)
{
    return R"({"name":")" + name + R"(","metadata":{"instance":1,"cpu":1},"processor":"xgboost","model_path":")" +
           SLIPWAY_TEST_DATA "/models/iris_xgb.json\"}";
}

} // namespace

class TestApiActions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void rpcAction_data();
    void rpcAction();
    void knowsEveryAction();
    void buildsAWorkflowAsDataWorksClientsDo();
    void tellsWhyACommitFailed();
    void submitsManyInstancesADayWhenItsCheckIsSkipped();
    void keepsTheAsymmetries();
    void readsLogsAndHistory();
    void refusesAStaleDraft();
    void createsAndListsServices();
    void remembersWhichRunMadeAVersion();

private:
    QString resolve(const QString &value);
    Parameters resolve(Parameters parameters);
    QString newNode(bool commit, const QString &parents = u"$root"_s);
    BackfillSpec backfillSpec(const QList<qint64> &nodes) const;
    Backfill newBackfill(const QList<qint64> &nodes);
    QString waitingInstance();
    QString resolveBackfill(const QString &value);
    qint64 newGroup();
    InstanceId newRun(int exitStatus);
    qint64 answerId(const ApiAnswer &answer, const QString &member = u"Data"_s) const;
    Instance instanceOf(InstanceId id) const;
    bool reaches(InstanceId id, InstanceState state) const;

    std::unique_ptr<ApiFixture> m_api;
    QMap<QString, QString> m_known;
    int m_made = 0;
};

qint64 TestApiActions::answerId(const ApiAnswer &answer, const QString &member) const
{
    const QJsonValue value = answer.json.value(member);
    const qint64 id = value.isObject() ? value.toObject().value(u"Id"_s).toInteger() : value.toInteger();
    if (id == 0)
        qWarning().noquote() << QJsonDocument(answer.json).toJson();
    return id;
}

void TestApiActions::initTestCase()
{
    m_api = std::make_unique<ApiFixture>();
    const Workspace workspace = m_api->engine->catalog().workspaces().first();
    m_known = {{u"$project"_s, workspace.id.toString()},
               {u"$identifier"_s, workspace.identifier},
               {u"$root"_s, workspace.rootOutput()}};
    const ApiAnswer flow = m_api->dataWorks(
        u"CreateBusiness"_s, resolve(with({{u"ProjectId"_s, u"$project"_s}, {u"BusinessName"_s, u"flow"_s}})));
    m_known[u"$flow"_s] = QString::number(answerId(flow, u"BusinessId"_s));
    const qint64 group = newGroup();
    QVERIFY(group != 0);
    const auto bound = m_api->slipway(
        u"BindResourceGroup"_s,
        resolve(with({{u"ResourceGroupId"_s, QString::number(group)}, {u"ProjectId"_s, u"$project"_s}})));
    QCOMPARE(bound.status, 200);
    m_known[u"$group"_s] = u"group_%1"_s.arg(group);
    for (const ResourceGroup &candidate : m_api->engine->groups().groups()) {
        if (candidate.id.value() == group)
            m_known[u"$group"_s] = candidate.identifier;
    }
    m_known[u"$file"_s] = newNode(true);
    QVERIFY(!m_known[u"$file"_s].isEmpty());
    const ApiAnswer got = m_api->dataWorks(u"GetFile"_s, resolve(file));
    m_known[u"$node"_s] =
        QString::number(got.json[u"Data"_s].toObject()[u"File"_s].toObject()[u"NodeId"_s].toInteger());
    m_known[u"$instance"_s] = newRun(0).toString();
}

// A Shell node below the root, committed or not; its FileId.
QString TestApiActions::newNode(bool commit, const QString &parents)
{
    const ApiAnswer made =
        m_api->dataWorks(u"CreateFile"_s, resolve(with({{u"ProjectId"_s, u"$project"_s},
                                                        {u"FileName"_s, u"node%1"_s.arg(++m_made)},
                                                        {u"FileType"_s, u"6"_s},
                                                        {u"FileFolderPath"_s, u"Business_process/flow/General"_s},
                                                        {u"Content"_s, u"echo hello"_s},
                                                        {u"ResourceGroupIdentifier"_s, m_known.value(u"$group"_s)},
                                                        {u"InputList"_s, parents}})));
    const QString id = QString::number(answerId(made));
    if (commit) {
        const ApiAnswer committed = m_api->slipway(u"CommitNode"_s, with({{u"FileId"_s, id}}));
        if (committed.status != 200)
            qWarning().noquote() << QJsonDocument(committed.json).toJson();
    }
    return id;
}

qint64 TestApiActions::newGroup()
{
    const ResourceGroupSpec spec{u"group%1"_s.arg(++m_made), {}, {}, ResourceGroupBackend::Local, 100};
    const qint64 id =
        answerId(m_api->slipway(u"CreateResourceGroup"_s, with({{u"Spec"_s, QString::fromUtf8(encodeJson(spec))}})));
    const bool runs = QTest::qWaitFor([&] {
        const auto group = m_api->engine->groups().group(ResourceGroupId(id));
        return group && group->state == ResourceGroupState::Running;
    });
    return runs ? id : 0;
}

Instance TestApiActions::instanceOf(InstanceId id) const
{
    const ApiAnswer answer = m_api->slipway(u"GetInstanceDetail"_s, with({{u"InstanceId"_s, id.toString()}}));
    const auto decoded = decodeJson<Instance>(QJsonDocument(answer.json[u"Data"_s].toObject()).toJson());
    return decoded ? *decoded : Instance();
}

bool TestApiActions::reaches(InstanceId id, InstanceState state) const
{
    return QTest::qWaitFor([&] { return instanceOf(id).state == state; });
}

// A run of the draft that has ended with that status, or still runs for -1.
InstanceId TestApiActions::newRun(int exitStatus)
{
    const ApiAnswer run = m_api->slipway(
        u"RunDraft"_s, resolve(with({{u"FileId"_s, u"$file"_s}, {u"ResourceGroupIdentifier"_s, u"$group"_s}})));
    const InstanceId id(answerId(run));
    const auto request = [this, id]() -> const RunRequest * {
        for (const RunRequest &started : m_api->executor.started) {
            if (started.instance == id)
                return &started;
        }
        return nullptr;
    };
    if (!QTest::qWaitFor([&] { return request() != nullptr; }))
        return {};
    QDir().mkpath(request()->folder);
    for (const auto &[name, text] :
         {std::pair{u"/script.sh"_s, QByteArray("echo hello")}, {u"/log"_s, QByteArray("hello\n")}}) {
        QFile written(request()->folder + name);
        if (written.open(QIODevice::WriteOnly))
            written.write(text);
    }
    if (exitStatus < 0)
        return reaches(id, InstanceState::Running) ? id : InstanceId();
    m_api->executor.exit(id, 1, exitStatus);
    return reaches(id, exitStatus == 0 ? InstanceState::Success : InstanceState::Failure) ? id : InstanceId();
}

BackfillSpec TestApiActions::backfillSpec(const QList<qint64> &nodes) const
{
    BackfillSpec spec;
    spec.name = u"again"_s;
    spec.root = NodeId(nodes.first());
    for (const qint64 id : nodes)
        spec.nodes.append(NodeId(id));
    spec.ranges = {{QDate(2026, 1, 1), QDate(2026, 1, 2)}};
    return spec;
}

Backfill TestApiActions::newBackfill(const QList<qint64> &nodes)
{
    const ApiAnswer answer =
        m_api->slipway(u"StartBackfill"_s, with({{u"ProjectId"_s, m_known[u"$project"_s]},
                                                 {u"Spec"_s, QString::fromUtf8(encodeJson(backfillSpec(nodes)))}}));
    const auto made = decodeJson<Backfill>(QJsonDocument(answer.json[u"Data"_s].toObject()).toJson());
    if (!made)
        qWarning().noquote() << QJsonDocument(answer.json).toJson();
    return made ? *made : Backfill();
}

// One of a backfill whose parent runs without an end.
QString TestApiActions::waitingInstance()
{
    const auto fileOf = [this](const QString &id) {
        return m_api->dataWorks(u"GetFile"_s, with({{u"FileId"_s, id}})).json[u"Data"_s].toObject();
    };
    const QJsonObject parent = fileOf(newNode(true));
    const QString output =
        parent[u"NodeConfiguration"_s].toObject()[u"OutputList"_s].toArray().first().toObject()[u"Output"_s].toString();
    const QJsonObject child = fileOf(newNode(true, output));
    const auto nodeOf = [](const QJsonObject &data) { return data[u"File"_s].toObject()[u"NodeId"_s].toInteger(); };
    const Backfill backfill = newBackfill({nodeOf(parent), nodeOf(child)});
    InstanceQuery query;
    query.dag = backfill.dates.value(0).dag;
    query.node = NodeId(nodeOf(child));
    query.states = {InstanceState::NotRun};
    QString found;
    const auto isThere = [&] {
        const ApiAnswer page =
            m_api->slipway(u"QueryInstances"_s, with({{u"Query"_s, QString::fromUtf8(encodeJson(query))}}));
        const QJsonArray list = page.json[u"Data"_s].toObject()[u"Instances"_s].toArray();
        found = QString::number(list.first().toObject()[u"Id"_s].toInteger());
        return !list.isEmpty();
    };
    return QTest::qWaitFor(isThere) ? found : QString();
}

QString TestApiActions::resolveBackfill(const QString &value)
{
    const qint64 node = m_known[u"$node"_s].toLongLong();
    if (value == "$backfillSpec"_L1)
        return QString::fromUtf8(encodeJson(backfillSpec({node})));
    if (value == "$backfillSpecWithoutDates"_L1) {
        BackfillSpec spec = backfillSpec({node});
        spec.ranges.clear();
        return QString::fromUtf8(encodeJson(spec));
    }
    if (value == "$waiting"_L1)
        return waitingInstance();
    const Backfill backfill = newBackfill({node});
    if (value == "$dag"_L1)
        return backfill.dates.value(0).dag.toString();
    if (value == "$pausedBackfill"_L1)
        m_api->slipway(u"PauseBackfill"_s, with({{u"BackfillId"_s, backfill.id.toString()}}));
    return backfill.id.toString();
}

QString TestApiActions::resolve(const QString &value)
{
    if (!value.startsWith(u'$') || m_known.contains(value))
        return m_known.value(value, value);
    if (value == "$newFlow"_L1)
        return QString::number(
            answerId(m_api->dataWorks(u"CreateBusiness"_s, with({{u"ProjectId"_s, m_known[u"$project"_s]},
                                                                 {u"BusinessName"_s, u"f%1"_s.arg(++m_made)}})),
                     u"BusinessId"_s));
    if (value == "$newFile"_L1)
        return newNode(false);
    if (value == "$newNode"_L1) {
        const ApiAnswer got = m_api->dataWorks(u"GetFile"_s, with({{u"FileId"_s, newNode(true)}}));
        return QString::number(got.json[u"Data"_s].toObject()[u"File"_s].toObject()[u"NodeId"_s].toInteger());
    }
    if (value == "$newGroup"_L1 || value == "$stoppedGroup"_L1 || value == "$boundGroup"_L1) {
        const QString group = QString::number(newGroup());
        if (value == "$stoppedGroup"_L1)
            m_api->slipway(u"StopResourceGroup"_s, with({{u"ResourceGroupId"_s, group}}));
        if (value == "$boundGroup"_L1)
            m_api->slipway(u"BindResourceGroup"_s,
                           with({{u"ResourceGroupId"_s, group}, {u"ProjectId"_s, m_known[u"$project"_s]}}));
        return group;
    }
    if (value == "$waiting"_L1 || value == "$dag"_L1 || value.contains("ackfill"_L1))
        return resolveBackfill(value);
    if (value == "$running"_L1)
        return newRun(-1).toString();
    if (value == "$finished"_L1)
        return newRun(0).toString();
    if (value == "$failed"_L1)
        return newRun(3).toString();
    if (value == "$frozen"_L1) {
        const QString id = newRun(0).toString();
        m_api->dataWorks(u"SuspendInstance"_s, with({{u"InstanceId"_s, id}, {u"ProjectEnv"_s, u"PROD"_s}}));
        return id;
    }
    if (value == "$deployment"_L1)
        return QString::number(answerId(m_api->dataWorks(u"SubmitFile"_s, resolve(file))));
    if (value == "$draft"_L1) {
        const ApiAnswer draft = m_api->slipway(u"GetDraft"_s, resolve(file));
        return QString::fromUtf8(QJsonDocument(draft.json[u"Data"_s].toObject()).toJson());
    }
    if (value == "$deletedDraft"_L1) {
        const Parameters created = with({{u"FileId"_s, newNode(true)}});
        const ApiAnswer draft = m_api->slipway(u"GetDraft"_s, created);
        m_api->dataWorks(u"DeleteFile"_s, created);
        return QString::fromUtf8(QJsonDocument(draft.json[u"Data"_s].toObject()).toJson());
    }
    if (value == "$positions"_L1)
        return QString::fromUtf8(
            encodeJson(QList<NodePosition>{{FileId(m_known[u"$file"_s].toLongLong()), QPointF(7, 8)}}));
    if (value == "$query"_L1) {
        InstanceQuery query;
        query.workspace = WorkspaceId(m_known[u"$project"_s].toLongLong());
        return QString::fromUtf8(encodeJson(query));
    }
    if (value == "$service"_L1) {
        const QByteArray name = "svc_" + QByteArray::number(++m_made);
        const ApiAnswer made = m_api->eas("POST", "/api/v2/services", description(name));
        if (made.status != 200)
            qWarning().noquote() << QJsonDocument(made.json).toJson();
        return QString::fromLatin1(name);
    }
    if (value.startsWith("$root,"_L1))
        return m_known[u"$root"_s] + value.mid(5);
    return value;
}

Parameters TestApiActions::resolve(Parameters parameters)
{
    for (QString &value : parameters)
        value = resolve(value);
    return parameters;
}

void TestApiActions::rpcAction_data()
{
    QTest::addColumn<int>("index");
    const QList<Row> rows = allRows();
    for (int i = 0; i < rows.size(); ++i)
        QTest::addRow("%s", rows[i].action.data()) << i;
}

void TestApiActions::rpcAction()
{
    QFETCH(int, index);
    const Row row = allRows().at(index);
    const QByteArray version(row.version.data(), row.version.size());
    const ApiAnswer good = m_api->rpc(version, row.action, resolve(row.good));
    QVERIFY2(good.status == 200, QJsonDocument(good.json).toJson().constData());
    QVERIFY(!good.json[u"RequestId"_s].toString().isEmpty());
    QVERIFY(good.json[u"Success"_s].toBool(true));
    if (!row.member.isEmpty())
        QVERIFY2(good.json.contains(row.member), QJsonDocument(good.json).toJson().constData());
    if (row.bad.isEmpty())
        return;
    Parameters bad = row.good;
    bad.insert(row.bad);
    const ApiAnswer refused = m_api->rpc(version, row.action, resolve(bad));
    QVERIFY2(refused.status >= 400 && refused.status < 500, QJsonDocument(refused.json).toJson().constData());
    QVERIFY2(refused.code().startsWith(row.code), QJsonDocument(refused.json).toJson().constData());
    QCOMPARE(refused.json[u"ErrorCode"_s].toString(), refused.code());
    QCOMPARE(refused.json[u"Success"_s].toBool(true), false);
    QVERIFY(!refused.json[u"Message"_s].toString().isEmpty());
}

void TestApiActions::knowsEveryAction()
{
    QSet<QString> tested;
    for (const Row &row : allRows())
        tested.insert(QString(row.version) + u' ' + row.action);
    QSet<QString> served;
    for (const QLatin1StringView version : {dataWorks, slipwayProduct}) {
        for (const QString &name : m_api->api->router().actionNames(QString(version)))
            served.insert(QString(version) + u' ' + name);
    }
    QCOMPARE(served - tested, QSet<QString>());
    QCOMPARE(tested - served, QSet<QString>());
    const ApiAnswer unknown = m_api->dataWorks(u"DropEverything"_s);
    QCOMPARE(unknown.status, 404);
    QCOMPARE(unknown.code(), u"InvalidAction.NotFound"_s);
    QVERIFY(m_api->rpc("1999-01-01", u"ListProjects"_s).status >= 400);
}

// Reference: dataworks 6.14, the first three rows.
void TestApiActions::buildsAWorkflowAsDataWorksClientsDo()
{
    const QString first = newNode(false);
    const ApiAnswer got = m_api->dataWorks(u"GetFile"_s, with({{u"FileId"_s, first}}));
    const QJsonObject data = got.json[u"Data"_s].toObject();
    QVERIFY(!data[u"File"_s].toObject().contains(u"NodeId"_s));
    const QString output =
        data[u"NodeConfiguration"_s].toObject()[u"OutputList"_s].toArray().first().toObject()[u"Output"_s].toString();
    QVERIFY(output.endsWith(first + u"_out"_s));
    const ApiAnswer submitted = m_api->dataWorks(u"SubmitFile"_s, with({{u"FileId"_s, first}}));
    const QString deployment = QString::number(answerId(submitted));
    QTRY_COMPARE(m_api->dataWorks(u"GetDeployment"_s, with({{u"DeploymentId"_s, deployment}}))
                     .json[u"Data"_s]
                     .toObject()[u"Deployment"_s]
                     .toObject()[u"Status"_s]
                     .toInt(),
                 1);
    const QString second = newNode(false);
    const ApiAnswer connected = m_api->dataWorks(
        u"UpdateFile"_s, resolve(with({{u"FileId"_s, second}, {u"InputList"_s, m_known[u"$root"_s] + u',' + output}})));
    QCOMPARE(connected.status, 200);
    QCOMPARE(m_api->slipway(u"CommitNode"_s, with({{u"FileId"_s, second}})).status, 200);
    const QJsonObject nodeOfFirst =
        m_api->dataWorks(u"GetFile"_s, with({{u"FileId"_s, first}})).json[u"Data"_s].toObject();
    const QString nodeId = QString::number(nodeOfFirst[u"File"_s].toObject()[u"NodeId"_s].toInteger());
    const ApiAnswer children =
        m_api->dataWorks(u"GetNodeChildren"_s, with({{u"NodeId"_s, nodeId}, {u"ProjectEnv"_s, u"PROD"_s}}));
    const QJsonArray nodes = children.json[u"Data"_s].toObject()[u"Nodes"_s].toArray();
    QCOMPARE(nodes.size(), 1);
    QCOMPARE(nodes.first().toObject()[u"StepType"_s].toString(), u"0"_s);
}

void TestApiActions::tellsWhyACommitFailed()
{
    const QString lonely = newNode(false);
    m_api->dataWorks(u"UpdateFile"_s, with({{u"FileId"_s, lonely}, {u"InputList"_s, QString()}}));
    const QString deployment =
        QString::number(answerId(m_api->dataWorks(u"SubmitFile"_s, with({{u"FileId"_s, lonely}}))));
    const auto ask = [&] {
        return m_api->dataWorks(u"GetDeployment"_s, with({{u"DeploymentId"_s, deployment}}))
            .json[u"Data"_s]
            .toObject()[u"Deployment"_s]
            .toObject();
    };
    QTRY_COMPARE(ask()[u"Status"_s].toInt(), 2);
    QVERIFY(!ask()[u"ErrorMessage"_s].toString().isEmpty());
}

// SkipAllDeployFileExtensions skips the pre-deploy check (reference: dataworks 6.7); here it confirms the number, too.
void TestApiActions::submitsManyInstancesADayWhenItsCheckIsSkipped()
{
    const QString busy = newNode(false);
    const Parameters schedule = with({{u"FileId"_s, busy}, {u"CronExpress"_s, u"*/30 * * * * ?"_s}});
    QCOMPARE(m_api->dataWorks(u"UpdateFile"_s, schedule).status, 200);
    const auto submit = [&](const Parameters &parameters) {
        const ApiAnswer answer = m_api->dataWorks(u"SubmitFile"_s, parameters);
        return QString::number(answerId(answer));
    };
    const auto ask = [&](const QString &deployment) {
        return m_api->dataWorks(u"GetDeployment"_s, with({{u"DeploymentId"_s, deployment}}))
            .json[u"Data"_s]
            .toObject()[u"Deployment"_s]
            .toObject();
    };
    const QString refused = submit(with({{u"FileId"_s, busy}}));
    QTRY_COMPARE(ask(refused)[u"Status"_s].toInt(), 2);
    const QString why = ask(refused)[u"ErrorMessage"_s].toString();
    QVERIFY2(why.contains(u"2880"_s) && why.contains(u"SkipAllDeployFileExtensions"_s), qPrintable(why));
    const QString meant = submit(with({{u"FileId"_s, busy}, {u"SkipAllDeployFileExtensions"_s, u"true"_s}}));
    QTRY_COMPARE(ask(meant)[u"Status"_s].toInt(), 1);
    const ApiAnswer unclear = m_api->dataWorks(
        u"SubmitFile"_s, with({{u"FileId"_s, busy}, {u"SkipAllDeployFileExtensions"_s, u"perhaps"_s}}));
    QCOMPARE(unclear.status, 400);
}

// Reference: dataworks 6.12.
void TestApiActions::keepsTheAsymmetries()
{
    const Parameters flow = resolve(with({{u"BusinessId"_s, u"$flow"_s}}));
    QVERIFY(m_api->dataWorks(u"GetBusiness"_s, flow).json[u"Data"_s].toObject()[u"ProjectId"_s].isString());
    const QJsonObject businesses = m_api->dataWorks(u"ListBusiness"_s, resolve(project)).json[u"Data"_s].toObject();
    QVERIFY(businesses[u"Business"_s].toArray().first().toObject()[u"ProjectId"_s].isDouble());
    QVERIFY(!m_api->dataWorks(u"ListProjects"_s).json.contains(u"Success"_s));
    const ApiAnswer one = m_api->dataWorks(u"GetNode"_s, resolve(node));
    QVERIFY(one.json[u"Data"_s].toObject()[u"Repeatability"_s].isString());
    const ApiAnswer all = m_api->dataWorks(
        u"ListNodes"_s, resolve(with({{u"ProjectId"_s, u"$project"_s}, {u"ProjectEnv"_s, u"PROD"_s}})));
    QVERIFY(all.json[u"Data"_s].toObject()[u"Nodes"_s].toArray().first().toObject()[u"Repeatability"_s].isBool());
    const QJsonObject got = m_api->dataWorks(u"GetFile"_s, resolve(file)).json[u"Data"_s].toObject();
    const QJsonObject configuration = got[u"NodeConfiguration"_s].toObject();
    QVERIFY(configuration[u"ResourceGroupId"_s].isDouble());
    QVERIFY(configuration[u"ApplyScheduleImmediately"_s].isString());
    QVERIFY(configuration[u"InputList"_s].isArray());
    QVERIFY(got[u"ResourceDownloadLink"_s].toObject().contains(u"downloadLink"_s));
}

void TestApiActions::readsLogsAndHistory()
{
    const InstanceId id = newRun(3);
    QVERIFY(id.isValid());
    const Parameters which = with({{u"InstanceId"_s, id.toString()}, {u"ProjectEnv"_s, u"PROD"_s}});
    QCOMPARE(m_api->dataWorks(u"GetInstanceLog"_s, which).json[u"Data"_s].toString(), u"hello\n"_s);
    const QJsonArray history = m_api->dataWorks(u"ListInstanceHistory"_s, which).json[u"Instances"_s].toArray();
    QCOMPARE(history.size(), 1);
    QCOMPARE(history.first().toObject()[u"Status"_s].toString(), u"FAILURE"_s);
    const ApiAnswer log =
        m_api->slipway(u"ReadRunLog"_s, with({{u"InstanceId"_s, id.toString()}, {u"Offset"_s, u"-3"_s}}));
    const auto chunk = decodeJson<LogChunk>(QJsonDocument(log.json[u"Data"_s].toObject()).toJson());
    QVERIFY(chunk.ok());
    QCOMPARE(chunk->bytes, QByteArray("lo\n"));
    QCOMPARE(chunk->offset, qint64(3));
    QCOMPARE(chunk->size, qint64(6));
    QVERIFY(chunk->finished);
    QCOMPARE(m_api->slipway(u"GetScriptAsRun"_s, which).json[u"Data"_s].toString(), u"echo hello"_s);
}

void TestApiActions::refusesAStaleDraft()
{
    const QString draft = resolve(u"$draft"_s);
    QCOMPARE(m_api->slipway(u"SaveDraft"_s, with({{u"Draft"_s, draft}})).status, 200);
    const ApiAnswer stale = m_api->slipway(u"SaveDraft"_s, with({{u"Draft"_s, draft}}));
    QCOMPARE(stale.status, 409);
    QCOMPARE(stale.code(), u"RevisionConflict"_s);
}

void TestApiActions::createsAndListsServices()
{
    const QByteArray name = resolve(u"$service"_s).toLatin1();
    const QByteArray path = "/api/v2/services/cn-shanghai/" + name;
    const ApiAnswer described = m_api->eas("GET", path);
    QCOMPARE(described.status, 200);
    for (const QString &key : {u"Status"_s, u"Message"_s, u"Reason"_s, u"ServiceName"_s, u"ServiceId"_s,
                               u"AccessToken"_s, u"InternetEndpoint"_s, u"IntranetEndpoint"_s, u"ServiceConfig"_s,
                               u"CurrentVersion"_s, u"LatestVersion"_s, u"ServiceType"_s})
        QVERIFY2(described.json.contains(key), qPrintable(key));
    const ApiAnswer listed = m_api->eas("GET", "/api/v2/services?Filter=" + name);
    QCOMPARE(listed.json[u"TotalCount"_s].toInt(), 1);
    QCOMPARE(m_api->eas("GET", path + "/versions").json[u"Versions"_s].toArray().size(), 1);
    for (const char *part : {"/instances", "/logs", "/events", "/endpoints"})
        QVERIFY2(m_api->eas("GET", path + part).status == 200, part);
    QVERIFY(m_api->eas("GET", "/api/v2/regions").json[u"Regions"_s].toArray().size() >= 9);
    const ApiAnswer twice = m_api->eas("POST", "/api/v2/services", description(name));
    QCOMPARE(twice.status, 409);
    QVERIFY(m_api->eas("PUT", path + "/version", R"({"Version":9})").status >= 400);
    QVERIFY(m_api->eas("PUT", path + "/scale", R"({"Instance":"two"})").status >= 400);
    QCOMPARE(m_api->eas("DELETE", path).status, 200);
    QTRY_COMPARE(m_api->eas("GET", path).code(), u"InvalidService.NotFound"_s);
}

void TestApiActions::remembersWhichRunMadeAVersion()
{
    const InstanceId run = newRun(-1);
    WireRequest request{"POST", "/api/v2/services", {}, description("from_run")};
    setHeader(request.headers, "x-acs-slipway-instance", run.toString().toLatin1());
    const ApiAnswer made = m_api->ask(m_api->signedRequest(request, "CreateService", "2021-07-01"));
    QVERIFY2(made.status == 200, QJsonDocument(made.json).toJson().constData());
    const auto versions = m_api->services->versions(u"cn-shanghai"_s, u"from_run"_s);
    QVERIFY(versions.ok());
    QCOMPARE(versions->first().provenance.instance, run);
    QCOMPARE(versions->first().provenance.workflowName, u"flow"_s);
    QCOMPARE(versions->first().provenance.caller, u"testid"_s);
    setHeader(request.headers, "x-acs-slipway-instance", "minus one");
    QCOMPARE(m_api->ask(m_api->signedRequest(request, "CreateService", "2021-07-01")).status, 400);
}

QTEST_GUILESS_MAIN(TestApiActions)
#include "tst_api_actions.moc"
