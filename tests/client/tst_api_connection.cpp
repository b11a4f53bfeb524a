#include "app/client/api_connection.h"
#include "models/contract/slipway_actions.h"
#include "tests/client/http_stub.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

namespace {

// Sends and waits for the answer by turning the event loop.
Outcome<ApiAnswer> answerTo(ApiConnection &api, const ApiCall &call)
{
    std::optional<Outcome<ApiAnswer>> result;
    api.send(call, [&result](const Outcome<ApiAnswer> &answer) { result = answer; });
    [&result] { QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 10'000); }();
    return result.value_or(Outcome<ApiAnswer>(Cancelled{}));
}

} // namespace

class TestApiConnection : public QObject
{
    Q_OBJECT

private slots:
    void signsWhatItSends_data();
    void signsWhatItSends();
    void failures_data();
    void failures();
    void errorStatusIsAnAnswer();
    void withoutTarget();
    void futureIsCancelledWithTheConnection();
};

void TestApiConnection::signsWhatItSends_data()
{
    QTest::addColumn<ApiCall>("call");
    QTest::addColumn<QByteArray>("target");
    RequestParameters parameters;
    parameters.set(u"Name"_s, u"a b&c=é/~*'!"_s);
    QTest::newRow("RPC") << ApiCall::rpc("ListDrafts"_L1, actions::slipwayVersion, parameters) << QByteArray("/");
    QTest::newRow("RPC without parameters")
        << ApiCall::rpc("GetEngineStatus"_L1, actions::slipwayVersion, {}) << QByteArray("/");
    QTest::newRow("ROA query") << ApiCall::eas(
                                      "GET", "/api/v2/services?Filter=a%20b~%2A%2F&Label=%7B%22a%22%3A%22%5B%5D%22%7D",
                                      "ListServices"_L1, {})
                               << QByteArray("/api/v2/services?Filter=a%20b~%2A%2F&Label=%7B%22a%22%3A%22%5B%5D%22%7D");
    QTest::newRow("ROA path") << ApiCall::eas("PUT", "/api/v2/services/cn-shanghai/a%2Fb%20c/version",
                                              "UpdateServiceVersion"_L1, {}, R"({"Version":1})")
                              << QByteArray("/api/v2/services/cn-shanghai/a%2Fb%20c/version");
    QTest::newRow("other host") << ApiCall::eas("DELETE", "/api/v2/services/cn-beijing/x", "DeleteService"_L1,
                                                u"cn-beijing"_s)
                                << QByteArray("/api/v2/services/cn-beijing/x");
}

void TestApiConnection::signsWhatItSends()
{
    QFETCH(const ApiCall, call);
    QFETCH(const QByteArray, target);
    HttpStub stub;
    ApiConnection api;
    api.setTarget(stub.url(), {"id", "secret", {}});
    QVERIFY(answerTo(api, call).ok());
    QCOMPARE(stub.signatureProblems(), QStringList());
    QCOMPARE(stub.requests().size(), 1);
    const WireRequest &sent = stub.requests().first();
    QCOMPARE(sent.target, target);
    QCOMPARE(sent.method, call.method);
    QCOMPARE(sent.body, call.body);
    QCOMPARE(headerValue(sent.headers, "host"), call.host.isEmpty() ? stub.address() : call.host);
    QVERIFY(!sent.body.contains("secret"));
}

void TestApiConnection::failures_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("words");
    QTest::newRow("refused") << u"refused"_s << u"Nothing answers at 127.0.0.1:"_s;
    QTest::newRow("hang up") << u"hangUp"_s << u"closed the connection before it answered"_s;
    QTest::newRow("silent") << u"silent"_s << u"did not answer within 0.3 s"_s;
}

void TestApiConnection::failures()
{
    QFETCH(const QString, what);
    QFETCH(const QString, words);
    HttpStub stub;
    stub.on("GetEngineStatus", {{200, {}, what == u"hangUp", what == u"silent", {}}});
    ApiConnection api(Millis(300));
    api.setTarget(stub.url(), {"id", "secret", {}});
    if (what == u"refused")
        stub.close();
    const auto answer = answerTo(api, ApiCall::rpc(actions::getEngineStatus, actions::slipwayVersion, {}));
    QVERIFY(answer.failed());
    QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
    QVERIFY(answer.error().retryable);
    QVERIFY2(answer.error().message.contains(words), qPrintable(answer.error().message));
}

void TestApiConnection::errorStatusIsAnAnswer()
{
    HttpStub stub;
    stub.on("GetEngineStatus", {{500, R"({"Code":"X"})", false, false, {}}});
    ApiConnection api;
    api.setTarget(stub.url(), {"id", "secret", {}});
    const auto answer = answerTo(api, ApiCall::rpc(actions::getEngineStatus, actions::slipwayVersion, {}));
    QVERIFY(answer.ok());
    QCOMPARE(answer->status, 500);
    QCOMPARE(answer->body, QByteArray(R"({"Code":"X"})"));
}

void TestApiConnection::withoutTarget()
{
    ApiConnection api;
    api.clearTarget(u"No engine runs here."_s);
    bool answered = false;
    api.send({}, [&answered](const Outcome<ApiAnswer> &answer) {
        answered = true;
        QCOMPARE(answer.error().message, u"No engine runs here."_s);
    });
    QVERIFY(!answered); // never before send() has returned
    QTRY_VERIFY(answered);
}

void TestApiConnection::futureIsCancelledWithTheConnection()
{
    HttpStub stub;
    stub.on("GetEngineStatus", {{200, {}, false, true, {}}});
    Reply<Nothing> reply;
    {
        ApiConnection api;
        api.setTarget(stub.url(), {"id", "secret", {}});
        reply = api.ask<Nothing>(ApiCall::rpc(actions::getEngineStatus, actions::slipwayVersion, {}),
                                 [](int, const QByteArray &) { return Outcome<>(); });
        QTRY_COMPARE(stub.requests().size(), 1);
        QVERIFY(!reply.isFinished());
    }
    QVERIFY(reply.isCanceled());
}

QTEST_GUILESS_MAIN(TestApiConnection)
#include "tst_api_connection.moc"
