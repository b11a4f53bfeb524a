#include "tests/support/fake_backends.h"
#include "ui/operations/instance_choice_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using Purpose = InstanceChoicePresenter::Purpose;
using State = InstanceChoicePresenter::State;

namespace {

Instance instance(qint64 id, InstanceState state)
{
    Instance made;
    made.id = InstanceId(id);
    made.nodeName = u"node_%1"_s.arg(id);
    made.state = state;
    return made;
}

// 1 before 2 and 3, both before 4, which runs; 5 behind 4.
struct Bench
{
    explicit Bench(Purpose purpose, qint64 root = 1)
    {
        using enum InstanceState;
        FakeWorld &world = fake.world();
        world.instances = {instance(1, Failure), instance(2, NotRun), instance(3, Success), instance(4, Running),
                           instance(5, NotRun)};
        world.links = {{InstanceId(2), InstanceId(1)},
                       {InstanceId(3), InstanceId(1)},
                       {InstanceId(4), InstanceId(2)},
                       {InstanceId(4), InstanceId(3)},
                       {InstanceId(5), InstanceId(4)}};
        presenter = std::make_unique<InstanceChoicePresenter>(
            fake.backends(), purpose, world.instances.at(qsizetype(root) - 1), QTimeZone::utc(), RerunPolicies());
    }
    bool load()
    {
        presenter->load();
        [this] { QTRY_VERIFY(presenter->state() == State::Ready); }();
        return presenter->state() == State::Ready;
    }
    QString lastCall() { return fake.world().calls.last(); }
    void tick(qint64 key, bool on)
    {
        presenter->tree().setData(presenter->tree().indexOf(key), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    }

    FakeBackends fake;
    std::unique_ptr<InstanceChoicePresenter> presenter;
};

} // namespace

class TestInstanceChoice : public QObject
{
    Q_OBJECT

private slots:
    void showsDescendantsBelowEachOther();
    void ticksWhatMayRun();
    void rerunsWhatIsTicked_data();
    void rerunsWhatIsTicked();
    void ticksWhatHasNotSucceeded();
    void rerunsByForceWhatRuns();
    void unticksWhatStartsMeanwhile();
    void offersTheParentsThatHoldItUp();
    void tellsARefusal();
    void tellsThatReadingFailed();
};

void TestInstanceChoice::showsDescendantsBelowEachOther()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    ChoiceTree &tree = bench.presenter->tree();
    QCOMPARE(tree.rowCount(), 1);
    const QModelIndex root = tree.index(0, 0);
    QCOMPARE(root.data().toString(), u"node_1"_s);
    QCOMPARE(tree.rowCount(root), 2);
    const QModelIndex second = tree.index(0, 0, root);
    QCOMPARE(tree.index(0, 0, second).data().toString(), u"node_4"_s); // below the first that leads to it, once
    QCOMPARE(tree.rowCount(tree.index(1, 0, root)), 0);
    QCOMPARE(tree.count(), 5);
}

void TestInstanceChoice::ticksWhatMayRun()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    QCOMPARE(bench.presenter->tree().checkedKeys(), (QList<qint64>{1, 2, 3, 5}));
    QVERIFY(bench.presenter->tree().find(4)->refusal.contains(u"is running"_s));
    bench.tick(4, true);
    QCOMPARE(bench.presenter->tree().checkedKeys(), (QList<qint64>{1, 2, 3, 5}));
}

void TestInstanceChoice::rerunsWhatIsTicked_data()
{
    QTest::addColumn<QList<qint64>>("unticked");
    QTest::addColumn<QString>("call");
    QTest::newRow("all that may") << QList<qint64>{} << u"rerunDownstream 1 [2,3,5] with root"_s;
    QTest::newRow("some") << QList<qint64>{3} << u"rerunDownstream 1 [2,5] with root"_s;
    QTest::newRow("not itself") << QList<qint64>{1, 5} << u"rerunDownstream 1 [2,3] without root"_s;
    QTest::newRow("only itself") << QList<qint64>{2, 3, 5} << u"rerun 1"_s; // an empty list would mean all below
}

void TestInstanceChoice::rerunsWhatIsTicked()
{
    QFETCH(QList<qint64>, unticked);
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    for (const qint64 key : std::as_const(unticked))
        bench.tick(key, false);
    QSignalSpy submitted(bench.presenter.get(), &InstanceChoicePresenter::submitted);
    bench.presenter->submit();
    QTRY_COMPARE(submitted.size(), 1);
    QTEST(bench.lastCall(), "call");
}

void TestInstanceChoice::ticksWhatHasNotSucceeded()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    bench.presenter->chooseUnsuccessful();
    QCOMPARE(bench.presenter->tree().checkedKeys(), (QList<qint64>{1, 2, 5}));
}

void TestInstanceChoice::rerunsByForceWhatRuns()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    QVERIFY(bench.presenter->mayForce().ok());
    bench.presenter->setForced(true);
    bench.tick(4, true);
    QSignalSpy submitted(bench.presenter.get(), &InstanceChoicePresenter::submitted);
    bench.presenter->submit();
    QTRY_COMPARE(submitted.size(), 1);
    QCOMPARE(bench.lastCall(), u"rerunDownstream 1 [2,3,4,5] with root by force"_s);
    bench.presenter->setForced(false);
    QCOMPARE(bench.presenter->tree().checkedKeys(), (QList<qint64>{1, 2, 3, 5}));
}

void TestInstanceChoice::unticksWhatStartsMeanwhile()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    emit bench.fake.feed().instanceChanged(instance(2, InstanceState::Running));
    QCOMPARE(bench.presenter->tree().checkedKeys(), (QList<qint64>{1, 3, 5}));
    emit bench.fake.feed().instanceChanged(instance(77, InstanceState::Running)); // somebody else
    QCOMPARE(bench.presenter->tree().count(), 5);
}

void TestInstanceChoice::offersTheParentsThatHoldItUp()
{
    Bench bench(Purpose::RemoveDependencies, 4);
    QVERIFY(bench.load());
    ChoiceTree &tree = bench.presenter->tree();
    QCOMPARE(tree.count(), 2);
    QVERIFY(!bench.presenter->check()); // nothing is ticked for you in an emergency
    QVERIFY(!tree.find(3)->refusal.isEmpty());
    bench.tick(2, true);
    QVERIFY(bench.presenter->check().ok());
    bench.presenter->submit();
    QCOMPARE(bench.lastCall(), u"removeDependencies 4 [2]"_s);
}

void TestInstanceChoice::tellsARefusal()
{
    Bench bench(Purpose::RerunDownstream);
    QVERIFY(bench.load());
    bench.fake.world().failure = Error::conflict(u"InvalidInstanceState"_s, u"It runs."_s);
    QSignalSpy refused(bench.presenter.get(), &InstanceChoicePresenter::refused);
    bench.presenter->submit();
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<Error>().message, u"It runs."_s);
}

void TestInstanceChoice::tellsThatReadingFailed()
{
    Bench bench(Purpose::RerunDownstream);
    bench.fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->load();
    QTRY_COMPARE(bench.presenter->state(), State::Failed);
    QVERIFY(!bench.presenter->check());
    bench.fake.world().failure.reset();
    QVERIFY(bench.load());
}

QTEST_GUILESS_MAIN(TestInstanceChoice)
#include "tst_instance_choice.moc"
