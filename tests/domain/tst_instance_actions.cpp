#include "models/domain/instance_actions.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Instance instanceIn(InstanceState state, bool frozen = false)
{
    Instance instance;
    instance.nodeName = u"clean"_s;
    instance.state = state;
    instance.frozen = frozen;
    return instance;
}

} // namespace

class TestInstanceActions : public QObject
{
    Q_OBJECT

private slots:
    void byState_data();
    void byState();
    void rerunPolicy_data();
    void rerunPolicy();
    void refusalsSayWhy();
    void logOfAnEarlierAttempt();
    void selection();
};

// Reference: dataworks 5.5. Columns: NOT_RUN, WAIT_TIME, WAIT_RESOURCE, RUNNING, FAILURE, SUCCESS, STOPPED.
void TestInstanceActions::byState_data()
{
    QTest::addColumn<InstanceAction>("action");
    QTest::addColumn<bool>("frozen");
    QTest::addColumn<QString>("allowed"); // one character a state
    using enum InstanceAction;
    QTest::newRow("5.5: view log") << ViewLog << false << u"---xxxx"_s;
    QTest::newRow("5.5: view code") << ViewCode << false << u"xxxxxxx"_s;
    QTest::newRow("5.5: stop") << Stop << false << u"-xxx---"_s;
    QTest::newRow("5.5: rerun") << Rerun << false << u"x---xxx"_s;
    QTest::newRow("5.5: rerun downstream") << RerunDownstream << false << u"x---xxx"_s;
    QTest::newRow("5.5: set successful") << SetSuccess << false << u"----x-x"_s;
    QTest::newRow("5.5: freeze") << Freeze << false << u"xxx-xxx"_s;
    QTest::newRow("5.5: unfreeze what is not frozen") << Unfreeze << false << u"-------"_s;
    QTest::newRow("5.5: remove dependencies") << RemoveDependencies << false << u"x------"_s;
    QTest::newRow("5.5: change priority") << ChangePriority << false << u"xxx----"_s;
    QTest::newRow("5.5: frozen: rerun") << Rerun << true << u"-------"_s;
    QTest::newRow("5.5: frozen: set successful") << SetSuccess << true << u"----x-x"_s;
    QTest::newRow("5.5: frozen: freeze") << Freeze << true << u"-------"_s;
    QTest::newRow("5.5: frozen: unfreeze") << Unfreeze << true << u"xxxxxxx"_s;
}

void TestInstanceActions::byState()
{
    QFETCH(InstanceAction, action);
    QFETCH(bool, frozen);
    using enum InstanceState;
    QString allowed;
    for (const InstanceState state : {NotRun, WaitTime, WaitResource, Running, Failure, Success, Stopped})
        allowed += checkAction(action, instanceIn(state, frozen), RerunPolicy::AllAllowed).ok() ? u'x' : u'-';
    QTEST(allowed, "allowed");
}

void TestInstanceActions::rerunPolicy_data()
{
    QTest::addColumn<RerunPolicy>("policy");
    QTest::addColumn<InstanceState>("state");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("all allowed, 3.6") << RerunPolicy::AllAllowed << InstanceState::Success << true;
    QTest::newRow("failure allowed, failed, 3.6") << RerunPolicy::FailureAllowed << InstanceState::Failure << true;
    QTest::newRow("failure allowed, stopped, 3.6") << RerunPolicy::FailureAllowed << InstanceState::Stopped << true;
    QTest::newRow("failure allowed, successful, 3.6") << RerunPolicy::FailureAllowed << InstanceState::Success << false;
    QTest::newRow("all denied, failed, 3.6") << RerunPolicy::AllDenied << InstanceState::Failure << false;
    QTest::newRow("all denied, successful, 3.6") << RerunPolicy::AllDenied << InstanceState::Success << false;
    QTest::newRow("all denied, never run, 3.6") << RerunPolicy::AllDenied << InstanceState::NotRun << true;
}

void TestInstanceActions::rerunPolicy()
{
    QFETCH(RerunPolicy, policy);
    QFETCH(InstanceState, state);
    QTEST(checkAction(InstanceAction::Rerun, instanceIn(state), policy).ok(), "allowed");
    QTEST(checkAction(InstanceAction::RerunDownstream, instanceIn(state), policy).ok(), "allowed");
}

void TestInstanceActions::refusalsSayWhy()
{
    const Outcome<> stop =
        checkAction(InstanceAction::Stop, instanceIn(InstanceState::Success), RerunPolicy::AllAllowed);
    QCOMPARE(stop.error().kind, ErrorKind::Conflict);
    QCOMPARE(stop.error().code, u"InvalidInstanceState"_s);
    QCOMPARE(stop.error().message, u"\"clean\" is successful; only a waiting or running instance can be stopped."_s);
    const Outcome<> rerun =
        checkAction(InstanceAction::Rerun, instanceIn(InstanceState::Failure), RerunPolicy::AllDenied);
    QVERIFY2(rerun.error().message.contains(u"rerun policy"_s), qPrintable(rerun.error().message));
}

void TestInstanceActions::logOfAnEarlierAttempt()
{
    Instance waiting = instanceIn(InstanceState::WaitResource);
    waiting.attempts = 1;
    QVERIFY(checkAction(InstanceAction::ViewLog, waiting, RerunPolicy::AllAllowed).ok());
}

void TestInstanceActions::selection()
{
    const RerunCandidate good{instanceIn(InstanceState::Failure), RerunPolicy::AllAllowed};
    RerunCandidate running{instanceIn(InstanceState::Running), RerunPolicy::AllAllowed};
    running.instance.nodeName = u"train"_s;
    QVERIFY(checkRerunSelection({good, good}).ok());
    const Outcome<> mixed = checkRerunSelection({good, running});
    QVERIFY(mixed.failed());
    QVERIFY2(mixed.error().message.contains(u"contains nodes that cannot be run"_s), qPrintable(mixed.error().message));
    QVERIFY2(mixed.error().message.contains(u"\"train\" is running"_s), qPrintable(mixed.error().message));
    QVERIFY(checkRerunSelection({}).failed());
}

QTEST_GUILESS_MAIN(TestInstanceActions)
#include "tst_instance_actions.moc"
