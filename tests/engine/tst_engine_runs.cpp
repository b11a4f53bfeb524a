#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestEngineRuns : public QObject
{
    Q_OBJECT

private slots:
    void aDraftRunsAtOnce();
    void aDraftRunsAsItWasWhenAskedFor();
    void aQueuedDraftRunsAsItWasAfterARestart();
    void aRerunOfADraftRunsWhatRanBefore();
    void refusedDraftRuns_data();
    void refusedDraftRuns();
    void aSmokeTestTakesItsParameters();
    void stopEndsARunningInstance();
    void stopEndsAWaitingInstance();
    void aStopWhileItStartsComesAfterTheStart();
    void aTimeoutIsNotRunAgain();
    void rerunTakesTheNewestCodeAndTheOldParameters();
    void rerunIsRefusedByPolicy();
    void aSuccessfulRerunReleasesChildren();
    void setSuccessReleasesChildren();
    void aFrozenInstanceWaits();
    void anInstanceThawedInTimeRuns();
    void twoRerunsAtOnceRunItOnce();
    void theAttemptIsDurableBeforeTheStart();
    void anEndAndTheNextStartAreOneTransaction();
    void nobodyFollowsInAStoppedGroup();
    void anExecutorThatCannotStart();
    void anEndIsKeptWhileTheStoreCannotBeWritten();
    void aRefusedStopLeavesTheInstanceAsItWas();
    void listsShowTheLiveReason();
    void attemptsAreKept();
};

namespace {

Outcome<Instance> runDraft(EngineFixture &fixture, const DraftRunSpec &spec)
{
    return fixture.ask<Instance>([&](Answer<Instance> answer) { fixture.engine->runs().runDraft(spec, answer); });
}

using Command = void (Runs::*)(InstanceId, Answer<>);

Outcome<> order(EngineFixture &fixture, Command command, InstanceId id)
{
    return fixture.ask<Nothing>([&](Answer<> answer) { (fixture.engine->runs().*command)(id, answer); });
}

DraftRunSpec specFor(EngineFixture &fixture, const QString &script)
{
    const NodeDraft draft = *fixture.save(fixture.draftFrom(u"Deployment | day 02:00 | root | "_s + script));
    return {draft.id, draft.properties.resourceGroup, {u"prod"_s, u"a b"_s}, u"me"_s};
}

} // namespace

void TestEngineRuns::aDraftRunsAtOnce()
{
    EngineFixture fixture;
    const auto run = runDraft(fixture, specFor(fixture, u"5s exit 0"_s));
    QVERIFY(run);
    QCOMPARE(run->dagType, DagType::OneOff);
    QCOMPARE(fixture.executor.started.size(), 1U);
    QCOMPARE(fixture.executor.started.front().arguments, QStringList({u"prod"_s, u"a b"_s}));
    QCOMPARE(fixture.instance(run->id)->state, InstanceState::Running);
    QCOMPARE(fixture.engine->summary().running, 1);
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    const auto ended = fixture.instance(run->id);
    QCOMPARE(ended->state, InstanceState::Success);
    QCOMPARE(ended->finishedAt - ended->startedAt, Millis{5000});
    QCOMPARE(fixture.engine->summary().running, 0);
}

void TestEngineRuns::aDraftRunsAsItWasWhenAskedFor()
{
    EngineFixture fixture;
    fixture.group(1);
    DraftRunSpec spec = specFor(fixture, u"5s exit 0"_s);
    QVERIFY(runDraft(fixture, spec));
    QVERIFY(runDraft(fixture, spec)); // waits for the slot
    specFor(fixture, u"5s exit 7"_s); // saved meanwhile
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
    QCOMPARE(fixture.executor.started.back().script, u"5s exit 0"_s);
}

void TestEngineRuns::aQueuedDraftRunsAsItWasAfterARestart()
{
    EngineFixture fixture;
    fixture.group(1);
    const DraftRunSpec spec = specFor(fixture, u"endless"_s);
    const auto first = runDraft(fixture, spec);
    QVERIFY(runDraft(fixture, spec)); // waits for the slot
    specFor(fixture, u"5s exit 7"_s); // saved meanwhile
    fixture.kill();
    fixture.start();
    fixture.executor.exit(first->id, 1, 0);
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
    QCOMPARE(fixture.executor.started.back().script, u"endless"_s);
}

void TestEngineRuns::aRerunOfADraftRunsWhatRanBefore()
{
    EngineFixture fixture;
    const auto run = runDraft(fixture, specFor(fixture, u"5s exit 1"_s));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    specFor(fixture, u"5s exit 0"_s);
    fixture.kill();
    fixture.start();
    QVERIFY(order(fixture, &Runs::rerun, run->id));
    QCOMPARE(fixture.executor.started.back().script, u"5s exit 1"_s);
}

void TestEngineRuns::refusedDraftRuns_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("says");
    QTest::newRow("no group") << u"none"_s << u"No resource group is chosen"_s;
    QTest::newRow("an unknown group") << u"unknown"_s << u"`group_1`"_s;
    QTest::newRow("a group that is not bound") << u"unbound"_s << u"not bound"_s;
    QTest::newRow("a group that does not run") << u"stopped"_s << u"must be Running"_s;
    QTest::newRow("an empty script") << u"empty"_s << u"is empty"_s;
    QTest::newRow("a NUL in a parameter") << u"nul"_s << u"NUL"_s;
}

void TestEngineRuns::refusedDraftRuns()
{
    QFETCH(QString, fault);
    QFETCH(QString, says);
    EngineFixture fixture;
    DraftRunSpec spec = specFor(fixture, fault == u"empty"_s ? u" "_s : u"5s exit 0"_s);
    const ResourceGroup group = fixture.engine->groups().groups().value(0);
    if (fault == u"none"_s)
        spec.resourceGroup.clear();
    if (fault == u"unknown"_s)
        spec.resourceGroup = u"group_1"_s;
    if (fault == u"unbound"_s)
        fixture.ask<Nothing>(
            [&](Answer<> answer) { fixture.engine->groups().unbind(group.id, fixture.workspace().id, answer); });
    if (fault == u"stopped"_s)
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().stop(group.id, answer); });
    if (fault == u"nul"_s)
        spec.parameters = {QString(1, QChar(0))};
    const auto run = runDraft(fixture, spec);
    QVERIFY(run.failed());
    QVERIFY2(run.error().message.contains(says), qPrintable(run.error().message));
    QVERIFY(fixture.store.instances().empty());
}

void TestEngineRuns::aSmokeTestTakesItsParameters()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | parameters=$bizdate $[hh24]"_s);
    const NodeDraft draft = fixture.engine->drafts().drafts(fixture.workflow()).value(0);
    const auto run = fixture.ask<Instance>([&](Answer<Instance> answer) {
        fixture.engine->runs().runSmokeTest(draft.node, utc(u"2026-10-31 00:00"_s), u"me"_s, answer);
    });
    QVERIFY(run);
    QCOMPARE(run->scheduledTime, utc(u"2026-11-01 02:00"_s));
    QCOMPARE(fixture.executor.started.size(), 1U);
    QCOMPARE(fixture.executor.started.front().arguments, QStringList({u"20261031"_s, u"02"_s}));
}

void TestEngineRuns::stopEndsARunningInstance()
{
    EngineFixture fixture;
    const auto run = runDraft(fixture, specFor(fixture, u"endless"_s));
    QVERIFY(order(fixture, &Runs::stop, run->id));
    QCOMPARE(fixture.executor.stopped.size(), 1U);
    QCOMPARE(fixture.instance(run->id)->state, InstanceState::Running); // until its tree is gone
    fixture.executor.finish(run->id, 1, {AttemptEnd::Stopped, 0, 15, {}, {}});
    fixture.settle();
    QCOMPARE(fixture.instance(run->id)->state, InstanceState::Stopped);
    QCOMPARE(fixture.instance(run->id)->reason, u"stopped by the user"_s);
    QVERIFY(order(fixture, &Runs::stop, run->id).failed());
}

void TestEngineRuns::stopEndsAWaitingInstance()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once, retry=3/60"_s);
    fixture.advanceTo(u"2026-11-22 02:00:30"_s); // between two attempts
    const Instance instance = fixture.instance(u"clean"_s, {});
    QVERIFY(order(fixture, &Runs::stop, instance.id));
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(fixture.executor.started.size(), 1U);
    QCOMPARE(fixture.instance(instance.id)->state, InstanceState::Stopped);
}

void TestEngineRuns::aStopWhileItStartsComesAfterTheStart()
{
    EngineFixture fixture;
    const DraftRunSpec spec = specFor(fixture, u"endless"_s);
    InstanceId id;
    fixture.engine->runs().runDraft(spec, [&](const Outcome<Instance> &run) {
        id = run->id;
        fixture.engine->runs().stop(id, [](const Outcome<> &) {});
    });
    fixture.settle();
    QCOMPARE(fixture.executor.started.size(), 1U);
    QCOMPARE(fixture.executor.stopped, (std::vector<FakeExecutor::Asked>{{id, 1}}));
}

void TestEngineRuns::aTimeoutIsNotRunAgain()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | endless | at-once, timeout=3600, retry=3/60"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(fixture.executor.started.front().timeout, Seconds{3600});
    const InstanceId id = fixture.executor.started.front().instance;
    fixture.executor.finish(id, 1, {AttemptEnd::TimedOut, 0, 15, {}, {}});
    fixture.advanceTo(u"2026-11-22 05:00"_s);
    QCOMPARE(fixture.instance(id)->state, InstanceState::Failure);
    QCOMPARE(fixture.instance(id)->reason, u"timed out after 1 h"_s);
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRuns::rerunTakesTheNewestCodeAndTheOldParameters()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once, parameters=old"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    const Instance failed = fixture.instance(u"clean"_s, {});
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | parameters=new"_s);
    QVERIFY(order(fixture, &Runs::rerun, failed.id));
    QCOMPARE(fixture.executor.started.size(), 2U);
    QCOMPARE(fixture.executor.started.back().script, u"5s exit 0"_s);
    QCOMPARE(fixture.executor.started.back().arguments, QStringList(u"old"_s));
    QCOMPARE(fixture.executor.started.back().attempt, 2);
    fixture.advanceTo(u"2026-11-22 03:01"_s);
    QCOMPARE(fixture.instance(failed.id)->state, InstanceState::Success);
    QCOMPARE(fixture.instance(failed.id)->nodeVersion, 2);
}

void TestEngineRuns::rerunIsRefusedByPolicy()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once, denied"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    const Instance failed = fixture.instance(u"clean"_s, {});
    QCOMPARE(order(fixture, &Runs::rerun, failed.id).error().kind, ErrorKind::Conflict);
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRuns::aSuccessfulRerunReleasesChildren()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    QVERIFY(order(fixture, &Runs::rerun, fixture.instance(u"clean"_s, {}).id));
    fixture.advanceTo(u"2026-11-22 03:01"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).state, InstanceState::Success);
}

void TestEngineRuns::setSuccessReleasesChildren()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QVERIFY(order(fixture, &Runs::setSuccess, fixture.instance(u"clean"_s, {}).id));
    fixture.advanceTo(u"2026-11-22 03:01"_s);
    QCOMPARE(fixture.instance(u"clean"_s, {}).reason, u"set successful by the user"_s);
    QCOMPARE(fixture.instance(u"train"_s, {}).state, InstanceState::Success);
    QVERIFY(order(fixture, &Runs::setSuccess, fixture.instance(u"train"_s, {}).id).failed());
}

void TestEngineRuns::aFrozenInstanceWaits()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    const InstanceId id = fixture.instance(u"clean"_s, {}).id;
    QVERIFY(order(fixture, &Runs::freeze, id));
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QVERIFY(fixture.executor.started.empty());
    QCOMPARE(fixture.instance(id)->reason, u"is frozen"_s);
    QVERIFY(order(fixture, &Runs::unfreeze, id));
    // Its turn came while it was frozen (3.5).
    QCOMPARE(fixture.instance(id)->state, InstanceState::Failure);
    QVERIFY(order(fixture, &Runs::rerun, id));
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRuns::anInstanceThawedInTimeRuns()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    const InstanceId id = fixture.instance(u"clean"_s, {}).id;
    QVERIFY(order(fixture, &Runs::freeze, id));
    fixture.advanceTo(u"2026-11-22 01:30"_s);
    QVERIFY(order(fixture, &Runs::unfreeze, id));
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    QCOMPARE(fixture.instance(id)->state, InstanceState::Success);
}

void TestEngineRuns::twoRerunsAtOnceRunItOnce()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 1 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    const InstanceId id = fixture.instance(u"clean"_s, {}).id;
    int done = 0;
    for (int i = 0; i < 2; ++i)
        fixture.engine->runs().rerun(id, [&done](const Outcome<> &outcome) { done += outcome.ok(); });
    fixture.settle();
    QCOMPARE(done, 1);
    QCOMPARE(fixture.executor.started.size(), 2U);
    fixture.advanceTo(u"2026-11-22 04:00"_s);
    QCOMPARE(fixture.engine->summary().running, 0);
}

void TestEngineRuns::theAttemptIsDurableBeforeTheStart()
{
    EngineFixture fixture;
    const DraftRunSpec spec = specFor(fixture, u"endless"_s);
    fixture.engine->runs().runDraft(spec, [](const Outcome<Instance> &) {});
    while (fixture.executor.started.empty()) {
        QVERIFY(fixture.store.allAttempts().empty() || !fixture.executor.started.empty());
        QVERIFY(fixture.store.pumpOne());
    }
    const RunRequest &run = fixture.executor.started.front();
    QCOMPARE(fixture.store.allAttempts().at({run.instance, 1}).end, AttemptEnd::None);
    QCOMPARE(fixture.store.allAttempts().at({run.instance, 1}).supervisorPid, 1001); // known before it runs
    QCOMPARE(fixture.store.instances().at(run.instance).state, InstanceState::Running);
}

// One wait for the disk, not two; and at no moment more runs than slots, in the store or told.
void TestEngineRuns::anEndAndTheNextStartAreOneTransaction()
{
    EngineFixture fixture;
    fixture.group(1);
    const DraftRunSpec spec = specFor(fixture, u"endless"_s);
    const auto first = runDraft(fixture, spec);
    const auto second = runDraft(fixture, spec);
    QCOMPARE(fixture.instance(second->id)->state, InstanceState::WaitResource);
    const int before = fixture.store.commits;
    fixture.executor.exit(first->id, 1, 0);
    QCOMPARE(fixture.executor.started.size(), 1U); // nothing is durable yet
    QVERIFY(fixture.store.pumpOne());
    QCOMPARE(fixture.store.commits, before + 1);
    QCOMPARE(fixture.store.instances().at(first->id).state, InstanceState::Success);
    QCOMPARE(fixture.store.instances().at(second->id).state, InstanceState::Running);
    QCOMPARE(fixture.executor.started.size(), 2U);
    QCOMPARE(fixture.engine->summary().running, 1);
    fixture.executor.exit(second->id, 1, 0);
    fixture.settle();
    QCOMPARE(fixture.engine->summary().running, 0);
    QCOMPARE(fixture.engine->groups().byIdentifier(spec.resourceGroup)->runningInstances, 0);
}

void TestEngineRuns::nobodyFollowsInAStoppedGroup()
{
    EngineFixture fixture;
    fixture.group(1);
    const DraftRunSpec spec = specFor(fixture, u"endless"_s);
    const auto first = runDraft(fixture, spec);
    QVERIFY(runDraft(fixture, spec));
    const ResourceGroupId group = fixture.engine->groups().byIdentifier(spec.resourceGroup)->id;
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().stop(group, answer); }));
    fixture.executor.exit(first->id, 1, 0);
    fixture.settle();
    QCOMPARE(fixture.executor.started.size(), 1U);
    QCOMPARE(fixture.engine->summary().running, 0);
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->groups().start(group, answer); }));
    fixture.advanceTo(u"2026-11-22 01:01"_s);
    QCOMPARE(fixture.executor.started.size(), 2U);
}

void TestEngineRuns::anExecutorThatCannotStart()
{
    EngineFixture fixture;
    fixture.executor.startError = Error::internal(u"slipway-run is missing"_s);
    const auto run = runDraft(fixture, specFor(fixture, u"5s exit 0"_s));
    QCOMPARE(fixture.instance(run->id)->state, InstanceState::Failure);
    QCOMPARE(fixture.instance(run->id)->reason, u"was not started: slipway-run is missing"_s);
    QCOMPARE(fixture.store.allAttempts().at({run->id, 1}).end, AttemptEnd::NotStarted);
    QCOMPARE(fixture.engine->summary().running, 0);
}

void TestEngineRuns::anEndIsKeptWhileTheStoreCannotBeWritten()
{
    EngineFixture fixture;
    const auto run = runDraft(fixture, specFor(fixture, u"5s exit 0"_s));
    fixture.store.commitError = Error::internal(u"the disk is full"_s);
    fixture.takeTrace();
    fixture.advanceTo(u"2026-11-22 01:05"_s);
    QVERIFY(fixture.takeTrace().isEmpty()); // nobody is told what is not durable
    fixture.store.commitError.reset();
    fixture.advanceTo(u"2026-11-22 01:06"_s);
    QCOMPARE(fixture.instance(run->id)->state, InstanceState::Success);
    QCOMPARE(fixture.store.instances().at(run->id).state, InstanceState::Success);
    QCOMPARE(fixture.executor.started.size(), 1U);
}

void TestEngineRuns::aRefusedStopLeavesTheInstanceAsItWas()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    const Instance before = fixture.instance(u"clean"_s, {});
    fixture.store.commitError = Error::internal(u"the disk is full"_s);
    const auto stopped = order(fixture, &Runs::stop, before.id);
    QCOMPARE(stopped.error().kind, ErrorKind::Unavailable);
    fixture.store.commitError.reset();
    QCOMPARE(fixture.instance(before.id)->state, before.state);
    fixture.advanceTo(u"2026-11-22 02:01"_s);
    QCOMPARE(fixture.instance(before.id)->state, InstanceState::Success);
}

void TestEngineRuns::listsShowTheLiveReason()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s);
    fixture.advanceTo(u"2026-11-22 01:30"_s);
    const auto page = fixture.ask<InstancePage>(
        [&](Answer<InstancePage> answer) { fixture.engine->runs().listInstances({}, answer); });
    QCOMPARE(page->instances.size(), 1);
    QCOMPARE(page->instances.first().reason, u"waits for its time 02:00"_s);
}

void TestEngineRuns::attemptsAreKept()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 3 | at-once, retry=1/60"_s);
    fixture.advanceTo(u"2026-11-22 03:00"_s);
    const InstanceId id = fixture.instance(u"clean"_s, {}).id;
    const auto attempts = fixture.ask<std::vector<Attempt>>(
        [&](Answer<std::vector<Attempt>> answer) { fixture.engine->runs().attempts(id, answer); });
    QCOMPARE(attempts->size(), 2U);
    QCOMPARE(attempts->front().message, u"exited with status 3"_s);
    const auto latest =
        fixture.ask<Attempt>([&](Answer<Attempt> answer) { fixture.engine->runs().attempt(id, 0, answer); });
    QCOMPARE(latest->number, 2);
    const auto none =
        fixture.ask<Attempt>([&](Answer<Attempt> answer) { fixture.engine->runs().attempt(id, 3, answer); });
    QCOMPARE(none.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestEngineRuns)
#include "tst_engine_runs.moc"
