#include "tests/support/fake_backends.h"
#include "ui/operations/tasks_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone shanghai("Asia/Shanghai");

Node task(qint64 id)
{
    Node node;
    node.id = NodeId(id);
    node.workspace = WorkspaceId(1);
    node.current.name = u"node %1"_s.arg(id);
    node.current.properties.schedule.time = QTime(2, 0);
    return node;
}

} // namespace

class TestTasksPresenter : public QObject
{
    Q_OBJECT

private slots:
    void listsTheTasksOfItsWorkspace();
    void followsTheFeed();
    void keepsItsRowsWhenReadingFails();
    void forgetsTheTasksOfAnotherWorkspace();
    void testsWithYesterdaysData();
    void tellsWhyFreezingFailed();
};

void TestTasksPresenter::listsTheTasksOfItsWorkspace()
{
    FakeBackends fake;
    emptyWorld(fake.world());
    fake.world().tasks = {task(1), task(2)};
    TasksPresenter presenter(fake.backends());
    QCOMPARE(presenter.state(), TasksPresenter::State::Loading);
    presenter.setWorkspace(WorkspaceId(1), shanghai);
    QTRY_COMPARE(presenter.state(), TasksPresenter::State::Ready);
    QCOMPARE(presenter.table().rows().size(), 2);
    // The engine's clock, not ours: it stands at 2026-11-22 10:48.
    QTRY_COMPARE(presenter.table().index(0, NodeTableModel::NextRun).data().toString(), u"2026-11-23 02:00:00"_s);
}

void TestTasksPresenter::followsTheFeed()
{
    FakeBackends fake;
    TasksPresenter presenter(fake.backends());
    presenter.setWorkspace(WorkspaceId(1), shanghai);
    QTRY_COMPARE(presenter.state(), TasksPresenter::State::Ready);
    emit fake.feed().nodeChanged(task(1));
    Node elsewhere = task(2);
    elsewhere.workspace = WorkspaceId(2);
    emit fake.feed().nodeChanged(elsewhere);
    QCOMPARE(presenter.table().rows().size(), 1);
}

void TestTasksPresenter::keepsItsRowsWhenReadingFails()
{
    FakeBackends fake;
    fake.world().tasks = {task(1)};
    TasksPresenter presenter(fake.backends());
    presenter.setWorkspace(WorkspaceId(1), shanghai);
    QTRY_COMPARE(presenter.state(), TasksPresenter::State::Ready);
    fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    presenter.reload();
    QTRY_COMPARE(presenter.state(), TasksPresenter::State::Failed);
    QCOMPARE(presenter.error().message, u"The engine does not answer."_s);
    QCOMPARE(presenter.table().rows().size(), 1);
}

void TestTasksPresenter::forgetsTheTasksOfAnotherWorkspace()
{
    FakeBackends fake;
    fake.world().tasks = {task(1)};
    TasksPresenter presenter(fake.backends());
    presenter.setWorkspace(WorkspaceId(1), shanghai);
    QTRY_COMPARE(presenter.table().rows().size(), 1);
    presenter.setWorkspace(WorkspaceId(2), shanghai);
    QCOMPARE(presenter.state(), TasksPresenter::State::Loading);
    QVERIFY(presenter.table().rows().isEmpty());
}

void TestTasksPresenter::testsWithYesterdaysData()
{
    FakeBackends fake;
    emptyWorld(fake.world());
    TasksPresenter presenter(fake.backends());
    presenter.setWorkspace(WorkspaceId(1), shanghai);
    QSignalSpy started(&presenter, &TasksPresenter::smokeTestStarted);
    presenter.smokeTest(NodeId(7));
    QTRY_COMPARE(started.size(), 1);
    QVERIFY(fake.world().calls.contains(u"runSmokeTest 7"_s));
}

void TestTasksPresenter::tellsWhyFreezingFailed()
{
    FakeBackends fake;
    TasksPresenter presenter(fake.backends());
    QSignalSpy failures(&presenter, &TasksPresenter::failed);
    fake.world().failure = Error::notFound(u"NotFound"_s, u"There is no such node."_s);
    presenter.freeze(NodeId(7), true);
    QTRY_COMPARE(failures.size(), 1);
    QCOMPARE(failures[0][1].value<Error>().message, u"There is no such node."_s);
}

QTEST_GUILESS_MAIN(TestTasksPresenter)
#include "tst_tasks_presenter.moc"
