#include "app/platform/files.h"
#include "app/platform/process_identity.h"
#include "tests/executors/executor_fixture.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace slipway;
using namespace Qt::StringLiterals;

// The engine is killed; another one takes over what it finds.
class TestAdoption : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void runsOn_data();
    void runsOn();
    void endedMeanwhile_data();
    void endedMeanwhile();
    void adoptedRunIsStopped();
    void processNumberOfAnother();
    void neverBegan();
    void supervisorWasKilled();
    void damagedRecord();

private:
    // Starts the script by an engine that is then killed.
    RunHandle startByKilledEngine(const QString &script);
    RunEnd adopt(const RunHandle &handle);
    QString flag(const QString &name) const { return m_fixture->folder() + u'/' + name; }

    std::unique_ptr<ExecutorFixture> m_fixture;
};

void TestAdoption::init()
{
    m_fixture = std::make_unique<ExecutorFixture>();
}

RunHandle TestAdoption::startByKilledEngine(const QString &script)
{
    QProcess engine;
    engine.start(QStringLiteral(ENGINE_HELPER), {ExecutorFixture::config().supervisor, m_fixture->folder(), script});
    engine.waitForReadyRead(30000);
    const QList<QByteArray> words = engine.readLine().trimmed().split(' ');
    engine.kill();
    engine.waitForFinished(30000);
    return words.size() == 2 ? RunHandle{words[0].toLongLong(), words[1].toLongLong()} : RunHandle{};
}

RunEnd TestAdoption::adopt(const RunHandle &handle)
{
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    return m_fixture->waitForReports(1) ? m_fixture->reports.front().end : RunEnd{};
}

void TestAdoption::runsOn_data()
{
    QTest::addColumn<bool>("handleKnown");
    QTest::newRow("handle from the store") << true;
    QTest::newRow("killed before it could store the handle") << false;
}

void TestAdoption::runsOn()
{
    QFETCH(bool, handleKnown);
    const RunHandle handle =
        startByKilledEngine(u"echo before; until [ -e ../go ]; do sleep 0.05; done; echo after; exit 7"_s);
    QVERIFY(handle.supervisorPid > 0);
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handleKnown ? handle : RunHandle{});
    QVERIFY(processStart(handle.supervisorPid) == handle.supervisorStart);
    QVERIFY(m_fixture->reports.empty());
    QVERIFY(writeNewFile(flag(u"go"_s), {}).ok());
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Exited);
    QCOMPARE(m_fixture->reports.front().end.exitCode, 7);
    QCOMPARE(m_fixture->log(), QByteArray("before\nafter\n"));
}

void TestAdoption::endedMeanwhile_data()
{
    runsOn_data();
}

void TestAdoption::endedMeanwhile()
{
    QFETCH(bool, handleKnown);
    const RunHandle handle = startByKilledEngine(u"exit 5"_s);
    QTRY_VERIFY(QFile::exists(flag(u"exit"_s)));
    const RunEnd end = adopt(handleKnown ? handle : RunHandle{});
    QCOMPARE(end.end, AttemptEnd::Exited);
    QCOMPARE(end.exitCode, 5);
    QVERIFY(isSet(end.finishedAt));
}

void TestAdoption::adoptedRunIsStopped()
{
    const RunHandle handle = startByKilledEngine(u"sleep 1000 & sleep 1000"_s);
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    m_fixture->executor.stop(InstanceId(1), 1);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
    QVERIFY(!processStart(handle.supervisorPid) ||
            !openProcess({handle.supervisorPid, handle.supervisorStart + 1}).isValid());
}

void TestAdoption::processNumberOfAnother()
{
    QVERIFY(QDir().mkpath(m_fixture->folder()));
    const RunEnd end = adopt({::getpid(), *processStart(::getpid()) - 1}); // the number lives, but it is not ours
    QCOMPARE(end.end, AttemptEnd::Lost);
    QVERIFY(!end.message.isEmpty());
}

void TestAdoption::neverBegan()
{
    QCOMPARE(adopt({}).end, AttemptEnd::NotStarted);
}

void TestAdoption::supervisorWasKilled()
{
    const QByteArray mark = uniqueSleep();
    const RunHandle handle = startByKilledEngine(u"exec sleep "_s + QString::fromLatin1(mark));
    QTRY_COMPARE(processesWith("sleep" + QByteArray(1, '\0') + mark), 1);
    ::kill(static_cast<pid_t>(handle.supervisorPid), SIGKILL);
    QCOMPARE(adopt(handle).end, AttemptEnd::Lost);
    QTRY_COMPARE(processesWith("sleep" + QByteArray(1, '\0') + mark), 0); // nothing runs on without a watcher
}

void TestAdoption::damagedRecord()
{
    QVERIFY(QDir().mkpath(m_fixture->folder()));
    QVERIFY(writeNewFile(flag(u"exit"_s), "end=exited\ncode=abc\n").ok());
    const RunEnd end = adopt({1, 1});
    QCOMPARE(end.end, AttemptEnd::Lost);
    QVERIFY(end.message.contains(flag(u"exit"_s)));
}

QTEST_GUILESS_MAIN(TestAdoption)
#include "tst_adoption.moc"
