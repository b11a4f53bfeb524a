// The transport by itself: what it lets in, what it refuses, and how.

#include "app/server/http_server.h"
#include "tests/server/raw_client.h"

#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <atomic>
#include <mutex>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

ServerResponse plainError(int status, std::string_view code, std::string_view message)
{
    return {status, {}, "{\"Code\":\"" + std::string(code) + "\",\"Message\":\"" + std::string(message) + "\"}"};
}

// Answers with what it was asked: method, target, body.
void echo(ServerRequest request, const ServerReply &reply)
{
    reply({200, {}, request.method + " " + request.target + " " + request.body});
}

HttpHandlers echoing()
{
    HttpHandlers handlers;
    handlers.request = echo;
    handlers.upgrade = [](ServerRequest, const UpgradeReply &reply) { reply({plainError(403, "No", "no"), {}}); };
    handlers.error = plainError;
    return handlers;
}

HttpServerOptions smallLimits()
{
    HttpServerOptions options;
    options.headLimit = 2048;
    options.bodyLimit = 4096;
    options.headSeconds = 1;
    options.idleSeconds = 5;
    return options;
}

const QByteArray host = "Host: 127.0.0.1\r\n";

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private slots:
    void answersBytes_data();
    void answersBytes();
    void keepsTheTargetAsSent();
    void answersPipelinedRequestsInOrder();
    void answersPipelinedRequestsInOrderWhenTheFirstIsSlow();
    void keepsAConnectionAlive();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void cutsAHalfOpenHead();
    void survivesClientsThatLeaveEarly();
    void answersADroppedReply();
    void refusesTooManyConnections();
    void saysWhichPortIsTaken();
    void prefersAPort();
    void drains();
    void opensAWebSocket();
    void refusesAWebSocket();
    void dropsWhatASlowFollowerDoesNotRead();
};

void TestHttpServer::answersBytes_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &input, int status) {
        QTest::newRow(name) << input << status;
    };
    const QByteArray get = "GET / HTTP/1.1\r\n";
    const QByteArray post = "POST / HTTP/1.1\r\n" + host;
    row("plain get", get + host + "\r\n", 200);
    row("post with a length", post + "Content-Length: 3\r\n\r\nabc", 200);
    row("post in chunks", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200);
    row("chunk extension", post + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n", 200);
    row("an unknown method", "FETCH / HTTP/1.1\r\n" + host + "\r\n", 200); // the handler's business
    row("http 1.0 without host", "GET / HTTP/1.0\r\n\r\n", 200);
    row("host with a port", get + "Host: pai-eas.cn-shanghai.aliyuncs.com:8700\r\n\r\n", 200);
    row("no host", get + "\r\n", 400);
    row("two hosts", get + host + host + "\r\n", 400);
    row("empty host", get + "Host:\r\n\r\n", 400);
    row("host with a space", get + "Host: a b\r\n\r\n", 400);
    row("host with a slash", get + "Host: a/b\r\n\r\n", 400);
    row("version 9.9", "GET / HTTP/9.9\r\n" + host + "\r\n", 400);
    row("version 2.0", "GET / HTTP/2.0\r\n" + host + "\r\n", 400);
    row("no version", "GET /\r\n" + host + "\r\n", 400);
    row("not http", "HELO there\r\n\r\n", 400);
    row("tls hello", QByteArray::fromHex("16030100a5010000a10303") + QByteArray(160, 'x'), 400);
    row("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400);
    row("nul in the target", QByteArray("GET /\0x HTTP/1.1\r\n", 19) + host + "\r\n", 400);
    row("nul in a value", get + host + QByteArray("X: a\0b\r\n\r\n", 10), 400);
    row("space in the target", "GET /a b HTTP/1.1\r\n" + host + "\r\n", 400);
    row("header without colon", get + host + "broken\r\n\r\n", 400);
    row("space before colon", get + host + "X : y\r\n\r\n", 400);
    row("empty header name", get + host + ": y\r\n\r\n", 400);
    row("length -1", post + "Content-Length: -1\r\n\r\n", 400);
    row("length abc", post + "Content-Length: abc\r\n\r\n", 400);
    row("length 2^64", post + "Content-Length: 18446744073709551616\r\n\r\n", 400);
    row("two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400);
    row("length and chunks", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    row("a bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400);
    row("a chunk that is longer", post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n", 400);
    row("a head too long", get + host + "X: " + QByteArray(4000, 'a') + "\r\n\r\n", 431);
    row("a target too long", "GET /" + QByteArray(4000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 431);
    row("a body too long", post + "Content-Length: 5000\r\n\r\n" + QByteArray(5000, 'a'), 413);
    row("chunks too long",
        post + "Transfer-Encoding: chunked\r\n\r\n1388\r\n" + QByteArray(5000, 'a') + "\r\n0\r\n\r\n", 413);
    row("a body that is announced too long", post + "Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n", 413);
    row("expect 100", post + "Expect: 100-continue\r\nContent-Length: 3\r\n\r\nabc", 100);
    row("expect something else", post + "Expect: a-pony\r\nContent-Length: 3\r\n\r\nabc", 417);
    row("upgrade elsewhere",
        get + host +
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        200);
}

void TestHttpServer::answersBytes()
{
    QFETCH(QByteArray, input);
    QFETCH(int, status);
    HttpServer server(smallLimits(), echoing());
    QCOMPARE(server.start(), std::string());
    RawClient client(server.port());
    client.send(input);
    QTRY_COMPARE(client.status(), status);
    if (status >= 400) {
        QTRY_VERIFY(client.isClosed());
        QVERIFY(client.received().contains("application/json"));
        QVERIFY(client.body().startsWith("{\"Code\":"));
    }
    if (status == 100)
        QTRY_VERIFY(client.received().contains("200 OK"));
}

void TestHttpServer::keepsTheTargetAsSent()
{
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    client.send("GET //a%7e%41/%e4?b=*&&c=%2F|' HTTP/1.1\r\n" + host + "\r\n");
    QTRY_COMPARE(client.status(), 200);
    QTRY_VERIFY(client.body().contains("GET //a%7e%41/%e4?b=*&&c=%2F|' "));
}

void TestHttpServer::answersPipelinedRequestsInOrder()
{
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    QByteArray requests;
    for (int i = 0; i < 5; ++i)
        requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\n" + host + "\r\n";
    client.send(requests);
    QTRY_COMPARE(client.answers(), 5);
    QTRY_VERIFY(client.received().contains("GET /4 "));
    for (int i = 0; i + 1 < 5; ++i)
        QVERIFY(client.received().indexOf("GET /" + QByteArray::number(i)) <
                client.received().indexOf("GET /" + QByteArray::number(i + 1)));
}

void TestHttpServer::answersPipelinedRequestsInOrderWhenTheFirstIsSlow()
{
    std::mutex lock;
    ServerReply slow;
    HttpHandlers handlers = echoing();
    handlers.request = [&](ServerRequest request, const ServerReply &reply) {
        const std::lock_guard guard(lock);
        if (request.target == "/slow")
            slow = reply;
        else
            echo(std::move(request), reply);
    };
    HttpServer server(smallLimits(), handlers);
    server.start();
    RawClient client(server.port());
    client.send("GET /slow HTTP/1.1\r\n" + host + "\r\nGET /quick HTTP/1.1\r\n" + host + "\r\n");
    QTRY_VERIFY([&] {
        const std::lock_guard guard(lock);
        return bool(slow);
    }());
    slow({200, {}, "slow one"});
    slow = nullptr;
    QTRY_COMPARE(client.answers(), 2);
    QTRY_VERIFY(client.received().contains("/quick"));
    QVERIFY(client.received().indexOf("slow one") < client.received().indexOf("/quick"));
}

void TestHttpServer::keepsAConnectionAlive()
{
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    for (int i = 1; i <= 3; ++i) {
        client.send("HEAD /x HTTP/1.1\r\n" + host + "\r\n");
        QTRY_COMPARE(client.answers(), i);
    }
    QVERIFY(!client.isClosed());
    QTRY_VERIFY(client.received().endsWith("\r\n\r\n")); // an answer to HEAD has no body
    QVERIFY(client.received().contains("Content-Length: 8"));
}

void TestHttpServer::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("connection close") << QByteArray("GET / HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
    QTest::newRow("http 1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n");
}

void TestHttpServer::closesWhenAsked()
{
    QFETCH(QByteArray, request);
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    client.send(request);
    QTRY_COMPARE(client.status(), 200);
    QTRY_VERIFY(client.isClosed());
}

void TestHttpServer::cutsAHalfOpenHead()
{
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: 127.0");
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 8000);
}

void TestHttpServer::survivesClientsThatLeaveEarly()
{
    std::mutex lock;
    std::vector<ServerReply> waiting;
    HttpHandlers handlers = echoing();
    handlers.request = [&](ServerRequest, const ServerReply &reply) {
        const std::lock_guard guard(lock);
        waiting.push_back(reply);
    };
    HttpServer server(smallLimits(), handlers);
    server.start();
    const auto count = [&] {
        const std::lock_guard guard(lock);
        return waiting.size();
    };
    for (std::size_t i = 1; i <= 20; ++i) {
        RawClient client(server.port());
        client.send("GET / HTTP/1.1\r\n" + host + "\r\n");
        QTRY_COMPARE(count(), i);
        client.leave();
    }
    for (const ServerReply &reply : waiting)
        reply({200, {}, "too late"});
    waiting.clear();
    RawClient after(server.port());
    after.send("GET / HTTP/1.1\r\n" + host + "\r\n");
    QTRY_COMPARE(count(), std::size_t(1)); // it still serves
    waiting.front()({200, {}, "in time"});
    QTRY_COMPARE(after.body(), QByteArray("in time"));
    waiting.clear();
}

void TestHttpServer::answersADroppedReply()
{
    HttpHandlers handlers = echoing();
    handlers.request = [](ServerRequest, const ServerReply &) {};
    HttpServer server(smallLimits(), handlers);
    server.start();
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\n" + host + "\r\n");
    QTRY_COMPARE(client.status(), 500);
    QTRY_VERIFY(client.body().contains("InternalError"));
}

void TestHttpServer::refusesTooManyConnections()
{
    HttpServerOptions options = smallLimits();
    options.maxConnections = 2;
    HttpServer server(options, echoing());
    server.start();
    RawClient first(server.port());
    RawClient second(server.port());
    first.send("GET / HTTP/1.1\r\n" + host + "\r\n");
    second.send("GET / HTTP/1.1\r\n" + host + "\r\n");
    QTRY_COMPARE(first.status(), 200);
    QTRY_COMPARE(second.status(), 200);
    RawClient third(server.port());
    QTRY_COMPARE(third.status(), 503);
    QVERIFY(third.body().contains("ServiceUnavailable"));
    first.leave();
    QTRY_VERIFY([&] {
        RawClient again(server.port());
        again.send("GET / HTTP/1.1\r\n" + host + "\r\n");
        return QTest::qWaitFor([&] { return again.status() == 200; }, 500);
    }());
}

void TestHttpServer::saysWhichPortIsTaken()
{
    HttpServer first(smallLimits(), echoing());
    first.start();
    HttpServerOptions options = smallLimits();
    options.port = first.port();
    HttpServer second(options, echoing());
    const QString problem = QString::fromStdString(second.start());
    QVERIFY2(problem.contains(u"127.0.0.1:%1"_s.arg(first.port())), qPrintable(problem));
    QVERIFY2(problem.contains(u"in use"_s), qPrintable(problem));
}

void TestHttpServer::prefersAPort()
{
    quint16 free = 0;
    {
        HttpServer scout(smallLimits(), echoing());
        scout.start();
        free = scout.port();
    }
    HttpServer taken(smallLimits(), echoing());
    taken.start();
    HttpServerOptions options = smallLimits();
    options.preferredPorts = {taken.port(), free};
    HttpServer server(options, echoing());
    QCOMPARE(server.start(), std::string());
    QCOMPARE(server.port(), free);
}

void TestHttpServer::drains()
{
    std::mutex lock;
    ServerReply inFlight;
    HttpHandlers handlers = echoing();
    handlers.request = [&](ServerRequest, const ServerReply &reply) {
        const std::lock_guard guard(lock);
        inFlight = reply;
    };
    HttpServer server(smallLimits(), handlers);
    server.start();
    RawClient idle(server.port());
    RawClient busy(server.port());
    busy.send("GET / HTTP/1.1\r\n" + host + "\r\n");
    QTRY_VERIFY(idle.isConnected());
    QTRY_VERIFY([&] {
        const std::lock_guard guard(lock);
        return bool(inFlight);
    }());
    std::atomic<bool> drained = false;
    server.drain(20, [&drained] { drained = true; });
    QTRY_VERIFY(idle.isClosed());
    QVERIFY(!drained);
    inFlight({200, {}, "the last one"});
    inFlight = nullptr;
    QTRY_COMPARE(busy.body(), QByteArray("the last one"));
    QTRY_VERIFY(drained.load());
    RawClient late(server.port());
    QTRY_VERIFY(!late.isConnected());
}

void TestHttpServer::opensAWebSocket()
{
    std::mutex lock;
    std::shared_ptr<EventChannel> channel;
    HttpHandlers handlers = echoing();
    handlers.upgrade = [&](ServerRequest request, const UpgradeReply &reply) {
        QCOMPARE(request.target, std::string("/events?since=7"));
        reply({std::nullopt, [&](std::shared_ptr<EventChannel> opened) {
                   const std::lock_guard guard(lock);
                   channel = std::move(opened);
               }});
    };
    HttpServer server(smallLimits(), handlers);
    server.start();
    QWebSocket client;
    QSignalSpy messages(&client, &QWebSocket::textMessageReceived);
    QSignalSpy gone(&client, &QWebSocket::disconnected);
    client.open(QUrl(u"ws://127.0.0.1:%1/events?since=7"_s.arg(server.port())));
    const auto current = [&] {
        const std::lock_guard guard(lock);
        return channel;
    };
    QTRY_VERIFY(current());
    for (int i = 0; i < 100; ++i)
        QVERIFY(current()->send("{\"Revision\":" + std::to_string(i) + "}"));
    QTRY_COMPARE(messages.size(), 100);
    QCOMPARE(messages.last().first().toString(), u"{\"Revision\":99}"_s);
    current()->close();
    QTRY_COMPARE(gone.size(), 1);
    QTRY_VERIFY(!current()->isOpen());
    channel.reset();
}

void TestHttpServer::refusesAWebSocket()
{
    HttpServer server(smallLimits(), echoing());
    server.start();
    RawClient client(server.port());
    client.send("GET /events HTTP/1.1\r\n" + host +
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    QTRY_COMPARE(client.status(), 403);
    QTRY_VERIFY(client.isClosed());
}

void TestHttpServer::dropsWhatASlowFollowerDoesNotRead()
{
    std::mutex lock;
    std::shared_ptr<EventChannel> channel;
    HttpHandlers handlers = echoing();
    handlers.upgrade = [&](ServerRequest, const UpgradeReply &reply) {
        reply({std::nullopt, [&](std::shared_ptr<EventChannel> opened) {
                   const std::lock_guard guard(lock);
                   channel = std::move(opened);
               }});
    };
    HttpServerOptions options = smallLimits();
    options.channelQueueLimit = 100'000;
    HttpServer server(options, handlers);
    server.start();
    RawClient client(server.port());
    client.stopReading();
    client.send("GET /events HTTP/1.1\r\n" + host +
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    const auto current = [&] {
        const std::lock_guard guard(lock);
        return channel;
    };
    QTRY_VERIFY(current());
    const std::string message(10'000, 'm');
    int sent = 0;
    while (sent < 10'000 && current()->send(message))
        ++sent;
    QVERIFY2(sent < 10'000, "the queue never filled");
    QVERIFY(current()->send("gap")); // there is room again
    channel.reset();
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_http_server.moc"
