#include "models/items/issues_model.h"
#include "tests/support/fake_backends.h"
#include "ui/overview/overview_presenter.h"
#include "ui/shell/connection_log.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/palette_presenter.h"
#include "ui/shell/workspace_context.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

struct Shell
{
    explicit Shell(void (*fill)(FakeWorld &))
    {
        fill(fake.world());
        backends = std::make_unique<Backends>(fake.backends());
        engine = std::make_unique<EnginePresenter>(*backends, workspace, issues);
    }
    FakeBackends fake;
    std::unique_ptr<Backends> backends;
    WorkspaceContext workspace;
    IssuesModel issues;
    std::unique_ptr<EnginePresenter> engine;
};

} // namespace

class TestShellPresenters : public QObject
{
    Q_OBJECT

private slots:
    void statusInWords();
    void lostConnectionIsToldAndEnds();
    void failedInstancesBecomeIssues();
    void deadGatewayIsAnIssue();
    void workspaceIsKeptWhileItExists();
    void overviewFollowsTheEngine_data();
    void overviewFollowsTheEngine();
    void theRootNodeIsNobodysSchedule();
    void overviewClaimsNothingThatItCouldNotRead();
    void overviewNamesWhatDoesNotGoOn();
    void overviewCountsTheDay();
    void paletteListsObjects();
    void connectionLogCounts();
};

void TestShellPresenters::statusInWords()
{
    Shell shell(fillWorld);
    QTRY_VERIFY(shell.engine->hasStatus() && shell.workspace.current().id.isValid());
    QCOMPARE(shell.engine->healthText(), u"Engine running"_s);
    QCOMPARE(shell.engine->runningText(), u"1 running"_s);
    QVERIFY(shell.engine->nextText().startsWith(u"next: Deployment 14:00 (in 3 h "_s)); // in the workspace's zone
    shell.fake.world().status.nextNode.clear();
    shell.engine->refresh();
    QTRY_COMPARE(shell.engine->nextText(), u"nothing scheduled"_s);
}

void TestShellPresenters::lostConnectionIsToldAndEnds()
{
    Shell shell(fillWorld);
    QSignalSpy changed(shell.engine.get(), &EnginePresenter::connectionChanged);
    shell.fake.feed().setState(ConnectionState::Offline, u"Connection refused."_s);
    QCOMPARE(shell.engine->connectionProblem(), u"Connection refused."_s);
    QVERIFY(shell.engine->wasOnline());
    shell.fake.world().calls.clear();
    shell.engine->refresh();
    QVERIFY(shell.fake.world().calls.isEmpty()); // nobody to ask
    shell.fake.feed().setState(ConnectionState::Online);
    QVERIFY(shell.engine->connectionProblem().isEmpty());
    QVERIFY(shell.fake.world().calls.contains(u"status"_s));
    QCOMPARE(changed.count(), 2);
}

void TestShellPresenters::failedInstancesBecomeIssues()
{
    Shell shell(fillWorld);
    Instance instance;
    instance.id = InstanceId(7);
    instance.nodeName = u"Deployment"_s;
    instance.state = InstanceState::Failure;
    emit shell.fake.feed().instanceChanged(instance);
    QCOMPARE(shell.issues.rowCount(), 1);
    const Issue *issue = shell.issues.issueAt(shell.issues.index(0));
    QCOMPARE(std::get<InstanceId>(issue->target), InstanceId(7));
    instance.state = InstanceState::Running; // somebody reran it
    emit shell.fake.feed().instanceChanged(instance);
    QCOMPARE(shell.issues.rowCount(), 0);
    instance.state = InstanceState::Failure;
    instance.dagType = DagType::OneOff; // its author looks at the log already
    emit shell.fake.feed().instanceChanged(instance);
    QCOMPARE(shell.issues.rowCount(), 0);
}

void TestShellPresenters::deadGatewayIsAnIssue()
{
    Shell shell(fillWorld);
    QTRY_VERIFY(shell.engine->hasStatus());
    shell.fake.world().status.gatewayRunning = false;
    shell.fake.world().status.gatewayProblem = u"Port 8090 is taken."_s;
    shell.engine->refresh();
    QTRY_COMPARE(shell.issues.rowCount(), 1);
    shell.fake.world().status.gatewayRunning = true;
    shell.engine->refresh();
    QTRY_COMPARE(shell.issues.rowCount(), 0);
}

void TestShellPresenters::workspaceIsKeptWhileItExists()
{
    WorkspaceContext context;
    QSignalSpy changed(&context, &WorkspaceContext::currentChanged);
    FakeWorld world;
    fillWorld(world);
    context.setPreferred(u"fraud_team"_s);
    context.setWorkspaces(world.workspaces);
    QCOMPARE(context.current().identifier, u"fraud_team"_s);
    context.setCurrent(WorkspaceId(3));
    context.setWorkspaces(world.workspaces.mid(1));
    QCOMPARE(context.current().identifier, u"sandbox"_s);
    QCOMPARE(changed.count(), 2);
    context.setWorkspaces(world.workspaces.first(1));
    QCOMPARE(context.current().identifier, u"slipway_demo"_s);
    QCOMPARE(context.timeZone().id(), QByteArray("Asia/Shanghai"));
}

void TestShellPresenters::overviewFollowsTheEngine_data()
{
    QTest::addColumn<bool>("full");
    QTest::addColumn<int>("current");
    QTest::addColumn<QList<bool>>("done");
    QTest::newRow("new") << false << 0 << QList<bool>{false, false, false, false, false, false};
    QTest::newRow("in use") << true << -1 << QList<bool>{true, true, true, true, true, true};
}

void TestShellPresenters::overviewFollowsTheEngine()
{
    QFETCH(bool, full);
    QFETCH(int, current);
    QFETCH(QList<bool>, done);
    Shell shell(full ? fillWorld : emptyWorld);
    OverviewPresenter overview(*shell.backends, shell.workspace, *shell.engine);
    QTRY_VERIFY(overview.isComplete());
    QList<bool> seen;
    for (const GettingStartedStep &step : overview.steps())
        seen.append(step.done);
    QCOMPARE(seen, done);
    QCOMPARE(overview.currentStep(), current);
    // A group that is not bound here leaves step 2 open.
    for (ResourceGroup &group : shell.fake.world().groups)
        group.workspaces = {WorkspaceId(2)};
    overview.load();
    QTRY_VERIFY(!overview.steps().at(1).done);
}

// A workspace has its root node from the start; the last step is done when a person's node is committed.
void TestShellPresenters::theRootNodeIsNobodysSchedule()
{
    Shell shell(fillWorld);
    Node root;
    root.id = NodeId(1);
    root.current.name = u"slipway_demo_root"_s;
    shell.fake.world().tasks = {root};
    OverviewPresenter overview(*shell.backends, shell.workspace, *shell.engine);
    QTRY_VERIFY(overview.isComplete());
    QVERIFY(!overview.steps().last().done);
    QCOMPARE(overview.currentStep(), 5);
    Node committed;
    committed.id = NodeId(2);
    committed.file = FileId(500);
    shell.fake.world().tasks.append(committed);
    overview.load();
    QTRY_VERIFY(overview.steps().last().done);
    QCOMPARE(overview.steps().last().text, u"1 scheduled node"_s);
}

// What failed before what waits for it; what waits for its time is as it should be.
void TestShellPresenters::overviewNamesWhatDoesNotGoOn()
{
    Shell shell(fillWorld);
    FakeWorld &world = shell.fake.world();
    world.instances = world.instances.mid(0, 4);
    const auto make = [&world](int at, InstanceState state, const QString &reason) {
        world.instances[at].state = state;
        world.instances[at].reason = reason;
    };
    make(0, InstanceState::NotRun, u"waits for `clean` of 2026-11-22 02:00, which failed"_s);
    make(1, InstanceState::WaitTime, u"waits for its time 12:00"_s);
    make(2, InstanceState::Failure, u"exited with status 1"_s);
    make(3, InstanceState::Success, {});
    OverviewPresenter overview(*shell.backends, shell.workspace, *shell.engine);
    QTRY_VERIFY(overview.isComplete());
    const QList<Instance> heldUp = overview.heldUp();
    QCOMPARE(heldUp.size(), 2);
    QCOMPARE(heldUp[0].id, world.instances[2].id);
    QCOMPARE(heldUp[1].id, world.instances[0].id);
    QCOMPARE(overview.today().waiting, 2);
}

void TestShellPresenters::overviewClaimsNothingThatItCouldNotRead()
{
    Shell shell(fillWorld);
    QTRY_VERIFY(shell.workspace.current().id.isValid());
    shell.fake.world().failure = Error::unavailable(u"The database is locked."_s);
    OverviewPresenter overview(*shell.backends, shell.workspace, *shell.engine);
    QSignalSpy changed(&overview, &OverviewPresenter::changed);
    overview.load();
    QTRY_COMPARE(changed.size(), 5);
    QCOMPARE(overview.problem(), u"The database is locked."_s);
    for (const auto part : {OverviewPresenter::Groups, OverviewPresenter::Services, OverviewPresenter::Today})
        QVERIFY(!overview.knows(part));
    shell.fake.world().failure.reset();
    overview.load();
    QTRY_VERIFY(overview.isComplete());
    QVERIFY(overview.problem().isEmpty());
    shell.fake.world().failure = Error::unavailable(u"The database is locked."_s);
    overview.load();
    QTRY_VERIFY(!overview.problem().isEmpty());
    QVERIFY(overview.isComplete()); // what was read once is still shown
}

void TestShellPresenters::overviewCountsTheDay()
{
    Shell shell(fillWorld);
    OverviewPresenter overview(*shell.backends, shell.workspace, *shell.engine);
    QTRY_COMPARE(overview.today().total(), 30);
    QCOMPARE(overview.today().failed, 3);
    QCOMPARE(overview.today().running, 1);
    QCOMPARE(overview.today().queued, 1);
    QCOMPARE(overview.today().waiting, 6);
    QCOMPARE(overview.services().size(), 3);
    shell.fake.world().failure = Error::unavailable(u"The disk is full."_s);
    overview.load();
    QTRY_COMPARE(overview.problem(), u"The disk is full."_s);
    QCOMPARE(overview.today().total(), 30); // what was read stays
}

void TestShellPresenters::paletteListsObjects()
{
    Shell shell(fillWorld);
    QTRY_VERIFY(shell.workspace.current().id.isValid());
    PalettePresenter palette(*shell.backends, shell.workspace);
    palette.refresh();
    QTRY_COMPARE(palette.objects().size(), 1 + 4 + 3);
    QCOMPARE(std::get<WorkflowId>(palette.objects().first().target), WorkflowId(50));
}

void TestShellPresenters::connectionLogCounts()
{
    FakeBackends fake;
    ConnectionLog log(fake.feed());
    for (const int latency : {5, 1, 9})
        log.addCall(Millis(latency), latency == 9);
    QCOMPARE(log.medianLatency(), Millis(5));
    QCOMPARE(log.failures(), 1);
    emit fake.feed().groupRemoved(ResourceGroupId(1));
    fake.feed().setState(ConnectionState::Offline, {});
    QCOMPARE(log.events(), 1);
    QCOMPARE(log.disconnections(), 1);
}

QTEST_GUILESS_MAIN(TestShellPresenters)
#include "tst_shell_presenters.moc"
