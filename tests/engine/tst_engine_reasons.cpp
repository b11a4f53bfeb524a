#include "app/engine/backfills.h"
#include "app/engine/run_control.h"
#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Why is it not running? One line that names the blocker, for every sort of wait.
class TestEngineReasons : public QObject
{
    Q_OBJECT

private slots:
    void waits_data();
    void waits();
    void aPausedBackfill();
    void aStoppingEngine();
    void aWaitOfManyDays();
    void theLineIsThereWhereverItIsAsked();
    void whatRanLateSaysSo_data();
    void whatRanLateSaysSo();
};

namespace {

using Action = std::function<void(EngineFixture &)>;

Action nothing()
{
    return [](EngineFixture &) {};
}

Action freezeInstance(const QString &name)
{
    return [name](EngineFixture &fixture) {
        const InstanceId id = fixture.instance(name, {}).id;
        QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().freeze(id, answer); }));
    };
}

Action stopGroup()
{
    return [](EngineFixture &fixture) {
        const ResourceGroupId id = fixture.engine->groups().groups().first().id;
        QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().stop(id, answer); }));
    };
}

Action stopInstance(const QString &name)
{
    return [name](EngineFixture &fixture) {
        const Instance running = fixture.instance(name, {});
        QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().stop(running.id, answer); }));
        fixture.executor.finish(running.id, 1, {AttemptEnd::Stopped, 0, 15, {}, {}});
        fixture.settle();
    };
}

} // namespace

void TestEngineReasons::waits_data()
{
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QString>("until");
    QTest::addColumn<Action>("action");
    QTest::addColumn<QString>("asked"); // "name scheduled"
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QStringList &nodes, const QString &until, const Action &action,
                        const QString &asked, const QString &reason) {
        QTest::addRow("%s", name) << nodes << u"2026-11-22 "_s + until << action << asked << reason;
    };
    const QString parent = u"a | day 02:00 | root | 600s exit %1 | at-once"_s;
    const QString child = u"b | day 02:00 | a | 5s exit 0 | at-once"_s;
    row("its time", {parent.arg(0)}, u"01:30"_s, nothing(), u"a 02:00"_s, u"waits for its time 02:00"_s);
    row("a parent that has not run", {parent.arg(0), child}, u"01:30"_s, nothing(), u"b 02:00"_s,
        u"waits for `a` of 2026-11-22 02:00, which has not run yet"_s);
    row("a parent that runs", {parent.arg(0), child}, u"02:05"_s, nothing(), u"b 02:00"_s,
        u"waits for `a` of 2026-11-22 02:00, which is running"_s);
    row("a parent that failed", {parent.arg(3), child}, u"02:30"_s, nothing(), u"b 02:00"_s,
        u"waits for `a` of 2026-11-22 02:00, which failed"_s);
    row("a parent that was stopped", {parent.arg(0), child}, u"02:05"_s, stopInstance(u"a"_s), u"b 02:00"_s,
        u"waits for `a` of 2026-11-22 02:00, which was stopped"_s);
    row("a parent that is frozen", {parent.arg(0), child}, u"01:30"_s, freezeInstance(u"a"_s), u"b 02:00"_s,
        u"waits for `a` of 2026-11-22 02:00, which is frozen"_s);
    row("a parent whose node is frozen", {u"a | day 02:00 | root | 5s exit 0 | at-once, frozen"_s, child}, u"02:30"_s,
        nothing(), u"b 02:00"_s, u"waits for `a` of 2026-11-22 02:00, which failed"_s);
    row("a parent that waits itself", {parent.arg(3), child, u"c | day 02:00 | b | 5s exit 0 | at-once"_s}, u"02:30"_s,
        nothing(), u"c 02:00"_s,
        u"waits for `b` of 2026-11-22 02:00, which waits for `a` of 2026-11-22 02:00, which failed"_s);
    row("a parent without an instance", {u"a | day 02:00 | root | 5s exit 0"_s, child}, u"01:30"_s, nothing(),
        u"b 02:00"_s, u"is isolated: its parent `a` has no instance on this day"_s);
    row("its own cycle before", {u"a | hour 02:00-04:00/1 | root | 5s exit 1 | at-once, self"_s}, u"03:30"_s, nothing(),
        u"a 03:00"_s, u"waits for `a` of 2026-11-22 02:00 (the cycle before), which failed"_s);
    row("another's cycle before",
        {u"a | hour 02:00-04:00/1 | root | 5s exit 1 | at-once"_s,
         u"b | hour 03:00-04:00/1 | root | 5s exit 0 | at-once, cycle-of=a"_s},
        u"03:30"_s, nothing(), u"b 03:00"_s, u"waits for `a` of 2026-11-22 02:00 (the cycle before), which failed"_s);
    row("itself frozen", {parent.arg(0)}, u"01:30"_s, freezeInstance(u"a"_s), u"a 02:00"_s, u"is frozen"_s);
    const QStringList four{
        u"a | day 02:00 | root | 600s exit 0 | at-once"_s, u"b | day 02:00 | root | 600s exit 0 | at-once"_s,
        u"c | day 02:00 | root | 600s exit 0 | at-once"_s, u"d | day 02:00 | root | 600s exit 0 | at-once"_s};
    row("a slot", four, u"02:05"_s, nothing(), u"d 02:00"_s, u"queued in excl_1: 2 of 2 slots are used, 2 waiting"_s);
    row("a group that is stopped", four, u"02:05"_s, stopGroup(), u"d 02:00"_s,
        u"queued in excl_1, which is Stopped"_s);
    row("an automatic rerun", {u"a | day 02:00 | root | 5s exit 1 | at-once, retry=2/600"_s}, u"02:05"_s, nothing(),
        u"a 02:00"_s, u"exited with status 1; automatic rerun 1 of 2 at 2026-11-22 02:10:05"_s);
}

void TestEngineReasons::waits()
{
    QFETCH(QStringList, nodes);
    QFETCH(QString, until);
    QFETCH(Action, action);
    QFETCH(QString, asked);
    QFETCH(QString, reason);
    EngineFixture fixture;
    for (const QString &node : nodes)
        fixture.deploy(node);
    fixture.advanceTo(until);
    action(fixture);
    const Instance instance = fixture.instance(asked.section(u' ', 0, 0), u"2026-11-22 "_s + asked.section(u' ', 1));
    QVERIFY(instance.id.isValid());
    QVERIFY(!isFinished(instance.state));
    QCOMPARE(instance.reason, reason);
}

void TestEngineReasons::aPausedBackfill()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s);
    BackfillSpec spec;
    spec.name = u"again"_s;
    spec.nodes = {fixture.node(u"a"_s), fixture.node(u"b"_s)};
    spec.ranges = {{QDate(2026, 11, 1), QDate(2026, 11, 1)}};
    const auto backfill = fixture.ask<Backfill>([&](Answer<Backfill> answer) {
        fixture.engine->backfills().start(fixture.workspace().id, spec, u"me"_s, answer);
    });
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->backfills().pause(backfill->id, answer); }));
    fixture.advanceTo(u"2026-11-22 01:10"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits: its backfill is paused"_s);
}

void TestEngineReasons::aStoppingEngine()
{
    EngineFixture fixture;
    fixture.group(1);
    fixture.deploy(u"a | day 02:00 | root | endless | at-once"_s);
    fixture.deploy(u"b | day 02:00 | root | endless | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    fixture.engine->stop(Engine::RunsAtStop::Stop, [] {});
    fixture.settle();
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits: the engine is stopping and starts nothing more"_s);
}

// What has succeeded long ago is not taken for what was never made.
void TestEngineReasons::aWaitOfManyDays()
{
    EngineFixture fixture;
    fixture.deploy(u"good | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"bad | day 02:00 | root | 5s exit 3 | at-once"_s);
    fixture.deploy(u"c | day 02:00 | good, bad | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-28 03:00"_s);
    QCOMPARE(fixture.instance(u"c"_s, u"2026-11-22 02:00"_s).reason,
             u"waits for `bad` of 2026-11-22 02:00, which failed"_s);
}

// In the list as in the single instance, although the store may have an older line.
void TestEngineReasons::theLineIsThereWhereverItIsAsked()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 3 | at-once"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:30"_s);
    const auto page = fixture.ask<InstancePage>([&](Answer<InstancePage> answer) {
        InstanceQuery query;
        query.workspace = fixture.workspace().id;
        query.node = fixture.node(u"b"_s);
        fixture.engine->runs().listInstances(query, answer);
    });
    QCOMPARE(page->instances.first().reason, u"waits for `a` of 2026-11-22 02:00, which failed"_s);
}

void TestEngineReasons::whatRanLateSaysSo_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("caughtUp");
    QTest::newRow("run all") << u"at-once"_s << u"exited with status 0; caught up 5 h 30 min late"_s << true;
    QTest::newRow("skip") << u"at-once, skip-missed"_s
                          << u"skipped: the engine was off or asleep at its time, and the node skips what it missed"_s
                          << false;
    QTest::newRow("too late") << u"at-once, late=60"_s << u"skipped: 5 h 30 min late, the node allows 1 h"_s << false;
}

// One record for each occurrence after downtime: caught up, or skipped and why.
void TestEngineReasons::whatRanLateSaysSo()
{
    QFETCH(QString, options);
    QFETCH(QString, reason);
    QFETCH(bool, caughtUp);
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0 | "_s + options);
    fixture.stop();
    fixture.clock.set(utc(u"2026-11-22 07:30"_s));
    fixture.start();
    fixture.advanceTo(u"2026-11-22 08:00"_s);
    const Instance instance = fixture.instance(u"a"_s, u"2026-11-22 02:00"_s);
    QCOMPARE(instance.reason, reason);
    QCOMPARE(instance.caughtUp, caughtUp);
    QCOMPARE(instance.attempts, caughtUp ? 1 : 0);
    QCOMPARE(fixture.store.instances().size(), 1U);
}

QTEST_GUILESS_MAIN(TestEngineReasons)
#include "tst_engine_reasons.moc"
