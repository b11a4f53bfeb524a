// Who is let in, what bad requests get, regions, and the event feed.

#include "app/engine/catalog.h"
#include "models/contract/event_codec.h"
#include "tests/server/api_fixture.h"
#include "tests/server/raw_client.h"

#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray vectorNonce = "8f14e45fceea167a5a36dedd4bea2543";

Instant vectorTime()
{
    return fromDateTime(QDateTime::fromString(u"2026-01-02T03:04:05Z"_s, Qt::ISODate));
}

QByteArray vectorForm()
{
    return "ProjectId=10000&FileName=train%20daily&FileType=6&FileFolderPath=Business_process%2Fdemo%2FGeneral&Content="
           "%23!%2Fbin%2Fbash%0Aecho%20%22%241%22%20~*'%C3%A9&ParaValue=%24bizdate%20%24%5Byyyymmddhh24-1%2F24%5D&Stop="
           "false";
}

// Headers of a V3 request of the reference, 6.3.
QByteArray vectorHead(const QByteArray &target, const QByteArray &action, const QByteArray &bodyHash,
                      const QByteArray &signature, bool form)
{
    QByteArray head =
        "POST " + target + " HTTP/1.1\r\nhost: 127.0.0.1:8791\r\nx-acs-action: " + action +
        "\r\nx-acs-version: 2020-05-18\r\nx-acs-date: 2026-01-02T03:04:05Z\r\nx-acs-signature-nonce: " + vectorNonce +
        "\r\nx-acs-credentials-provider: static_ak\r\nx-acs-content-sha256: " + bodyHash + "\r\nconnection: close\r\n";
    if (form)
        head += "content-type: application/x-www-form-urlencoded\r\n";
    return head + "Authorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=" + (form ? "content-type;" : "") +
           "host;x-acs-action;x-acs-content-sha256;x-acs-credentials-provider;x-acs-date;x-acs-signature-nonce;"
           "x-acs-version,Signature=" +
           signature + "\r\n";
}

const QByteArray emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

QByteArray chunked(const QByteArray &body)
{
    return "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
}

} // namespace

class TestApiServer : public QObject
{
    Q_OBJECT

private slots:
    void acceptsVectors_data();
    void acceptsVectors();
    void refusesAChangedByte_data();
    void refusesAChangedByte();
    void refusesAReplay();
    void refusesAnUnknownKey();
    void refusesAnExpiredDate();
    void refusesAnUnsignedRequest();
    void acceptsRoaV1();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void findsTheRegion_data();
    void findsTheRegion();
    void answersBeforeItServes();
    void followsEvents();
    void catchesUpOrSaysGap_data();
    void catchesUpOrSaysGap();
    void refusesAnUnsignedFollower();
};

void TestApiServer::acceptsVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray form = vectorForm();
    QTest::newRow("v3 form, chunked") << QByteArray(
        vectorHead("/", "CreateFile", "1ccf25b39385c6e5d702d6c84158573e52ff796c992aaf8c572d096b359336af",
                   "1463860787eb2a1cba756ac15df5d8b2b66af3094299d52b9de575b45755b8ff", true) +
        chunked(form));
    QTest::newRow("v3 query") << QByteArray(
        vectorHead("/?PageNumber=1&PageSize=10&Tags=%5B%7B%22Key%22%3A%22Env%22%2C%22Value%22%3A%22Test%201%22%7D%5D",
                   "ListProjects", emptyHash, "b24c8ae7afe65d2fd4e5963b117ee8a894ab9b105c260a49cc900480ea9aa469",
                   false) +
        "content-length: 0\r\n\r\n");
    QTest::newRow("v3 nothing") << QByteArray(
        vectorHead("/", "ListFileType", emptyHash, "9734407b1a12e45c3807285c8abfd74168be9462c46900cffe3c4e9fb0d22ae9",
                   false) +
        "content-length: 0\r\n\r\n");
    const QByteArray common =
        "Format=json&Version=2020-05-18&AccessKeyId=testid&SignatureMethod=HMAC-SHA1&SignatureVersion=1.0"
        "&SignatureNonce=" +
        vectorNonce + "&Timestamp=2026-01-02T03%3A04%3A05Z";
    QTest::newRow("v1 post, query and form") << QByteArray(
        "POST /?" + common +
        "&Action=CreateFile&Signature=S%2B9TKRfFKYkmC%2FJCYwQrFZRq0xU%3D HTTP/1.1\r\n"
        "host: 127.0.0.1:8791\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n" +
        chunked(form));
    QByteArray popCore = common;
    popCore.replace("Format=json", "Format=JSON");
    QTest::newRow("v1 get") << QByteArray(
        "GET /?" + popCore +
        "&Action=GetNode&NodeId=700000000123&ProjectEnv=PROD&Signature=ccXOvZIV6KMefEYNCpSGbOmeZSI%3D "
        "HTTP/1.1\r\nhost: 127.0.0.1:8791\r\nconnection: close\r\nx-acs-action: GetNode\r\nx-acs-version: "
        "2020-05-18\r\n\r\n");
}

// The reference's own signatures, byte for byte. That what they ask for does not exist here is another matter.
void TestApiServer::acceptsVectors()
{
    QFETCH(QByteArray, bytes);
    ApiFixture fixture(vectorTime);
    const ApiAnswer answer = fixture.askBytes(bytes);
    QVERIFY(answer.status != 0);
    QVERIFY2(answer.status == 200 || answer.status == 404, qPrintable(answer.code()));
    QVERIFY2(!answer.code().contains(u"Signature"_s) && !answer.code().contains(u"AccessKey"_s),
             qPrintable(answer.code()));
}

void TestApiServer::refusesAChangedByte_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("body") << QByteArray("Keyword=ab") << QByteArray("Keyword=ac");
    QTest::newRow("action") << QByteArray("x-acs-action: ListBusiness") << QByteArray("x-acs-action: GetBusiness");
    QTest::newRow("version") << QByteArray("2020-05-18") << QByteArray("2020-05-17");
    QTest::newRow("query") << QByteArray("POST / ") << QByteArray("POST /?x=1 ");
    QTest::newRow("method") << QByteArray("POST / ") << QByteArray("PUT / ");
    QTest::newRow("host") << QByteArray("host: 127.0.0.1") << QByteArray("host: 127.0.0.2");
    QTest::newRow("content type") << QByteArray("urlencoded\r\n") << QByteArray("urlencodee\r\n");
}

void TestApiServer::refusesAChangedByte()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    ApiFixture fixture;
    QByteArray bytes = toBytes(fixture.rpcRequest("2020-05-18", u"ListBusiness"_s, {{u"Keyword"_s, u"ab"_s}}));
    QVERIFY(bytes.contains(from));
    bytes.replace(bytes.indexOf(from), from.size(), to);
    const ApiAnswer answer = fixture.askBytes(bytes);
    QCOMPARE(answer.code(), u"SignatureDoesNotMatch"_s);
    QCOMPARE(answer.status, 403);
    QVERIFY(!answer.json.value(u"RequestId"_s).toString().isEmpty());
    QVERIFY(!answer.json.value(u"Message"_s).toString().contains(fixture.key.secret));
}

void TestApiServer::refusesAReplay()
{
    ApiFixture fixture;
    const WireRequest request = fixture.rpcRequest("2020-05-18", u"ListProjects"_s, {});
    QCOMPARE(fixture.ask(request).status, 200);
    const ApiAnswer again = fixture.ask(request);
    QCOMPARE(again.status, 400);
    QCOMPARE(again.code(), u"SignatureNonceUsed"_s);
}

void TestApiServer::refusesAnUnknownKey()
{
    ApiFixture fixture;
    fixture.key = {u"somebody"_s, u"else"_s};
    const ApiAnswer answer = fixture.dataWorks(u"ListProjects"_s);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.code(), u"InvalidAccessKeyId.NotFound"_s);
}

void TestApiServer::refusesAnExpiredDate()
{
    ApiFixture fixture([] { return fromMillis(QDateTime::currentMSecsSinceEpoch()) + std::chrono::minutes(16); });
    const ApiAnswer answer = fixture.dataWorks(u"ListProjects"_s);
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.code(), u"InvalidTimeStamp.Expired"_s);
}

void TestApiServer::refusesAnUnsignedRequest()
{
    ApiFixture fixture;
    const ApiAnswer answer = fixture.ask({"GET", "/api/v2/services", {{"host", fixture.host()}}, {}});
    QVERIFY(answer.status >= 400);
    QVERIFY(!answer.json.value(u"Message"_s).toString().isEmpty());
    QCOMPARE(answer.json.value(u"HostId"_s).toString(), QString::fromLatin1(fixture.host()));
}

void TestApiServer::acceptsRoaV1()
{
    ApiFixture fixture;
    WireRequest request{"GET", "/api/v2/services?Filter=a%20b&PageNumber=1", {}, {}};
    const QString date = QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    request.headers = {{"host", fixture.host()},         {"accept", "application/json"},
                       {"date", date.toLatin1()},        {"x-acs-signature-method", "HMAC-SHA1"},
                       {"x-acs-signature-nonce", "n-1"}, {"x-acs-signature-version", "1.0"},
                       {"x-acs-version", "2021-07-01"}};
    setHeader(request.headers, "authorization", "acs testid:" + roaV1Signature(request, "testsecret"));
    QCOMPARE(fixture.ask(request).status, 200);
    request.target += "1";
    QCOMPARE(fixture.ask(request).code(), u"SignatureDoesNotMatch"_s);
}

void TestApiServer::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *method, const char *target, const char *body, int status,
                        const QString &code) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(body) << status << code;
    };
    row("unknown path", "GET", "/elsewhere", "", 404, u"InvalidAction.NotFound"_s);
    row("unknown eas path", "GET", "/api/v2/nothing", "", 404, u"InvalidAction.NotFound"_s);
    row("wrong verb", "POST", "/api/v2/services/cn-shanghai/demo/start", "", 404, u"InvalidAction.NotFound"_s);
    row("unknown service", "GET", "/api/v2/services/cn-shanghai/nobody", "", 404, u"InvalidService.NotFound"_s);
    row("unknown region", "GET", "/api/v2/services/mars-1/demo", "", 400, u"InvalidParameter.ClusterId"_s);
    row("body is not json", "POST", "/api/v2/services", "name: demo", 400, u"InvalidParameter.Body"_s);
    row("body is broken json", "POST", "/api/v2/services", "{\"name\": \"demo\"", 400, QString());
    row("version without number", "PUT", "/api/v2/services/cn-shanghai/demo/version", "{}", 400, QString());
    row("bad escape in the path", "GET", "/api/v2/services/cn-shanghai/%zz", "", 400, QString());
    row("page zero", "GET", "/api/v2/services?PageNumber=0", "", 400, u"InvalidParameter.PageNumber"_s);
    row("page word", "GET", "/api/v2/services?PageNumber=x", "", 400, u"InvalidParameter.PageNumber"_s);
    row("a name twice", "GET", "/api/v2/services?PageNumber=1&PageNumber=2", "", 400, QString());
    row("bad order", "GET", "/api/v2/services?Order=sideways", "", 400, u"InvalidParameter.Order"_s);
    row("bad update type", "PUT", "/api/v2/services/cn-shanghai/demo?UpdateType=perhaps", "{\"a\":1}", 400,
        u"InvalidParameter.UpdateType"_s);
    row("bad time", "GET", "/api/v2/services/cn-shanghai/demo/logs?StartTime=noon", "", 400,
        u"InvalidParameter.StartTime"_s);
}

void TestApiServer::refusesBadRequests()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, code);
    ApiFixture fixture;
    // What has no canonical form cannot be signed: it is sent with the signature of something else.
    const bool signable = acs3CanonicalRequest({method, target, {}, body}, {}).ok();
    WireRequest request = fixture.roaRequest(method, signable ? target : "/api/v2/services", body);
    request.target = target;
    const ApiAnswer answer = fixture.ask(request);
    if (!code.isEmpty())
        QCOMPARE(answer.code(), code);
    QCOMPARE(answer.status, status);
    for (const QString &key : {u"RequestId"_s, u"HostId"_s, u"Code"_s, u"Message"_s})
        QVERIFY2(!answer.json.value(key).toString().isEmpty(), qPrintable(key));
}

void TestApiServer::findsTheRegion_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QString>("region");
    QTest::newRow("public") << QByteArray("pai-eas.eu-central-1.aliyuncs.com") << u"eu-central-1"_s;
    QTest::newRow("vpc") << QByteArray("pai-eas-manage-vpc.cn-beijing.aliyuncs.com") << u"cn-beijing"_s;
    QTest::newRow("with port") << QByteArray("pai-eas.ap-southeast-1.aliyuncs.com:80") << u"ap-southeast-1"_s;
    QTest::newRow("loopback") << QByteArray("127.0.0.1:8700") << u"cn-shanghai"_s;
}

void TestApiServer::findsTheRegion()
{
    QFETCH(QByteArray, host);
    QFETCH(QString, region);
    ApiFixture fixture;
    WireRequest request{
        "POST", "/api/v2/services", {{"host", host}}, "{\"name\":\"demo_svc\",\"processor\":\"nonsense\"}"};
    const ApiAnswer made = fixture.ask(fixture.signedRequest(request, "CreateService", "2021-07-01"));
    QVERIFY2(made.status == 200 || made.status == 400, qPrintable(made.code()));
    IncomingCall call;
    QVERIFY(fixture.api->router().route(request, u"cn-shanghai"_s, call).ok());
    QCOMPARE(call.region, region);
    QCOMPARE(call.action, u"CreateService"_s);
}

void TestApiServer::answersBeforeItServes()
{
    AccessKeys keys;
    EventLog events;
    const SystemClock clock;
    ApiServer early({}, keys, events, clock);
    QVERIFY(early.start().ok());
    RawClient client(early.port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTRY_COMPARE(client.status(), 503);
    QVERIFY(client.body().contains("ServiceUnavailable"));
    ApiServerOptions same;
    same.port = early.port();
    ApiServer second(same, keys, events, clock);
    const auto taken = second.start();
    QVERIFY(taken.failed());
    QVERIFY(taken.error().message.contains(QString::number(early.port())));
}

namespace {

void follow(const ApiFixture &fixture, QWebSocket &socket, const QByteArray &target)
{
    const WireRequest request = fixture.signedRequest({"GET", target, {}, {}}, "SubscribeEvents", "2026-11-22");
    QNetworkRequest network(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(fixture.api->port()).arg(QString::fromLatin1(target))));
    for (const auto &[name, value] : request.headers) {
        if (name != "host")
            network.setRawHeader(name, value);
    }
    socket.open(network);
}

FeedMessage messageAt(const QSignalSpy &spy, qsizetype index)
{
    return *decodeFeedMessage(spy.at(index).first().toString().toUtf8());
}

} // namespace

void TestApiServer::followsEvents()
{
    ApiFixture fixture;
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    follow(fixture, socket, "/events");
    QTRY_COMPARE(messages.size(), 1);
    QCOMPARE(messageAt(messages, 0).kind, FeedMessage::Kind::Hello);
    const qint64 start = messageAt(messages, 0).revision;
    QCOMPARE(start, fixture.events.revision());
    const qint64 project = fixture.engine->catalog().workspaces().first().id.value();
    const ApiAnswer made = fixture.dataWorks(
        u"CreateBusiness"_s, {{u"ProjectId"_s, QString::number(project)}, {u"BusinessName"_s, u"seen"_s}});
    QCOMPARE(made.status, 200);
    QTRY_COMPARE(messages.size(), 2);
    const FeedMessage change = messageAt(messages, 1);
    QCOMPARE(change.revision, start + 1);
    QVERIFY(change.event && std::get_if<Workflow>(&*change.event));
    QCOMPARE(std::get<Workflow>(*change.event).name, u"seen"_s);
}

void TestApiServer::catchesUpOrSaysGap_data()
{
    QTest::addColumn<qint64>("behind");
    QTest::addColumn<int>("events");
    QTest::addColumn<bool>("gap");
    QTest::newRow("nothing missed") << qint64(0) << 0 << false;
    QTest::newRow("two missed") << qint64(2) << 2 << false;
    QTest::newRow("from another life of the engine") << qint64(-1000) << 0 << true;
}

void TestApiServer::catchesUpOrSaysGap()
{
    QFETCH(qint64, behind);
    QFETCH(int, events);
    QFETCH(bool, gap);
    ApiFixture fixture;
    fixture.events.publish(GroupRemoved{ResourceGroupId(1)});
    fixture.events.publish(GroupRemoved{ResourceGroupId(2)});
    QWebSocket socket;
    QSignalSpy messages(&socket, &QWebSocket::textMessageReceived);
    follow(fixture, socket, "/events?since=" + QByteArray::number(fixture.events.revision() - behind));
    QTRY_COMPARE(messages.size(), 1 + events + (gap ? 1 : 0));
    QCOMPARE(messageAt(messages, 0).kind, FeedMessage::Kind::Hello);
    if (messages.size() > 1)
        QCOMPARE(messageAt(messages, 1).kind, gap ? FeedMessage::Kind::Gap : FeedMessage::Kind::Delta);
}

void TestApiServer::refusesAnUnsignedFollower()
{
    ApiFixture fixture;
    QWebSocket socket;
    QSignalSpy connected(&socket, &QWebSocket::connected);
    socket.open(QUrl(u"ws://127.0.0.1:%1/events"_s.arg(fixture.api->port())));
    QCOMPARE(socket.state(), QAbstractSocket::ConnectingState);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(connected.isEmpty());
}

QTEST_GUILESS_MAIN(TestApiServer)
#include "tst_api_server.moc"
