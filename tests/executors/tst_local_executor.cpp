#include "app/platform/files.h"
#include "app/platform/process_identity.h"
#include "tests/executors/executor_fixture.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestLocalExecutor : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<ExecutorFixture>(); }
    void howItEnds_data();
    void howItEnds();
    void folderIsPrivate();
    void argumentsArriveIntact();
    void environmentIsClean();
    void standardInputIsEmpty();
    void noDescriptorIsInherited();
    void signalsAreAtTheirDefaults();
    void neverEndingScriptTimesOut();
    void stopEndsTheWholeTree();
    void stopRightAfterStart();
    void stopHonoursTheGraceTime();
    void leftoversAreEnded();
    void substitutionsMayFinish();
    void muchOutputReachesTheLog();
    void logIsLimited();
    void devStderrKeepsTheLog();
    void secretsAreMasked();
    void missingSupervisor();
    void missingShell();
    void folderInUseIsRefused();
    void zeroInAnArgumentIsRefused();
    void fullDisk();
    void manyAtOnce();

private:
    RunEnd run(const QString &script) { return m_fixture->run(script); }
    QByteArray log() const { return m_fixture->log(); }

    std::unique_ptr<ExecutorFixture> m_fixture;
};

void TestLocalExecutor::howItEnds_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<AttemptEnd>("end");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("word"); // in the sentence
    QTest::newRow("success") << u"true"_s << AttemptEnd::Exited << 0 << 0 << u"status 0"_s;
    QTest::newRow("failure") << u"exit 7"_s << AttemptEnd::Exited << 7 << 0 << u"status 7"_s;
    QTest::newRow("no such command") << u"no-such-command-at-all"_s << AttemptEnd::Exited << 127 << 0 << u"not found"_s;
    QTest::newRow("killed") << u"kill -KILL $$"_s << AttemptEnd::Signalled << 0 << SIGKILL << u"Killed"_s;
    QTest::newRow("aborted") << u"kill -ABRT $$"_s << AttemptEnd::Signalled << 0 << SIGABRT << u"signal 6"_s;
    QTest::newRow("empty script") << QString() << AttemptEnd::Exited << 0 << 0 << u"status 0"_s;
    QTest::newRow("syntax error") << u"if then"_s << AttemptEnd::Exited << 2 << 0 << u"status 2"_s;
}

void TestLocalExecutor::howItEnds()
{
    QFETCH(QString, script);
    const RunEnd end = run(script);
    QTEST(end.end, "end");
    QTEST(end.exitCode, "code");
    QTEST(end.signal, "signal");
    QFETCH(QString, word);
    QVERIFY2(end.message.contains(word), qPrintable(end.message));
    QCOMPARE(m_fixture->reports.front().instance, InstanceId(42));
    QCOMPARE(m_fixture->reports.front().attempt, 3);
    const auto age = std::chrono::system_clock::now() - end.finishedAt;
    QVERIFY(age >= Seconds(0) && age < Seconds(60));
}

void TestLocalExecutor::folderIsPrivate()
{
    run(u"touch made; umask"_s);
    const QString folder = m_fixture->folder();
    QVERIFY(QFile::exists(folder + u"/work/made"_s));
    const auto openToOthers =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    for (const char *name : {"", "/script.sh", "/log", "/exit", "/work"})
        QVERIFY2(!(QFileInfo(folder + QString::fromLatin1(name)).permissions() & openToOthers), name);
    QCOMPARE(QDir(folder).entryList({u"*.tmp"_s}), QStringList());
}

void TestLocalExecutor::argumentsArriveIntact()
{
    RunRequest request = m_fixture->request(u"printf '<%s>' \"$0\" \"$#\" \"$@\""_s);
    request.arguments = {u"with blank"_s, u"two\nlines"_s, u"'\"$(date)`date`"_s, u""_s, u"--"_s,
                         u"--timeout"_s,  u"数据"_s};
    m_fixture->run(request);
    QString expected = u"<%1/script.sh><7>"_s.arg(m_fixture->folder());
    for (const QString &argument : request.arguments)
        expected += u'<' + argument + u'>';
    QCOMPARE(QString::fromUtf8(log()), expected);
}

void TestLocalExecutor::environmentIsClean()
{
    qputenv("LEAKED", "1");
    RunRequest request = m_fixture->request(u"env"_s);
    request.environment.insert(u"BASH_ENV"_s, m_fixture->folder() + u"/prelude"_s);
    request.environment.insert(u"GIVEN"_s, u"a b\nc"_s);
    QVERIFY(makePrivateFolder(m_fixture->folder()).ok());
    QVERIFY(writeNewFile(m_fixture->folder() + u"/prelude"_s, "export FROM_PRELUDE=yes\n").ok());
    m_fixture->run(request);
    qunsetenv("LEAKED");
    QVERIFY(!log().contains("LEAKED"));
    QVERIFY(log().contains("GIVEN=a b\nc\n"));
    QVERIFY(log().contains("FROM_PRELUDE=yes"));
    for (const char *name : {"PATH=", "HOME=", "SHELL=", "LANG="})
        QVERIFY2(log().contains(name), name);
}

void TestLocalExecutor::standardInputIsEmpty()
{
    QCOMPARE(run(u"readlink /proc/self/fd/0; cat; read x || echo end"_s).end, AttemptEnd::Exited);
    QCOMPARE(log(), QByteArray("/dev/null\nend\n"));
}

void TestLocalExecutor::noDescriptorIsInherited()
{
    const int careless = ::open("/dev/null", O_RDONLY); // not close-on-exec
    QVERIFY(::fcntl(careless, F_DUPFD, 50) >= 50);
    RunRequest request = m_fixture->request(u"ls /proc/self/fd | tr '\\n' ' '"_s);
    request.secrets = {u"some secret"_s};
    m_fixture->run(request);
    QCOMPARE(log(), QByteArray("0 1 2 3 ")); // 3 is the folder that ls reads
    ::close(careless);
}

void TestLocalExecutor::signalsAreAtTheirDefaults()
{
    ::signal(SIGPIPE, SIG_IGN); // as the engine has it
    run(u"grep -E '^Sig(Blk|Ign)' /proc/self/status"_s);
    ::signal(SIGPIPE, SIG_DFL);
    QCOMPARE(log(), QByteArray("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"));
}

void TestLocalExecutor::neverEndingScriptTimesOut()
{
    RunRequest request = m_fixture->request(u"echo begins; trap '' TERM; while :; do sleep 0.1; done"_s);
    request.timeout = Seconds(1);
    const RunEnd end = m_fixture->run(request);
    QCOMPARE(end.end, AttemptEnd::TimedOut);
    QVERIFY(end.message.contains(u"time limit"_s));
    QVERIFY(log().startsWith("begins\n[slipway] "));
}

void TestLocalExecutor::stopEndsTheWholeTree()
{
    const QByteArray mark = uniqueSleep();
    const QString script = uR"(
        sleep %1 &
        setsid sleep %1 &
        nohup sleep %1 > /dev/null 2>&1 &
        (setsid nohup bash -c 'trap "" TERM HUP; sleep %1; sleep %1' > /dev/null 2>&1 &)
        (trap "" TERM; setsid setsid sleep %1 &)
        sleep %1 & halted=$!
        until grep -q sleep /proc/$halted/comm; do :; done
        kill -STOP $halted
        echo ready
        wait
    )"_s.arg(QString::fromLatin1(mark));
    QVERIFY(m_fixture->start(m_fixture->request(script)).ok());
    QTRY_COMPARE(log(), QByteArray("ready\n"));
    const QByteArray command = "sleep" + QByteArray(1, '\0') + mark;
    QTRY_COMPARE(processesWith(command), 6);
    m_fixture->executor.stop(InstanceId(42), 3);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(processesWith(mark), 0);
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
}

void TestLocalExecutor::stopRightAfterStart()
{
    QVERIFY(m_fixture->start(m_fixture->request(u"sleep 1000"_s)).ok());
    m_fixture->executor.stop(InstanceId(42), 3);
    QVERIFY(m_fixture->waitForReports(1));
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
    m_fixture->executor.stop(InstanceId(42), 3); // nothing is there any more: no harm
}

void TestLocalExecutor::stopHonoursTheGraceTime()
{
    RunRequest request = m_fixture->request(u"trap 'echo cleaning; sleep 0.3; echo clean; exit 9' TERM\n"
                                            "echo ready; while :; do sleep 0.05; done"_s);
    request.stopGrace = Seconds(30);
    QVERIFY(m_fixture->start(request).ok());
    QTRY_COMPARE(log(), QByteArray("ready\n"));
    m_fixture->executor.stop(InstanceId(42), 3);
    QVERIFY(m_fixture->waitForReports(1));
    QVERIFY2(log().endsWith("cleaning\nclean\n"), log().constData()); // bash may tell of the sleep before
    QCOMPARE(m_fixture->reports.front().end.end, AttemptEnd::Stopped);
    QCOMPARE(m_fixture->reports.front().end.exitCode, 9);
}

void TestLocalExecutor::leftoversAreEnded()
{
    const QByteArray mark = uniqueSleep();
    const RunEnd end = run(u"setsid nohup sleep %1 & echo done; exit 3"_s.arg(QString::fromLatin1(mark)));
    QCOMPARE(end.end, AttemptEnd::Exited); // the script's own end counts
    QCOMPARE(end.exitCode, 3);
    QCOMPARE(processesWith(mark), 0);
    QVERIFY(log().contains("left behind"));
}

void TestLocalExecutor::substitutionsMayFinish()
{
    run(u"exec > >(while read -r line; do sleep 0.1; echo \"<$line>\"; done); echo one; echo two"_s);
    QCOMPARE(log(), QByteArray("<one>\n<two>\n"));
}

void TestLocalExecutor::muchOutputReachesTheLog()
{
    const RunEnd end = run(u"head -c 200000000 /dev/zero | tr '\\0' x; echo; echo end"_s);
    QCOMPARE(end.end, AttemptEnd::Exited);
    QCOMPARE(QFileInfo(m_fixture->folder() + u"/log"_s).size(), 200000000 + 5);
}

void TestLocalExecutor::logIsLimited()
{
    LocalExecutorConfig config = ExecutorFixture::config();
    config.maxLogBytes = 1000;
    LocalExecutor executor(config);
    RunEnd end;
    executor.onFinished([&end](InstanceId, int, const RunEnd &told) { end = told; });
    QVERIFY(executor.reserve(InstanceId(42), 3).ok());
    QVERIFY(executor.start(m_fixture->request(u"head -c 100000 /dev/zero | tr '\\0' x; touch ran-on"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(end.end, AttemptEnd::Exited, 30000);
    QVERIFY(log().startsWith(QByteArray(1000, 'x') + "\n[slipway] The log has reached its limit of 1000 bytes."));
    QVERIFY(log().size() < 1200);
    QVERIFY(QFile::exists(m_fixture->folder() + u"/work/ran-on"_s));
    QVERIFY(end.message.contains(u"limit"_s));
}

void TestLocalExecutor::devStderrKeepsTheLog()
{
    run(u"echo one; echo two > /dev/stderr; echo three > /dev/stdout"_s);
    QCOMPARE(log(), QByteArray("one\ntwo\nthree\n"));
}

void TestLocalExecutor::secretsAreMasked()
{
    RunRequest request =
        m_fixture->request(u"echo \"key: $KEY\"; printf 'hun'; sleep 0.2; printf 'ter2 rest'; printf hunte\n"
                           "cat /proc/$PPID/cmdline | grep -c hunter2"_s);
    request.secrets = {u"hunter2"_s};
    request.environment.insert(u"KEY"_s, u"hunter2"_s);
    m_fixture->run(request);
    QCOMPARE(log(), QByteArray("key: ***\n*** resthunte0\n"));
}

void TestLocalExecutor::missingSupervisor()
{
    LocalExecutorConfig config;
    config.supervisor = u"/no/such/slipway-run"_s;
    LocalExecutor executor(config);
    const auto handle = executor.reserve(InstanceId(42), 3);
    QVERIFY(handle.failed());
    QVERIFY(handle.error().message.contains(u"/no/such/slipway-run"_s));
}

void TestLocalExecutor::missingShell()
{
    LocalExecutorConfig config = ExecutorFixture::config();
    config.shell = u"/no/such/shell"_s;
    LocalExecutor executor(config);
    RunEnd end;
    executor.onFinished([&end](InstanceId, int, const RunEnd &told) { end = told; });
    QVERIFY(executor.reserve(InstanceId(42), 3).ok());
    QVERIFY(executor.start(m_fixture->request(u"true"_s)).ok());
    QTRY_COMPARE_WITH_TIMEOUT(end.end, AttemptEnd::NotStarted, 30000);
    QVERIFY2(end.message.contains(u"/no/such/shell"_s), qPrintable(end.message));
}

void TestLocalExecutor::folderInUseIsRefused()
{
    run(u"true"_s);
    QVERIFY(m_fixture->start(m_fixture->request(u"echo again"_s)).failed()); // its script is there: it ran
    QCOMPARE(log(), QByteArray());
}

void TestLocalExecutor::zeroInAnArgumentIsRefused()
{
    RunRequest request = m_fixture->request(u"true"_s);
    request.arguments = {QString(QChar::Null)};
    QCOMPARE(m_fixture->start(request).error().field, u"arguments"_s);
}

void TestLocalExecutor::fullDisk()
{
    const QString disk = m_fixture->folder();
    QVERIFY(QDir().mkpath(disk));
    if (::mount("tmpfs", QFile::encodeName(disk).constData(), "tmpfs", 0, "size=256k,mode=0700") != 0)
        QSKIP("a small disk of its own needs root");
    const auto unmount = qScopeGuard([&disk] { ::umount2(QFile::encodeName(disk).constData(), MNT_DETACH); });

    const RunEnd end = run(u"for i in $(seq 100); do head -c 10000 /dev/zero | tr '\\0' x; done; exit 4"_s);
    QCOMPARE(end.end, AttemptEnd::Exited); // the run went on, and how it ended is known
    QCOMPARE(end.exitCode, 4);
    QVERIFY2(end.message.contains(u"No space left on device"_s), qPrintable(end.message));
    QVERIFY(log().size() > 100000);

    RunRequest next = m_fixture->request(u"true"_s);
    next.folder = disk + u"/next"_s;
    const auto refused = m_fixture->start(next);
    QVERIFY(refused.failed());
    QVERIFY2(refused.error().message.contains(u"disk is full"_s), qPrintable(refused.error().message));
}

void TestLocalExecutor::manyAtOnce()
{
    constexpr int count = 60;
    const QString base = m_fixture->folder();
    for (int i = 0; i < count; ++i) {
        RunRequest request = m_fixture->request(u"exit %1"_s.arg(i));
        request.instance = InstanceId(1000 + i);
        request.folder = base + u'/' + QString::number(i);
        QVERIFY(m_fixture->start(request).ok());
    }
    QVERIFY(m_fixture->waitForReports(count));
    for (const auto &report : m_fixture->reports)
        QCOMPARE(report.end.exitCode, static_cast<int>(report.instance.value() - 1000));
}

QTEST_GUILESS_MAIN(TestLocalExecutor)
#include "tst_local_executor.moc"
