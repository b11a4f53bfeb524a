#include "tests/support/fake_backends.h"
#include "ui/operations/lineage_presenter.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;
using State = LineagePresenter::State;

namespace {

// A chain 1 - 2 - 3 - 4 - 5.
struct Bench
{
    Bench() : presenter(fake.backends())
    {
        for (qint64 id = 1; id <= 5; ++id) {
            Instance made;
            made.id = InstanceId(id);
            made.nodeName = u"node_%1"_s.arg(id);
            fake.world().instances.append(made);
            if (id > 1)
                fake.world().links.append({InstanceId(id), InstanceId(id - 1)});
        }
    }
    QStringList names() const
    {
        QStringList list;
        for (const GraphNode &node : presenter.graph().nodes())
            list.append(node.name);
        list.sort();
        return list;
    }
    FakeBackends fake;
    mutable LineagePresenter presenter;
};

} // namespace

class TestLineagePresenter : public QObject
{
    Q_OBJECT

private slots:
    void drawsBothDirections_data();
    void drawsBothDirections();
    void standsParentsAboveChildren();
    void followsStates();
    void tellsThatReadingFailed();
};

void TestLineagePresenter::drawsBothDirections_data()
{
    QTest::addColumn<int>("levels");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("edges");
    QTest::newRow("one level") << 1 << QStringList{u"node_2"_s, u"node_3"_s, u"node_4"_s} << 2;
    QTest::newRow("all levels") << 2 << QStringList{u"node_1"_s, u"node_2"_s, u"node_3"_s, u"node_4"_s, u"node_5"_s}
                                << 4;
}

void TestLineagePresenter::drawsBothDirections()
{
    QFETCH(int, levels);
    QFETCH(int, edges);
    Bench bench;
    bench.presenter.setLevels(levels);
    bench.presenter.show(InstanceId(3));
    QTRY_COMPARE(bench.presenter.state(), State::Ready);
    QTEST(bench.names(), "names");
    QCOMPARE(bench.presenter.graph().edges().size(), edges);
}

void TestLineagePresenter::standsParentsAboveChildren()
{
    Bench bench;
    bench.presenter.show(InstanceId(3));
    QTRY_COMPARE(bench.presenter.state(), State::Ready);
    for (qint64 id = 2; id <= 5; ++id) {
        const GraphNode *parent = bench.presenter.graph().node(LineagePresenter::nodeOf(InstanceId(id - 1)));
        const GraphNode *child = bench.presenter.graph().node(LineagePresenter::nodeOf(InstanceId(id)));
        QVERIFY(parent->position.y() < child->position.y());
    }
}

void TestLineagePresenter::followsStates()
{
    Bench bench;
    bench.presenter.show(InstanceId(3));
    QTRY_COMPARE(bench.presenter.state(), State::Ready);
    Instance news = bench.fake.world().instances.at(1);
    news.state = InstanceState::Failure;
    news.reason = u"exited with status 1"_s;
    emit bench.fake.feed().instanceChanged(news);
    const GraphNode *node = bench.presenter.graph().node(LineagePresenter::nodeOf(InstanceId(2)));
    QCOMPARE(node->state->kind, StateKind::Failure);
    QCOMPARE(node->stateReason, u"exited with status 1"_s);
}

void TestLineagePresenter::tellsThatReadingFailed()
{
    Bench bench;
    bench.fake.world().failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter.show(InstanceId(3));
    QTRY_COMPARE(bench.presenter.state(), State::Failed);
    bench.fake.world().failure.reset();
    bench.presenter.reload();
    QTRY_COMPARE(bench.presenter.state(), State::Ready);
}

QTEST_GUILESS_MAIN(TestLineagePresenter)
#include "tst_lineage_presenter.moc"
