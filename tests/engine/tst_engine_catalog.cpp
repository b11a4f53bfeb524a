#include "models/domain/schedule_rules.h"
#include "tests/engine/engine_fixture.h"

#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

bool remove(EngineFixture &fixture, FileId file)
{
    return fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->drafts().deleteNode(file, answer); }).ok();
}

Outcome<NodeDraft> restore(EngineFixture &fixture, const NodeDraft &draft)
{
    return fixture.ask<NodeDraft>(
        [&](Answer<NodeDraft> answer) { fixture.engine->deployments().restore(draft, u"me"_s, answer); });
}

} // namespace

class TestEngineCatalog : public QObject
{
    Q_OBJECT

private slots:
    void theFirstStartMakesAWorkspaceWithItsRoot();
    void workflowNames_data();
    void workflowNames();
    void aWorkflowWithNodesStays();
    void aNodeHasADefaultOutput();
    void twoNodesOfOneNameAreRefused();
    void aStaleSaveOverwritesNothing();
    void badGraphs_data();
    void badGraphs();
    void badCommits_data();
    void badCommits();
    void aScheduleThatNeverFiresIsRefused_data();
    void aScheduleThatNeverFiresIsRefused();
    void aScheduleOfManyInstancesAsks();
    void aCommitMakesAVersionAndANode();
    void aParentCannotBeDeleted();
    void aNodeOfAPreviousCycleCannotBeDeleted();
    void aDeletedNodeComesBackWhole();
    void whatCannotComeBackIsRefused_data();
    void whatCannotComeBackIsRefused();
    void aNodeWithoutItsParentComesBackUnscheduled();
    void everythingSurvivesARestart();
    void commandsWaitForEachOther();
    void aFullDiskLeavesADraftAsItWas();
    void idsAreNeverGivenTwice();
};

void TestEngineCatalog::theFirstStartMakesAWorkspaceWithItsRoot()
{
    EngineFixture fixture(u"2026-11-22 01:00"_s, QByteArrayLiteral("Asia/Shanghai"));
    QCOMPARE(fixture.workspace().identifier, u"slipway_demo"_s);
    QCOMPARE(fixture.workspace().timeZone, QByteArrayLiteral("Asia/Shanghai"));
    QCOMPARE(fixture.engine->deployments().searchOutputs(fixture.workspace().id, u"ROOT"_s),
             QStringList(u"slipway_demo_root"_s));
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.engine->catalog().workspaces().size(), 1);
}

void TestEngineCatalog::workflowNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    QTest::newRow("128 characters") << QString(128, u'x') << true;
    QTest::newRow("129 characters") << QString(129, u'x') << false;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("a space") << u"my flow"_s << false;
    QTest::newRow("a duplicate") << u"taken"_s << false;
}

void TestEngineCatalog::workflowNames()
{
    QFETCH(QString, name);
    EngineFixture fixture;
    const auto make = [&](const QString &wanted) {
        return fixture.ask<Workflow>([&](Answer<Workflow> answer) {
            fixture.engine->catalog().createWorkflow(fixture.workspace().id, wanted, {}, u"me"_s, answer);
        });
    };
    QVERIFY(make(u"taken"_s));
    const auto made = make(name);
    QTEST(made.ok(), "good");
    if (!made)
        QCOMPARE(made.error().field, u"BusinessName"_s);
}

void TestEngineCatalog::aWorkflowWithNodesStays()
{
    EngineFixture fixture;
    const NodeDraft draft = fixture.draft(u"clean"_s);
    const auto remove = [&] {
        return fixture.ask<Nothing>(
            [&](Answer<> answer) { fixture.engine->catalog().deleteWorkflow(draft.workflow, answer); });
    };
    QCOMPARE(remove().error().kind, ErrorKind::Conflict);
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->drafts().deleteNode(draft.id, answer); }));
    QVERIFY(remove());
}

void TestEngineCatalog::aNodeHasADefaultOutput()
{
    EngineFixture fixture;
    NodeDraft draft = fixture.draft(u"clean"_s);
    const QString output = u"slipway_demo.%1_out"_s.arg(draft.id.toString());
    QCOMPARE(draft.properties.outputs, QStringList(output));
    draft.properties.outputs = {u"slipway_demo.clean"_s};
    QCOMPARE(fixture.save(draft)->properties.outputs, QStringList({output, u"slipway_demo.clean"_s}));
}

void TestEngineCatalog::twoNodesOfOneNameAreRefused()
{
    EngineFixture fixture;
    fixture.draft(u"clean"_s);
    NewNode node;
    node.workflow = fixture.workflow();
    node.name = u"clean"_s;
    const auto second =
        fixture.ask<NodeDraft>([&](Answer<NodeDraft> answer) { fixture.engine->drafts().createNode(node, answer); });
    QVERIFY(second.failed());
    QCOMPARE(second.error().field, u"FileName"_s);
}

void TestEngineCatalog::aStaleSaveOverwritesNothing()
{
    EngineFixture fixture;
    NodeDraft mine = fixture.draft(u"clean"_s);
    NodeDraft theirs = mine;
    theirs.script = u"echo theirs"_s;
    QVERIFY(fixture.save(theirs));
    mine.script = u"echo mine"_s;
    const auto saved = fixture.save(mine);
    QVERIFY(saved.failed());
    QCOMPARE(saved.error().code, u"RevisionConflict"_s);
    QCOMPARE(fixture.engine->drafts().draft(mine.id)->script, u"echo theirs"_s);
}

void TestEngineCatalog::badGraphs_data()
{
    QTest::addColumn<QString>("inputOfA"); // A <- B exists: B waits for A
    QTest::addColumn<QStringList>("named");
    QTest::newRow("itself") << u"A"_s << QStringList{u"A"_s};
    QTest::newRow("a cycle") << u"B"_s << QStringList{u"A"_s, u"B"_s};
    QTest::newRow("nobody's output") << u"nobody.1_out"_s << QStringList{u"A"_s, u"nobody.1_out"_s};
}

void TestEngineCatalog::badGraphs()
{
    QFETCH(QString, inputOfA);
    QFETCH(QStringList, named);
    EngineFixture fixture;
    NodeDraft a = fixture.draft(u"A"_s);
    NodeDraft b = fixture.draft(u"B"_s);
    b.properties.inputs = a.properties.outputs;
    b = *fixture.save(b);
    const QString own = inputOfA == u"A"_s ? a.properties.outputs.first() : b.properties.outputs.first();
    a.properties.inputs = {inputOfA.size() == 1 ? own : inputOfA};
    const auto saved = fixture.save(a);
    QVERIFY(saved.failed());
    for (const QString &name : named)
        QVERIFY2(saved.error().message.contains(name), qPrintable(saved.error().message));
    QVERIFY(fixture.engine->drafts().draft(a.id)->properties.inputs.isEmpty());
}

void TestEngineCatalog::badCommits_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("field");
    QTest::newRow("no parent") << u"no-parent"_s << u"InputList"_s;
    QTest::newRow("a parent not committed") << u"draft-parent"_s << u"InputList"_s;
    QTest::newRow("no script") << u"no-script"_s << u"Content"_s;
    QTest::newRow("no group") << u"no-group"_s << u"ResourceGroupIdentifier"_s;
    QTest::newRow("an unknown group") << u"unknown-group"_s << u"ResourceGroupIdentifier"_s;
    QTest::newRow("a group that is not bound") << u"unbound-group"_s << u"ResourceGroupIdentifier"_s;
}

void TestEngineCatalog::badCommits()
{
    QFETCH(QString, fault);
    EngineFixture fixture;
    NodeDraft draft = fixture.draftFrom(u"clean | day 02:00 | root | 5s exit 0"_s);
    if (fault == u"no-parent"_s)
        draft.properties.inputs.clear();
    if (fault == u"draft-parent"_s)
        draft.properties.inputs = fixture.draft(u"other"_s).properties.outputs;
    if (fault == u"no-script"_s)
        draft.script = u" \n"_s;
    if (fault == u"no-group"_s)
        draft.properties.resourceGroup.clear();
    if (fault == u"unknown-group"_s)
        draft.properties.resourceGroup = u"group_1"_s;
    if (fault == u"unbound-group"_s) {
        ResourceGroupSpec spec;
        spec.name = u"unbound"_s;
        const auto group = fixture.ask<ResourceGroup>(
            [&](Answer<ResourceGroup> answer) { fixture.engine->groups().create(spec, answer); });
        draft.properties.resourceGroup = group->identifier;
    }
    QVERIFY(fixture.save(draft));
    const auto version = fixture.commit(draft.id);
    QVERIFY(version.failed());
    QTEST(version.error().field, "field");
    QVERIFY(!fixture.engine->drafts().draft(draft.id)->node.isValid());
}

void TestEngineCatalog::aScheduleThatNeverFiresIsRefused_data()
{
    QTest::addColumn<QString>("schedule");
    QTest::newRow("30 February") << u"cron 0 0 2 30 2 ?"_s;
    QTest::newRow("a year that is past") << u"cron 0 0 2 1 1 ? 2001"_s;
    QTest::newRow("a leap day between leap years") << u"cron 0 0 2 29 2 ? 2027"_s;
}

void TestEngineCatalog::aScheduleThatNeverFiresIsRefused()
{
    QFETCH(QString, schedule);
    EngineFixture fixture;
    NodeDraft draft = fixture.draftFrom(u"clean | %1 | root | 5s exit 0"_s.arg(schedule));
    draft.properties.schedule.effectiveFrom = QDate(2026, 1, 1);
    const auto saved = fixture.save(draft);
    const Error error = saved.failed() ? saved.error() : fixture.commit(draft.id).error();
    QVERIFY2(error.message.contains(u"never fire"_s), qPrintable(error.message));
    QVERIFY(!error.field.isEmpty());
    QVERIFY(!fixture.node(u"clean"_s).isValid());
}

void TestEngineCatalog::aScheduleOfManyInstancesAsks()
{
    EngineFixture fixture;
    const auto many = fixture.save(fixture.draftFrom(u"clean | cron 0/30 * * * * ? | root | 5s exit 0"_s));
    QVERIFY(many);
    const auto refused = fixture.commit(many->id);
    QVERIFY(refused.failed());
    QCOMPARE(refused.error().code, QString(manyInstancesCode));
    QVERIFY2(refused.error().message.contains(u"makes 2880 instances a day, more than 1440"_s),
             qPrintable(refused.error().message));
    QVERIFY(fixture.commit(many->id, true));
    QVERIFY(fixture.commit(fixture.save(fixture.draftFrom(u"each | cron 0 * * * * ? | root | 5s exit 0"_s))->id));
}

void TestEngineCatalog::aCommitMakesAVersionAndANode()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"clean | day 03:00 | root | 5s exit 1"_s);
    const NodeDraft draft = fixture.engine->drafts().drafts(fixture.workflow()).value(0);
    QCOMPARE(draft.latestVersion, 2);
    QVERIFY(!draft.changedSinceCommit);
    const auto node = fixture.engine->deployments().node(draft.node);
    QVERIFY(node);
    QCOMPARE(node->current.version, 2);
    QCOMPARE(node->current.script, u"5s exit 1"_s);
    const auto versions = fixture.ask<std::vector<NodeVersion>>(
        [&](Answer<std::vector<NodeVersion>> answer) { fixture.engine->deployments().listVersions(draft.id, answer); });
    QCOMPARE(versions->size(), 2U);
    QCOMPARE(versions->front().version, 2);
    QVERIFY(fixture.save(*fixture.engine->drafts().draft(draft.id)));
    QVERIFY(!fixture.engine->drafts().draft(draft.id)->changedSinceCommit);
}

void TestEngineCatalog::aParentCannotBeDeleted()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0"_s);
    const NodeDraft clean = fixture.engine->drafts().drafts(fixture.workflow()).value(0);
    const auto removed =
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->drafts().deleteNode(clean.id, answer); });
    QVERIFY(removed.failed());
    QVERIFY2(removed.error().message.contains(u"`train`"_s), qPrintable(removed.error().message));
    const auto undeployed =
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->deployments().undeploy(clean.node, answer); });
    QVERIFY(undeployed.failed());
}

// Reference: dataworks 3.8.
void TestEngineCatalog::aNodeOfAPreviousCycleCannotBeDeleted()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"train | day 02:00 | root | 5s exit 0 | cycle-of=clean"_s);
    const NodeDraft clean = fixture.engine->drafts().drafts(fixture.workflow()).value(0);
    const auto undeploy = [&] {
        return fixture.ask<Nothing>(
            [&](Answer<> answer) { fixture.engine->deployments().undeploy(clean.node, answer); });
    };
    const Outcome<> undeployed = undeploy();
    QVERIFY(undeployed.failed());
    QVERIFY2(undeployed.error().message.contains(u"`train` waits for its previous cycle"_s),
             qPrintable(undeployed.error().message));
    const auto removed =
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->drafts().deleteNode(clean.id, answer); });
    QVERIFY(removed.failed());
    fixture.deploy(u"train | day 02:00 | root | 5s exit 0"_s);
    QVERIFY(undeploy());
}

void TestEngineCatalog::aDeletedNodeComesBackWhole()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    const NodeDraft before = fixture.engine->drafts().drafts(fixture.workflow()).value(0);
    const auto tasks = fixture.engine->deployments().cycleTasks(fixture.workspace().id);
    QVERIFY(remove(fixture, before.id));
    QCOMPARE(fixture.engine->deployments().cycleTasks(fixture.workspace().id).size(), 1); // the root
    fixture.kill();
    fixture.start();
    NodeDraft kept = before;
    kept.latestVersion = 7; // what a client says about versions counts for nothing
    kept.node = NodeId{1};
    const auto back = restore(fixture, kept);
    QVERIFY2(back.ok(), qPrintable(back.failed() ? back.error().message : QString()));
    QCOMPARE(back->id, before.id);
    QCOMPARE(back->node, before.node);
    QCOMPARE(back->latestVersion, 1);
    QVERIFY(!back->changedSinceCommit);
    QVERIFY(back->revision > before.revision);
    QCOMPARE(fixture.engine->deployments().cycleTasks(fixture.workspace().id), tasks);
    const auto versions = fixture.ask<std::vector<NodeVersion>>([&](Answer<std::vector<NodeVersion>> answer) {
        fixture.engine->deployments().listVersions(before.id, answer);
    });
    QCOMPARE(versions->size(), 1U);
    fixture.takeTrace();
    fixture.advanceTo(u"2026-11-23 03:00"_s);
    QCOMPARE(fixture.instance(u"clean"_s, u"2026-11-23 02:00"_s).state, InstanceState::Success);
}

void TestEngineCatalog::whatCannotComeBackIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("code");
    QTest::newRow("it is not deleted") << u"present"_s << u"Invalid.File.NotDeleted"_s;
    QTest::newRow("an id that nobody gave") << u"unknown"_s << u"Invalid.File.NotDeleted"_s;
    QTest::newRow("its name is taken") << u"taken"_s << u"Invalid.File.NameExists"_s;
    QTest::newRow("its workflow is gone") << u"homeless"_s << u"Invalid.Business.NotFound"_s;
    QTest::newRow("its parent is gone") << u"orphan"_s << u"InvalidDependency.Unknown"_s;
}

void TestEngineCatalog::whatCannotComeBackIsRefused()
{
    QFETCH(QString, what);
    QFETCH(QString, code);
    EngineFixture fixture;
    NodeDraft draft = fixture.draft(u"clean"_s);
    if (what != u"present"_s)
        QVERIFY(remove(fixture, draft.id));
    if (what == u"unknown"_s)
        draft.id = FileId{draft.id.value() + 1000};
    if (what == u"taken"_s)
        fixture.draft(u"clean"_s);
    if (what == u"homeless"_s)
        draft.workflow = WorkflowId{1};
    if (what == u"orphan"_s)
        draft.properties.inputs = {u"slipway_demo.1_out"_s};
    const auto back = restore(fixture, draft);
    QVERIFY(back.failed());
    QCOMPARE(back.error().code, code);
}

void TestEngineCatalog::aNodeWithoutItsParentComesBackUnscheduled()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    fixture.deploy(u"train | day 02:00 | clean | 5s exit 0"_s);
    const auto drafts = fixture.engine->drafts().drafts(fixture.workflow()); // by name: clean, train
    QVERIFY(remove(fixture, drafts[1].id));
    QVERIFY(
        fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->deployments().undeploy(drafts[0].node, answer); }));
    const auto back = restore(fixture, drafts[1]);
    QVERIFY(back);
    QVERIFY(back->changedSinceCommit); // the next commit schedules it
    QCOMPARE(back->latestVersion, 1);
    QCOMPARE(fixture.engine->deployments().cycleTasks(fixture.workspace().id).size(), 1);
}

void TestEngineCatalog::everythingSurvivesARestart()
{
    EngineFixture fixture;
    fixture.deploy(u"clean | day 02:00 | root | 5s exit 0"_s);
    const auto drafts = fixture.engine->drafts().drafts(fixture.workflow());
    const auto tasks = fixture.engine->deployments().cycleTasks(fixture.workspace().id);
    QCOMPARE(tasks.size(), 2); // with the root
    fixture.kill();
    fixture.start();
    QCOMPARE(fixture.engine->drafts().drafts(fixture.workflow()), drafts);
    QCOMPARE(fixture.engine->deployments().cycleTasks(fixture.workspace().id), tasks);
}

// Two creations of one name, both asked for before either is durable.
void TestEngineCatalog::commandsWaitForEachOther()
{
    EngineFixture fixture;
    QList<bool> answers;
    for (int i = 0; i < 2; ++i)
        fixture.engine->catalog().createWorkflow(
            fixture.workspace().id, u"flow"_s, {}, {},
            [&answers](const Outcome<Workflow> &made) { answers.append(made.ok()); });
    fixture.settle();
    QCOMPARE(answers, QList<bool>({true, false}));
    QCOMPARE(fixture.engine->catalog().workflows(fixture.workspace().id).size(), 1);
}

void TestEngineCatalog::aFullDiskLeavesADraftAsItWas()
{
    EngineFixture fixture;
    const NodeDraft before = *fixture.save(fixture.draftFrom(u"clean | day 02:00 | root | 5s exit 0 | at-once"_s));
    fixture.takeTrace();
    fixture.store.commitError = Error::internal(u"the disk is full"_s);
    NodeDraft changed = before;
    changed.script = u"echo"_s;
    QVERIFY(fixture.save(changed).failed());
    QVERIFY(fixture.commit(before.id).failed());
    QCOMPARE(*fixture.engine->drafts().draft(before.id), before);
    QVERIFY(fixture.takeTrace().isEmpty());
    fixture.store.commitError.reset();
    QVERIFY(fixture.commit(before.id));
    QCOMPARE(fixture.takeTrace().size(), 1);
}

void TestEngineCatalog::idsAreNeverGivenTwice()
{
    EngineFixture fixture;
    const NodeDraft gone = fixture.draft(u"clean"_s);
    QVERIFY(gone.id.value() > 100000000);
    QVERIFY(fixture.ask<Nothing>([&](Answer<> answer) { fixture.engine->drafts().deleteNode(gone.id, answer); }));
    fixture.kill();
    fixture.start();
    QVERIFY(fixture.draft(u"clean"_s).id > gone.id);
}

QTEST_GUILESS_MAIN(TestEngineCatalog)
#include "tst_engine_catalog.moc"
