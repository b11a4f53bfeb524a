#include "app/engine/run_control.h"
#include "app/engine/runs.h"
#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// What a person does to instances and those around them (reference: dataworks 5.5).
class TestEngineControl : public QObject
{
    Q_OBJECT

private slots:
    void rerunDownstreamRunsAllInOrder();
    void rerunDownstreamOfAChoice();
    void rerunDownstreamSurvivesAKill();
    void aParentThatRunsAgainIsWaitedFor_data();
    void aParentThatRunsAgainIsWaitedFor();
    void oneOfTwoParentsRunsAgain();
    void aBadSelectionStartsNothing_data();
    void aBadSelectionStartsNothing();
    void forcedRerunStopsWhatRuns();
    void forcedRerunWithoutTheRoot();
    void forcedRerunIsRefused_data();
    void forcedRerunIsRefused();
    void anInstanceWithoutItsDependencies();
    void aDependencyThatIsNotThere();
    void priorityMovesAQueuedInstance();
    void badPriorities_data();
    void badPriorities();
    void theReasonNamesTheRootOfTheWait();
    void lineage();

private:
    // a <- b <- c, and d alone beside b below a; all ran at 02:00.
    std::unique_ptr<EngineFixture> diamond(const QString &lastOptions = {});
};

namespace {

Outcome<> rerunDownstream(EngineFixture &fixture, const RunControl::Downstream &what)
{
    return fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->control().rerunDownstream(what, answer); });
}

InstanceId idOf(EngineFixture &fixture, const QString &name)
{
    return fixture.instance(name, {}).id;
}

QStringList startedSince(EngineFixture &fixture, std::size_t from)
{
    QStringList names;
    for (std::size_t i = from; i < fixture.executor.started.size(); ++i)
        names.append(fixture.instance(fixture.executor.started.at(i).instance)->nodeName);
    return names;
}

} // namespace

std::unique_ptr<EngineFixture> TestEngineControl::diamond(const QString &lastOptions)
{
    auto fixture = std::make_unique<EngineFixture>();
    fixture->deploy(u"a | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture->deploy(u"b | day 02:00 | a | 5s exit 0 | at-once"_s);
    fixture->deploy(u"c | day 02:00 | b | 5s exit 0 | at-once"_s + lastOptions);
    fixture->deploy(u"d | day 02:00 | a | 5s exit 0 | at-once"_s);
    fixture->advanceTo(u"2026-11-22 03:00"_s);
    return fixture;
}

void TestEngineControl::rerunDownstreamRunsAllInOrder()
{
    const auto fixture = diamond();
    QVERIFY(rerunDownstream(*fixture, {idOf(*fixture, u"a"_s), {}}));
    QCOMPARE(startedSince(*fixture, 4), QStringList(u"a"_s));
    QCOMPARE(fixture->instance(u"c"_s, {}).reason,
             u"waits for `b` of 2026-11-22 02:00, which waits for `a` of 2026-11-22 02:00, which is running"_s);
    fixture->advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(startedSince(*fixture, 4), QStringList({u"a"_s, u"b"_s, u"d"_s, u"c"_s}));
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
        QCOMPARE(fixture->instance(name, {}).state, InstanceState::Success);
}

void TestEngineControl::rerunDownstreamOfAChoice()
{
    const auto fixture = diamond();
    QVERIFY(rerunDownstream(*fixture, {idOf(*fixture, u"a"_s), {idOf(*fixture, u"b"_s)}}));
    fixture->advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(startedSince(*fixture, 4), QStringList({u"a"_s, u"b"_s}));
    QVERIFY(rerunDownstream(*fixture, {idOf(*fixture, u"b"_s), {}, false}));
    fixture->advanceTo(u"2026-11-22 05:00"_s);
    QCOMPARE(startedSince(*fixture, 6), QStringList(u"c"_s));
}

void TestEngineControl::rerunDownstreamSurvivesAKill()
{
    const auto fixture = diamond();
    QVERIFY(rerunDownstream(*fixture, {idOf(*fixture, u"a"_s), {}}));
    fixture->kill();
    fixture->start();
    fixture->advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(startedSince(*fixture, 4), QStringList({u"a"_s, u"b"_s, u"d"_s, u"c"_s}));
}

void TestEngineControl::aParentThatRunsAgainIsWaitedFor_data()
{
    QTest::addColumn<bool>("killed");
    QTest::newRow("3.1: not all parents successful") << false;
    QTest::newRow("3.1: the same after a restart") << true;
}

// b waits for its time when a, which had succeeded, is run again and fails.
void TestEngineControl::aParentThatRunsAgainIsWaitedFor()
{
    QFETCH(bool, killed);
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"b | day 03:00 | a | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:30"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::WaitTime);
    fixture.deploy(u"a | day 02:00 | root | 5s exit 1"_s);
    QVERIFY(
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().rerun(idOf(fixture, u"a"_s), answer); }));
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::NotRun);
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits for `a` of 2026-11-22 02:00, which is running"_s);
    if (killed) {
        fixture.kill();
        fixture.start();
    }
    fixture.advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::NotRun);
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits for `a` of 2026-11-22 02:00, which failed"_s);
    QVERIFY(fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->runs().setSuccess(idOf(fixture, u"a"_s), answer); }));
    fixture.advanceTo(u"2026-11-22 05:00"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::Success);
}

// c waits for b when a, which had succeeded, is run again and fails.
void TestEngineControl::oneOfTwoParentsRunsAgain()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"b | day 03:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"c | day 02:00 | a, b | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:30"_s);
    fixture.deploy(u"a | day 02:00 | root | 5s exit 1"_s);
    QVERIFY(
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->runs().rerun(idOf(fixture, u"a"_s), answer); }));
    fixture.advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(fixture.instance(u"c"_s, {}).state, InstanceState::NotRun);
    QCOMPARE(fixture.instance(u"c"_s, {}).attempts, 0);
}

// a has run, b runs, c and d wait: b is stopped, and all run again in order.
void TestEngineControl::forcedRerunStopsWhatRuns()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.deploy(u"b | day 02:00 | a | endless | at-once"_s);
    fixture.deploy(u"c | day 02:00 | b | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    const RunControl::Downstream forced{idOf(fixture, u"a"_s), {}, true, true};
    QVERIFY(rerunDownstream(fixture, {forced.root, {}}).failed()); // not without force: b runs
    std::optional<Outcome<>> answer;
    fixture.engine->control().rerunDownstream(forced, [&answer](const Outcome<> &outcome) { answer = outcome; });
    fixture.settle();
    QVERIFY(!answer); // as long as b is not gone
    QCOMPARE(fixture.executor.stopped.size(), 1U);
    QCOMPARE(rerunDownstream(fixture, forced).error().code, u"Invalid.Instance.RerunUnderWay"_s);
    const FakeExecutor::Asked asked = fixture.executor.stopped.front();
    fixture.executor.finish(asked.instance, asked.attempt, {AttemptEnd::Stopped, 0, 15, {}, {}});
    fixture.settle();
    QVERIFY(answer && *answer);
    QCOMPARE(startedSince(fixture, 2), QStringList(u"a"_s));
    QCOMPARE(fixture.instance(u"b"_s, {}).state, InstanceState::NotRun);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0"_s); // newest code
    fixture.advanceTo(u"2026-11-22 02:03"_s);
    QCOMPARE(startedSince(fixture, 2), QStringList({u"a"_s, u"b"_s, u"c"_s}));
    QCOMPARE(fixture.instance(u"c"_s, {}).state, InstanceState::Success);
}

void TestEngineControl::forcedRerunWithoutTheRoot()
{
    const auto fixture = diamond();
    QVERIFY(rerunDownstream(*fixture, {idOf(*fixture, u"a"_s), {}, false, true}));
    fixture->advanceTo(u"2026-11-22 03:01"_s);
    QCOMPARE(startedSince(*fixture, 4), QStringList({u"b"_s, u"d"_s, u"c"_s}));
}

void TestEngineControl::forcedRerunIsRefused_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("says");
    QTest::newRow("one denies reruns") << u", denied"_s << u"2026-11-22 03:00"_s << u"denies every rerun"_s;
    QTest::newRow("three days old") << QString() << u"2026-11-25 03:00"_s << u"data timestamp 2026-11-21"_s;
    QTest::newRow("the day before yesterday's") << QString() << u"2026-11-23 03:00"_s << QString();
}

void TestEngineControl::forcedRerunIsRefused()
{
    QFETCH(QString, options);
    QFETCH(QString, when);
    QFETCH(QString, says);
    const auto fixture = diamond(options);
    const InstanceId root = fixture->instance(u"a"_s, u"2026-11-22 02:00"_s).id;
    fixture->advanceTo(when);
    const std::size_t before = fixture->executor.started.size();
    const Outcome<> done = rerunDownstream(*fixture, {root, {}, true, true});
    if (says.isEmpty()) {
        QVERIFY(done);
        return;
    }
    QVERIFY(done.failed());
    QVERIFY2(done.error().message.contains(says), qPrintable(done.error().message));
    QCOMPARE(fixture->executor.started.size(), before);
}

void TestEngineControl::aBadSelectionStartsNothing_data()
{
    QTest::addColumn<QString>("root");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("says");
    QTest::newRow("one that denies reruns") << u"a"_s << u""_s << u"denies every rerun"_s;
    QTest::newRow("one that is not below") << u"b"_s << u"d"_s << u"is not below"_s;
}

void TestEngineControl::aBadSelectionStartsNothing()
{
    QFETCH(QString, root);
    QFETCH(QString, chosen);
    QFETCH(QString, says);
    const auto fixture = diamond(u", denied"_s);
    RunControl::Downstream what{idOf(*fixture, root), {}};
    if (!chosen.isEmpty())
        what.chosen.append(idOf(*fixture, chosen));
    const Outcome<> done = rerunDownstream(*fixture, what);
    QVERIFY(done.failed());
    QVERIFY2(done.error().message.contains(says), qPrintable(done.error().message));
    QCOMPARE(fixture->executor.started.size(), 4U);
}

void TestEngineControl::anInstanceWithoutItsDependencies()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    const InstanceId train = idOf(fixture, u"train"_s);
    QVERIFY(fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->control().removeDependencies(train, {}, answer); }));
    QCOMPARE(fixture.executor.started.size(), 2U);
    fixture.kill();
    fixture.start();
    QVERIFY(fixture.store.links().empty());
    QCOMPARE(fixture.instance(train)->state, InstanceState::Running);
}

void TestEngineControl::aDependencyThatIsNotThere()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    const auto remove = [&](const QString &from, const QList<InstanceId> &parents) {
        return fixture.ask<Nothing>([&](Answer<> answer) {
            fixture.engine->control().removeDependencies(idOf(fixture, from), parents, answer);
        });
    };
    QCOMPARE(remove(u"train"_s, {InstanceId(7)}).error().field, u"ParentIds"_s);
    QCOMPARE(remove(u"clean"_s, {}).error().kind, ErrorKind::Conflict); // waits for its time only
}

void TestEngineControl::priorityMovesAQueuedInstance()
{
    EngineFixture fixture;
    fixture.group(1);
    for (const QString &name : {u"n0"_s, u"n1"_s, u"n2"_s})
        fixture.deploy(name + u" | day 02:00 | root | 60s exit 0 | at-once, priority=3"_s);
    fixture.advanceTo(u"2026-11-22 02:00:10"_s);
    QVERIFY(fixture.ask<Nothing>(
        [&](Answer<> answer) { fixture.engine->control().changePriority(idOf(fixture, u"n2"_s), 8, answer); }));
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(startedSince(fixture, 0), QStringList({u"n0"_s, u"n2"_s, u"n1"_s}));
    QCOMPARE(fixture.engine->summary().queued, 0);
}

void TestEngineControl::badPriorities_data()
{
    QTest::addColumn<int>("priority");
    for (const int priority : {0, 2, 9, -1})
        QTest::addRow("%d", priority) << priority;
}

void TestEngineControl::badPriorities()
{
    QFETCH(int, priority);
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    const auto done = fixture.ask<Nothing>([&](Answer<> answer) {
        fixture.engine->control().changePriority(idOf(fixture, u"clean"_s), priority, answer);
    });
    QCOMPARE(done.error().field, u"Priority"_s);
}

void TestEngineControl::theReasonNamesTheRootOfTheWait()
{
    EngineFixture fixture;
    fixture.deploy(u"a | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"b | day 02:00 | a | 5s exit 0 | at-once"_s);
    fixture.deploy(u"c | day 02:00 | b | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(fixture.instance(u"b"_s, {}).reason, u"waits for `a` of 2026-11-22 02:00, which failed"_s);
    QCOMPARE(fixture.instance(u"c"_s, {}).reason,
             u"waits for `b` of 2026-11-22 02:00, which waits for `a` of 2026-11-22 02:00, which failed"_s);
}

void TestEngineControl::lineage()
{
    const auto fixture = diamond();
    const auto found = fixture->ask<InstanceLineage>([&](Answer<InstanceLineage> answer) {
        fixture->engine->control().lineage({idOf(*fixture, u"b"_s), LineageDirection::Downstream, 5, 100}, answer);
    });
    QCOMPARE(found->instances.size(), 2);
    QCOMPARE(found->succeededParents, QList{idOf(*fixture, u"a"_s)});
}

QTEST_GUILESS_MAIN(TestEngineControl)
#include "tst_engine_control.moc"
