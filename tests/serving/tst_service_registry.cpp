#include "tests/serving/serving_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QMessageAuthenticationCode>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace slipway {

constexpr int patience = 60'000;
constexpr const char *oneRow = "[[5.1,3.5,1.4,0.2]]";

// Local EAS with real instances behind a real gateway.
class TestServiceRegistry : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_eas = std::make_unique<ServingFixture>(); }
    void cleanup() { m_eas.reset(); }
    void predictsThroughTheGateway();
    void checksTokens();
    void refusesBadCalls();
    void stopsStartsAndRemoves();
    void scales();
    void sameDescriptionMakesNoVersionByHand();
    void everyScheduledRunMakesAVersion();
    void changedContentsMakeAVersion();
    void servesRegionsOfOneName();
    void tellsLogsAndEvents();
    void saysThatThePortIsTaken();
    void fullDiskLeavesNothingHalfDone();
    void endsWithTheEngineWhenAsked();

private:
    std::unique_ptr<ServingFixture> m_eas;
};

void TestServiceRegistry::predictsThroughTheGateway()
{
    const Outcome<ServiceAccepted> made = m_eas->create(m_eas->xgboost(u"iris"_s, 2));
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().message));
    QCOMPARE(made->service.state, ServiceState::Creating);
    QCOMPARE(made->service.currentVersion, 0);
    QCOMPARE(made->service.latestVersion, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    // Running means reachable: the very next request is answered.
    const HttpAnswer answer = m_eas->predict(u"iris"_s, oneRow);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.version, 1);
    const json output = json::parse(answer.body.toStdString());
    QVERIFY(std::abs(output[0][0].get<double>() - 0.969359) < 1e-5);
    QCOMPARE(m_eas->service(u"iris"_s).currentVersion, 1);
    QTRY_COMPARE(m_eas->service(u"iris"_s).readyInstances, 2);
    QCOMPARE(m_eas->registry->versions(testRegion, u"iris"_s)->front().artefactDigest.size(), 64);
    QCOMPARE(m_eas->registry->instances(testRegion, u"iris"_s)->size(), 2);
}

void TestServiceRegistry::checksTokens()
{
    QVERIFY(
        m_eas->create(m_eas->echo(u"echo"_s, QStringLiteral(SLIPWAY_ECHO_PROCESSOR), uR"(,"token":"ZGVtb3Rva2Vu")"_s))
            .ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"echo"_s), ServiceState::Running, patience);
    const QString url = m_eas->service(u"echo"_s).endpoint;
    QCOMPARE(ask(url, "ZGVtb3Rva2Vu", "x").status, 200);
    QCOMPARE(ask(url, "Bearer ZGVtb3Rva2Vu", "x").status, 200);
    QCOMPARE(ask(url + "/v1/sub?a=b"_L1, "ZGVtb3Rva2Vu", "x").status, 200);
    for (const QByteArray &wrong :
         {QByteArray(), QByteArray("ZGVtb3Rva2Vv"), QByteArray("ZGVtb3Rva2V"), QByteArray("EAS x")}) {
        const HttpAnswer answer = ask(url, wrong, "x");
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.body.contains("echo"));
    }
    const HttpAnswer unknown = ask(m_eas->registry->gatewayAddress() + "/api/predict/nobody"_L1, "ZGVtb3Rva2Vu", "x");
    QCOMPARE(unknown.status, 404);
    QVERIFY(unknown.body.contains("nobody"));
    // As the vendor's clients sign (reference: eas 5.2).
    const QByteArray md5 = QCryptographicHash::hash("x", QCryptographicHash::Md5).toHex();
    const QByteArray date = "Mon, 06 May 2024 07:08:09 GMT";
    const QByteArray text = "POST\n" + md5 + "\napplication/octet-stream\n" + date + "\n/api/predict/echo";
    const QByteArray sum = QMessageAuthenticationCode::hash(text, "ZGVtb3Rva2Vu", QCryptographicHash::Sha1).toBase64();
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(url)};
    request.setRawHeader("Content-Type", "application/octet-stream");
    request.setRawHeader("Content-MD5", md5);
    request.setRawHeader("Date", date);
    request.setRawHeader("Authorization", "EAS " + sum);
    QNetworkReply *reply = network.post(request, QByteArray("x"));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
}

void TestServiceRegistry::refusesBadCalls()
{
    const auto codeOf = [](const Outcome<ServiceAccepted> &outcome) {
        return outcome ? QString() : outcome.error().code;
    };
    QCOMPARE(codeOf(m_eas->create("{")), u"InvalidParameter.ServiceConfig"_s);
    QCOMPARE(codeOf(m_eas->modify(u"nobody"_s, "{}")), u"InvalidService.NotFound"_s);
    const QByteArray relative = R"({"name":"abc","processor":"xgboost","model_path":"./m","metadata":{"instance":1}})";
    QCOMPARE(codeOf(m_eas->create(relative)), u"InvalidParameter.model_path"_s);
    const QByteArray fixedPort = R"({"name":"abc","containers":[{"command":"x"}],"metadata":{"instance":2}})";
    QCOMPARE(codeOf(m_eas->create(fixedPort)), u"InvalidParameter.metadata.instance"_s);
    QVERIFY(m_eas->registry->listAll().isEmpty());
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QCOMPARE(codeOf(m_eas->create(m_eas->xgboost(u"iris"_s))), u"InvalidService.NameExists"_s);
    QCOMPARE(codeOf(m_eas->modify(u"iris"_s, R"({"name":"other"})")), u"InvalidParameter.name"_s);
    const auto switchTo = [this](int version) {
        return m_eas->call(
            [&](const auto &done) { m_eas->registry->switchVersion(testRegion, u"iris"_s, version, done); });
    };
    QCOMPARE(codeOf(switchTo(7)), u"InvalidService.VersionNotFound"_s);
    QCOMPARE(codeOf(switchTo(1)), u"InvalidService.StatusConflict"_s);
}

void TestServiceRegistry::stopsStartsAndRemoves()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    QVERIFY(m_eas->call([&](const auto &done) { m_eas->registry->stopService(testRegion, u"iris"_s, done); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Stopped, patience);
    QTRY_COMPARE(m_eas->predict(u"iris"_s, oneRow).status, 503);
    QCOMPARE(m_eas->predict(u"iris"_s, oneRow).body, QByteArray("no healthy upstream"));
    QVERIFY(m_eas->registry->instances(testRegion, u"iris"_s)->isEmpty());
    QVERIFY(m_eas->call([&](const auto &done) { m_eas->registry->startService(testRegion, u"iris"_s, done); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    QCOMPARE(m_eas->predict(u"iris"_s, oneRow).status, 200);
    QCOMPARE(m_eas->service(u"iris"_s).latestVersion, 1);
    const QString url = m_eas->service(u"iris"_s).endpoint;
    QVERIFY(m_eas->call([&](const auto &done) { m_eas->registry->remove(testRegion, u"iris"_s, done); }).ok());
    QTRY_VERIFY_WITH_TIMEOUT(m_eas->registry->describe(testRegion, u"iris"_s).failed(), patience);
    QTRY_COMPARE(ask(url, "x", oneRow).status, 404);
    QVERIFY(m_eas->store.load()->services.empty());
    QVERIFY(m_eas->store.load()->serviceInstances.empty());
    QVERIFY(QDir(m_eas->options.dataDir + "/serving/i"_L1).isEmpty());
}

void TestServiceRegistry::scales()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    for (const int count : {3, 1}) {
        QVERIFY(
            m_eas->call([&](const auto &done) { m_eas->registry->scale(testRegion, u"iris"_s, count, done); }).ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_eas->registry->instances(testRegion, u"iris"_s)->size(), count, patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
        QCOMPARE(m_eas->service(u"iris"_s).readyInstances, count);
        QCOMPARE(m_eas->predict(u"iris"_s, oneRow).status, 200);
    }
    QCOMPARE(m_eas->service(u"iris"_s).latestVersion, 1);
    QVERIFY(m_eas->service(u"iris"_s).config.contains(u"\"instance\":1"_s));
}

void TestServiceRegistry::sameDescriptionMakesNoVersionByHand()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    const Outcome<ServiceAccepted> again = m_eas->modify(u"iris"_s, m_eas->xgboost(u"iris"_s));
    QVERIFY(again.ok());
    QVERIFY2(again->message.contains(u"nothing"_s), qPrintable(again->message));
    QCOMPARE(again->service.latestVersion, 1);
}

void TestServiceRegistry::everyScheduledRunMakesAVersion()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    const Provenance run{InstanceId(41), NodeId(7), 3, u"Deployment"_s, u"daily"_s, u"LTAIlocal"_s};
    QVERIFY(m_eas->modify(u"iris"_s, m_eas->xgboost(u"iris"_s), run).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 2, patience);
    const QList<ServiceVersion> versions = *m_eas->registry->versions(testRegion, u"iris"_s);
    QCOMPARE(versions.front().provenance, run);
    QCOMPARE(versions.front().artefactDigest, versions.back().artefactDigest);
}

void TestServiceRegistry::changedContentsMakeAVersion()
{
    QFile model(QStringLiteral(SLIPWAY_TEST_DATA) + "/models/iris_xgb.json"_L1);
    QVERIFY(model.open(QIODevice::ReadOnly));
    const QByteArray contents = model.readAll();
    const QString path = m_eas->file(u"model.json"_s, contents);
    const QByteArray description =
        uR"({"name":"iris","processor":"xgboost","model_path":"%1","metadata":{"instance":1}})"_s.arg(path).toUtf8();
    QVERIFY(m_eas->create(description).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    m_eas->file(u"model.json"_s, contents + "\n");
    QVERIFY(m_eas->modify(u"iris"_s, description).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 2, patience);
}

void TestServiceRegistry::servesRegionsOfOneName()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QVERIFY(m_eas
                ->call([&](const auto &done) {
                    m_eas->registry->create(u"cn-beijing"_s, m_eas->xgboost(u"iris"_s), {}, done);
                })
                .ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->registry->describe(u"cn-beijing"_s, u"iris"_s)->state, ServiceState::Running,
                              patience);
    const ServiceEndpoints first = *m_eas->registry->endpoints(testRegion, u"iris"_s);
    const ServiceEndpoints second = *m_eas->registry->endpoints(u"cn-beijing"_s, u"iris"_s);
    QVERIFY(first.token != second.token);
    QCOMPARE(first.urls.size(), 2);
    QCOMPARE(second.urls, QStringList{m_eas->registry->gatewayAddress() + "/cn-beijing/api/predict/iris"_L1});
    QCOMPARE(ask(first.urls[0], first.token.toUtf8(), oneRow).status, 200);
    QCOMPARE(ask(first.urls[1], first.token.toUtf8(), oneRow).status, 200);
    QCOMPARE(ask(second.urls[0], second.token.toUtf8(), oneRow).status, 200);
    QCOMPARE(ask(second.urls[0], first.token.toUtf8(), oneRow).status, 401);
}

void TestServiceRegistry::tellsLogsAndEvents()
{
    const QByteArray description = R"({"name":"hello","containers":[{"command":
        "echo first line of $PORT; exec python3 -m http.server $PORT --bind 127.0.0.1"}],"metadata":{"instance":1}})";
    QVERIFY(m_eas->create(description).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"hello"_s), ServiceState::Running, patience);
    std::optional<QStringList> lines;
    m_eas->registry->logs(testRegion, u"hello"_s, {{}, u"first line"_s, {}, {}, 10},
                          [&lines](const Outcome<QStringList> &found) { lines = found.value(); });
    QTRY_VERIFY(lines.has_value());
    QCOMPARE(lines->size(), 1);
    std::optional<std::vector<ServiceEvent>> events;
    m_eas->registry->events(testRegion, u"hello"_s, 10,
                            [&events](const Outcome<std::vector<ServiceEvent>> &found) { events = found.value(); });
    QTRY_VERIFY(events.has_value());
    QCOMPARE(events->front().reason, u"Running"_s);
    QCOMPARE(events->back().reason, u"Creating"_s);
}

void TestServiceRegistry::saysThatThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServingFixture eas(other.serverPort());
    QTRY_VERIFY(eas.registry->gatewayProblem().contains(QString::number(other.serverPort())));
    QVERIFY(eas.create(eas.xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(eas.service(u"iris"_s).reason, u"GATEWAY"_s, patience);
    QVERIFY(eas.state(u"iris"_s) != ServiceState::Running);
    other.close();
    QTRY_COMPARE_WITH_TIMEOUT(eas.state(u"iris"_s), ServiceState::Running, patience);
    QCOMPARE(eas.predict(u"iris"_s, oneRow).status, 200);
}

void TestServiceRegistry::fullDiskLeavesNothingHalfDone()
{
    m_eas->store.failing = true;
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).failed());
    m_eas->store.failing = false;
    QTRY_VERIFY(m_eas->registry->describe(testRegion, u"iris"_s).failed());
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
}

void TestServiceRegistry::endsWithTheEngineWhenAsked()
{
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
    const QString url = m_eas->service(u"iris"_s).endpoint;
    bool ended = false;
    m_eas->registry->stop(false, [&ended] { ended = true; });
    QTRY_VERIFY_WITH_TIMEOUT(ended, patience);
    QCOMPARE(ask(url, "x", oneRow).status, 0);
    m_eas->dropRegistry();
    m_eas->startRegistry(); // the next engine brings them up again
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->predict(u"iris"_s, oneRow).status, 200, patience);
    QCOMPARE(m_eas->service(u"iris"_s).endpoint, url);
}

} // namespace slipway

QTEST_GUILESS_MAIN(slipway::TestServiceRegistry)
#include "tst_service_registry.moc"
