#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestEngineRestart : public QObject
{
    Q_OBJECT

private slots:
    void aRunningAttemptIsAdopted();
    void anEndInItsAbsenceIsTakenUp();
    void killedAtAnyStep_data();
    void killedAtAnyStep();
    void aLostRunIsRunAgainOnlyByPolicy_data();
    void aLostRunIsRunAgainOnlyByPolicy();
    void queuedInstancesGoOn();
    void anAutomaticRerunGoesOn();
    void aChildStaysBlockedByWhatFailedBefore();
    void missedOccurrences_data();
    void missedOccurrences();
    void missedWhileAsleep_data() { missedOccurrences_data(); }
    void missedWhileAsleep();
    void whatIsFrozenStaysFrozenOverAnAbsence_data();
    void whatIsFrozenStaysFrozenOverAnAbsence();
    void aClockSetBackStartsNothingTwice();
    void wholeDaysAreMadeUp();
    void aLongAbsenceLeavesNoGap();
    void nothingIsGeneratedTwice();
    void stoppingRunsBeforeTheEnd();
};

void TestEngineRestart::aRunningAttemptIsAdopted()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | endless | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    const RunRequest run = fixture.executor.started.front();
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.executor.adopted.size(), 1U);
    QCOMPARE(fixture.executor.adopted.front().handle.supervisorPid, 1001);
    QCOMPARE(fixture.executor.adopted.front().folder, run.folder);
    QCOMPARE(fixture.engine->summary().running, 1);
    fixture.executor.exit(run.instance, 1, 0);
    fixture.settle();
    QCOMPARE(fixture.instance(run.instance)->state, InstanceState::Success);
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRestart::anEndInItsAbsenceIsTakenUp()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | endless | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    const InstanceId id = fixture.executor.started.front().instance;
    fixture.kill();
    fixture.clock.set(utc(u"2026-11-22 05:00"_s));
    fixture.executor.adoptedEnd = RunEnd{AttemptEnd::Exited, 0, 0, utc(u"2026-11-22 04:00"_s), {}};
    fixture.start();
    QCOMPARE(fixture.instance(id)->finishedAt, utc(u"2026-11-22 04:00"_s));
    QCOMPARE(fixture.executor.started.size(), 2U);
    QCOMPARE(fixture.engine->summary().running, 1);
}

// After each commit on the way from "due" to "running", once told and once not.
void TestEngineRestart::killedAtAnyStep_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 0; steps < 4; ++steps)
        QTest::addRow("after %d", steps) << steps;
}

void TestEngineRestart::killedAtAnyStep()
{
    QFETCH(int, steps);
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 01:59:59"_s);
    fixture.clock.set(utc(u"2026-11-22 02:00"_s));
    fixture.alarm.ring();
    for (int i = 0; i < steps; ++i)
        fixture.store.pumpOne();
    fixture.store.crashAfterCommit();
    const bool wasStarted = !fixture.executor.started.empty();
    fixture.kill();
    if (!wasStarted) // the real executor finds neither a process nor an exit record
        fixture.executor.adoptedEnd = RunEnd{AttemptEnd::NotStarted, 0, 0, {}, {}};
    fixture.start();
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    const Instance instance = fixture.instance(u"clean"_s, {});
    QVERIFY(isFinished(instance.state));
    QVERIFY(fixture.executor.started.size() <= 1U);
    QCOMPARE(instance.state == InstanceState::Success, fixture.executor.started.size() == 1U);
}

void TestEngineRestart::aLostRunIsRunAgainOnlyByPolicy_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("starts");
    QTest::newRow("no automatic rerun") << u"at-once"_s << 1;
    QTest::newRow("automatic rerun") << u"at-once, retry=1/60"_s << 2;
}

void TestEngineRestart::aLostRunIsRunAgainOnlyByPolicy()
{
    QFETCH(QString, options);
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | endless | "_s + options);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    fixture.kill();
    fixture.executor.adoptedEnd = RunEnd{AttemptEnd::Lost, 0, 0, {}, {}};
    fixture.start();
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QTEST(static_cast<int>(fixture.executor.started.size()), "starts");
    const Attempt lost = fixture.store.allAttempts().at({fixture.executor.started.front().instance, 1});
    QCOMPARE(lost.end, AttemptEnd::Lost);
    QVERIFY2(lost.message.startsWith(u"the run was lost"_s), qPrintable(lost.message));
}

void TestEngineRestart::queuedInstancesGoOn()
{
    EngineFixture fixture;
    fixture.group(1);
    fixture.deploy(u"a | day 02:00 | root | endless | at-once"_s);
    fixture.deploy(u"b | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.engine->summary().queued, 1);
    QCOMPARE(fixture.executor.started.size(), 1U); // the adopted run holds the slot
    fixture.executor.exit(fixture.executor.started.front().instance, 1, 0);
    fixture.advanceTo(u"2026-11-22 02:11"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::Success);
}

void TestEngineRestart::anAutomaticRerunGoesOn()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once, retry=1/600"_s);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 02:10:04"_s);
    QCOMPARE(fixture.executor.started.size(), 1U);
    fixture.advanceTo(u"2026-11-22 02:10:05"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
}

void TestEngineRestart::aChildStaysBlockedByWhatFailedBefore()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).reason, u"waits for `clean` of 2026-11-22 02:00, which failed"_s);
    QVERIFY(fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->runs().setSuccess(fixture.instance(u"clean"_s, {}).id, answer); }));
    fixture.advanceTo(u"2026-11-22 03:01"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).state, InstanceState::Success);
}

// Generated in the morning, off from 01:30 to 05:30, hourly at 02, 03, 04, 05, 06.
void TestEngineRestart::missedOccurrences_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QStringList>("ran");
    QTest::newRow("run all") << u"at-once"_s << QStringList{u"02"_s, u"03"_s, u"04"_s, u"05"_s, u"06"_s};
    QTest::newRow("the latest") << u"at-once, latest-missed"_s << QStringList{u"05"_s, u"06"_s};
    QTest::newRow("none") << u"at-once, skip-missed"_s << QStringList{u"06"_s};
    QTest::newRow("not later than two hours") << u"at-once, late=120"_s << QStringList{u"04"_s, u"05"_s, u"06"_s};
}

void TestEngineRestart::missedOccurrences()
{
    QFETCH(QString, options);
    QFETCH(QStringList, ran);
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 02:00-06:00/1 | root | 5s exit 0 | "_s + options);
    fixture.advanceTo(u"2026-11-22 01:30"_s);
    fixture.stop();
    fixture.clock.set(utc(u"2026-11-22 05:30"_s));
    fixture.start();
    fixture.advanceTo(u"2026-11-22 07:00"_s);
    QStringList seen;
    for (const auto &[id, instance] : fixture.store.instances()) {
        QCOMPARE(instance.state, InstanceState::Success); // one record each, closed
        if (instance.attempts > 0)
            seen.append(toDateTime(instance.scheduledTime, QTimeZone::utc()).toString(u"HH"));
        else
            QVERIFY2(instance.reason.startsWith(u"skipped: "_s), qPrintable(instance.reason));
    }
    QCOMPARE(fixture.store.instances().size(), 5U);
    QCOMPARE(seen, ran);
}

// The engine is up, but the machine sleeps from 01:30 to 05:30.
void TestEngineRestart::missedWhileAsleep()
{
    QFETCH(QString, options);
    QFETCH(QStringList, ran);
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 02:00-06:00/1 | root | 5s exit 0 | "_s + options);
    fixture.advanceTo(u"2026-11-22 01:30"_s);
    fixture.clock.set(utc(u"2026-11-22 05:30"_s));
    fixture.advanceTo(u"2026-11-22 07:00"_s);
    QStringList seen;
    for (const auto &[id, instance] : fixture.store.instances()) {
        QCOMPARE(instance.state, InstanceState::Success);
        if (instance.attempts > 0)
            seen.append(toDateTime(instance.scheduledTime, QTimeZone::utc()).toString(u"HH"));
        else
            QVERIFY2(instance.reason.startsWith(u"skipped: "_s), qPrintable(instance.reason));
    }
    QCOMPARE(fixture.store.instances().size(), 5U);
    QCOMPARE(seen, ran);
}

void TestEngineRestart::whatIsFrozenStaysFrozenOverAnAbsence_data()
{
    QTest::addColumn<bool>("node"); // frozen, or else the instance
    QTest::addColumn<QString>("back");
    QTest::addColumn<InstanceState>("state");
    QTest::newRow("3.5: the node: failed, as if the engine had been there")
        << true << u"2026-11-23 05:30"_s << InstanceState::Failure;
    QTest::newRow("3.5: the same when its day is made up for")
        << true << u"2026-11-24 05:30"_s << InstanceState::Failure;
    QTest::newRow("3.5: the instance: it waits") << false << u"2026-11-23 05:30"_s << InstanceState::WaitTime;
}

// A node that skips what it missed does not let its children go for that.
void TestEngineRestart::whatIsFrozenStaysFrozenOverAnAbsence()
{
    QFETCH(bool, node);
    QFETCH(QString, back);
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0 | skip-missed"_s);
    fixture.deploy(u"b | day 03:00 | a | 5s exit 0"_s);
    if (node)
        QVERIFY(fixture.ask<Nothing>(
            [&](Answer<> answer) { fixture.engine->deployments().freezeNode(fixture.node(u"a"_s), true, answer); }));
    fixture.advanceTo(u"2026-11-22 23:31"_s);
    if (!node)
        QVERIFY(fixture.ask<Nothing>(
            [&](Answer<> answer) { fixture.engine->runs().freeze(fixture.instance(u"a"_s, {}).id, answer); }));
    fixture.stop();
    fixture.clock.set(utc(back));
    fixture.start();
    const QString day = back.left(10);
    QTEST(fixture.instance(u"a"_s, day + u" 02:00"_s).state, "state");
    QCOMPARE(fixture.instance(u"b"_s, day + u" 03:00"_s).state, InstanceState::NotRun);
}

void TestEngineRestart::aClockSetBackStartsNothingTwice()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 00:00-23:00/1 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 23:45"_s);
    const std::size_t ran = fixture.executor.started.size();
    QCOMPARE(ran, 22U); // 02:00 to 23:00
    fixture.clock.set(utc(u"2026-11-21 23:45"_s));
    fixture.advanceTo(u"2026-11-22 12:00"_s);
    QCOMPARE(fixture.executor.started.size(), ran);
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 23:50"_s);
    QCOMPARE(fixture.executor.started.size(), ran);
    fixture.advanceTo(u"2026-11-23 00:30"_s);
    QCOMPARE(fixture.executor.started.size(), ran + 1);
}

void TestEngineRestart::aLongAbsenceLeavesNoGap()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | latest-missed"_s);
    fixture.stop();
    fixture.clock.set(utc(u"2027-01-22 12:00"_s));
    fixture.start();
    fixture.advanceTo(u"2027-01-22 13:00"_s);
    QCOMPARE(fixture.store.instances().size(), 61U); // 23 November to 22 January
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRestart::wholeDaysAreMadeUp()
{
    EngineFixture fixture;
    fixture.deploy(u"all | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"latest | day 02:00 | root | 5s exit 0 | latest-missed"_s);
    fixture.stop();
    fixture.clock.set(utc(u"2026-11-25 12:00"_s)); // 23, 24 and 25 were neither generated nor run
    fixture.start();
    fixture.advanceTo(u"2026-11-25 13:00"_s);
    QMap<QString, int> records;
    QMap<QString, int> ran;
    for (const auto &[id, instance] : fixture.store.instances()) {
        ++records[instance.nodeName];
        ran[instance.nodeName] += instance.attempts;
    }
    QCOMPARE(records, (QMap<QString, int>{{u"all"_s, 3}, {u"latest"_s, 3}}));
    QCOMPARE(ran, (QMap<QString, int>{{u"all"_s, 3}, {u"latest"_s, 1}}));
    QCOMPARE(fixture.instance(u"latest"_s, u"2026-11-25 02:00"_s).attempts, 1);
}

void TestEngineRestart::nothingIsGeneratedTwice()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 23:45"_s);
    const std::size_t made = fixture.store.instances().size();
    QCOMPARE(made, 2U);
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.store.instances().size(), made);
    fixture.clock.set(utc(u"2026-11-21 23:45"_s)); // set back by a day
    fixture.settle();
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 12:00"_s);
    QCOMPARE(fixture.store.instances().size(), made);
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRestart::stoppingRunsBeforeTheEnd()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | endless | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    bool done = false;
    fixture.engine->stop(Engine::RunsAtStop::Stop, [&done] { done = true; });
    fixture.settle();
    QVERIFY(!done);
    const FakeExecutor::Asked asked = fixture.executor.stopped.at(0);
    fixture.executor.finish(asked.instance, asked.attempt, {AttemptEnd::Stopped, 0, 15, {}, {}});
    fixture.settle();
    QVERIFY(done);
    QCOMPARE(fixture.store.instances().at(asked.instance).state, InstanceState::Stopped);
}

QTEST_GUILESS_MAIN(TestEngineRestart)
#include "tst_engine_restart.moc"
