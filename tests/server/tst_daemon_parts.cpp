// The pieces of slipwayd that can be tried without starting one.

#include "app/daemon/access_keys.h"
#include "app/daemon/daemon_options.h"
#include "app/daemon/engine_clock.h"
#include "app/daemon/engine_log.h"
#include "app/daemon/run_environment.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Instant at(const char *time)
{
    return fromDateTime(QDateTime::fromString(QLatin1StringView(time), Qt::ISODate));
}

} // namespace

class TestDaemonParts : public QObject
{
    Q_OBJECT

private slots:
    void readsOptions();
    void refusesOptions_data();
    void refusesOptions();
    void readsClocks_data();
    void readsClocks();
    void runsAClockFaster();
    void resumesAClock();
    void refusesToResumeNothing();
    void makesAnAccessKeyOnce();
    void refusesAnAccessKeyThatOthersMayRead();
    void formatsLogLines();
    void rotatesTheLog();
    void leadsTheToolsPathToOurTool();
};

void TestDaemonParts::readsOptions()
{
    const auto line = parseCommandLine({u"slipwayd"_s, u"--data-dir"_s, u"/tmp/x/../y"_s, u"--port"_s, u"9001"_s,
                                        u"--gateway-port=9002"_s, u"--foreground"_s, u"--on-exit"_s, u"stop"_s,
                                        u"--region"_s, u"eu-central-1"_s, u"--verbose"_s});
    QVERIFY(line.ok());
    QCOMPARE(line->options.dataDir, u"/tmp/y"_s);
    QCOMPARE(line->options.port, quint16(9001));
    QCOMPARE(line->options.gatewayPort, quint16(9002));
    QCOMPARE(line->options.region, u"eu-central-1"_s);
    QVERIFY(line->options.foreground && line->options.verbose);
    QCOMPARE(line->options.onExit, OnExit::Stop);
    QVERIFY(line->text.isEmpty());
    QVERIFY(parseCommandLine({u"slipwayd"_s, u"--version"_s})->text.startsWith(u"slipwayd "_s));
    QVERIFY(parseCommandLine({u"slipwayd"_s, u"--help"_s})->text.contains(u"--data-dir"_s));
}

void TestDaemonParts::refusesOptions_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("positional") << QStringList{u"start"_s} << u"start"_s;
    QTest::newRow("port word") << QStringList{u"--port"_s, u"http"_s} << u"--port \"http\""_s;
    QTest::newRow("port too large") << QStringList{u"--port"_s, u"70000"_s} << u"65535"_s;
    QTest::newRow("region") << QStringList{u"--region"_s, u"Shanghai!"_s} << u"--region"_s;
    QTest::newRow("on exit") << QStringList{u"--on-exit"_s, u"maybe"_s} << u"keep or stop"_s;
    QTest::newRow("clock") << QStringList{u"--clock"_s, u"noon"_s} << u"--clock \"noon\""_s;
    QTest::newRow("no folder") << QStringList{u"--data-dir"_s, QString()} << u"--data-dir"_s;
}

void TestDaemonParts::refusesOptions()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const auto line = parseCommandLine(QStringList{u"slipwayd"_s} + arguments);
    QVERIFY(line.failed());
    QVERIFY2(line.error().message.contains(says), qPrintable(line.error().message));
}

void TestDaemonParts::readsClocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<double>("rate");
    const qint64 start = toMillis(at("2026-03-01T00:00:00Z"));
    QTest::newRow("utc") << u"2026-03-01T00:00:00Z"_s << true << start << 1.0;
    QTest::newRow("no zone") << u"2026-03-01T00:00:00"_s << true << start << 1.0;
    QTest::newRow("offset") << u"2026-03-01T08:00:00+08:00"_s << true << start << 1.0;
    QTest::newRow("rate") << u"2026-03-01T00:00:00Z,x60"_s << true << start << 60.0;
    QTest::newRow("half") << u"2026-03-01T00:00:00Z,x0.5"_s << true << start << 0.5;
    QTest::newRow("no x") << u"2026-03-01T00:00:00Z,60"_s << false << start << 1.0;
    QTest::newRow("zero") << u"2026-03-01T00:00:00Z,x0"_s << false << start << 1.0;
    QTest::newRow("nan") << u"2026-03-01T00:00:00Z,xnan"_s << false << start << 1.0;
    QTest::newRow("too fast") << u"2026-03-01T00:00:00Z,x1e9"_s << false << start << 1.0;
    QTest::newRow("empty") << QString() << false << start << 1.0;
}

void TestDaemonParts::readsClocks()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    QFETCH(qint64, start);
    QFETCH(double, rate);
    const auto clock = parseClockOption(text);
    QCOMPARE(clock.ok(), good);
    if (!good)
        return;
    QCOMPARE(toMillis(clock->start), start);
    QCOMPARE(clock->rate, rate);
    QVERIFY(parseClockOption(u"resume"_s)->resume);
}

void TestDaemonParts::runsAClockFaster()
{
    const Instant real = fromMillis(QDateTime::currentMSecsSinceEpoch());
    const RehearsalClock clock({real, at("2026-03-01T00:00:00Z"), 3600});
    QTRY_VERIFY(clock.now() > at("2026-03-01T00:05:00Z"));
    const Instant now = clock.now();
    const Millis wait = clock.realTimeUntil(now + Millis(3'600'000));
    QVERIFY(wait <= Millis(1000));
    QVERIFY(wait >= Millis(500));
    QCOMPARE(clock.realTimeUntil(now - Millis(1)), Millis(0));
    const SystemClock machine;
    QVERIFY(machine.realTimeUntil(machine.now() + Millis(60'000)) > Millis(59'000));
}

void TestDaemonParts::resumesAClock()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"clock"_s);
    const auto first = makeClock(ClockOption{false, at("2026-03-01T00:00:00Z"), 600}, file);
    QVERIFY(first.ok());
    QTRY_VERIFY((*first)->now() > at("2026-03-01T00:00:30Z"));
    const Instant before = (*first)->now();
    const auto second = makeClock(ClockOption{true, {}, 1}, file);
    QVERIFY(second.ok());
    const Instant after = (*second)->now();
    QVERIFY(after >= before - Millis(600)); // real milliseconds count 600 each
    QVERIFY(after < before + Millis(600 * 2000));
}

void TestDaemonParts::refusesToResumeNothing()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"clock"_s);
    QVERIFY(makeClock(ClockOption{true, {}, 1}, file).failed());
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("1 2 x\n");
    broken.close();
    QVERIFY(makeClock(ClockOption{true, {}, 1}, file).error().message.contains(file));
}

void TestDaemonParts::makesAnAccessKeyOnce()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"accesskey.json"_s);
    const auto made = loadOrCreateAccessKey(file);
    QVERIFY(made.ok());
    QCOMPARE(made->id.size(), 24);
    QCOMPARE(made->secret.size(), 30);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(file) & others, QFile::Permissions());
    const auto again = loadOrCreateAccessKey(file);
    QVERIFY(again.ok());
    QCOMPARE(again->secret, made->secret);
    AccessKeys keys;
    keys.add(*made);
    QCOMPARE(keys.secretOf(made->id.toLatin1()), std::optional(made->secret.toLatin1()));
    QVERIFY(!keys.secretOf("LTAIother"));
}

void TestDaemonParts::refusesAnAccessKeyThatOthersMayRead()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"accesskey.json"_s);
    const auto made = loadOrCreateAccessKey(file);
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const auto again = loadOrCreateAccessKey(file);
    QVERIFY(again.failed());
    QVERIFY(again.error().message.contains(file));
    QVERIFY(!again.error().message.contains(made->secret));
}

void TestDaemonParts::formatsLogLines()
{
    const QByteArray line =
        EngineLog::format(QtWarningMsg, u"slipway.server"_s, u"refused code=\"x\"\nsecond line\\"_s);
    QVERIFY(line.startsWith("time=20"));
    QVERIFY(line.contains(" level=warning part=server message=\"refused code=\\\"x\\\"\\nsecond line\\\\\"\n"));
    QCOMPARE(line.count('\n'), 1);
}

void TestDaemonParts::rotatesTheLog()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"engine.log"_s);
    EngineLog log(file, 100);
    QVERIFY(log.open().ok());
    for (int i = 0; i < 8; ++i)
        log.write("line " + QByteArray::number(i) + ' ' + QByteArray(50, '.') + '\n');
    QVERIFY(contentOf(file).startsWith("line 7"));
    QVERIFY(contentOf(file + u".1"_s).startsWith("line 6"));
    QVERIFY(contentOf(file + u".3"_s).startsWith("line 4"));
    QVERIFY(!QFile::exists(file + u".4"_s));
}

void TestDaemonParts::leadsTheToolsPathToOurTool()
{
    QTemporaryDir folder;
    const QString programs = folder.filePath(u"it's a folder"_s);
    QVERIFY(QDir().mkpath(programs));
    QFile tool(programs + u"/eascmd"_s);
    QVERIFY(tool.open(QIODevice::WriteOnly));
    tool.write("#!/bin/sh\nprintf '<%s>' \"$@\"\n");
    tool.close();
    QVERIFY(tool.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    const RunEnvironmentSpec spec{programs, folder.path(), u"http://127.0.0.1:8700"_s, {u"id"_s, u"secret"_s}};
    QVERIFY(writeBashEnvironment(spec).ok());
    QProcess bash;
    bash.setProcessEnvironment(makeRunEnvironment(spec));
    bash.start(u"/bin/bash"_s,
               {u"-c"_s, u"/home/admin/usertools/tools/eascmd -i \"$ALIBABA_CLOUD_ACCESS_KEY_ID\" 'a  b' \\\"q\\\"; "
                         "bash -c '/home/admin/usertools/tools/eascmd64 nested'; eascmd by-path; "
                         "echo \" $SLIPWAY_ENDPOINT\""_s});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(bash.readAllStandardError(), QByteArray());
    QCOMPARE(bash.readAllStandardOutput(),
             QByteArray("<-i><id><a  b><\"q\"><nested><by-path> http://127.0.0.1:8700\n"));
}

QTEST_GUILESS_MAIN(TestDaemonParts)
#include "tst_daemon_parts.moc"
