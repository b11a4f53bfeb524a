#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"
#include "tests/eascmd/eascmd_run.h"

#include <QTest>

#include <functional>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

constexpr char demoPath[] = "/api/v2/services/cn-shanghai/demo";
const QByteArray describePath = QByteArray("GET ") + demoPath;

StubAnswer errorAnswer(const Error &error)
{
    return {httpStatusOf(error), encodeError(error, u"R-1"_s, u"h"_s, WireStyle::Roa), false, false, {}};
}

StubAnswer okAnswer(const QString &message)
{
    return {200, encodeRoaAnswer(u"R-2"_s, eas::encodeMessage(message)), false, false, {}};
}

Service versioned(const HttpStub &stub, ServiceState state, int current, int latest)
{
    Service service = demoService(stub, state, toText(state));
    service.currentVersion = current;
    service.latestVersion = latest;
    if (state == ServiceState::Running && current < latest)
        service.message = u"Version %1 failed and takes no traffic"_s.arg(latest);
    return service;
}

StubAnswer versionsAnswer(int number, VersionState state, const QString &message)
{
    ServiceVersion version;
    version.number = number;
    version.state = state;
    version.message = message;
    return {200, encodeRoaAnswer(u"R-3"_s, eas::encodeVersionPage({{version}, 1, 100, 1})), false, false, {}};
}

using Script = std::function<void(HttpStub &)>;

} // namespace

Q_DECLARE_METATYPE(Script)

class TestEascmd : public QObject
{
    Q_OBJECT

private slots:
    void exitStatus_data();
    void exitStatus();
    void wrongUse_data();
    void wrongUse();
    void informs_data();
    void informs();
    void newVersion_data();
    void newVersion();
    void descriptionIsReadLeniently();
    void badDescription_data();
    void badDescription();
    void modifyMerges();
    void endpointOverride();
    void noTerminalNoQuestion_data();
    void noTerminalNoQuestion();
    void enginesRestartIsWaitedOut();
    void timeLimit();
    void configAndBareCommands();
    void secretsStayInside();
};

void TestEascmd::exitStatus_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words"); // on standard error
    const auto running = [](HttpStub &s) { s.on(describePath, described(versioned(s, ServiceState::Running, 1, 1))); };
    const auto missing = [](HttpStub &s) {
        s.on(describePath,
             {errorAnswer(Error::notFound(u"InvalidService.NotFound"_s, u"The service demo does not exist."_s))});
    };
    QTest::newRow("desc") << u"desc demo"_s << Script(running) << 0 << QString();
    QTest::newRow("desc unknown") << u"desc demo"_s << Script(missing) << 1
                                  << u"The service demo does not exist. (InvalidService.NotFound)"_s;
    QTest::newRow("modify unknown") << u"modify demo -Dmetadata.instance=2"_s << Script(missing) << 1
                                    << u"does not exist"_s;
    QTest::newRow("start") << u"start demo"_s << Script([=](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/start", {okAnswer(u"starting"_s)});
        running(s);
    }) << 0 << QString();
    QTest::newRow("start fails") << u"start demo"_s << Script([=](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/start", {okAnswer(u"starting"_s)});
        s.on(describePath, described(demoService(s, ServiceState::Failed, u"the model is corrupt"_s)));
    }) << 1 << u"the model is corrupt"_s;
    QTest::newRow("start stopped meanwhile") << u"start demo"_s << Script([=](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/start", {okAnswer(u"starting"_s)});
        s.on(describePath, described(versioned(s, ServiceState::Stopped, 1, 1)));
    }) << 1 << u"stopped meanwhile"_s;
    QTest::newRow("stop") << u"stop demo"_s << Script([](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/stop", {okAnswer(u"stopping"_s)});
    }) << 0 << QString();
    QTest::newRow("restart") << u"restart demo"_s << Script([](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/restart", {okAnswer(u"restarting"_s)});
    }) << 0 << QString();
    QTest::newRow("scale") << u"scale demo 3"_s << Script([=](HttpStub &s) {
        s.on(QByteArray("PUT ") + demoPath + "/scale", {okAnswer(u"scaling"_s)});
        running(s);
    }) << 0 << QString();
    QTest::newRow("bad signature") << u"ls"_s << Script([](HttpStub &s) {
        s.on("GET /api/v2/services",
             {errorAnswer({ErrorKind::Unauthenticated, u"SignatureDoesNotMatch"_s, u"wrong secret"_s, {}, {}, false})});
    }) << 1 << u"wrong secret"_s;
    QTest::newRow("nobody there") << u"ls"_s << Script([](HttpStub &s) { s.close(); }) << 1
                                  << u"Nothing answers at 127.0.0.1"_s;
    QTest::newRow("no JSON") << u"ls"_s
                             << Script([](HttpStub &s) { s.on("GET /api/v2/services", QByteArray("<html>")); }) << 1
                             << u"no readable reason"_s;
}

void TestEascmd::exitStatus()
{
    QFETCH(const QString, line);
    QFETCH(const Script, script);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    HttpStub stub;
    script(stub);
    EascmdRunner runner;
    const auto result = runner.runAgainst(stub, line.split(u' '));
    QVERIFY2(result.status == status, qPrintable(result.error));
    QVERIFY2(result.error.contains(words) && result.error.isEmpty() == words.isEmpty(), qPrintable(result.error));
    QCOMPARE(stub.signatureProblems(), QStringList());
}

void TestEascmd::wrongUse_data()
{
    QTest::addColumn<QString>("line");
    for (const char *line :
         {"", "moon", "desc", "desc a b", "ls a", "version demo", "version demo x -f", "version demo 0 -f",
          "scale demo many", "modify demo", "create", "--moon ls", "logs demo -n", "config", "-e ftp://x ls"})
        QTest::newRow(*line ? line : "nothing") << QString::fromLatin1(line);
}

void TestEascmd::wrongUse()
{
    QFETCH(const QString, line);
    HttpStub stub;
    EascmdRunner runner;
    const auto result = line.startsWith(u"-e") || line.isEmpty() || line == u"config"
                            ? runner.run(QStringList{} + line.split(u' ', Qt::SkipEmptyParts))
                            : runner.runAgainst(stub, line.split(u' '));
    QVERIFY2(result.status == 2, qPrintable(result.error));
    QVERIFY(result.error.startsWith(u"eascmd: "));
    QCOMPARE(result.out, QString());
    QVERIFY(stub.requests().isEmpty());
}

void TestEascmd::informs_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("words");
    QTest::newRow("help") << u"--help"_s << u"Usage: eascmd"_s;
    QTest::newRow("version") << u"--version"_s << u"eascmd (Slipway) "_s;
}

void TestEascmd::informs()
{
    QFETCH(const QString, option);
    QFETCH(const QString, words);
    EascmdRunner runner;
    const auto result = runner.run({option});
    QCOMPARE(result.status, 0);
    QVERIFY(result.out.startsWith(words));
}

void TestEascmd::newVersion_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<Script>("script"); // what comes after the change was accepted
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto sequence = [](const QList<std::pair<ServiceState, std::pair<int, int>>> &states) {
        return [states](HttpStub &s) {
            QList<StubAnswer> answers;
            for (const auto &[state, numbers] : states)
                answers += describedAnswer(versioned(s, state, numbers.first, numbers.second));
            s.on(describePath, answers);
        };
    };
    using enum ServiceState;
    const QString modify = u"modify demo -s echo.json"_s;
    QTest::newRow("serves") << modify
                            << Script(sequence(
                                   {{Running, {1, 1}}, {Updating, {1, 2}}, {Updating, {1, 2}}, {Running, {2, 2}}}))
                            << 0 << QString();
    QTest::newRow("update is modify") << u"update demo -s echo.json"_s
                                      << Script(sequence({{Running, {1, 1}}, {Updating, {1, 2}}, {Running, {2, 2}}}))
                                      << 0 << QString();
    QTest::newRow("fails, the old one serves") << modify << Script([=](HttpStub &s) {
        sequence({{Running, {1, 1}}, {Updating, {1, 2}}, {Running, {1, 2}}})(s);
        s.on(QByteArray("GET ") + demoPath + "/versions",
             {versionsAnswer(2, VersionState::Failed, u"No such file: m.json."_s)});
    }) << 1 << u"Version 2 of demo failed; version 1 goes on serving. No such file: m.json."_s;
    QTest::newRow("not yet begun") << modify << Script([=](HttpStub &s) {
        sequence({{Running, {1, 1}}, {Running, {1, 2}}, {Running, {1, 2}}, {Updating, {1, 2}}, {Running, {2, 2}}})(s);
        s.on(QByteArray("GET ") + demoPath + "/versions", {versionsAnswer(2, VersionState::Preparing, {})});
    }) << 0 << QString();
    QTest::newRow("overtaken") << modify << Script([=](HttpStub &s) {
        sequence({{Running, {1, 1}}, {Updating, {1, 2}}, {Running, {3, 3}}})(s);
        s.on(QByteArray("GET ") + demoPath + "/versions", {versionsAnswer(2, VersionState::Superseded, {})});
    }) << 1 << u"overtaken by version 3"_s;
    QTest::newRow("only the instance count, an earlier version failed")
        << u"modify demo -Dmetadata.instance=2"_s
        << Script(sequence({{Running, {1, 2}}, {Scaling, {1, 2}}, {Running, {1, 2}}})) << 0 << QString();
    QTest::newRow("roll back") << u"version -f demo 1"_s << Script(sequence({{Updating, {2, 2}}, {Running, {1, 2}}}))
                               << 0 << QString();
}

void TestEascmd::newVersion()
{
    QFETCH(const QString, line);
    QFETCH(const Script, script);
    QFETCH(const int, status);
    QFETCH(const QString, words);
    HttpStub stub;
    stub.on(QByteArray("PUT ") + demoPath, {okAnswer(u"updated"_s)});
    stub.on(QByteArray("PUT ") + demoPath + "/version", {okAnswer(u"switching"_s)});
    script(stub);
    EascmdRunner runner;
    runner.write(u"echo.json"_s, R"({"name":"demo","model_path":"/m"})");
    const auto result = runner.runAgainst(stub, line.split(u' '));
    QVERIFY2(result.status == status, qPrintable(result.error));
    QVERIFY2(result.error.contains(words), qPrintable(result.error));
    QVERIFY(result.out.startsWith(u"[RequestId]: R-2\n[OK] "));
    QCOMPARE(result.out.endsWith(u"[OK] Service is running\n"), status == 0);
    QVERIFY2(!result.out.contains(u"failed"), qPrintable(result.out));
    if (line.startsWith(u"version"))
        QCOMPARE(stub.requestsFor(QByteArray("PUT ") + demoPath + "/version").first().body,
                 QByteArray(R"({"Version":1})"));
}

void TestEascmd::descriptionIsReadLeniently()
{
    HttpStub stub;
    EascmdRunner runner;
    runner.write(u"echo.json"_s, "{\n\"name\": \"demo\",\n\"generate_token\": \"true\",\n"
                                 "\"model_path\": \"models/iris.json\",\n\"processor\": \"xgboost\",\n"
                                 "\"metadata\": {\n\"instance\": 1, # You can change the number of instances.\n"
                                 "\"cpu\": 2, # You can change the number of CPUs.\n\"memory\": 4000\n}\n}\n");
    stub.on("POST /api/v2/services",
            encodeRoaAnswer(u"R"_s, eas::encodeCreatedService(demoService(stub, ServiceState::Creating, {}))));
    stub.on(describePath, described(versioned(stub, ServiceState::Running, 1, 1)));
    const auto result = runner.runAgainst(stub, {u"create"_s, u"echo.json"_s});
    QVERIFY2(result.status == 0, qPrintable(result.error));
    QVERIFY2(result.error.contains(u"warning: echo.json: line 7"), qPrintable(result.error));
    QVERIFY(result.error.contains(u"line 8"));
    const QByteArray sent = stub.requestsFor("POST /api/v2/services").first().body;
    const QByteArray path = runner.file(u"models/iris.json"_s).toUtf8();
    QVERIFY2(sent.contains("\"model_path\":\"" + path + "\""), sent.constData());
    QVERIFY(!sent.contains("#"));
}

void TestEascmd::badDescription_data()
{
    QTest::addColumn<QByteArray>("text"); // null: no such file
    QTest::addColumn<QString>("words");
    QTest::newRow("no file") << QByteArray() << u"echo.json"_s;
    QTest::newRow("no JSON") << QByteArray("{\n\"name\": \"demo\"\n\"processor\": 1}") << u"line 3"_s;
    QTest::newRow("a list") << QByteArray("[1]") << u"echo.json"_s;
    QTest::newRow("empty") << QByteArray("") << u"echo.json"_s;
}

void TestEascmd::badDescription()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, words);
    HttpStub stub;
    EascmdRunner runner;
    if (!text.isNull())
        runner.write(u"echo.json"_s, text);
    const auto result = runner.runAgainst(stub, {u"create"_s, u"echo.json"_s});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.error.contains(words), qPrintable(result.error));
    QVERIFY(stub.requests().isEmpty());
}

void TestEascmd::modifyMerges()
{
    HttpStub stub;
    stub.on(describePath, described(versioned(stub, ServiceState::Running, 1, 1)));
    stub.on(QByteArray("PUT ") + demoPath, {okAnswer(u"updated"_s)});
    EascmdRunner runner;
    runner.write(u"echo.json"_s, R"({"metadata":{"cpu":1,"instance":1},"model_path":"oss://bucket/m"})");
    const auto result = runner.runAgainst(
        stub, {u"modify"_s, u"demo"_s, u"-s"_s, u"echo.json"_s, u"-Dmetadata.instance=10"_s, u"-Dlabels.team=a b"_s});
    QCOMPARE(result.status, 0);
    const QByteArray merged =
        R"({"labels":{"team":"a b"},"metadata":{"cpu":1,"instance":10},"model_path":"oss://bucket/m"})";
    QCOMPARE(stub.requestsFor(QByteArray("PUT ") + demoPath).first().body, merged);
}

void TestEascmd::endpointOverride()
{
    HttpStub stub;
    stub.on("GET /api/v2/services/cn-beijing/demo", described(versioned(stub, ServiceState::Running, 1, 1)));
    EascmdRunner runner;
    runner.environment.insert(u"SLIPWAY_ENDPOINT"_s, stub.url().toString());
    runner.environment.insert(u"SLIPWAY_INSTANCE_ID"_s, u"42"_s);
    runner.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_ID"_s, u"id"_s);
    runner.environment.insert(u"ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s, u"secret"_s);
    const auto result = runner.run({u"-e"_s, u"pai-eas.cn-beijing.aliyuncs.com"_s, u"desc"_s, u"demo"_s});
    QVERIFY2(result.status == 0, qPrintable(result.error));
    QCOMPARE(stub.signatureProblems(), QStringList());
    const WireRequest request = stub.requests().first();
    QCOMPARE(headerValue(request.headers, "host"), QByteArray("pai-eas.cn-beijing.aliyuncs.com"));
    QCOMPARE(headerValue(request.headers, "x-acs-slipway-instance"), QByteArray("42"));
    QVERIFY(headerValue(request.headers, "authorization").contains("x-acs-slipway-instance"));
}

void TestEascmd::noTerminalNoQuestion_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("delete") << u"delete demo"_s;
    QTest::newRow("version") << u"version demo 1"_s;
}

void TestEascmd::noTerminalNoQuestion()
{
    QFETCH(const QString, line);
    HttpStub stub;
    EascmdRunner runner;
    const auto result = runner.runAgainst(stub, line.split(u' '));
    QCOMPARE(result.status, 1);
    QVERIFY(result.error.contains(u"-f"));
    QVERIFY(stub.requests().isEmpty());
}

void TestEascmd::enginesRestartIsWaitedOut()
{
    HttpStub stub;
    const StubAnswer hangUp{200, {}, true, false, {}};
    stub.on(QByteArray("PUT ") + demoPath + "/start", {okAnswer(u"starting"_s)});
    stub.on(describePath, {describedAnswer(versioned(stub, ServiceState::Starting, 1, 1)), hangUp, hangUp, hangUp,
                           hangUp, hangUp, describedAnswer(versioned(stub, ServiceState::Running, 1, 1))});
    EascmdRunner runner;
    const auto result = runner.runAgainst(stub, {u"start"_s, u"demo"_s});
    QVERIFY2(result.status == 0, qPrintable(result.error));
}

void TestEascmd::timeLimit()
{
    HttpStub stub;
    stub.on(QByteArray("PUT ") + demoPath + "/start", {okAnswer(u"starting"_s)});
    stub.on(describePath, described(versioned(stub, ServiceState::Starting, 1, 1)));
    EascmdRunner runner;
    const auto result = runner.runAgainst(stub, {u"start"_s, u"demo"_s, u"--timeout"_s, u"1"_s});
    QCOMPARE(result.status, 1);
    QVERIFY2(result.error.contains(u"after 1 s"), qPrintable(result.error));
}

void TestEascmd::configAndBareCommands()
{
    HttpStub stub;
    stub.on("GET /api/v2/services", QByteArray(R"({"RequestId":"R","Services":[],"TotalCount":0})"));
    EascmdRunner runner;
    const auto saved =
        runner.run({u"config"_s, u"-i"_s, u"id"_s, u"-k"_s, u"secret"_s, u"-e"_s, QString::fromLatin1(stub.address())});
    QCOMPARE(saved.status, 0);
    QCOMPARE(saved.out, u"[OK] Configuration saved to: [%1]\n"_s.arg(runner.file(u".eas/config"_s)));
    const auto listed = runner.run({u"ls"_s});
    QVERIFY2(listed.status == 0, qPrintable(listed.error));
    QCOMPARE(stub.signatureProblems(), QStringList());
}

void TestEascmd::secretsStayInside()
{
    HttpStub stub({"id", "Sup3rSecret", {}});
    stub.on("GET /api/v2/services", {errorAnswer({ErrorKind::Denied, u"Forbidden"_s, u"no"_s, {}, {}, false})});
    EascmdRunner runner;
    const QStringList key{u"-v"_s, u"-i"_s, u"id"_s, u"-k"_s, u"Sup3rSecret"_s};
    const QStringList endpoint{u"-e"_s, QString::fromLatin1(stub.address())};
    for (const QStringList &line :
         {key + endpoint + QStringList{u"ls"_s}, key + QStringList{u"ls"_s}, key + QStringList{u"moon"_s},
          key + endpoint + QStringList{u"config"_s}, key + QStringList{u"-z"_s}}) {
        const auto result = runner.run(line);
        QVERIFY2(!(result.out + result.error).contains(u"Sup3rSecret"), qPrintable(result.error));
    }
}

QTEST_GUILESS_MAIN(TestEascmd)
#include "tst_eascmd.moc"
