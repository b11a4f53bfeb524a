#include "tests/serving/serving_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace slipway {

constexpr int patience = 60'000;

// Versions change under load; not one request may fail.
class TestRollout : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void newVersionTakesOver();
    void failingVersionNeverTakesTraffic_data();
    void failingVersionNeverTakesTraffic();
    void rollsBack();
    void laterModifySupersedes();
    void restartReplacesInstances();
    void survivesKilledHosts();
    void survivesKilledSupervisors();
    void nextEngineAdopts();
    void nextEngineGoesOnWithARollout_data();
    void nextEngineGoesOnWithARollout();

private:
    void startLoad();
    void endLoad();
    QByteArray patch(int marker) const { return "{\"model_config\":\"" + QByteArray::number(marker) + "\"}"; }

    std::unique_ptr<ServingFixture> m_eas;
    std::unique_ptr<LoadLoop> m_load;
};

void TestRollout::init()
{
    m_eas = std::make_unique<ServingFixture>();
    QVERIFY(m_eas->create(m_eas->xgboost(u"iris"_s, 2)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->state(u"iris"_s), ServiceState::Running, patience);
}

void TestRollout::cleanup()
{
    m_load.reset();
    m_eas.reset();
}

void TestRollout::startLoad()
{
    const Service service = m_eas->service(u"iris"_s);
    m_load = std::make_unique<LoadLoop>(service.endpoint, service.token.toUtf8(), "[[5.1,3.5,1.4,0.2]]");
    m_load->start(4);
    QTRY_VERIFY(m_load->answered > 20);
}

void TestRollout::endLoad()
{
    const int before = m_load->answered;
    QTRY_VERIFY(m_load->answered > before + 20);
    m_load->stop();
    QVERIFY2(m_load->failed == 0, m_load->firstFailure.constData());
}

void TestRollout::newVersionTakesOver()
{
    startLoad();
    for (int version = 2; version <= 4; ++version) {
        QVERIFY(m_eas->modify(u"iris"_s, patch(version)).ok());
        QCOMPARE(m_eas->service(u"iris"_s).latestVersion, version);
        QCOMPARE(m_eas->service(u"iris"_s).currentVersion, version - 1); // until the traffic is switched
        QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, version, patience);
        // After the switch no answer comes from the old version.
        QCOMPARE(m_eas->predict(u"iris"_s, "[[5.1,3.5,1.4,0.2]]").version, version);
        QTRY_COMPARE_WITH_TIMEOUT(m_eas->versionState(u"iris"_s, version - 1), VersionState::Retired, patience);
    }
    endLoad();
    QTRY_COMPARE(m_eas->registry->instances(testRegion, u"iris"_s)->size(), 2);
}

void TestRollout::failingVersionNeverTakesTraffic_data()
{
    QTest::addColumn<QString>("patch");
    QTest::addColumn<QString>("says");
    QTest::newRow("corrupt model") << uR"({"model_path":"%1/noise.json"})"_s << u"initialize"_s;
    QTest::newRow("corrupt archive") << uR"({"model_path":"%1/noise.tar.gz"})"_s << u"noise.tar.gz cannot be used"_s;
    QTest::newRow("wrong digest") << uR"({"model_sha256":"%2"})"_s << u"model_sha256"_s;
    QTest::newRow("entry missing") << uR"({"model_entry":"other.json"})"_s << u"other.json"_s;
    QTest::newRow("warm-up") << uR"({"warm_up_data_path":"%1/noise.json"})"_s << u"warm-up"_s;
    QTest::newRow("crash") << uR"({"containers":[{"command":"kill -9 $$ # $PORT"}]})"_s << u"signal 9"_s;
}

void TestRollout::failingVersionNeverTakesTraffic()
{
    QFETCH(const QString, patch);
    QFETCH(const QString, says);
    m_eas->file(u"noise.json"_s, "noise");
    m_eas->file(u"noise.tar.gz"_s, "noise");
    startLoad();
    const QString text = QString(patch).replace("%1"_L1, m_eas->folder.path()).replace("%2"_L1, QString(64, u'0'));
    const Outcome<ServiceAccepted> accepted = m_eas->modify(u"iris"_s, text.toUtf8());
    QVERIFY2(accepted.ok(), accepted ? "" : qPrintable(accepted.error().message));
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->versionState(u"iris"_s, 2), VersionState::Failed, patience);
    const QString message = m_eas->versionMessage(u"iris"_s, 2);
    QVERIFY2(message.contains(says), qPrintable(message));
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->registry->instances(testRegion, u"iris"_s)->size(), 2, patience);
    endLoad();
    QCOMPARE(m_load->byVersion.keys(), QList<int>{1});
    const Service service = m_eas->service(u"iris"_s);
    QCOMPARE(service.state, ServiceState::Running);
    QCOMPARE(service.currentVersion, 1);
    QVERIFY2(service.message.contains(u"Version 2 failed"_s), qPrintable(service.message));
}

void TestRollout::rollsBack()
{
    QVERIFY(m_eas->modify(u"iris"_s, patch(2)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 2, patience);
    startLoad();
    QVERIFY(
        m_eas->call([&](const auto &done) { m_eas->registry->switchVersion(testRegion, u"iris"_s, 1, done); }).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 1, patience);
    QCOMPARE(m_eas->service(u"iris"_s).latestVersion, 2);
    QCOMPARE(m_eas->predict(u"iris"_s, "[[5.1,3.5,1.4,0.2]]").version, 1);
    endLoad();
}

void TestRollout::laterModifySupersedes()
{
    startLoad();
    for (int version = 2; version <= 5; ++version)
        QVERIFY(m_eas->modify(u"iris"_s, patch(version)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 5, patience);
    endLoad();
    QCOMPARE(m_eas->versionState(u"iris"_s, 4), VersionState::Superseded);
    QVERIFY(!m_load->byVersion.contains(4));
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->registry->instances(testRegion, u"iris"_s)->size(), 2, patience);
}

void TestRollout::restartReplacesInstances()
{
    const QList<ServiceInstance> before = *m_eas->registry->instances(testRegion, u"iris"_s);
    startLoad();
    QVERIFY(m_eas->call([&](const auto &done) { m_eas->registry->restartService(testRegion, u"iris"_s, done); }).ok());
    const auto replaced = [&] {
        const QList<ServiceInstance> now = *m_eas->registry->instances(testRegion, u"iris"_s);
        return now.size() == 2 && now.front().name != before.front().name && now.front().name != before.back().name;
    };
    QTRY_VERIFY_WITH_TIMEOUT(replaced(), patience);
    endLoad();
    QCOMPARE(m_eas->state(u"iris"_s), ServiceState::Running);
    QCOMPARE(m_eas->service(u"iris"_s).latestVersion, 1);
}

void TestRollout::survivesKilledHosts()
{
    startLoad();
    for (int round = 1; round <= 6; ++round) {
        const QList<ServiceInstance> instances = *m_eas->registry->instances(testRegion, u"iris"_s);
        const QString children = u"/proc/%1/task/%1/children"_s.arg(instances.at(round % 2).pid);
        QFile file(children);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto host = static_cast<pid_t>(file.readAll().trimmed().toInt());
        QVERIFY(host > 1);
        const int restarts = instances.at(round % 2).restarts;
        ::kill(host, SIGKILL);
        const auto isBack = [&] {
            const ServiceInstance now = m_eas->registry->instances(testRegion, u"iris"_s)->at(round % 2);
            return now.restarts > restarts && now.ready;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isBack(), patience);
        const int before = m_load->answered;
        QTRY_VERIFY(m_load->answered > before + 50);
    }
    endLoad();
}

void TestRollout::survivesKilledSupervisors()
{
    startLoad();
    const ServiceInstance before = m_eas->registry->instances(testRegion, u"iris"_s)->front();
    ::kill(static_cast<pid_t>(before.pid), SIGKILL);
    const auto isBack = [&] {
        const ServiceInstance now = m_eas->registry->instances(testRegion, u"iris"_s)->front();
        return now.name == before.name && now.pid != before.pid && now.ready;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), patience);
    endLoad();
}

void TestRollout::nextEngineAdopts()
{
    startLoad();
    const QList<ServiceInstance> before = *m_eas->registry->instances(testRegion, u"iris"_s);
    m_eas->dropRegistry();
    const int answered = m_load->answered;
    QTRY_VERIFY(m_load->answered > answered + 20); // nobody needs the engine for this
    m_eas->startRegistry();
    QTRY_COMPARE(m_eas->service(u"iris"_s).readyInstances, 2);
    const QList<ServiceInstance> after = *m_eas->registry->instances(testRegion, u"iris"_s);
    QCOMPARE(after.size(), 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(after[i].name, before[i].name);
        QCOMPARE(after[i].pid, before[i].pid);
    }
    QVERIFY(m_eas->modify(u"iris"_s, patch(2)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 2, patience);
    endLoad();
}

void TestRollout::nextEngineGoesOnWithARollout_data()
{
    QTest::addColumn<int>("commits");
    for (int commits = 0; commits < 8; ++commits)
        QTest::newRow(qPrintable(u"after %1 commits"_s.arg(commits))) << commits;
}

void TestRollout::nextEngineGoesOnWithARollout()
{
    QFETCH(const int, commits);
    startLoad();
    QVERIFY(m_eas->modify(u"iris"_s, patch(2)).ok());
    const int reached = m_eas->store.commits + commits;
    const auto thereOrDone = [&] {
        return m_eas->store.commits >= reached || m_eas->versionState(u"iris"_s, 1) == VersionState::Retired;
    };
    QTRY_VERIFY_WITH_TIMEOUT(thereOrDone(), patience);
    m_eas->dropRegistry();
    m_eas->startRegistry();
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->service(u"iris"_s).currentVersion, 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->versionState(u"iris"_s, 1), VersionState::Retired, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_eas->registry->instances(testRegion, u"iris"_s)->size(), 2, patience);
    endLoad();
    QCOMPARE(m_eas->service(u"iris"_s).latestVersion, 2);
    QCOMPARE(m_eas->store.load()->serviceInstances.size(), size_t(2));
}

} // namespace slipway

QTEST_GUILESS_MAIN(slipway::TestRollout)
#include "tst_rollout.moc"
