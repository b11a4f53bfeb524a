#include "tests/support/fake_backends.h"
#include "ui/operations/compare_presenter.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using State = ComparePresenter::State;

namespace {

Instance instance(qint64 id, InstanceState state)
{
    Instance made;
    made.id = InstanceId(id);
    made.node = NodeId(7);
    made.nodeName = u"Deployment"_s;
    made.state = state;
    made.attempts = 1;
    made.scheduledTime = fromMillis(1'790'000'000'000 + id * 60'000);
    return made;
}

struct Bench
{
    Bench() : presenter(fake.backends(), QTimeZone::utc())
    {
        FakeWorld &world = fake.world();
        world.instances = {instance(3, InstanceState::Failure), instance(2, InstanceState::Success),
                           instance(1, InstanceState::Success)};
        world.scripts = {{InstanceId(3), u"a\nb\nc\n"_s}, {InstanceId(2), u"a\nB\nc\n"_s}};
        world.logs = {{InstanceId(3), "02:03:01 start\n02:03:02 FAILED\n"},
                      {InstanceId(2), "02:02:01 start\n02:02:02 OK\n"}};
    }
    bool compare(qint64 left, qint64 right)
    {
        presenter.compare(InstanceId(left), InstanceId(right));
        [this] {
            QTRY_VERIFY((presenter.logState() != State::Loading && presenter.scriptState() == State::Ready) ||
                        presenter.state() == State::Failed);
        }();
        return presenter.logState() == State::Ready;
    }
    FakeBackends fake;
    ComparePresenter presenter;
};

} // namespace

class TestComparePresenter : public QObject
{
    Q_OBJECT

private slots:
    void comparesTwo();
    void comparesWithTheLastSuccess();
    void countsTimesWhenAsked();
    void comparesWhatHasNotRun();
    void comparesTheEndOfLongLogs();
    void tellsThatThereIsNoSuccess();
    void tellsThatALogCannotBeRead();
    void dropsAnswersToAnOlderQuestion();
};

void TestComparePresenter::comparesTwo()
{
    Bench bench;
    QVERIFY(bench.compare(3, 2));
    QCOMPARE(bench.presenter.state(), State::Ready);
    QCOMPARE(bench.presenter.script().differences(), 1);
    QCOMPARE(bench.presenter.log().differences(), 1); // the times do not count
    QVERIFY(bench.presenter.facts().rowCount() > 0);
    QVERIFY(bench.presenter.logRemark().isEmpty());
}

void TestComparePresenter::comparesWithTheLastSuccess()
{
    Bench bench;
    QVERIFY(bench.compare(3, 0));
    QCOMPARE(bench.presenter.comparison().right.instance.id, InstanceId(2));
}

void TestComparePresenter::countsTimesWhenAsked()
{
    Bench bench;
    QVERIFY(bench.compare(3, 2));
    bench.presenter.setIgnoresTimes(false);
    QTRY_COMPARE(bench.presenter.log().differences(), 2);
    bench.presenter.setIgnoresTimes(true);
    QTRY_COMPARE(bench.presenter.log().differences(), 1);
}

void TestComparePresenter::comparesWhatHasNotRun()
{
    Bench bench;
    Instance waiting = instance(4, InstanceState::WaitTime);
    waiting.attempts = 0;
    bench.fake.world().instances.append(waiting);
    QVERIFY(bench.compare(4, 2));
    QCOMPARE(bench.presenter.log().differences(), 2); // all of the other's
}

void TestComparePresenter::comparesTheEndOfLongLogs()
{
    Bench bench;
    QByteArray log;
    while (log.size() < ComparePresenter::logLimit + 1024)
        log += "line " + QByteArray::number(log.size()) + QByteArray(200, 'x') + '\n';
    bench.fake.world().logs[InstanceId(3)] = log;
    bench.fake.world().logs[InstanceId(2)] = log + "the last\n";
    QVERIFY(bench.compare(3, 2));
    QVERIFY(bench.presenter.logRemark().contains(u"4 MiB"_s));
    QVERIFY(bench.presenter.log().differences() >= 1);
}

void TestComparePresenter::tellsThatThereIsNoSuccess()
{
    Bench bench;
    bench.presenter.compare(InstanceId(1), {});
    QTRY_COMPARE(bench.presenter.state(), State::Failed);
    QCOMPARE(bench.presenter.error().kind, ErrorKind::NotFound);
}

void TestComparePresenter::tellsThatALogCannotBeRead()
{
    Bench bench;
    bench.presenter.compare(InstanceId(3), InstanceId(2));
    QTRY_COMPARE(bench.presenter.state(), State::Ready);
    bench.fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter.reload();
    QTRY_COMPARE(bench.presenter.state(), State::Failed);
    bench.fake.world().failure.reset();
    QVERIFY(bench.compare(3, 2));
}

void TestComparePresenter::dropsAnswersToAnOlderQuestion()
{
    Bench bench;
    bench.presenter.compare(InstanceId(3), InstanceId(1));
    QVERIFY(bench.compare(3, 2));
    QCoreApplication::processEvents();
    QCOMPARE(bench.presenter.comparison().right.instance.id, InstanceId(2));
}

QTEST_GUILESS_MAIN(TestComparePresenter)
#include "tst_compare_presenter.moc"
