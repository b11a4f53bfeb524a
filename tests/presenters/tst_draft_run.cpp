#include "tests/support/fake_backends.h"
#include "ui/scripts/draft_run_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Instance oneOff(qint64 id, InstanceState state, int attempts = 1)
{
    Instance instance;
    instance.id = InstanceId(id);
    instance.dagType = DagType::OneOff;
    instance.file = FileId(500);
    instance.state = state;
    instance.attempts = attempts;
    return instance;
}

ResourceGroup group(int id, ResourceGroupState state, const QList<WorkspaceId> &workspaces)
{
    ResourceGroup made;
    made.id = ResourceGroupId(id);
    made.name = u"excl_%1"_s.arg(id);
    made.state = state;
    made.workspaces = workspaces;
    return made;
}

} // namespace

class TestDraftRun : public QObject
{
    Q_OBJECT

private slots:
    void offersBoundGroupsRunningOnesFirst();
    void tellsWhyThereAreNoGroups();
    void startsAndFollowsToTheEnd();
    void tellsWhyItDidNotStart();
    void takesUpTheLatestRunOfTheFile();
    void doesNotTakeUpAnOldRunAfterAStart();
    void ignoresLateNewsOfTheSameAttempt();
    void showsTheLogOfARerun();
    void stopsOnlyWhatRuns();
    void countsPositionalParameters_data();
    void countsPositionalParameters();
};

void TestDraftRun::offersBoundGroupsRunningOnesFirst()
{
    FakeBackends fake;
    const WorkspaceId ours(1);
    fake.world().groups = {group(1, ResourceGroupState::Stopped, {ours}),
                           group(2, ResourceGroupState::Running, {WorkspaceId(2)}),
                           group(3, ResourceGroupState::Running, {WorkspaceId(2), ours})};
    DraftRunPresenter presenter(fake.backends());
    QSignalSpy known(&presenter, &DraftRunPresenter::groupsKnown);
    presenter.askGroups(ours);
    QTRY_COMPARE(known.size(), 1);
    QStringList names;
    for (const ResourceGroup &offered : known[0][0].value<QList<ResourceGroup>>())
        names << offered.name;
    QCOMPARE(names, (QStringList{u"excl_3"_s, u"excl_1"_s}));
}

void TestDraftRun::tellsWhyThereAreNoGroups()
{
    FakeBackends fake;
    fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    DraftRunPresenter presenter(fake.backends());
    QSignalSpy unknown(&presenter, &DraftRunPresenter::groupsUnknown);
    presenter.askGroups(WorkspaceId(1));
    QTRY_COMPARE(unknown.size(), 1);
}

void TestDraftRun::startsAndFollowsToTheEnd()
{
    FakeBackends fake;
    DraftRunPresenter presenter(fake.backends());
    QSignalSpy started(&presenter, &DraftRunPresenter::started);
    presenter.start({FileId(500), u"group_1"_s, {}});
    QTRY_COMPARE(started.size(), 1);
    QVERIFY(presenter.isRunning());
    QCOMPARE(presenter.log().instance(), presenter.run().id);
    Instance ended = presenter.run();
    ended.state = InstanceState::Success;
    emit fake.feed().instanceChanged(ended);
    QVERIFY(!presenter.isRunning());
}

void TestDraftRun::tellsWhyItDidNotStart()
{
    FakeBackends fake;
    fake.world().failure = Error::conflict(u"Invalid.ResourceGroup.State"_s, u"The group is stopped."_s);
    DraftRunPresenter presenter(fake.backends());
    QSignalSpy failures(&presenter, &DraftRunPresenter::failed);
    presenter.start({FileId(500), u"group_1"_s, {}});
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures[0][1].value<Error>().message, u"The group is stopped."_s);
    QVERIFY(!presenter.isRunning());
}

void TestDraftRun::takesUpTheLatestRunOfTheFile()
{
    FakeBackends fake;
    Instance other = oneOff(9, InstanceState::Running);
    other.file = FileId(501);
    fake.world().instances = {other, oneOff(8, InstanceState::Running), oneOff(7, InstanceState::Failure)};
    DraftRunPresenter presenter(fake.backends());
    NodeDraft draft;
    draft.id = FileId(500);
    presenter.findLatest(draft);
    QTRY_COMPARE(presenter.run().id, InstanceId(8));
    QVERIFY(presenter.isRunning());
    QCOMPARE(presenter.log().instance(), InstanceId(8));
}

void TestDraftRun::doesNotTakeUpAnOldRunAfterAStart()
{
    FakeBackends fake;
    fake.world().instances = {oneOff(8, InstanceState::Failure)};
    DraftRunPresenter presenter(fake.backends());
    NodeDraft draft;
    draft.id = FileId(500);
    QSignalSpy started(&presenter, &DraftRunPresenter::started);
    presenter.start({FileId(500), u"group_1"_s, {}});
    QTRY_COMPARE(started.size(), 1);
    const InstanceId mine = presenter.run().id;
    presenter.findLatest(draft);
    QCoreApplication::processEvents();
    QCOMPARE(presenter.run().id, mine);
}

void TestDraftRun::ignoresLateNewsOfTheSameAttempt()
{
    FakeBackends fake;
    fake.world().instances = {oneOff(8, InstanceState::Success)};
    DraftRunPresenter presenter(fake.backends());
    NodeDraft draft;
    draft.id = FileId(500);
    presenter.findLatest(draft);
    QTRY_VERIFY(presenter.run().id.isValid());
    emit fake.feed().instanceChanged(oneOff(8, InstanceState::Running));
    QVERIFY(!presenter.isRunning());
}

void TestDraftRun::showsTheLogOfARerun()
{
    FakeBackends fake;
    fake.world().instances = {oneOff(8, InstanceState::Failure)};
    fake.world().logs.insert(InstanceId(8), "first\n");
    DraftRunPresenter presenter(fake.backends());
    NodeDraft draft;
    draft.id = FileId(500);
    presenter.findLatest(draft);
    QTRY_COMPARE(presenter.log().window().lineCount(), 1);
    fake.world().logs.insert(InstanceId(8), "second\nsecond\n");
    emit fake.feed().instanceChanged(oneOff(8, InstanceState::Running, 2));
    QVERIFY(presenter.isRunning());
    QTRY_COMPARE(presenter.log().window().lineCount(), 2);
}

void TestDraftRun::stopsOnlyWhatRuns()
{
    FakeBackends fake;
    DraftRunPresenter presenter(fake.backends());
    presenter.stop();
    QVERIFY(fake.world().calls.isEmpty());
    QSignalSpy started(&presenter, &DraftRunPresenter::started);
    presenter.start({FileId(500), u"group_1"_s, {}});
    QTRY_COMPARE(started.size(), 1);
    presenter.stop();
    QVERIFY(fake.world().calls.contains(u"stop "_s + presenter.run().id.toString()));
}

void TestDraftRun::countsPositionalParameters_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << u"echo $HOME $$ $? ${name}"_s << 0;
    QTest::newRow("one") << u"echo $1"_s << 1;
    QTest::newRow("the highest counts") << u"echo $3 $1"_s << 3;
    QTest::newRow("braces take two digits") << u"echo ${12}"_s << 12;
    QTest::newRow("without braces one digit") << u"echo $12"_s << 1;
    QTest::newRow("the script's own name") << u"echo $0"_s << 0;
}

void TestDraftRun::countsPositionalParameters()
{
    QFETCH(QString, script);
    QFETCH(int, count);
    QCOMPARE(positionalParameters(script), count);
}

QTEST_GUILESS_MAIN(TestDraftRun)
#include "tst_draft_run.moc"
