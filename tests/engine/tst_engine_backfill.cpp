#include "app/engine/backfills.h"
#include "app/engine/runs.h"
#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Reference: dataworks 5.6.
class TestEngineBackfill : public QObject
{
    Q_OBJECT

private slots:
    void datesFollowOneAnother();
    void parallelGroups();
    void childrenWaitForParents();
    void aFailureStopsTheChainUntilItIsRerun();
    void aRerunOfWhatSucceededDoesNotHideAFailure();
    void whatSucceededIsSkipped();
    void aSkippedParentIsNotWaitedFor();
    void theHourWindow();
    void parametersOfTheDate();
    void pauseAndResume();
    void aPauseSurvivesAKill();
    void stopEndsEverything();
    void killedAtAnyStep_data();
    void killedAtAnyStep();
    void theCalendarHoldsABackfillBack();
    void aBackfillHoldsTheCalendarBack();
    void anAutomaticRerunAtOnceHoldsABackfillBack();
    void progressIsTold();
    void refusals();
};

namespace {

BackfillSpec spec(EngineFixture &fixture, const QStringList &names, int days)
{
    BackfillSpec spec;
    spec.name = u"again"_s;
    for (const QString &name : names)
        spec.nodes.append(fixture.node(name));
    spec.ranges = {{QDate(2026, 11, 1), QDate(2026, 11, days)}};
    return spec;
}

Outcome<Backfill> start(EngineFixture &fixture, const BackfillSpec &spec)
{
    return fixture.ask<Backfill>([&](Answer<Backfill> answer) {
        fixture.engine->backfills().start(fixture.workspace().id, spec, u"me"_s, answer);
    });
}

using Command = void (Backfills::*)(BackfillId, Answer<>);

Outcome<> order(EngineFixture &fixture, Command command, BackfillId id)
{
    return fixture.ask<Nothing>([&](Answer<> answer) { (fixture.engine->backfills().*command)(id, answer); });
}

// What was started, as "name day".
QStringList started(EngineFixture &fixture)
{
    QStringList lines;
    for (const RunRequest &run : fixture.executor.started) {
        const Instance instance = *fixture.instance(run.instance);
        lines.append(instance.nodeName + u' ' +
                     QString::number(toDateTime(instance.bizdate, QTimeZone::utc()).date().day()));
    }
    return lines;
}

BackfillState stateOf(EngineFixture &fixture, BackfillId id)
{
    return fixture.engine->backfills().backfill(id)->state;
}

} // namespace

void TestEngineBackfill::datesFollowOneAnother()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0"_s);
    const auto backfill = start(fixture, spec(fixture, {u"n"_s}, 3));
    QVERIFY(backfill);
    QCOMPARE(backfill->dates.size(), 3);
    QCOMPARE(started(fixture), QStringList(u"n 1"_s));
    fixture.advanceTo(u"2026-11-22 01:00:07"_s);
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 2"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Running);
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 2"_s, u"n 3"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
    QCOMPARE(fixture.engine->backfills().date(backfill->dates.last().dag)->succeeded, 1);
    // The instance of 1 November is scheduled on the 2nd.
    QCOMPARE(fixture.instance(u"n"_s, u"2026-11-02 02:00"_s).dagType, DagType::Backfill);
}

void TestEngineBackfill::parallelGroups()
{
    EngineFixture fixture;
    fixture.group(10);
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0"_s);
    BackfillSpec wanted = spec(fixture, {u"n"_s}, 5);
    wanted.groups = 2;
    wanted.order = BackfillOrder::Descending;
    const auto backfill = start(fixture, wanted);
    QCOMPARE(started(fixture), QStringList({u"n 5"_s, u"n 2"_s}));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(started(fixture), QStringList({u"n 5"_s, u"n 2"_s, u"n 4"_s, u"n 1"_s, u"n 3"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

void TestEngineBackfill::childrenWaitForParents()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s);
    fixture.deploy(u"c | day 02:00 | b | 5s exit 0"_s);
    // b is not chosen: c waits for nobody.
    start(fixture, spec(fixture, {u"a"_s, u"c"_s}, 1));
    QCOMPARE(started(fixture), QStringList({u"a 1"_s, u"c 1"_s}));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    start(fixture, spec(fixture, {u"a"_s, u"b"_s, u"c"_s}, 1));
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    QCOMPARE(started(fixture).mid(2), QStringList({u"a 1"_s, u"b 1"_s, u"c 1"_s}));
}

void TestEngineBackfill::aFailureStopsTheChainUntilItIsRerun()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 1"_s);
    const auto backfill = start(fixture, spec(fixture, {u"n"_s}, 2));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Failed);
    QCOMPARE(started(fixture), QStringList(u"n 1"_s));
    fixture.kill();
    fixture.start();
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0"_s);
    const InstanceId failed = fixture.instance(u"n"_s, {}).id;
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().rerun(failed, answer); }));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Running);
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 1"_s, u"n 2"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

void TestEngineBackfill::aRerunOfWhatSucceededDoesNotHideAFailure()
{
    EngineFixture fixture;
    fixture.deploy(u"good | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"bad | day 02:00 | root | 5s exit 1"_s);
    const auto backfill = start(fixture, spec(fixture, {u"good"_s, u"bad"_s}, 2));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) {
        fixture.engine->runs().rerun(fixture.instance(u"good"_s, u"2026-11-02 02:00"_s).id, answer);
    }));
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Failed);
    QCOMPARE(fixture.executor.started.size(), 3U);
    QCOMPARE(fixture.engine->backfills().date(backfill->dates.first().dag)->failed, 1);
}

void TestEngineBackfill::whatSucceededIsSkipped()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0"_s);
    start(fixture, spec(fixture, {u"n"_s}, 1));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    BackfillSpec wanted = spec(fixture, {u"n"_s}, 2);
    wanted.skipSucceeded = true;
    const auto backfill = start(fixture, wanted);
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 2"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
    QCOMPARE(fixture.store.instances().size(), 3U); // the skipped one has its record
}

void TestEngineBackfill::aSkippedParentIsNotWaitedFor()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s);
    start(fixture, spec(fixture, {u"a"_s}, 1));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    BackfillSpec wanted = spec(fixture, {u"a"_s, u"b"_s}, 1);
    wanted.skipSucceeded = true;
    const auto backfill = start(fixture, wanted);
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    QCOMPARE(started(fixture), QStringList({u"a 1"_s, u"b 1"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

void TestEngineBackfill::theHourWindow()
{
    EngineFixture fixture;
    fixture.group(100);
    fixture.deploy(u"n | hour 00:00-23:00/1 | root | 5s exit 0"_s);
    BackfillSpec wanted = spec(fixture, {u"n"_s}, 1);
    wanted.windowStart = QTime(3, 0);
    wanted.windowEnd = QTime(5, 30);
    start(fixture, wanted);
    QCOMPARE(fixture.executor.started.size(), 3U);
}

void TestEngineBackfill::parametersOfTheDate()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0 | parameters=$bizdate"_s);
    BackfillSpec wanted = spec(fixture, {u"n"_s}, 1);
    start(fixture, wanted);
    QCOMPARE(fixture.executor.started.back().arguments, QStringList(u"20261101"_s));
    wanted.parameters = {{wanted.nodes.first(), u"other $[yyyymmdd]"_s}};
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    start(fixture, wanted);
    QCOMPARE(fixture.executor.started.back().arguments, QStringList({u"other"_s, u"20261102"_s}));
    // That month is over, so it is not the month before (reference: dataworks 4.2).
    wanted.parameters = {{wanted.nodes.first(), u"$bizmonth"_s}};
    wanted.ranges = {{QDate(2026, 9, 10), QDate(2026, 9, 10)}};
    fixture.advanceTo(u"2026-11-22 01:02"_s);
    start(fixture, wanted);
    QCOMPARE(fixture.executor.started.back().arguments, QStringList(u"202609"_s));
}

void TestEngineBackfill::pauseAndResume()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s);
    const auto backfill = start(fixture, spec(fixture, {u"a"_s, u"b"_s}, 2));
    QVERIFY(order(fixture, &Backfills::pause, backfill->id));
    fixture.advanceTo(u"2026-11-22 01:10"_s);
    QCOMPARE(started(fixture), QStringList(u"a 1"_s)); // what runs goes on
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits: its backfill is paused"_s);
    QVERIFY(order(fixture, &Backfills::pause, backfill->id).failed());
    QVERIFY(order(fixture, &Backfills::resume, backfill->id));
    fixture.advanceTo(u"2026-11-22 01:11"_s);
    QCOMPARE(started(fixture), QStringList({u"a 1"_s, u"b 1"_s, u"a 2"_s, u"b 2"_s}));
}

void TestEngineBackfill::aPauseSurvivesAKill()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    const auto backfill = start(fixture, spec(fixture, {u"a"_s}, 2));
    QVERIFY(order(fixture, &Backfills::pause, backfill->id));
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 01:10"_s);
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Paused);
    QCOMPARE(started(fixture), QStringList(u"a 1"_s));
    QVERIFY(order(fixture, &Backfills::resume, backfill->id));
    fixture.advanceTo(u"2026-11-22 01:11"_s);
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

void TestEngineBackfill::stopEndsEverything()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | endless"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s);
    const auto backfill = start(fixture, spec(fixture, {u"a"_s, u"b"_s}, 2));
    QVERIFY(order(fixture, &Backfills::stop, backfill->id));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Stopping);
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::Stopped);
    const FakeExecutor::Asked asked = fixture.executor.stopped.at(0);
    fixture.executor.finish(asked.instance, asked.attempt, {AttemptEnd::Stopped, 0, 15, {}, {}});
    fixture.settle();
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Stopped);
    QCOMPARE(fixture.executor.started.size(), 1U);
    QVERIFY(order(fixture, &Backfills::resume, backfill->id).failed());
}

void TestEngineBackfill::killedAtAnyStep_data()
{
    QTest::addColumn<int>("steps");
    for (int steps = 0; steps < 12; ++steps)
        QTest::addRow("after %d", steps) << steps;
}

void TestEngineBackfill::killedAtAnyStep()
{
    QFETCH(int, steps);
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0 | retry=3/60"_s);
    const BackfillSpec wanted = spec(fixture, {u"n"_s}, 2);
    fixture.engine->backfills().start(fixture.workspace().id, wanted, u"me"_s, [](const auto &) {});
    for (int i = 0; i < steps; ++i)
        fixture.store.pumpOne();
    fixture.store.crashAfterCommit();
    const std::size_t running = fixture.executor.running.size();
    fixture.kill();
    if (running == 0)
        fixture.executor.adoptedEnd = RunEnd{AttemptEnd::NotStarted, 0, 0, {}, {}};
    fixture.start();
    fixture.executor.adoptedEnd.reset();
    fixture.advanceTo(u"2026-11-22 02:00"_s);
    const QList<Backfill> list = fixture.engine->backfills().list(fixture.workspace().id);
    QCOMPARE(list.size(), 1);
    QCOMPARE(list.first().state, BackfillState::Succeeded);
    QCOMPARE(fixture.store.instances().size(), 2U);
    QCOMPARE(fixture.executor.started.size(), 2U);
}

// Reference: 5.6, a running cycle instance of the same node blocks backfill and test until it ends.
void TestEngineBackfill::theCalendarHoldsABackfillBack()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 600s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    const auto backfill = start(fixture, spec(fixture, {u"n"_s}, 1));
    const Instance waiting = fixture.instance(u"n"_s, u"2026-11-02 02:00"_s);
    QCOMPARE(waiting.state, InstanceState::WaitTime);
    QCOMPARE(waiting.reason,
             u"waits for `n` of 2026-11-22 02:00, which is running (the same node's run by the calendar)"_s);
    const auto test = fixture.ask<Instance>([&](Answer<Instance> answer) {
        fixture.engine->runs().runSmokeTest(fixture.node(u"n"_s), utc(u"2026-10-01 00:00"_s), {}, answer);
    });
    QVERIFY(test);
    QVERIFY(fixture.instance(test->id)->reason.contains(u"which is running"_s));
    QCOMPARE(fixture.executor.started.size(), 1U);
    fixture.advanceTo(u"2026-11-22 02:10:01"_s);
    QCOMPARE(fixture.executor.running.size(), 2U);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

// The other way round too: both work on the same data.
void TestEngineBackfill::aBackfillHoldsTheCalendarBack()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 600s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 01:55"_s);
    const auto backfill = start(fixture, spec(fixture, {u"n"_s}, 2));
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    QCOMPARE(fixture.instance(u"n"_s, u"2026-11-22 02:00"_s).reason,
             u"waits for `n` of 2026-11-02 02:00, which is running (a backfill of the same node)"_s);
    fixture.kill(); // whoever comes back knows it too
    fixture.start();
    QCOMPARE(started(fixture), QStringList(u"n 1"_s));
    fixture.advanceTo(u"2026-11-22 02:06"_s);
    // The calendar comes first; the next date waits for it.
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 21"_s}));
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(started(fixture), QStringList({u"n 1"_s, u"n 21"_s, u"n 2"_s}));
    QCOMPARE(stateOf(fixture, backfill->id), BackfillState::Succeeded);
}

// The calendar's run failed while the engine was away, and its automatic rerun is due when the engine hears of it.
void TestEngineBackfill::anAutomaticRerunAtOnceHoldsABackfillBack()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | endless | at-once, retry=1/60"_s);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    start(fixture, spec(fixture, {u"n"_s}, 1));
    fixture.kill();
    fixture.clock.set(utc(u"2026-11-22 03:00"_s));
    fixture.executor.adoptedEnd = RunEnd{AttemptEnd::Exited, 1, 0, utc(u"2026-11-22 02:30"_s), {}};
    fixture.start();
    QCOMPARE(started(fixture), QStringList({u"n 21"_s, u"n 21"_s}));
    QCOMPARE(fixture.executor.running.size(), 1U);
}

void TestEngineBackfill::progressIsTold()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 1"_s);
    QStringList told;
    fixture.onEvent = [&told](const Event &event) {
        if (const auto *backfill = std::get_if<Backfill>(&event))
            told.append(toText(backfill->state));
        if (const auto *date = std::get_if<BackfillDate>(&event); date && date->state != DagState::Created)
            told.append(
                u"%1 %2+%3/%4"_s.arg(toText(date->state)).arg(date->succeeded).arg(date->failed).arg(date->total));
    };
    start(fixture, spec(fixture, {u"a"_s, u"b"_s}, 1));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    told.removeDuplicates();
    QCOMPARE(told, QStringList({u"Running"_s, u"RUNNING 0+0/2"_s, u"RUNNING 1+0/2"_s, u"RUNNING 1+1/2"_s,
                                u"FAILURE 1+1/2"_s, u"Failed"_s}));
}

void TestEngineBackfill::refusals()
{
    EngineFixture fixture;
    fixture.deploy(u"n | day 02:00 | root | 5s exit 0"_s);
    BackfillSpec wanted = spec(fixture, {u"n"_s}, 2);
    wanted.nodes.append(NodeId(7));
    QCOMPARE(start(fixture, wanted).error().field, u"Nodes"_s);
    wanted.nodes.removeLast();
    wanted.resourceGroup = u"group_9"_s;
    QCOMPARE(start(fixture, wanted).error().field, u"ResourceGroup"_s);
    QVERIFY(order(fixture, &Backfills::pause, BackfillId(7)).failed());
    QVERIFY(fixture.engine->backfills().list(fixture.workspace().id).isEmpty());
}

QTEST_GUILESS_MAIN(TestEngineBackfill)
#include "tst_engine_backfill.moc"
