#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"
#include "tests/eascmd/eascmd_run.h"

#include <QTest>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

// The output, byte for byte, in the shapes of the vendor's client (reference: eas 1.4).
class TestEascmdSamples : public QObject
{
    Q_OBJECT

private slots:
    void create();
    void list();
    void remove();
    void describe();
    void workers();
    void logs();
};

void TestEascmdSamples::create()
{
    HttpStub stub;
    EascmdRunner runner;
    runner.write(u"demo.json"_s,
                 R"({"name":"demo","processor":"xgboost","model_path":"m.json","metadata":{"instance":1}})");
    const auto at = [&](ServiceState state, const char *message) {
        return describedAnswer(demoService(stub, state, QString::fromLatin1(message)));
    };
    stub.on("POST /api/v2/services",
            encodeRoaAnswer(u"7B0C1A52-0000-4000-8000-9C0D5E6F7A8B"_s,
                            eas::encodeCreatedService(demoService(stub, ServiceState::Creating, {}))));
    stub.on("GET /api/v2/services/cn-shanghai/demo",
            {at(ServiceState::Creating, "Service is now creating"),
             at(ServiceState::Creating, "Service is now creating"),
             at(ServiceState::Waiting, "Waiting [Total: 1, Pending: 1, Running: 0]"),
             at(ServiceState::Waiting, "Running [Total: 1, Pending: 0, Running: 1]"),
             at(ServiceState::Running, "Service is running")});
    const auto result = runner.runAgainst(stub, {u"create"_s, u"demo.json"_s});
    QCOMPARE(result.error, QString());
    const QString endpoint = QString::fromLatin1("http://" + stub.address() + "/api/predict/demo");
    const QString rule = u"+-------------------+"_s + QString(endpoint.size() + 2, u'-') + u"+\n"_s;
    QCOMPARE(result.out, u"[RequestId]: 7B0C1A52-0000-4000-8000-9C0D5E6F7A8B\n"_s + rule + u"| Intranet Endpoint | "_s +
                             endpoint + u" |\n|             Token | "_s +
                             u"ZGVtby10b2tlbi1ub3QtcmVhbA=="_s.leftJustified(endpoint.size()) + u" |\n"_s + rule +
                             uR"([OK] Service is now creating
[OK] Waiting [Total: 1, Pending: 1, Running: 0]
[OK] Running [Total: 1, Pending: 0, Running: 1]
[OK] Service is running
)"_s);
    QCOMPARE(result.status, 0);
    QCOMPARE(stub.signatureProblems(), QStringList());
}

void TestEascmdSamples::list()
{
    HttpStub stub;
    EascmdRunner runner;
    const eas::Page<Service> page{{demoService(stub, ServiceState::Running, {})}, 1, 100, 1};
    stub.on("GET /api/v2/services",
            encodeRoaAnswer(u"0F9E8D7C-0000-4000-8000-1A2B3C4D5E6F"_s, eas::encodeServicePage(page)));
    const auto result = runner.runAgainst(stub, {u"ls"_s});
    QCOMPARE(result.out, uR"([RequestId]: 0F9E8D7C-0000-4000-8000-1A2B3C4D5E6F
+-------------+-------------+----------+---------------------+---------------------+---------+--------+-------------------+
| SERVICENAME |   REGION    | INSTANCE |     CREATETIME      |     UPDATETIME      | STATUS  | WEIGHT |    SERVICEPATH    |
+-------------+-------------+----------+---------------------+---------------------+---------+--------+-------------------+
| demo        | cn-shanghai |        1 | 2026-03-01 09:00:00 | 2026-03-02 09:00:03 | Running |      0 | /api/predict/demo |
+-------------+-------------+----------+---------------------+---------------------+---------+--------+-------------------+
)"_s);
    QCOMPARE(result.status, 0);
}

void TestEascmdSamples::remove()
{
    HttpStub stub;
    EascmdRunner runner;
    stub.on("DELETE /api/v2/services/cn-shanghai/demo",
            encodeRoaAnswer(u"11112222-0000-4000-8000-333344445555"_s,
                            eas::encodeMessage(u"Service [demo] in region [cn-shanghai] is terminating"_s)));
    const Error gone = Error::notFound(u"InvalidService.NotFound"_s, u"no such service"_s);
    stub.on("GET /api/v2/services/cn-shanghai/demo",
            {describedAnswer(demoService(stub, ServiceState::Deleting, u"Service is terminating"_s)),
             describedAnswer(demoService(stub, ServiceState::Deleting, u"Service is terminating"_s)),
             {404, encodeError(gone, u"R"_s, u"h"_s, WireStyle::Roa), false, false, {}}});
    const auto result = runner.runAgainst(stub, {u"delete"_s, u"-f"_s, u"demo"_s});
    QCOMPARE(result.out, uR"([RequestId]: 11112222-0000-4000-8000-333344445555
[OK] Service [demo] in region [cn-shanghai] is terminating
[OK] Service is terminating
[OK] Service was deleted successfully
)"_s);
    QCOMPARE(result.status, 0);
}

void TestEascmdSamples::describe()
{
    HttpStub stub;
    EascmdRunner runner;
    Service service = demoService(stub, ServiceState::Running, u"Service is running"_s);
    service.cpu = 2;
    service.memoryMb = 4000;
    service.readyInstances = 1;
    service.currentVersion = 2;
    service.latestVersion = 3;
    service.endpoint = u"http://h/api/predict/demo"_s;
    service.config = uR"({"name":"demo","metadata":{"instance":1},"model_path":"/models/a/rather/long/path"})"_s;
    stub.on("GET /api/v2/services/cn-shanghai/demo", described(service));
    const auto result = runner.runAgainst(stub, {u"desc"_s, u"demo"_s});
    QCOMPARE(result.out, uR"(+------------------+-------------------------------+
|           Status | Running                       |
|      ServiceName | demo                          |
|           Region | cn-shanghai                   |
|       CreateTime | 2026-03-01 09:00:00           |
|       UpdateTime | 2026-03-02 09:00:03           |
|      AccessToken | ZGVtby10b2tlbi1ub3QtcmVhbA==  |
|     PrivateToken |                               |
|    TotalInstance |                             1 |
|  RunningInstance |                             1 |
|  PendingInstance |                             0 |
|              CPU |                             2 |
|              GPU |                             0 |
|           Memory | 4000M                         |
|            Image |                               |
|           Weight |                             0 |
|    LatestVersion |                             3 |
|   CurrentVersion |                             2 |
|          Message | Service is running            |
| IntranetEndpoint | http://h/api/predict/demo     |
|    ServiceConfig | {                             |
|                  |   "metadata": {               |
|                  |     "instance": 1             |
|                  |   },                          |
|                  |   "model_path":               |
|                  | "/models/a/rather/long/path", |
|                  |   "name": "demo"              |
|                  | }                             |
+------------------+-------------------------------+
)"_s);
    QCOMPARE(result.status, 0);
    const auto json = runner.runAgainst(stub, {u"desc"_s, u"demo"_s, u"-json"_s});
    QVERIFY(json.out.contains(u"\"CurrentVersion\": 2"));
}

void TestEascmdSamples::workers()
{
    HttpStub stub;
    EascmdRunner runner;
    ServiceInstance instance;
    instance.name = u"demo-7f9c-x1"_s;
    instance.status = u"Running"_s;
    instance.ready = true;
    instance.restarts = 2;
    instance.startedAt = fromDateTime(QDateTime({2026, 3, 1}, {1, 0}, Qt::UTC));
    instance.lastState = uR"({"exitCode":137,"reason":"Killed"})"_s;
    stub.on("GET /api/v2/services/cn-shanghai/demo/instances",
            encodeRoaAnswer(u"R"_s, eas::encodeInstancePage({{instance}, 1, 100, 1}, 1)));
    const auto result = runner.runAgainst(stub, {u"w"_s, u"demo"_s});
    QCOMPARE(result.out, uR"([RequestId]: R
+--------------+-----------+-----------+---------------------+----------+---------+-------+--------+------------------------------------+
| INSTANCENAME |  INNERIP  |  HOSTIP   |       STARTAT       | RESTARTS | STATUS  | READY | REASON |             LASTSTATE              |
+--------------+-----------+-----------+---------------------+----------+---------+-------+--------+------------------------------------+
| demo-7f9c-x1 | 127.0.0.1 | 127.0.0.1 | 2026-03-01 09:00:00 |        2 | Running | [1/1] |        | {"exitCode":137,"reason":"Killed"} |
+--------------+-----------+-----------+---------------------+----------+---------+-------+--------+------------------------------------+
)"_s);
    QCOMPARE(result.status, 0);
}

// Pages begin with the oldest line; what is shown are the newest.
void TestEascmdSamples::logs()
{
    HttpStub stub;
    EascmdRunner runner;
    const QByteArray what = "GET /api/v2/services/cn-shanghai/demo/logs";
    stub.on(what, encodeRoaAnswer(u"R"_s, eas::encodeLogPage({{u"one"_s, u"two é"_s, u"three"_s}, 1, 500, 3})));
    QCOMPARE(runner.runAgainst(stub, {u"logs"_s, u"demo"_s}).out, u"one\ntwo é\nthree\n"_s);
    QCOMPARE(runner.runAgainst(stub, {u"logs"_s, u"demo"_s, u"-n"_s, u"2"_s}).out, u"two é\nthree\n"_s);

    QStringList lines;
    for (int i = 1; i <= 1002; ++i)
        lines += u"line %1"_s.arg(i);
    QList<StubAnswer> pages;
    for (const int number : {1, 2, 3}) {
        pages += {200,
                  encodeRoaAnswer(u"R"_s, eas::encodeLogPage(eas::pageOf<QString>(lines, number, 500))),
                  false,
                  false,
                  {}};
    }
    stub.on(what, pages);
    QCOMPARE(runner.runAgainst(stub, {u"logs"_s, u"demo"_s, u"-n"_s, u"3"_s}).status, 0);
    QCOMPARE(stub.requests().last().query(), QByteArray("PageNum=3&PageSize=500"));
    stub.on(what, pages);
    QCOMPARE(runner.runAgainst(stub, {u"logs"_s, u"demo"_s, u"-n"_s, u"600"_s}).out,
             lines.mid(402).join(u'\n') + u'\n');
}

QTEST_GUILESS_MAIN(TestEascmdSamples)
#include "tst_eascmd_samples.moc"
