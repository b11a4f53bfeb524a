#include "tests/support/fake_backends.h"
#include "ui/operations/backfills_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using Command = BackfillAction;
using State = BackfillsPresenter::State;

namespace {

constexpr WorkspaceId workspace(1);

Backfill backfill(qint64 id, BackfillState state = BackfillState::Running)
{
    Backfill made;
    made.id = BackfillId(id);
    made.workspace = workspace;
    made.spec.name = u"backfill_%1"_s.arg(id);
    made.state = state;
    BackfillDate date;
    date.dag = DagId(id * 10);
    date.backfill = made.id;
    date.bizdate = QDate(2026, 11, 21);
    date.total = 1;
    made.dates = {date};
    return made;
}

struct Bench
{
    Bench() : presenter(fake.backends()) { fake.world().backfills = {backfill(2), backfill(1)}; }
    bool load()
    {
        presenter.setWorkspace(workspace, QTimeZone::utc());
        [this] { QTRY_VERIFY(presenter.state() == State::Ready); }();
        return presenter.state() == State::Ready;
    }
    QStringList names()
    {
        QStringList list;
        for (int row = 0; row < presenter.tree().rowCount(); ++row)
            list.append(presenter.tree().index(row, 0).data().toString());
        return list;
    }
    FakeBackends fake;
    BackfillsPresenter presenter;
};

} // namespace

class TestBackfillsPresenter : public QObject
{
    Q_OBJECT

private slots:
    void showsTheBackfillsOfTheWorkspace();
    void followsTheFeed();
    void readsInstancesWhenSomebodyLooks();
    void asksAgainForInstancesThatCouldNotBeRead();
    void givesCommands_data();
    void givesCommands();
    void tellsWhyACommandFailed();
    void keepsItsRowsWhenReadingFails();
};

void TestBackfillsPresenter::showsTheBackfillsOfTheWorkspace()
{
    Bench bench;
    QVERIFY(bench.load());
    QCOMPARE(bench.names(), (QStringList{u"backfill_2"_s, u"backfill_1"_s}));
}

void TestBackfillsPresenter::followsTheFeed()
{
    Bench bench;
    QVERIFY(bench.load());
    emit bench.fake.feed().backfillChanged(backfill(3));
    QCOMPARE(bench.names().first(), u"backfill_3"_s);
    Backfill elsewhere = backfill(4);
    elsewhere.workspace = WorkspaceId(9);
    emit bench.fake.feed().backfillChanged(elsewhere);
    QCOMPARE(bench.names().size(), 3);
    BackfillDate date = backfill(2).dates.first();
    date.succeeded = 1;
    emit bench.fake.feed().backfillDateChanged(date);
    const QModelIndex bar = bench.presenter.tree().indexOf(BackfillId(2)).siblingAtColumn(BackfillTree::ProgressBar);
    QCOMPARE(bar.data(BackfillTree::ProgressRole).value<Progress>().succeeded, 1);
    bench.fake.world().backfills = {backfill(5)};
    emit bench.fake.feed().resynchronise();
    QTRY_COMPARE(bench.names(), QStringList{u"backfill_5"_s});
}

void TestBackfillsPresenter::readsInstancesWhenSomebodyLooks()
{
    Bench bench;
    Instance made;
    made.id = InstanceId(7);
    made.workspace = workspace;
    made.dag = DagId(20);
    made.nodeName = u"clean"_s;
    Instance other = made;
    other.id = InstanceId(8);
    other.dag = DagId(10);
    bench.fake.world().instances = {made, other};
    QVERIFY(bench.load());
    BackfillTree &tree = bench.presenter.tree();
    const QModelIndex date = tree.indexOf(DagId(20));
    QCOMPARE(tree.rowCount(date), 0);
    tree.fetchMore(date);
    QTRY_COMPARE(tree.rowCount(date), 1);
    made.state = InstanceState::Success;
    emit bench.fake.feed().instanceChanged(made);
    QCOMPARE(tree.instanceAt(tree.index(0, 0, date))->state, InstanceState::Success);
}

void TestBackfillsPresenter::asksAgainForInstancesThatCouldNotBeRead()
{
    Bench bench;
    Instance made;
    made.id = InstanceId(7);
    made.workspace = workspace;
    made.dag = DagId(20);
    bench.fake.world().instances = {made};
    QVERIFY(bench.load());
    BackfillTree &tree = bench.presenter.tree();
    const QModelIndex date = tree.indexOf(DagId(20));
    QSignalSpy failed(&bench.presenter, &BackfillsPresenter::instancesFailed);
    bench.fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    tree.fetchMore(date);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(tree.canFetchMore(date));
    bench.fake.world().failure.reset();
    tree.fetchMore(date);
    QTRY_COMPARE(tree.rowCount(date), 1);
}

void TestBackfillsPresenter::givesCommands_data()
{
    QTest::addColumn<int>("command");
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("state");
    QTest::newRow("pause") << int(Command::Pause) << u"pauseBackfill 2"_s << u"Paused"_s;
    QTest::newRow("resume") << int(Command::Resume) << u"resumeBackfill 2"_s << u"Running"_s;
    QTest::newRow("stop") << int(Command::Stop) << u"stopBackfill 2"_s << u"Stopping"_s;
}

void TestBackfillsPresenter::givesCommands()
{
    QFETCH(int, command);
    QFETCH(QString, call);
    Bench bench;
    QVERIFY(bench.load());
    bench.presenter.perform(static_cast<Command>(command), BackfillId(2));
    QVERIFY(bench.fake.world().calls.contains(call));
    QTEST(bench.presenter.tree().index(0, BackfillTree::State).data().toString(), "state");
}

void TestBackfillsPresenter::tellsWhyACommandFailed()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.fake.world().failure = Error::conflict(u"InvalidBackfillState"_s, u"It has ended."_s);
    QSignalSpy failed(&bench.presenter, &BackfillsPresenter::actionFailed);
    bench.presenter.perform(Command::Pause, BackfillId(2));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][1].value<Error>().message, u"It has ended."_s);
}

void TestBackfillsPresenter::keepsItsRowsWhenReadingFails()
{
    Bench bench;
    QVERIFY(bench.load());
    bench.fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter.reload();
    QTRY_COMPARE(bench.presenter.state(), State::Failed);
    QCOMPARE(bench.names().size(), 2);
}

QTEST_GUILESS_MAIN(TestBackfillsPresenter)
#include "tst_backfills_presenter.moc"
