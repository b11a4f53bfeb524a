#include "tests/engine/engine_fixture.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace slipway;
using namespace Qt::StringLiterals;

// Ten thousand instances that hang together run to their end, in a time that grows with their number and not with its
// square: ten times as many take less than thirty times as long.
class TestEngineScale : public QObject
{
    Q_OBJECT

private slots:
    void shapes_data();
    void shapes();

private:
    qint64 run(const QString &shape, int count);
};

namespace {

// What deploying one by one would make, at once.
void putNodes(EngineFixture &fixture, const QString &shape, int count)
{
    fixture.deploy(u"n0 | day 02:00 | root | 1s exit 0"_s);
    const Node first = *fixture.engine->deployments().node(fixture.node(u"n0"_s));
    fixture.stop();
    Changes changes;
    for (int i = 1; i < count; ++i) {
        Node node = first;
        node.id = NodeId(1'000'000 + i);
        node.file = FileId(2'000'000 + i);
        node.current.node = node.id;
        node.current.name = u"n%1"_s.arg(i);
        const int parent = shape == "chain"_L1 ? i - 1 : 0;
        node.current.properties.inputs = {parent == 0 ? first.current.properties.outputs.first()
                                                      : u"out_%1"_s.arg(parent)};
        node.current.properties.outputs = {u"out_%1"_s.arg(i)};
        changes.push_back(node);
        changes.push_back(GeneratedDay{node.id, QDate(2026, 11, 22), 1});
    }
    fixture.store.commit(std::move(changes), [](const Outcome<> &) {});
    fixture.store.pump();
    fixture.start();
}

} // namespace

qint64 TestEngineScale::run(const QString &shape, int count)
{
    EngineFixture fixture;
    fixture.keepTrace = false;
    fixture.sink.keepsEvents = false;
    fixture.group(8);
    fixture.runPlan = [](const RunRequest &) { return EngineFixture::PlannedRun{}; };
    std::size_t started = 0;
    fixture.executor.onStart = [&started](const RunRequest &) { ++started; };
    putNodes(fixture, shape, count);
    QElapsedTimer timer;
    timer.start();
    fixture.advanceTo(u"2026-11-23 02:00"_s);
    fixture.advanceTo(u"2026-11-23 06:00"_s);
    const qint64 elapsed = timer.elapsed();
    std::size_t successful = 0;
    for (const auto &[id, instance] : fixture.store.instances())
        successful += instance.state == InstanceState::Success;
    if (started != std::size_t(count) || successful != std::size_t(count))
        qWarning("%zu of %d have run, %zu successfully", started, count, successful);
    return started == std::size_t(count) && successful == std::size_t(count) ? elapsed : -1;
}

void TestEngineScale::shapes_data()
{
    QTest::addColumn<QString>("shape");
    QTest::newRow("chain") << u"chain"_s;
    QTest::newRow("fan") << u"fan"_s;
}

void TestEngineScale::shapes()
{
    QFETCH(QString, shape);
    const qint64 small = run(shape, 1000);
    const qint64 large = run(shape, 10'000);
    QVERIFY(small >= 0 && large >= 0);
    qInfo("%s: 1,000 in %lld ms, 10,000 in %lld ms", qPrintable(shape), small, large);
    QVERIFY2(large < 30 * std::max<qint64>(small, 20), qPrintable(u"%1 ms after %2 ms"_s.arg(large).arg(small)));
}

QTEST_GUILESS_MAIN(TestEngineScale)
#include "tst_engine_scale.moc"
