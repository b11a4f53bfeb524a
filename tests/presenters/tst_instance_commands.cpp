#include "tests/support/fake_backends.h"
#include "ui/operations/instance_command_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using enum slipway::InstanceCommand;

namespace {

Instance instance(qint64 id, InstanceState state)
{
    Instance made;
    made.id = InstanceId(id);
    made.node = NodeId(70 + id);
    made.file = FileId(50 + id);
    made.nodeName = u"node_%1"_s.arg(id);
    made.state = state;
    made.scheduledTime = fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(2, int(id)), Qt::UTC));
    return made;
}

struct Bench
{
    Bench() : presenter(fake.backends()) {}
    // Only what was asked of the engine, without what was read.
    QStringList asked()
    {
        QStringList calls = fake.world().calls;
        calls.removeIf([](const QString &call) { return call.startsWith(u"list") || call.startsWith(u"lineage"); });
        return calls;
    }
    FakeBackends fake;
    InstanceCommandPresenter presenter;
};

} // namespace

Q_DECLARE_METATYPE(slipway::InstanceCommand)

class TestInstanceCommands : public QObject
{
    Q_OBJECT

private slots:
    void allowsByStateAndNumber_data();
    void allowsByStateAndNumber();
    void asksTheNodesPolicy();
    void performsForEach_data();
    void performsForEach();
    void tellsTheFirstRefusal();
    void changesThePriorityOfAll();
    void findsWhoIsNamed_data();
    void findsWhoIsNamed();
    void tellsThatNobodyIsThereAnyMore();
};

void TestInstanceCommands::allowsByStateAndNumber_data()
{
    QTest::addColumn<InstanceCommand>("command");
    QTest::addColumn<QList<InstanceState>>("states");
    QTest::addColumn<QString>("refusal"); // part of it
    using enum InstanceState;
    const auto row = [](const char *name, InstanceCommand command, const QList<InstanceState> &states,
                        const QString &refusal = {}) { QTest::newRow(name) << command << states << refusal; };
    row("nothing chosen", Rerun, {}, u"No instance is selected"_s);
    row("rerun of what failed", Rerun, {Failure, Stopped, Success});
    row("rerun with one that runs", Rerun, {Failure, Running}, u"\"node_2\" is running"_s);
    row("stop of what runs and waits", Stop, {Running, WaitTime, WaitResource});
    row("stop of what has ended", Stop, {Success}, u"only a waiting or running instance can be stopped"_s);
    row("success of what failed", SetSuccess, {Failure, Stopped});
    row("success of what succeeded", SetSuccess, {Success}, u"only a failed instance"_s);
    row("freeze of what waits", Freeze, {WaitTime, NotRun});
    row("freeze of what runs", Freeze, {Running}, u"no effect on a running instance"_s);
    row("unfreeze of what is not frozen", Unfreeze, {WaitTime}, u"is not frozen"_s);
    row("downstream of one", RerunDownstream, {Failure});
    row("downstream of two", RerunDownstream, {Failure, Failure}, u"one instance at a time; 2 are selected"_s);
    row("dependencies of what waits for parents", RemoveDependencies, {NotRun});
    row("dependencies of what waits for its time", RemoveDependencies, {WaitTime}, u"waits for parents"_s);
    row("priority of what waits", ChangePriority, {NotRun, WaitTime, WaitResource});
    row("priority of what runs", ChangePriority, {Running}, u"only before it runs"_s);
    row("log before it runs", ViewLog, {WaitTime}, u"no log before it runs"_s);
    row("comparison of two", Compare, {Failure, Success});
    row("comparison of one", Compare, {Failure}, u"Two instances are compared; 1 selected"_s);
    row("comparison with the last success", CompareWithSuccess, {Failure});
    row("blocker of what names none", GoToBlocker, {NotRun}, u"waits for no other instance"_s);
}

void TestInstanceCommands::allowsByStateAndNumber()
{
    QFETCH(InstanceCommand, command);
    QFETCH(QList<InstanceState>, states);
    QFETCH(QString, refusal);
    QList<Instance> chosen;
    for (const InstanceState state : std::as_const(states))
        chosen.append(instance(chosen.size() + 1, state));
    const Outcome<> allowed = checkCommand(command, chosen, {});
    QCOMPARE(allowed.ok(), refusal.isEmpty());
    if (!allowed)
        QVERIFY2(allowed.error().message.contains(refusal), qPrintable(allowed.error().message));
}

void TestInstanceCommands::asksTheNodesPolicy()
{
    const RerunPolicies denied = [](NodeId node) {
        return node == NodeId(71) ? RerunPolicy::AllDenied : RerunPolicy::AllAllowed;
    };
    QVERIFY(!checkCommand(Rerun, {instance(1, InstanceState::Failure)}, denied));
    QVERIFY(checkCommand(Rerun, {instance(2, InstanceState::Failure)}, denied).ok());
    Instance draft = instance(3, InstanceState::Failure);
    draft.node = {};
    QVERIFY(!checkCommand(CompareWithSuccess, {draft}, denied));
}

void TestInstanceCommands::performsForEach_data()
{
    QTest::addColumn<InstanceCommand>("command");
    QTest::addColumn<QString>("call");
    QTest::addColumn<InstanceState>("state");
    QTest::newRow("rerun") << Rerun << u"rerun"_s << InstanceState::Failure;
    QTest::newRow("stop") << Stop << u"stop"_s << InstanceState::Running;
    QTest::newRow("set successful") << SetSuccess << u"setSuccess"_s << InstanceState::Failure;
    QTest::newRow("freeze") << Freeze << u"freeze"_s << InstanceState::NotRun;
    QTest::newRow("unfreeze") << Unfreeze << u"unfreeze"_s << InstanceState::NotRun;
}

void TestInstanceCommands::performsForEach()
{
    QFETCH(InstanceCommand, command);
    QFETCH(QString, call);
    QFETCH(InstanceState, state);
    Bench bench;
    bench.fake.world().instances = {instance(1, state), instance(2, state)};
    for (Instance &made : bench.fake.world().instances)
        made.frozen = command == Unfreeze;
    QSignalSpy done(&bench.presenter, &InstanceCommandPresenter::done);
    bench.presenter.perform(command, bench.fake.world().instances);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(bench.asked(), (QStringList{call + u" 1"_s, call + u" 2"_s}));
    QVERIFY(done[0][0].toString().contains(u"2 instances"_s));
}

void TestInstanceCommands::tellsTheFirstRefusal()
{
    Bench bench;
    bench.fake.world().failure = Error::conflict(u"InvalidInstanceState"_s, u"It has ended already."_s);
    QSignalSpy done(&bench.presenter, &InstanceCommandPresenter::done);
    QSignalSpy failed(&bench.presenter, &InstanceCommandPresenter::failed);
    bench.presenter.perform(Stop, {instance(1, InstanceState::Running), instance(2, InstanceState::Running)});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<InstanceCommand>(), Stop);
    QCOMPARE(failed[0][1].value<Error>().message, u"It has ended already."_s);
    QCoreApplication::processEvents();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(done.size(), 0);
}

void TestInstanceCommands::changesThePriorityOfAll()
{
    Bench bench;
    bench.fake.world().instances = {instance(1, InstanceState::WaitTime), instance(2, InstanceState::WaitTime)};
    QSignalSpy done(&bench.presenter, &InstanceCommandPresenter::done);
    bench.presenter.changePriority(bench.fake.world().instances, 8);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(bench.asked(), (QStringList{u"changePriority 1 8"_s, u"changePriority 2 8"_s}));
}

void TestInstanceCommands::findsWhoIsNamed_data()
{
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("which");
    QTest::addColumn<qint64>("found");
    const QString chain =
        u"waits for `node_2` of 2026-11-22 02:02, which waits for `node_3` of 2026-11-22 02:03, which failed"_s;
    QTest::newRow("its parent") << u"waits for `node_2` of 2026-11-22 02:02, which is running"_s << 0 << qint64(2);
    QTest::newRow("the nearer of two") << chain << 0 << qint64(2);
    QTest::newRow("the one behind") << chain << 1 << qint64(3);
    QTest::newRow("one that it does not depend on")
        << u"waits for `node_4` of 2026-11-22 02:04 to end"_s << 0 << qint64(4);
}

void TestInstanceCommands::findsWhoIsNamed()
{
    QFETCH(QString, reason);
    QFETCH(int, which);
    QFETCH(qint64, found);
    Bench bench;
    Instance blocked = instance(1, InstanceState::NotRun);
    blocked.reason = reason;
    bench.fake.world().instances = {blocked, instance(2, InstanceState::NotRun), instance(3, InstanceState::Failure),
                                    instance(4, InstanceState::Running)};
    bench.fake.world().links = {{InstanceId(1), InstanceId(2)}, {InstanceId(2), InstanceId(3)}};
    QVERIFY(bench.presenter.check(GoToBlocker, {blocked}).ok());
    QSignalSpy blockers(&bench.presenter, &InstanceCommandPresenter::blockerFound);
    bench.presenter.findBlocker(blocked, which);
    QTRY_COMPARE(blockers.size(), 1);
    QCOMPARE(blockers[0][0].value<InstanceId>(), InstanceId(found));
}

void TestInstanceCommands::tellsThatNobodyIsThereAnyMore()
{
    Bench bench;
    Instance blocked = instance(1, InstanceState::NotRun);
    blocked.reason = u"waits for `gone` of 2026-11-22 02:02, which failed"_s;
    bench.fake.world().instances = {blocked};
    QSignalSpy failed(&bench.presenter, &InstanceCommandPresenter::failed);
    bench.presenter.findBlocker(blocked);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][1].value<Error>().message.contains(u"gone of 2026-11-22 02:02"_s));
}

QTEST_GUILESS_MAIN(TestInstanceCommands)
#include "tst_instance_commands.moc"
