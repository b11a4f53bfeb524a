#include "app/engine/run_control.h"
#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Workflow in, ordered events out. The engine starts at 01:00 (UTC) of Sunday, 2026-11-22; nodes are committed at
// 01:00:02. The numbers in brackets are sections of the reference for DataWorks.
class TestEngineTraces : public QObject
{
    Q_OBJECT

private slots:
    void traces_data();
    void traces();
    void generationAtHalfPastEleven();
    void committedInTheGenerationWindow();
    void zones_data();
    void zones();
    void aBurstIsStartedByPriority();
    void aLongChainRunsToItsEnd();
    void aChangedNodeTakesTheNewPlan();
    void childrenFollowAChangedParent();
    void thoseOfTheNextCycleFollowAChangedNode_data();
    void thoseOfTheNextCycleFollowAChangedNode();
    void noneWaitsForItselfOverItsCycleBefore();
    void aRemovedDependencyStaysRemoved();
    void aChangedNodeTakesItsNewParents();
    void theNextRunIsKnownBeforeItsInstanceIsMade();
    void aDryRunIsHandedDownOverARestart();
    void aDayIsMadeInSlices();
    void aChangeBetweenSlicesCounts();
};

namespace {

void row(const char *name, const QString &until, const QStringList &nodes, const QStringList &trace)
{
    QTest::newRow(name) << until << nodes << trace;
}

} // namespace

void TestEngineTraces::traces_data()
{
    QTest::addColumn<QString>("until");
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QStringList>("trace");

    row("one node (3.1)", u"2026-11-22 03:00"_s, {u"clean | day 02:00 | root | 5s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s, u"02:00:00 clean 02:00 RUNNING"_s,
         u"02:00:05 clean 02:00 SUCCESS (exited with status 0)"_s});
    row("a chain: the child starts when the parent is done (3.1)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 0 | at-once"_s, u"train | day 01:30 | clean | 3s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 01:30 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which has not run yet)"_s,
         u"02:00:00 clean 02:00 RUNNING"_s, u"02:00:05 clean 02:00 SUCCESS (exited with status 0)"_s,
         u"02:00:05 train 01:30 RUNNING"_s, u"02:00:08 train 01:30 SUCCESS (exited with status 0)"_s});
    row("a failed parent blocks its child (3.1)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 3 | at-once"_s, u"train | day 02:30 | clean | 3s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 02:30 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which has not run yet)"_s,
         u"02:00:00 clean 02:00 RUNNING"_s, u"02:00:05 clean 02:00 FAILURE (exited with status 3)"_s,
         u"02:00:05 train 02:30 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which failed)"_s});
    row("automatic rerun: one run and as many again (3.6)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 3 | at-once, retry=1/60"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s, u"02:00:00 clean 02:00 RUNNING"_s,
         u"02:00:05 clean 02:00 WAIT_TIME (exited with status 3; automatic rerun 1 of 1 at 2026-11-22 02:01:05)"_s,
         u"02:01:05 clean 02:00 RUNNING"_s, u"02:01:10 clean 02:00 FAILURE (exited with status 3)"_s});
    row("dry run: successful without running, the child runs (3.5)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 3 | at-once, dry"_s,
         u"train | day 02:00 | clean | 3s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 02:00 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which has not run yet)"_s,
         u"02:00:00 clean 02:00 SUCCESS (dry run: successful without running)"_s, u"02:00:00 train 02:00 RUNNING"_s,
         u"02:00:03 train 02:00 SUCCESS (exited with status 0)"_s});
    row("frozen: failed without running, the child is blocked (3.5)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 0 | at-once, frozen"_s,
         u"train | day 02:00 | clean | 3s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 02:00 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which has not run yet)"_s,
         u"02:00:00 clean 02:00 FAILURE (its node was frozen when the instance was made)"_s,
         u"02:00:00 train 02:00 NOT_RUN (waits for `clean` of 2026-11-22 02:00, which failed)"_s});
    row("a weekly node's off-day (3.2)", u"2026-11-22 03:00"_s,
        {u"clean | week 1,3 02:00 | root | 5s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"02:00:00 clean 02:00 SUCCESS (not one of the node's days: successful without running)"_s});
    row("a zero-load node takes no slot (1.5)", u"2026-11-22 03:00"_s,
        {u"start | day 02:00 | root | | at-once, zero"_s},
        {u"01:00:02 start 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"02:00:00 start 02:00 SUCCESS (zero-load node: nothing to run)"_s});
    row("at once: what is earlier than ten minutes from now is expired (3.4)", u"2026-11-22 01:20"_s,
        {u"clean | minute 01:05-01:15/5 | root | 5s exit 0 | at-once"_s},
        {u"01:00:02 clean 01:05 SUCCESS (expired: due less than 10 minutes after the node was committed)"_s,
         u"01:00:02 clean 01:10 SUCCESS (expired: due less than 10 minutes after the node was committed)"_s,
         u"01:00:02 clean 01:15 WAIT_TIME (waits for its time 01:15)"_s, u"01:15:00 clean 01:15 RUNNING"_s,
         u"01:15:05 clean 01:15 SUCCESS (exited with status 0)"_s});
    row("next day: nothing today (3.3)", u"2026-11-22 03:00"_s, {u"clean | day 02:00 | root | 5s exit 0"_s}, {});
    row("a parent of the next day isolates a child of today (3.4)", u"2026-11-22 03:00"_s,
        {u"clean | day 02:00 | root | 5s exit 0"_s, u"train | day 02:00 | clean | 3s exit 0 | at-once"_s},
        {u"01:00:02 train 02:00 NOT_RUN (is isolated: one of its parents has no instance on this day)"_s});
    row("day from hour: all of the day (3.7)", u"2026-11-22 10:00"_s,
        {u"hourly | hour 02:00-04:00/2 | root | 5s exit 0 | at-once"_s,
         u"daily | day 03:00 | hourly | 3s exit 0 | at-once"_s},
        {u"01:00:02 hourly 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 hourly 04:00 WAIT_TIME (waits for its time 04:00)"_s,
         u"01:00:02 daily 03:00 NOT_RUN (waits for `hourly` of 2026-11-22 02:00, which has not run yet)"_s,
         u"02:00:00 hourly 02:00 RUNNING"_s, u"02:00:05 hourly 02:00 SUCCESS (exited with status 0)"_s,
         u"04:00:00 hourly 04:00 RUNNING"_s, u"04:00:05 hourly 04:00 SUCCESS (exited with status 0)"_s,
         u"04:00:05 daily 03:00 RUNNING"_s, u"04:00:08 daily 03:00 SUCCESS (exited with status 0)"_s});
    row("a node that waits for itself (3.8)", u"2026-11-22 06:00"_s,
        {u"hourly | hour 02:00-04:00/2 | root | 10000s exit 0 | at-once, self"_s},
        {u"01:00:02 hourly 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 hourly 04:00 NOT_RUN (waits for `hourly` of 2026-11-22 02:00 (the cycle before), which has not run yet)"_s,
         u"02:00:00 hourly 02:00 RUNNING"_s, u"04:46:40 hourly 02:00 SUCCESS (exited with status 0)"_s,
         u"04:46:40 hourly 04:00 RUNNING"_s});
    row("a dry run of the cycle before is handed down, and on, but not to the same cycle (3.5)", u"2026-11-22 06:00"_s,
        {u"clean | hour 02:00-02:00/1 | root | 5s exit 0 | at-once, dry"_s,
         u"train | hour 03:00-03:00/1 | root | 5s exit 0 | at-once, cycle-of=clean"_s,
         u"score | hour 04:00-04:00/1 | root | 5s exit 0 | at-once, cycle-of=train"_s,
         u"tell | hour 04:00-04:00/1 | train | 5s exit 0 | at-once"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 03:00 NOT_RUN (waits for `clean` of 2026-11-22 02:00 (the cycle before), which has not run yet)"_s,
         u"01:00:02 score 04:00 NOT_RUN (waits for `train` of 2026-11-22 03:00 (the cycle before), which has not run yet)"_s,
         u"01:00:02 tell 04:00 NOT_RUN (waits for `train` of 2026-11-22 03:00, which has not run yet)"_s,
         u"02:00:00 clean 02:00 SUCCESS (dry run: successful without running)"_s,
         u"02:00:00 train 03:00 WAIT_TIME (waits for its time 03:00)"_s,
         u"03:00:00 train 03:00 SUCCESS (dry run, because `clean` of 2026-11-22 02:00 (the cycle before) was one)"_s,
         u"03:00:00 score 04:00 WAIT_TIME (waits for its time 04:00)"_s,
         u"03:00:00 tell 04:00 WAIT_TIME (waits for its time 04:00)"_s,
         u"04:00:00 score 04:00 SUCCESS (dry run, because `train` of 2026-11-22 03:00 (the cycle before) was one)"_s,
         u"04:00:00 tell 04:00 RUNNING"_s, u"04:00:05 tell 04:00 SUCCESS (exited with status 0)"_s});
    row("one that ignores the dry run of the cycle before runs (3.5)", u"2026-11-22 04:00"_s,
        {u"clean | hour 02:00-02:00/1 | root | 5s exit 0 | at-once, dry"_s,
         u"train | hour 03:00-03:00/1 | root | 5s exit 0 | at-once, cycle-of=clean, ignore-dry"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 train 03:00 NOT_RUN (waits for `clean` of 2026-11-22 02:00 (the cycle before), which has not run yet)"_s,
         u"02:00:00 clean 02:00 SUCCESS (dry run: successful without running)"_s,
         u"02:00:00 train 03:00 WAIT_TIME (waits for its time 03:00)"_s, u"03:00:00 train 03:00 RUNNING"_s,
         u"03:00:05 train 03:00 SUCCESS (exited with status 0)"_s});
    row("a weekly node's off-day is not handed down to its next day (3.2, 3.5)", u"2026-11-24 00:00"_s,
        {u"clean | week 1 02:00 | root | 5s exit 0 | at-once, self"_s},
        {u"01:00:02 clean 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"02:00:00 clean 02:00 SUCCESS (not one of the node's days: successful without running)"_s,
         u"23:30:00 clean 02:00 WAIT_TIME (waits for its time 2026-11-23 02:00)"_s, u"02:00:00 clean 02:00 RUNNING"_s,
         u"02:00:05 clean 02:00 SUCCESS (exited with status 0)"_s,
         u"23:30:00 clean 02:00 WAIT_TIME (waits for its time 2026-11-24 02:00)"_s});
    row("two slots, three instances, larger priority first (3.6)", u"2026-11-22 02:00:15"_s,
        {u"a | day 02:00 | root | 5s exit 0 | at-once"_s, u"b | day 02:00 | root | 6s exit 0 | at-once"_s,
         u"c | day 02:00 | root | 5s exit 0 | at-once, priority=8"_s},
        {u"01:00:02 a 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 b 02:00 WAIT_TIME (waits for its time 02:00)"_s,
         u"01:00:02 c 02:00 WAIT_TIME (waits for its time 02:00)"_s, u"02:00:00 c 02:00 RUNNING"_s,
         u"02:00:00 a 02:00 RUNNING"_s,
         u"02:00:00 b 02:00 WAIT_RESOURCE (queued in excl_1: 2 of 2 slots are used, 1 waiting)"_s,
         u"02:00:05 c 02:00 SUCCESS (exited with status 0)"_s, u"02:00:05 b 02:00 RUNNING"_s,
         u"02:00:05 a 02:00 SUCCESS (exited with status 0)"_s, u"02:00:11 b 02:00 SUCCESS (exited with status 0)"_s});
}

void TestEngineTraces::traces()
{
    QFETCH(QString, until);
    QFETCH(QStringList, nodes);
    EngineFixture fixture;
    fixture.group();
    for (const QString &node : nodes)
        fixture.deploy(node);
    fixture.advanceTo(until);
    QTEST(fixture.takeTrace(), "trace");
}

void TestEngineTraces::generationAtHalfPastEleven()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | parameters=$bizdate $[yyyymmddhh24-1/24]"_s);
    fixture.advanceTo(u"2026-11-22 23:29:59"_s);
    QVERIFY(fixture.takeTrace().isEmpty());
    fixture.advanceTo(u"2026-11-22 23:30"_s);
    QCOMPARE(fixture.takeTrace(),
             QStringList(u"23:30:00 clean 02:00 WAIT_TIME (waits for its time 2026-11-23 02:00)"_s));
    const EngineSummary summary = fixture.engine->summary();
    QCOMPARE(summary.nextNode, u"clean"_s);
    QCOMPARE(summary.nextTime, utc(u"2026-11-23 02:00"_s));
    fixture.advanceTo(u"2026-11-25 01:00"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
    const RunRequest &run = fixture.executor.started.front();
    QCOMPARE(run.arguments, QStringList({u"20261122"_s, u"2026112301"_s}));
    QCOMPARE(run.environment.value(u"SKYNET_BIZDATE"_s), u"20261122"_s);
    QCOMPARE(run.environment.value(u"SKYNET_CYCTIME"_s), u"20261123020000"_s);
    QCOMPARE(run.environment.value(u"SLIPWAY_INSTANCE_ID"_s), run.instance.toString());
    QCOMPARE(run.folder, u"/runs/2026-11-23/%1/1"_s.arg(run.instance.toString()));
    QCOMPARE(run.timeout, Seconds{3 * 24 * 3600});
}

// Tomorrow is made already, so the first instance is of the day after (3.3, 3.4).
void TestEngineTraces::committedInTheGenerationWindow()
{
    EngineFixture fixture(u"2026-11-22 23:40"_s);
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"train | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-23 23:00"_s);
    QVERIFY(fixture.takeTrace().isEmpty());
    fixture.advanceTo(u"2026-11-24 03:00"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
}

void TestEngineTraces::zones_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("now"); // UTC
    QTest::addColumn<QString>("until");
    QTest::addColumn<QString>("node");
    QTest::addColumn<QStringList>("scheduled"); // UTC, of what ran
    QTest::newRow("Shanghai") << QByteArray("Asia/Shanghai") << u"2026-11-21 18:00"_s << u"2026-11-22 12:00"_s
                              << u"n | day 09:30 | root | 5s exit 0 | at-once"_s << QStringList{u"2026-11-22 01:30"_s};
    QTest::newRow("a time that the spring change skips runs at the next that exists (3.9)")
        << QByteArray("Europe/Berlin") << u"2026-03-28 23:30"_s << u"2026-03-29 12:00"_s
        << u"n | day 02:30 | root | 5s exit 0 | at-once"_s << QStringList{u"2026-03-29 01:00"_s};
    QTest::newRow("one that the autumn change repeats runs once, the second time (3.9)")
        << QByteArray("Europe/Berlin") << u"2026-10-24 22:30"_s << u"2026-10-25 12:00"_s
        << u"n | day 02:30 | root | 5s exit 0 | at-once"_s << QStringList{u"2026-10-25 01:30"_s};
}

void TestEngineTraces::zones()
{
    QFETCH(QByteArray, zone);
    QFETCH(QString, now);
    QFETCH(QString, until);
    QFETCH(QString, node);
    QFETCH(QStringList, scheduled);
    EngineFixture fixture(now, zone);
    fixture.deploy(node);
    fixture.advanceTo(until);
    QStringList ran;
    for (const RunRequest &run : fixture.executor.started) {
        const Instance instance = *fixture.instance(run.instance);
        QCOMPARE(instance.startedAt, instance.scheduledTime);
        ran.append(toDateTime(instance.scheduledTime, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm"));
        QCOMPARE(run.environment.value(u"TZ"_s), QString::fromLatin1(zone));
    }
    QCOMPARE(ran, scheduled);
}

void TestEngineTraces::aBurstIsStartedByPriority()
{
    EngineFixture fixture;
    fixture.group(1);
    const QList<int> priorities = {1, 3, 5, 7, 8};
    for (int i = 0; i < 20; ++i)
        fixture.deploy(u"n%1 | day 02:00 | root | 1s exit 0 | at-once, priority=%2"_s.arg(i).arg(priorities.at(i % 5)));
    fixture.advanceTo(u"2026-11-22 02:10"_s);
    QCOMPARE(fixture.executor.started.size(), 20U);
    QList<int> started;
    QSet<InstanceId> once;
    for (const RunRequest &run : fixture.executor.started) {
        started.append(fixture.instance(run.instance)->priority);
        once.insert(run.instance);
    }
    QVERIFY(std::is_sorted(started.begin(), started.end(), std::greater<>()));
    QCOMPARE(once.size(), 20);
}

void TestEngineTraces::aLongChainRunsToItsEnd()
{
    EngineFixture fixture;
    fixture.deploy(u"n0 | day 02:00 | root | | at-once, zero"_s);
    for (int i = 1; i < 100; ++i)
        fixture.deploy(u"n%1 | day 02:00 | n%2 | | at-once, zero"_s.arg(i).arg(i - 1));
    fixture.advanceTo(u"2026-11-22 02:00"_s);
    QCOMPARE(fixture.instance(u"n99"_s, {}).state, InstanceState::Success);
}

void TestEngineTraces::aChangedNodeTakesTheNewPlan()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 02:00-06:00/2 | root | 5s exit 0 | at-once, parameters=old"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    fixture.takeTrace();
    fixture.deploy(u"clean | hour 02:00-07:00/1 | root | 5s exit 0 | at-once, parameters=new"_s);
    fixture.advanceTo(u"2026-11-22 08:00"_s);
    QStringList ran;
    for (const RunRequest &run : fixture.executor.started)
        ran.append(toDateTime(fixture.instance(run.instance)->scheduledTime, QTimeZone::utc()).toString(u"HH:mm ") +
                   run.arguments.value(0));
    // 03:00 was past when the new plan came.
    QCOMPARE(ran, QStringList({u"02:00 old"_s, u"04:00 new"_s, u"05:00 new"_s, u"06:00 new"_s, u"07:00 new"_s}));
}

void TestEngineTraces::childrenFollowAChangedParent()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 02:00-04:00/1 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"train | day 06:00 | clean | 5s exit 0 | at-once"_s);
    fixture.deploy(u"clean | hour 02:00-08:00/3 | root | 5s exit 0 | at-once"_s); // 02, 05 and 08
    fixture.advanceTo(u"2026-11-22 07:00"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).reason,
             u"waits for `clean` of 2026-11-22 08:00, which has not run yet"_s);
    fixture.kill();
    fixture.start();
    fixture.advanceTo(u"2026-11-22 09:00"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).startedAt, utc(u"2026-11-22 08:00:05"_s));
}

void TestEngineTraces::thoseOfTheNextCycleFollowAChangedNode_data()
{
    QTest::addColumn<QStringList>("nodes");
    QTest::newRow("by name") << QStringList{
        u"clean | hour 02:00-04:00/1 | root | 5s exit 0 | at-once"_s,
        u"train | hour 02:00-06:00/4 | root | 5s exit 0 | at-once, cycle-of=clean"_s};
    QTest::newRow("as a child") << QStringList{u"train | hour 02:00-06:00/4 | root | 5s exit 0 | at-once, children"_s,
                                               u"clean | hour 02:00-04:00/1 | train | 5s exit 0 | at-once"_s};
}

// `clean` now also runs at 05:00: `train` of 06:00 waits for that one and no more for the one before.
void TestEngineTraces::thoseOfTheNextCycleFollowAChangedNode()
{
    QFETCH(QStringList, nodes);
    EngineFixture fixture;
    for (const QString &node : nodes)
        fixture.deploy(node);
    const bool child = nodes.last().contains(u"| train |"_s);
    fixture.deploy(u"clean | hour 02:00-05:00/1 | %1 | 5s exit 0 | at-once"_s.arg(child ? u"train"_s : u"root"_s));
    const InstanceId train = fixture.instance(u"train"_s, u"2026-11-22 06:00"_s).id;
    const InstanceId clean = fixture.instance(u"clean"_s, u"2026-11-22 05:00"_s).id;
    QVERIFY(clean.isValid());
    std::vector<InstanceDependency> links;
    for (const InstanceDependency &link : fixture.store.links()) {
        if (link.child == train)
            links.push_back(link);
    }
    QCOMPARE(links, std::vector<InstanceDependency>({{train, clean, true}}));
}

// `pull` of 02:00 would wait for `push` of 01:00, which waits for `sum`, which waits for every `pull` of the day.
void TestEngineTraces::noneWaitsForItselfOverItsCycleBefore()
{
    EngineFixture fixture;
    fixture.deploy(u"pull | hour 01:00-04:00/1 | root | 5s exit 0"_s);
    fixture.deploy(u"sum | day 06:00 | pull | 5s exit 0"_s);
    fixture.deploy(u"push | hour 01:00-04:00/1 | sum | 5s exit 0"_s);
    fixture.deploy(u"pull | hour 01:00-04:00/1 | root | 5s exit 0 | cycle-of=push"_s);
    fixture.advanceTo(u"2026-11-23 23:00"_s);
    const Instance last = fixture.instance(u"push"_s, u"2026-11-23 04:00"_s);
    QVERIFY2(last.state == InstanceState::Success, qPrintable(last.reason));
    QCOMPARE(fixture.instance(u"sum"_s, u"2026-11-23 06:00"_s).state, InstanceState::Success);
}

// What somebody has taken away in an emergency does not come back with another node's commit.
void TestEngineTraces::aRemovedDependencyStaysRemoved()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"b | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"c | day 03:00 | a, b | 5s exit 0 | at-once"_s);
    const InstanceId c = fixture.instance(u"c"_s, {}).id;
    const InstanceId a = fixture.instance(u"a"_s, {}).id;
    QVERIFY(
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->control().removeDependencies(c, {a}, answer); }));
    fixture.deploy(u"b | day 02:30 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(fixture.instance(c)->state, InstanceState::Success);
    QCOMPARE(fixture.instance(c)->startedAt, utc(u"2026-11-22 03:00"_s));
}

void TestEngineTraces::aChangedNodeTakesItsNewParents()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"b | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"c | day 03:00 | a | 5s exit 0 | at-once"_s);
    fixture.deploy(u"c | day 03:00 | b | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(fixture.instance(u"c"_s, {}).state, InstanceState::Success);
    QCOMPARE(fixture.store.links().size(), 1U);
}

void TestEngineTraces::theNextRunIsKnownBeforeItsInstanceIsMade()
{
    EngineFixture fixture;
    QVERIFY(fixture.engine->summary().nextNode.isEmpty());
    fixture.deploy(u"late | day 05:00 | root | 5s exit 0"_s);
    fixture.deploy(u"early | week 3 02:00 | root | 5s exit 0"_s);
    QVERIFY(fixture.store.instances().empty());
    QCOMPARE(fixture.engine->summary().nextNode, u"late"_s);
    QCOMPARE(fixture.engine->summary().nextTime, utc(u"2026-11-23 05:00"_s));
}

// The child waits for something else for days, and the engine is killed meanwhile.
void TestEngineTraces::aDryRunIsHandedDownOverARestart()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | hour 02:00-02:00/1 | root | 5s exit 0 | at-once, dry"_s);
    fixture.deploy(u"bad | hour 03:00-03:00/1 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | hour 03:00-03:00/1 | bad | 5s exit 0 | at-once, cycle-of=clean"_s);
    fixture.advanceTo(u"2026-11-26 02:00"_s);
    fixture.kill();
    fixture.start();
    const InstanceId bad = fixture.instance(u"bad"_s, u"2026-11-22 03:00"_s).id;
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().setSuccess(bad, answer); }));
    const Instance train = fixture.instance(u"train"_s, u"2026-11-22 03:00"_s);
    QCOMPARE(train.state, InstanceState::Success);
    QCOMPARE(train.taskType, TaskType::Skip);
    QCOMPARE(train.attempts, 0);
}

void TestEngineTraces::aDayIsMadeInSlices()
{
    EngineFixture fixture;
    fixture.deploy(u"a | minute 00:00-23:59/5 | root | 5s exit 0"_s);
    fixture.deploy(u"b | minute 00:00-23:59/5 | a | 5s exit 0"_s);
    fixture.deploy(u"c | day 02:00 | b | 5s exit 0"_s);
    fixture.advanceTo(u"2026-11-22 23:29"_s);
    fixture.clock.set(utc(u"2026-11-22 23:30"_s));
    fixture.alarm.ring();
    QVERIFY(fixture.store.pumpOne()); // one slice is durable, then the engine is gone
    const std::size_t first = fixture.store.instances().size();
    QVERIFY(first > 0);
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.store.instances().size(), 2 * 288U + 1);
    QCOMPARE(fixture.store.links().size(), 2 * 288U);
    for (const InstanceDependency &link : fixture.store.links())
        QVERIFY(fixture.store.instances().contains(link.parent));
}

// A slice is planned ahead; what is frozen before it goes to the store is frozen in it.
void TestEngineTraces::aChangeBetweenSlicesCounts()
{
    EngineFixture fixture;
    fixture.deploy(u"a | minute 00:00-23:59/5 | root | 5s exit 0"_s);
    fixture.deploy(u"b | minute 00:00-23:59/5 | a | 5s exit 0"_s);
    fixture.advanceTo(u"2026-11-22 23:29"_s);
    fixture.clock.set(utc(u"2026-11-22 23:30"_s));
    fixture.engine->deployments().freezeNode(fixture.node(u"b"_s), true, [](const Outcome<> &) {});
    fixture.alarm.ring();
    fixture.settle();
    int frozen = 0;
    for (const auto &[id, instance] : fixture.store.instances()) {
        if (instance.nodeName == "b"_L1)
            frozen += instance.taskType == TaskType::Pause;
    }
    QCOMPARE(fixture.store.instances().size(), 2 * 288U);
    QCOMPARE(fixture.store.links().size(), 288U);
    QCOMPARE(frozen, 288);
}

QTEST_GUILESS_MAIN(TestEngineTraces)
#include "tst_engine_traces.moc"
