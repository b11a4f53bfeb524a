#include "models/items/instance_table.h"
#include "models/items/node_table.h"
#include "models/items/roles.h"
#include "models/items/service_tables.h"
#include "models/items/state_kind.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Instance makeInstance(qint64 id, InstanceState state = InstanceState::NotRun)
{
    Instance instance;
    instance.id = InstanceId(id);
    instance.nodeName = u"node %1"_s.arg(id);
    instance.state = state;
    instance.scheduledTime = fromMillis(1'790'000'000'000 + id * 60'000);
    return instance;
}

QString textAt(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void survivesRandomChanges();
    void answersNoRowsBelowARow();
    void tellsAnInstance_data();
    void tellsAnInstance();
    void saysAReasonWithoutItsMarks();
    void runningTimeGrowsWithTheClock();
    void tellsAServiceVersion_data();
    void tellsAServiceVersion();
    void tellsProvenance();
    void tellsTheNextRun();
    void numbersEventsFromTheOldest();
};

// Whatever comes in whatever order, the model says exactly what changed (the tester watches), and ends with what was
// last said.
void TestTables::survivesRandomChanges()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    InstanceTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int step = 0; step < 400; ++step) {
        const qint64 id = random.bounded(1, 30);
        const auto state = static_cast<InstanceState>(random.bounded(0, 7));
        switch (random.bounded(4)) {
        case 0:
            model.remove(InstanceId(id));
            QVERIFY2(model.rowOf(InstanceId(id)) < 0, qPrintable(u"seed %1"_s.arg(seed)));
            break;
        case 1: {
            QList<Instance> rows;
            for (qint64 number = id; number < id + 10; ++number)
                rows << makeInstance(number, state);
            model.setRows(rows);
            QVERIFY2(model.rows() == rows, qPrintable(u"seed %1"_s.arg(seed)));
            break;
        }
        default:
            model.upsert(makeInstance(id, state), random.bounded(2) == 1);
            QCOMPARE(model.find(InstanceId(id))->state, state);
        }
    }
}

void TestTables::answersNoRowsBelowARow()
{
    ServiceTableModel model;
    model.setRows({Service{}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.columnCount(model.index(0, 0)), 0);
}

void TestTables::tellsAnInstance_data()
{
    QTest::addColumn<qint64>("started");
    QTest::addColumn<qint64>("finished");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("startedText");
    QTest::addColumn<QString>("durationText");
    QTest::addColumn<QString>("attemptsText");
    const qint64 start = 1'790'000'000'000; // 2026-09-21 14:13:20 UTC
    QTest::newRow("not yet") << qint64(0) << qint64(0) << 0 << QString() << QString() << QString();
    QTest::newRow("quick") << start << start + 800 << 1 << u"14:13:20"_s << u"0.8 s"_s << u"1"_s;
    QTest::newRow("long") << start << start + 200'000 << 3 << u"14:13:20"_s << u"3 min 20 s"_s << u"3"_s;
}

void TestTables::tellsAnInstance()
{
    QFETCH(qint64, started);
    QFETCH(qint64, finished);
    QFETCH(int, attempts);
    Instance instance = makeInstance(1, finished ? InstanceState::Success : InstanceState::NotRun);
    instance.startedAt = fromMillis(started);
    instance.finishedAt = fromMillis(finished);
    instance.attempts = attempts;
    InstanceTableModel model;
    model.setRows({instance});
    QTEST(textAt(model, 0, InstanceTableModel::Started), "startedText");
    QTEST(textAt(model, 0, InstanceTableModel::Duration), "durationText");
    QTEST(textAt(model, 0, InstanceTableModel::Attempts), "attemptsText");
}

void TestTables::saysAReasonWithoutItsMarks()
{
    InstanceTableModel model;
    Instance instance = makeInstance(1, InstanceState::NotRun);
    instance.reason = u"waits for `clean` of 2026-11-22 02:00"_s;
    model.setRows({instance});
    const QModelIndex reason = model.index(0, InstanceTableModel::Reason);
    QCOMPARE(reason.data(Qt::ToolTipRole).toString(), u"waits for clean of 2026-11-22 02:00"_s);
    QCOMPARE(reason.data(Qt::AccessibleTextRole).toString(), u"waits for clean of 2026-11-22 02:00"_s);
    QCOMPARE(model.index(0, InstanceTableModel::State).data(Qt::AccessibleTextRole).toString(), u"Not run"_s);
}

void TestTables::runningTimeGrowsWithTheClock()
{
    Instance instance = makeInstance(1, InstanceState::Running);
    instance.startedAt = fromMillis(1000);
    InstanceTableModel model;
    model.setRows({instance});
    model.setNow(fromMillis(43'000));
    QCOMPARE(textAt(model, 0, InstanceTableModel::Duration), u"42 s"_s);
    QVERIFY(model.hasRunning());
    model.setNow(fromMillis(500)); // a clock behind the engine's never shows a negative time
    QCOMPARE(model.index(0, InstanceTableModel::Duration).data(SortRole).toLongLong(), 0);
}

void TestTables::tellsAServiceVersion_data()
{
    QTest::addColumn<int>("current");
    QTest::addColumn<int>("latest");
    QTest::addColumn<QString>("words");
    QTest::newRow("first one on its way") << 0 << 1 << u"V1 starting"_s;
    QTest::newRow("latest serves") << 3 << 3 << u"V3"_s;
    QTest::newRow("rolled back") << 2 << 5 << u"V2 of 5"_s;
}

void TestTables::tellsAServiceVersion()
{
    QFETCH(int, current);
    QFETCH(int, latest);
    Service service;
    service.currentVersion = current;
    service.latestVersion = latest;
    QTEST(ServiceTableModel::versionWords(service), "words");
}

void TestTables::tellsProvenance()
{
    Provenance provenance;
    QCOMPARE(ServiceVersionTableModel::provenanceWords(provenance), u"by hand"_s);
    provenance.caller = u"key1"_s;
    QCOMPARE(ServiceVersionTableModel::provenanceWords(provenance), u"by hand (key1)"_s);
    provenance.instance = InstanceId(42);
    provenance.nodeName = u"Deployment"_s;
    QCOMPARE(ServiceVersionTableModel::provenanceWords(provenance), u"Deployment draft, instance 42"_s);
    provenance.nodeVersion = 3;
    QCOMPARE(ServiceVersionTableModel::provenanceWords(provenance), u"Deployment V3, instance 42"_s);
}

void TestTables::tellsTheNextRun()
{
    Node node;
    node.id = NodeId(1);
    node.current.properties.schedule.time = QTime(2, 0);
    NodeTableModel model;
    model.setRows({node});
    model.setClock(QTimeZone("Asia/Shanghai"),
                   fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(3, 0), QTimeZone("Asia/Shanghai"))));
    QCOMPARE(textAt(model, 0, NodeTableModel::NextRun), u"2026-11-23 02:00:00"_s);
    node.frozen = true;
    model.upsert(node);
    QCOMPARE(textAt(model, 0, NodeTableModel::NextRun), u"none"_s);
    QCOMPARE(model.index(0, NodeTableModel::State).data(StateRole).value<StateCell>().kind, StateKind::Frozen);
}

// Newest first on screen, yet a row keeps its number when a newer event comes, so selections stay.
void TestTables::numbersEventsFromTheOldest()
{
    ServiceEvent first;
    first.message = u"first"_s;
    ServiceEvent second;
    second.message = u"second"_s;
    ServiceEventTableModel model;
    model.setEvents({first});
    const QPersistentModelIndex kept = model.index(0, 0);
    model.setEvents({second, first});
    QCOMPARE(textAt(model, 0, ServiceEventTableModel::Message), u"second"_s);
    QCOMPARE(kept.row(), 1);
}

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
