#include "app/platform/process_identity.h"
#include "tests/executors/executor_fixture.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace slipway;
using namespace Qt::StringLiterals;

// The life of supervisors: they serve several runs, and may be killed at any moment of it.
class TestSupervisors : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<ExecutorFixture>(); }
    void aSupervisorServesOneRunAfterAnother();
    void aSupervisorThatWasToldToStopServesNoMore();
    void nothingIsCarriedOver();
    void killedWhenIdle();
    void killedWhenReserved();
    void killedWithTheRequestOnItsWay();
    void killedWithItsRun();
    void twoEnginesSideBySide();

private:
    static void kill(qint64 pid) { ::kill(static_cast<pid_t>(pid), SIGKILL); }

    std::unique_ptr<ExecutorFixture> m_fixture;
};

void TestSupervisors::aSupervisorServesOneRunAfterAnother()
{
    const auto first = m_fixture->start(m_fixture->requestIn(u"a"_s, u"exit 1"_s));
    QVERIFY(m_fixture->waitForReports(1));
    const auto second = m_fixture->start(m_fixture->requestIn(u"b"_s, u"exit 2"_s));
    QVERIFY(m_fixture->waitForReports(2));
    QCOMPARE(second->supervisorPid, first->supervisorPid);
    QCOMPARE(m_fixture->reports[0].end.exitCode, 1);
    QCOMPARE(m_fixture->reports[1].end.exitCode, 2);
}

// The signal may still be on its way when the run has ended by itself: it must not hit the next.
void TestSupervisors::aSupervisorThatWasToldToStopServesNoMore()
{
    const auto first = m_fixture->start(m_fixture->requestIn(u"a"_s, u"sleep 1000"_s));
    m_fixture->executor.stop(InstanceId(42), 3);
    QVERIFY(m_fixture->waitForReports(1));
    const auto second = m_fixture->start(m_fixture->requestIn(u"b"_s, u"true"_s));
    QVERIFY(second->supervisorPid != first->supervisorPid);
    QVERIFY(m_fixture->waitForReports(2));
    QTRY_VERIFY(!processStart(first->supervisorPid)); // ended, and no zombie either
}

void TestSupervisors::nothingIsCarriedOver()
{
    RunRequest first =
        m_fixture->requestIn(u"a"_s, u"umask 0; ulimit -n 50; cd /; echo $WORD; large=$(head -c 30000000 /dev/zero | "
                                     "tr '\\0' x); kill -TERM $$"_s);
    first.environment.insert(u"WORD"_s, u"hunter2"_s);
    first.secrets = {u"hunter2"_s};
    first.timeout = Seconds(1000);
    QVERIFY(m_fixture->start(first).ok());
    QVERIFY(m_fixture->waitForReports(1));
    QVERIFY(
        m_fixture
            ->start(m_fixture->requestIn(u"b"_s, u"echo hunter2 ${WORD:-none} ${PWD##*/}; [ $(ulimit -n) != 50 ]"_s))
            .ok());
    QVERIFY(m_fixture->waitForReports(2));
    QCOMPARE(m_fixture->reports[0].end.end, AttemptEnd::Signalled);
    QCOMPARE(m_fixture->reports[1].end.end, AttemptEnd::Exited);
    QCOMPARE(m_fixture->reports[1].end.exitCode, 0);
    QCOMPARE(m_fixture->file(u"a/log"_s), QByteArray("***\n"));
    QCOMPARE(m_fixture->file(u"b/log"_s), QByteArray("hunter2 none work\n"));
    QVERIFY(m_fixture->number(u"a/exit"_s, "peak_rss_kb") > m_fixture->number(u"b/exit"_s, "peak_rss_kb"));
}

void TestSupervisors::killedWhenIdle()
{
    const auto first = m_fixture->start(m_fixture->requestIn(u"a"_s, u"true"_s));
    QVERIFY(m_fixture->waitForReports(1));
    kill(first->supervisorPid);
    QTRY_VERIFY(!processStart(first->supervisorPid));
    QVERIFY(m_fixture->start(m_fixture->requestIn(u"b"_s, u"exit 5"_s)).ok());
    QVERIFY(m_fixture->waitForReports(2));
    QCOMPARE(m_fixture->reports.back().end.exitCode, 5);
}

void TestSupervisors::killedWhenReserved()
{
    const auto handle = m_fixture->executor.reserve(InstanceId(42), 3);
    kill(handle->supervisorPid);
    QTRY_VERIFY(!processStart(handle->supervisorPid));
    const Outcome<> refused = m_fixture->executor.start(m_fixture->request(u"true"_s));
    QVERIFY(refused.failed());
    QVERIFY2(refused.error().message.contains(u"not started"_s), qPrintable(refused.error().message));
    QVERIFY(!QFile::exists(m_fixture->folder()));
}

void TestSupervisors::killedWithTheRequestOnItsWay()
{
    const auto handle = m_fixture->executor.reserve(InstanceId(42), 3);
    ::kill(static_cast<pid_t>(handle->supervisorPid), SIGSTOP);
    QVERIFY(m_fixture->executor.start(m_fixture->request(u"true"_s)).ok());
    kill(handle->supervisorPid);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::NotStarted);
}

void TestSupervisors::killedWithItsRun()
{
    const QByteArray mark = uniqueSleep();
    const QByteArray command = "sleep" + QByteArray(1, '\0') + mark;
    const auto handle = m_fixture->start(m_fixture->request(u"exec sleep "_s + QString::fromLatin1(mark)));
    QTRY_COMPARE(processesWith(command), 1);
    kill(handle->supervisorPid);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Lost);
    QVERIFY2(m_fixture->reports.front().end.message.contains(u"signal 9"_s),
             qPrintable(m_fixture->reports.front().end.message));
    QTRY_COMPARE(processesWith(command), 0); // nothing runs on without a watcher
}

// The same attempt of two engines: each has its own supervisors, and hears and stops only its own.
void TestSupervisors::twoEnginesSideBySide()
{
    ExecutorFixture other;
    QVERIFY(m_fixture->start(m_fixture->request(u"echo one; sleep 1000"_s)).ok());
    QVERIFY(other.start(other.request(u"echo two; exit 2"_s)).ok());
    QVERIFY(other.waitForReports(1));
    QCOMPARE(other.reports.front().end.exitCode, 2);
    QCOMPARE(other.log(), QByteArray("two\n"));
    other.executor.stop(InstanceId(42), 3);
    QTRY_COMPARE(m_fixture->log(), QByteArray("one\n"));
    QVERIFY(m_fixture->reports.empty());
    m_fixture->executor.stop(InstanceId(42), 3);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
}

QTEST_GUILESS_MAIN(TestSupervisors)
#include "tst_supervisors.moc"
