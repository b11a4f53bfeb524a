#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"
#include "models/contract/json_text.h"
#include "tests/contract/random_values.h"

#include <QTest>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

class TestEasCodec : public QObject
{
    Q_OBJECT

private slots:
    void goldenService();
    void servicesRoundTrip();
    void pagesRoundTrip();
    void versionStates_data();
    void versionStates();
    void foreignAnswers();
    void refused_data();
    void refused();
    void numberBodies_data();
    void numberBodies();
    void paths_data();
    void paths();
    void hosts_data();
    void hosts();
    void assignments_data();
    void assignments();
    void absolutePaths_data();
    void absolutePaths();
};

static QByteArray answer(const QByteArray &object)
{
    return encodeRoaAnswer(u"R"_s, object);
}

// The sample of the reference (eas 3.3), field by field.
void TestEasCodec::goldenService()
{
    Service service;
    service.name = u"demo"_s;
    service.uid = u"eas-m-local0001"_s;
    service.region = u"cn-shanghai"_s;
    service.state = ServiceState::Running;
    service.reason = u"RUNNING"_s;
    service.message = u"Service start successfully"_s;
    service.currentVersion = 2;
    service.latestVersion = 3;
    service.readyInstances = 1;
    service.memoryMb = 1000;
    service.token = u"ZGVtbw=="_s;
    service.endpoint = u"http://127.0.0.1:8701/api/predict/demo"_s;
    service.createdAt = fromDateTime(QDateTime({2026, 3, 1}, {1, 0}, Qt::UTC));
    service.config = uR"({"name":"demo"})"_s;
    const QByteArray text = eas::encodeService(service);
    const char *parts[] = {R"("ServiceName":"demo")",
                           R"("ServiceId":"eas-m-local0001")",
                           R"("ServiceUid":"eas-m-local0001")",
                           R"("Region":"cn-shanghai")",
                           R"("Status":"Running")",
                           R"("Reason":"RUNNING")",
                           R"("Message":"Service start successfully")",
                           R"("CurrentVersion":2)",
                           R"("LatestVersion":3)",
                           R"("TotalInstance":1)",
                           R"("RunningInstance":1)",
                           R"("PendingInstance":0)",
                           R"("Memory":1000)",
                           R"("ServiceType":"Standard")",
                           R"("Labels":[])",
                           R"("AccessToken":"ZGVtbw==")",
                           R"("CreateTime":"2026-03-01T01:00:00Z")",
                           R"("ServiceConfig":"{\"name\":\"demo\"}")"};
    for (const char *part : parts)
        QVERIFY2(text.contains(part), part);
    QVERIFY(text.contains("\"IntranetEndpoint\":\"http://127.0.0.1:8701/api/predict/demo\""));
    QVERIFY(!eas::encodeCreatedService(service).contains("ZGVtbw=="));
}

// What EAS has a field for comes back; times to the second.
static Service reduced(Service service)
{
    service.createdAt = std::chrono::floor<Seconds>(service.createdAt);
    service.updatedAt = std::chrono::floor<Seconds>(service.updatedAt);
    return service;
}

void TestEasCodec::servicesRoundTrip()
{
    for (quint32 seed = 1; seed <= 50; ++seed) {
        RandomValues random(seed);
        auto service = random.value<Service>();
        service.name = u"demo"_s;
        const auto report = eas::decodeService(200, answer(eas::encodeService(service)));
        QVERIFY(report.ok());
        QCOMPARE(report->service, reduced(service));
        QCOMPARE(report->status, toText(service.state));
    }
}

void TestEasCodec::pagesRoundTrip()
{
    RandomValues random(3);
    const QList<Service> services{random.value<Service>(), random.value<Service>(), random.value<Service>()};
    const auto page = eas::decodeServicePage(200, answer(eas::encodeServicePage(eas::pageOf(services, 2, 2))));
    QCOMPARE(page->items.size(), 1);
    QCOMPARE(page->items.first().service, reduced(services[2]));
    QCOMPARE(page->number, 2);
    QCOMPARE(page->total, 3);

    ServiceInstance instance{
        u"demo-1"_s, 4, u"Running"_s, u"OK"_s, true, 2, fromMillis(5000), uR"({"exitCode":1})"_s, 0};
    const auto instances = eas::decodeInstancePage(200, answer(eas::encodeInstancePage({{instance}, 1, 100, 1}, 4)));
    instance.version = 0; // the vendor has no field for it
    QCOMPARE(instances->items.first().instance, instance);

    const QStringList lines{u"a\tb"_s, u"é"_s, QString()};
    QCOMPARE(eas::decodeLogPage(200, answer(eas::encodeLogPage(eas::pageOf<QString>(lines, 1, 2))))->items,
             lines.mid(0, 2));
    QVERIFY(eas::encodeLogPage(eas::pageOf<QString>(lines, 1, 2)).contains(R"("TotalPageNum":2)"));

    const ServiceEvent event{fromMillis(9000), true, u"Updating"_s, u"Service"_s, u"m"_s};
    QCOMPARE(eas::decodeEventPage(200, answer(eas::encodeEventPage({{event}, 1, 100, 1})))->items,
             QList<ServiceEvent>{event});
    QCOMPARE(*eas::decodeMessage(200, answer(eas::encodeMessage(u"said \"so\""_s))), u"said \"so\""_s);
}

void TestEasCodec::versionStates_data()
{
    QTest::addColumn<VersionState>("state");
    QTest::addColumn<QString>("runnable");
    QTest::newRow("failed") << VersionState::Failed << u"false"_s;
    QTest::newRow("serving") << VersionState::Serving << u"true"_s;
    QTest::newRow("retired") << VersionState::Retired << u"true"_s;
    QTest::newRow("preparing") << VersionState::Preparing << u"unknown"_s;
    QTest::newRow("superseded") << VersionState::Superseded << u"unknown"_s;
}

void TestEasCodec::versionStates()
{
    QFETCH(const VersionState, state);
    QFETCH(const QString, runnable);
    ServiceVersion version;
    version.number = 7;
    version.state = state;
    version.message = u"why"_s;
    version.config = u"{}"_s;
    version.createdAt = fromMillis(4000);
    const auto page = eas::decodeVersionPage(200, answer(eas::encodeVersionPage({{version}, 1, 100, 1})));
    const eas::VersionReport report = page->items.first();
    QCOMPARE(report.runnable, runnable);
    QCOMPARE(report.version.number, 7);
    QCOMPARE(report.version.message, u"why"_s);
    QCOMPARE(report.version.createdAt, version.createdAt);
    QCOMPARE(report.version.state == VersionState::Failed, state == VersionState::Failed);
}

// Numbers as text, missing fields, words of later versions.
void TestEasCodec::foreignAnswers()
{
    const auto report = eas::decodeService(
        200,
        R"({"ServiceName":"x","Status":"DeleteFailed","CurrentVersion":"4","Memory":null,"InternetEndpoint":"http://i","Extra":{}})");
    QVERIFY(report.ok());
    QCOMPARE(report->service.state, ServiceState::Failed);
    QCOMPARE(report->status, u"DeleteFailed"_s);
    QCOMPARE(report->service.currentVersion, 4);
    QCOMPARE(report->service.endpoint, u"http://i"_s);
    QCOMPARE(eas::decodeService(200, R"({"ServiceName":"x","Status":"Developing"})")->service.state,
             ServiceState::Updating);
    QCOMPARE(eas::decodeServicePage(200, R"({"Services":[7,"x",{"ServiceName":"a"}]})")->items.size(), 1);
    QCOMPARE(eas::decodeServicePage(200, R"({})")->items.size(), 0);
}

void TestEasCodec::refused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::newRow("error") << 404 << QByteArray(R"({"Code":"InvalidService.NotFound","Message":"m"})")
                           << int(ErrorKind::NotFound);
    QTest::newRow("no JSON") << 200 << QByteArray("x") << int(ErrorKind::InvalidArgument);
    QTest::newRow("no service") << 200 << QByteArray("{}") << int(ErrorKind::Internal);
    QTest::newRow("gateway") << 502 << QByteArray() << int(ErrorKind::Unavailable);
}

void TestEasCodec::refused()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, kind);
    const auto report = eas::decodeService(status, body);
    QVERIFY(report.failed());
    QCOMPARE(int(report.error().kind), kind);
}

void TestEasCodec::numberBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("number"); // -1: refused
    QTest::newRow("number") << QByteArray(R"({"Version":3})") << 3;
    QTest::newRow("text") << QByteArray(R"({"Version":"3","ServiceName":"x"})") << 3;
    QTest::newRow("made by us") << eas::encodeNumberBody("Version", 12) << 12;
    for (const char *body : {"", "7", "{}", R"({"Version":"x"})", R"({"Version":1.5})", R"({"Version":null})",
                             R"({"Version":99999999999})"})
        QTest::newRow(*body ? body : "empty") << QByteArray(body) << -1;
}

void TestEasCodec::numberBodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, number);
    const auto read = eas::decodeNumberBody(body, "Version");
    QCOMPARE(read ? *read : -1, number);
}

void TestEasCodec::paths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QStringList>("segments"); // empty: refused
    QTest::newRow("service") << eas::servicePath(u"cn-shanghai"_s, u"demo"_s)
                             << QStringList{u"cn-shanghai"_s, u"demo"_s};
    QTest::newRow("below") << eas::servicePath(u"r"_s, u"a/b ü"_s, "/instances"_L1)
                           << QStringList{u"r"_s, u"a/b ü"_s, u"instances"_s};
    for (const char *path :
         {"/api/v2/services", "/api/v2/services/", "/api/v2/services/r", "/api/v2/services/r/", "/api/v2/services//x",
          "/api/v2/groups/r/x", "/api/v2/services/r/%zz", "/api/v2/services/r/x/"})
        QTest::newRow(path) << QByteArray(path) << QStringList();
}

void TestEasCodec::paths()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QStringList, segments);
    const auto parsed = eas::parseServicePath(path);
    const QStringList found = parsed ? QStringList{parsed->region, parsed->name} + parsed->rest : QStringList();
    QCOMPARE(found, segments);
}

void TestEasCodec::hosts_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("region");
    QTest::newRow("public") << u"pai-eas.cn-shanghai.aliyuncs.com"_s << u"cn-shanghai"_s;
    QTest::newRow("VPC, upper case") << u"PAI-EAS-manage-vpc.AP-South-1.aliyuncs.com"_s << u"ap-south-1"_s;
    QTest::newRow("other product") << u"dataworks.cn-shanghai.aliyuncs.com"_s << QString();
    QTest::newRow("look-alike") << u"pai-eas.cn-shanghai.aliyuncs.com.example.org"_s << QString();
    QTest::newRow("before") << u"x.pai-eas.cn-shanghai.aliyuncs.com"_s << QString();
    QTest::newRow("loopback") << u"127.0.0.1"_s << QString();
}

void TestEasCodec::hosts()
{
    QFETCH(const QString, host);
    QFETCH(const QString, region);
    QCOMPARE(eas::regionOfEndpoint(host), region);
}

void TestEasCodec::assignments_data()
{
    QTest::addColumn<QStringList>("assignments");
    QTest::addColumn<QByteArray>("document"); // empty: refused
    QTest::newRow("number") << QStringList{u"metadata.instance=10"_s, u"metadata.cpu=0.5"_s}
                            << QByteArray(R"({"metadata":{"cpu":0.5,"instance":10}})");
    QTest::newRow("texts") << QStringList{u"a=b=c"_s, u"t=true"_s, u"q=\"7\""_s, u"e="_s}
                           << QByteArray(R"({"a":"b=c","e":"","q":"7","t":true})");
    QTest::newRow("document") << QStringList{u"x={\"y\":[1]}"_s, u"x.z=2"_s} << QByteArray(R"({"x":{"y":[1],"z":2}})");
    for (const char *bad : {"", "a", "=1", "a..b=1", ".a=1", "a.=1"})
        QTest::newRow(*bad ? bad : "nothing") << QStringList{QString::fromLatin1(bad)} << QByteArray();
    QTest::newRow("contradiction") << QStringList{u"a=1"_s, u"a.b=2"_s} << QByteArray();
}

void TestEasCodec::assignments()
{
    QFETCH(const QStringList, assignments);
    QFETCH(const QByteArray, document);
    const auto made = documentFromAssignments(assignments);
    QCOMPARE(made ? *made : QByteArray(), document);
}

void TestEasCodec::absolutePaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("absolute");
    QTest::newRow("relative") << QByteArray("m/a.json") << QByteArray("/work dir/m/a.json");
    QTest::newRow("dots") << QByteArray("../m.json") << QByteArray("/m.json");
    QTest::newRow("absolute") << QByteArray("/x/m.json") << QByteArray("/x/m.json");
    QTest::newRow("file URL") << QByteArray("file:///x/m.json") << QByteArray("/x/m.json");
    QTest::newRow("relative file URL") << QByteArray("file://m.json") << QByteArray("/work dir/m.json");
    QTest::newRow("folder") << QByteArray("m/") << QByteArray("/work dir/m/");
    QTest::newRow("HTTP") << QByteArray("http://h/m.zip") << QByteArray("http://h/m.zip");
    QTest::newRow("OSS") << QByteArray("oss://b/m/") << QByteArray("oss://b/m/");
}

void TestEasCodec::absolutePaths()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, absolute);
    for (const QByteArray key : {"model_path", "processor_path"})
        QCOMPARE(withAbsolutePaths("{\"" + key + "\":\"" + path + "\"}", u"/work dir"_s),
                 "{\"" + key + "\":\"" + absolute + "\"}");
    QCOMPARE(withAbsolutePaths("{\"other\":\"a\"}", u"/work dir"_s), QByteArray("{\"other\":\"a\"}"));
    QCOMPARE(withAbsolutePaths("no JSON", u"/work dir"_s), QByteArray("no JSON"));
}

QTEST_GUILESS_MAIN(TestEasCodec)
#include "tst_eas_codec.moc"
