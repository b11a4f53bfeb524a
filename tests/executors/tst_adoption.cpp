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
    void runsOn();
    void endedMeanwhile_data();
    void endedMeanwhile();
    void adoptedRunIsStopped();
    void aRequestOnItsWayIsRun();
    void processNumberOfAnother_data();
    void processNumberOfAnother();
    void neverBegan();
    void theStoppedSupervisorEnds();
    void supervisorWasKilled();
    void damagedRecord();

private:
    // Starts the script by an engine that is then killed: at once, or as engine_helper's mode says.
    RunHandle startByKilledEngine(const QString &script, const QByteArray &mode = "killed");
    RunEnd adopt(const RunHandle &handle);
    QString flag(const QString &name) const { return m_fixture->folder() + u'/' + name; }

    std::unique_ptr<ExecutorFixture> m_fixture;
};

void TestAdoption::init()
{
    m_fixture = std::make_unique<ExecutorFixture>();
}

RunHandle TestAdoption::startByKilledEngine(const QString &script, const QByteArray &mode)
{
    QProcess engine;
    engine.start(QStringLiteral(ENGINE_HELPER),
                 {ExecutorFixture::config().supervisor, m_fixture->folder(), script, QString::fromLatin1(mode)});
    engine.waitForReadyRead(30000);
    const QList<QByteArray> words = engine.readLine().trimmed().split(' ');
    if (mode == "heard" || mode == "deaf")
        engine.waitForReadyRead(30000);
    engine.kill();
    engine.waitForFinished(30000);
    return words.size() == 2 ? RunHandle{words[0].toLongLong(), words[1].toLongLong()} : RunHandle{};
}

RunEnd TestAdoption::adopt(const RunHandle &handle)
{
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    return m_fixture->waitForReports(1) ? m_fixture->reports.front().end : RunEnd{};
}

void TestAdoption::runsOn()
{
    const RunHandle handle =
        startByKilledEngine(u"echo before; until [ -e ../go ]; do sleep 0.05; done; echo after; exit 7"_s);
    QVERIFY(handle.supervisorPid > 0);
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    QVERIFY(processStart(handle.supervisorPid) == handle.supervisorStart);
    QVERIFY(m_fixture->reports.empty());
    QVERIFY(writeNewFile(flag(u"go"_s), {}).ok());
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Exited);
    QCOMPARE(m_fixture->reports.front().end.exitCode, 7);
    QCOMPARE(m_fixture->log(), QByteArray("before\nafter\n"));
    QTRY_VERIFY(processStart(handle.supervisorPid) != handle.supervisorStart); // nobody will ask it for more
}

void TestAdoption::endedMeanwhile_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("the engine was gone") << QByteArray("killed");
    QTest::newRow("the engine had heard of the end and was killed before it was durable") << QByteArray("heard");
    QTest::newRow("the engine had not read the end") << QByteArray("deaf");
}

void TestAdoption::endedMeanwhile()
{
    QFETCH(QByteArray, mode);
    const RunHandle handle = startByKilledEngine(u"exit 5"_s, mode);
    QTRY_VERIFY(QFile::exists(flag(u"exit"_s)));
    const RunEnd end = adopt(handle);
    QCOMPARE(end.end, AttemptEnd::Exited);
    QCOMPARE(end.exitCode, 5);
    QVERIFY(isSet(end.finishedAt));
}

// The supervisor was halted when it was asked for the run, and goes on when its engine is gone.
void TestAdoption::aRequestOnItsWayIsRun()
{
    const RunHandle handle = startByKilledEngine(u"echo ran; exit 3"_s, "halted");
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    QVERIFY(!QFile::exists(flag(u"log"_s)));
    ::kill(static_cast<pid_t>(handle.supervisorPid), SIGCONT);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.exitCode, 3);
    QCOMPARE(m_fixture->log(), QByteArray("ran\n"));
}

// A stop that comes before the run itself is not lost, and the script does not begin.
void TestAdoption::theStoppedSupervisorEnds()
{
    const RunHandle handle = startByKilledEngine(u"echo ran"_s, "halted");
    m_fixture->executor.adopt(InstanceId(1), 1, m_fixture->folder(), handle);
    m_fixture->executor.stop(InstanceId(1), 1);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
    QCOMPARE(m_fixture->log(), QByteArray());
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

void TestAdoption::processNumberOfAnother_data()
{
    QTest::addColumn<bool>("began");
    QTest::addColumn<AttemptEnd>("end");
    QTest::newRow("the run had begun") << true << AttemptEnd::Lost;
    QTest::newRow("it had not") << false << AttemptEnd::NotStarted;
}

void TestAdoption::processNumberOfAnother()
{
    QFETCH(bool, began);
    QVERIFY(QDir().mkpath(m_fixture->folder()));
    QVERIFY(!began || writeNewFile(flag(u"exit.tmp"_s), {}).ok());
    const RunEnd end = adopt({::getpid(), *processStart(::getpid()) - 1}); // the number lives, but it is not ours
    QTEST(end.end, "end");
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
