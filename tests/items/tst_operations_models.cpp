#include "models/items/backfill_tree.h"
#include "models/items/choice_tree.h"
#include "models/items/comparison_table.h"
#include "models/items/side_by_side_table.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

Choice choice(qint64 key, qint64 parent, bool checked = false, const QString &refusal = {})
{
    Choice made;
    made.key = key;
    made.parent = parent;
    made.name = u"node_%1"_s.arg(key);
    made.checked = checked;
    made.refusal = refusal;
    return made;
}

// Three dates in two chains.
Backfill backfill(qint64 id)
{
    Backfill made;
    made.id = BackfillId(id);
    made.spec.name = u"backfill_%1"_s.arg(id);
    made.spec.nodes = {NodeId(1)};
    for (int at = 0; at < 3; ++at) {
        BackfillDate date;
        date.dag = DagId(id * 100 + at);
        date.backfill = made.id;
        date.bizdate = QDate(2026, 11, 1 + at);
        date.chain = at / 2;
        date.position = at % 2;
        made.dates.append(date);
    }
    return made;
}

Instance instanceOf(const BackfillDate &date, qint64 id, InstanceState state = InstanceState::WaitTime)
{
    Instance made;
    made.id = InstanceId(id);
    made.dag = date.dag;
    made.nodeName = u"node_%1"_s.arg(id);
    made.state = state;
    return made;
}

QStringList drawn(const SideBySideTable &table)
{
    QStringList rows;
    for (int row = 0; row < table.rowCount(); ++row)
        rows.append(table.index(row, SideBySideTable::LeftText).data().toString() + u'|' +
                    table.index(row, SideBySideTable::RightText).data().toString());
    return rows;
}

} // namespace

using Edit = std::function<void(ComparedInstance &)>;
Q_DECLARE_METATYPE(Edit)

class TestOperationsModels : public QObject
{
    Q_OBJECT

private slots:
    void choicesStandBelowTheirParents();
    void choicesAreTickedOneByOne();
    void refusedChoicesAreNeverTicked();
    void choicesChangeInPlace();
    void backfillsOpenIntoDatesAndInstances();
    void backfillsKeepTheirPlaceAndWhatIsOpen();
    void backfillsCountTheirDates();
    void backfillsAskForInstancesOnce();
    void backfillsAskAgainForWhatIsShown();
    void backfillsCountUpUntilTheyEnd_data();
    void backfillsCountUpUntilTheyEnd();
    void differencesAreFolded();
    void differencesCanBeGoneThrough();
    void factsThatDifferAreMarked_data();
    void factsThatDifferAreMarked();
};

void TestOperationsModels::choicesStandBelowTheirParents()
{
    ChoiceTree tree(u"Schedule"_s);
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    tree.reset({choice(1, 0), choice(2, 1), choice(3, 1), choice(4, 2), choice(5, 99)});
    QCOMPARE(tree.rowCount(), 2); // one whose parent is not there stands by itself
    const QModelIndex first = tree.index(0, 0);
    QCOMPARE(tree.rowCount(first), 2);
    QCOMPARE(tree.index(0, 0, tree.index(0, 0, first)).data().toString(), u"node_4"_s);
    QCOMPARE(tree.indexOf(4).parent(), tree.indexOf(2));
    tree.reset({});
    QCOMPARE(tree.rowCount(), 0);
}

void TestOperationsModels::choicesAreTickedOneByOne()
{
    ChoiceTree tree(u"Schedule"_s);
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    tree.reset({choice(1, 0, true), choice(2, 1), choice(3, 2), choice(4, 1)});
    QSignalSpy checks(&tree, &ChoiceTree::checksChanged);
    QVERIFY(tree.setData(tree.indexOf(2), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(tree.checkedKeys(), (QList<qint64>{1, 2}));
    QCOMPARE(checks.size(), 1);
    tree.setBranchChecked(tree.indexOf(2), true);
    QCOMPARE(tree.checkedKeys(), (QList<qint64>{1, 2, 3}));
    tree.setAllChecked(false);
    QCOMPARE(tree.checkedKeys(), QList<qint64>());
    QCOMPARE(tree.uncheckedKeys(), (QList<qint64>{1, 2, 3, 4}));
}

void TestOperationsModels::refusedChoicesAreNeverTicked()
{
    ChoiceTree tree(u"Schedule"_s);
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    tree.reset({choice(1, 0, true, u"It runs."_s), choice(2, 0)});
    QVERIFY(!tree.setData(tree.indexOf(1), Qt::Checked, Qt::CheckStateRole));
    tree.setAllChecked(true);
    QCOMPARE(tree.checkedKeys(), QList<qint64>{2});
    QVERIFY(!tree.flags(tree.indexOf(1)).testFlag(Qt::ItemIsUserCheckable));
    QCOMPARE(tree.indexOf(1).siblingAtColumn(ChoiceTree::Remark).data().toString(), u"It runs."_s);
}

void TestOperationsModels::choicesChangeInPlace()
{
    ChoiceTree tree(u"Schedule"_s);
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    tree.reset({choice(1, 0, true), choice(2, 1, true)});
    Choice news = choice(2, 77, false, u"It runs."_s);
    news.remark = u"new"_s;
    tree.update(news);
    QCOMPARE(tree.indexOf(2).parent(), tree.indexOf(1)); // where it stood
    QCOMPARE(tree.checkedKeys(), QList<qint64>{1});
    news.refusal.clear();
    tree.update(news);
    QCOMPARE(tree.checkedKeys(), QList<qint64>{1}); // it does not come back by itself
    tree.update(choice(9, 0));
    QCOMPARE(tree.count(), 2);
}

void TestOperationsModels::backfillsOpenIntoDatesAndInstances()
{
    BackfillTree tree;
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    Backfill made = backfill(1);
    made.dates[0].total = 2;
    tree.setBackfills({made});
    const QModelIndex top = tree.index(0, 0);
    QCOMPARE(top.data().toString(), u"backfill_1"_s);
    QCOMPARE(tree.rowCount(top), 3);
    const QModelIndex date = tree.index(0, 0, top);
    QCOMPARE(date.data().toString(), u"2026-11-01"_s);
    QVERIFY(tree.hasChildren(date));
    QVERIFY(!tree.hasChildren(tree.index(1, 0, top))); // its instances are not made yet
    tree.setInstances(made.dates[0].dag, {instanceOf(made.dates[0], 11), instanceOf(made.dates[0], 12)});
    QCOMPARE(tree.rowCount(date), 2);
    QCOMPARE(tree.index(1, 0, date).data().toString(), u"node_12"_s);
    tree.putInstance(instanceOf(made.dates[0], 12, InstanceState::Failure));
    QCOMPARE(tree.index(1, BackfillTree::State, date).data(StateRole).value<StateCell>().kind, StateKind::Failure);
    QCOMPARE(tree.ownerOf(tree.index(1, 0, date))->id, made.id);
    QCOMPARE(tree.instanceAt(tree.index(1, 0, date))->id, InstanceId(12));
    QVERIFY(!tree.backfillAt(date));
    Instance waiting = instanceOf(made.dates[0], 12);
    waiting.reason = u"waits for `clean` of 2026-11-22 02:00"_s;
    tree.putInstance(waiting);
    const QModelIndex remark = tree.index(1, BackfillTree::Remark, date);
    QCOMPARE(remark.data(Qt::ToolTipRole).toString(), u"waits for clean of 2026-11-22 02:00"_s);
    QCOMPARE(remark.data(Qt::AccessibleTextRole).toString(), u"waits for clean of 2026-11-22 02:00"_s);
    tree.setInstances(made.dates[0].dag, {});
    QCOMPARE(tree.rowCount(date), 0);
}

void TestOperationsModels::backfillsKeepTheirPlaceAndWhatIsOpen()
{
    BackfillTree tree;
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    Backfill first = backfill(1);
    first.dates[0].total = 1;
    tree.setBackfills({backfill(2), first});
    tree.setInstances(first.dates[0].dag, {instanceOf(first.dates[0], 11)});
    const QPersistentModelIndex kept(tree.index(0, 0, tree.indexOf(first.dates[0].dag)));
    first.state = BackfillState::Paused;
    tree.setBackfills({backfill(3), first}); // 2 has gone, 3 is new
    QVERIFY(kept.isValid());
    QCOMPARE(tree.rowCount(), 2);
    QCOMPARE(tree.index(0, 0).data().toString(), u"backfill_3"_s);
    QCOMPARE(tree.index(1, BackfillTree::State).data().toString(), u"Paused"_s);
    tree.putBackfill(backfill(4));
    QCOMPARE(tree.index(0, 0).data().toString(), u"backfill_4"_s);
    QVERIFY(kept.isValid());
}

void TestOperationsModels::backfillsCountTheirDates()
{
    BackfillTree tree;
    QAbstractItemModelTester tester(&tree, Mode::QtTest);
    Backfill made = backfill(1);
    tree.setBackfills({made});
    const QModelIndex bar = tree.index(0, BackfillTree::ProgressBar);
    QCOMPARE(bar.data(BackfillTree::ProgressRole).value<Progress>(), Progress());
    BackfillDate date = made.dates[1];
    date.state = DagState::Running;
    date.total = 5;
    date.succeeded = 2;
    date.failed = 1;
    tree.putDate(date);
    QCOMPARE(bar.data(BackfillTree::ProgressRole).value<Progress>(), (Progress{5, 2, 1}));
    QCOMPARE(bar.data().toString(), u"2 of 5 succeeded, 1 failed, 2 open"_s);
    QCOMPARE(tree.indexOf(date.dag).siblingAtColumn(BackfillTree::State).data().toString(), u"Running"_s);
    date.backfill = BackfillId(99);
    date.dag = DagId(9999);
    tree.putDate(date); // of another list
    QCOMPARE(tree.rowCount(), 1);
}

void TestOperationsModels::backfillsAskForInstancesOnce()
{
    BackfillTree tree;
    Backfill made = backfill(1);
    made.dates[0].total = 1;
    tree.setBackfills({made});
    QSignalSpy wanted(&tree, &BackfillTree::instancesWanted);
    const QModelIndex date = tree.indexOf(made.dates[0].dag);
    QVERIFY(tree.canFetchMore(date));
    tree.fetchMore(date);
    tree.fetchMore(date);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].value<DagId>(), made.dates[0].dag);
    tree.setInstances(made.dates[0].dag, {instanceOf(made.dates[0], 11)});
    QVERIFY(!tree.canFetchMore(date));
    made.dates[0].total = 2; // more were made
    tree.putDate(made.dates[0]);
    QVERIFY(tree.canFetchMore(date));
}

void TestOperationsModels::backfillsAskAgainForWhatIsShown()
{
    BackfillTree tree;
    Backfill made = backfill(1);
    for (BackfillDate &date : made.dates)
        date.total = 1;
    tree.setBackfills({made});
    QSignalSpy wanted(&tree, &BackfillTree::instancesWanted);
    tree.fetchMore(tree.indexOf(made.dates[0].dag));
    tree.fetchMore(tree.indexOf(made.dates[1].dag));
    tree.setInstances(made.dates[0].dag, {instanceOf(made.dates[0], 11)});
    tree.missInstances(made.dates[1].dag);
    QVERIFY(tree.canFetchMore(tree.indexOf(made.dates[1].dag)));
    const QPersistentModelIndex kept(tree.index(0, 0, tree.indexOf(made.dates[0].dag)));
    tree.setBackfills({made}); // after a gap in the feed
    QCOMPARE(wanted.size(), 4);
    QCOMPARE(wanted[2][0].value<DagId>(), made.dates[0].dag);
    QCOMPARE(wanted[3][0].value<DagId>(), made.dates[1].dag);
    tree.setInstances(made.dates[0].dag, {instanceOf(made.dates[0], 11, InstanceState::Success)});
    QVERIFY(kept.isValid());
    QCOMPARE(tree.instanceAt(kept)->state, InstanceState::Success);
}

void TestOperationsModels::backfillsCountUpUntilTheyEnd_data()
{
    QTest::addColumn<BackfillState>("state");
    QTest::addColumn<bool>("ended"); // has a time of its end
    QTest::addColumn<bool>("countsUp");
    QTest::newRow("running") << BackfillState::Running << false << true;
    QTest::newRow("paused") << BackfillState::Paused << false << true;
    QTest::newRow("stopping") << BackfillState::Stopping << false << true;
    QTest::newRow("failed, all its chains are over") << BackfillState::Failed << true << false;
    QTest::newRow("stopped") << BackfillState::Stopped << true << false;
    QTest::newRow("succeeded") << BackfillState::Succeeded << true << false;
}

void TestOperationsModels::backfillsCountUpUntilTheyEnd()
{
    QFETCH(BackfillState, state);
    QFETCH(bool, ended);
    QFETCH(bool, countsUp);
    Backfill made = backfill(1);
    made.state = state;
    made.createdAt = fromMillis(1'000'000);
    made.finishedAt = ended ? fromMillis(1'060'000) : Instant{};
    BackfillTree tree;
    tree.setBackfills({made});
    QCOMPARE(tree.hasRunning(), countsUp);
    const QModelIndex cell = tree.index(0, BackfillTree::Duration);
    tree.setNow(fromMillis(1'100'000));
    const QString before = cell.data().toString();
    tree.setNow(fromMillis(1'200'000));
    QCOMPARE(cell.data().toString() != before, countsUp);
}

void TestOperationsModels::differencesAreFolded()
{
    QStringList left;
    for (int line = 0; line < 20; ++line)
        left.append(QString::number(line));
    QStringList right = left;
    right[10] = u"ten"_s;
    SideBySideTable table;
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.setTexts(left, right, sideBySide(diffLines(left, right)));
    const QStringList folded{u"7 lines are the same|7 lines are the same"_s,
                             u"7|7"_s,
                             u"8|8"_s,
                             u"9|9"_s,
                             u"10|ten"_s,
                             u"11|11"_s,
                             u"12|12"_s,
                             u"13|13"_s,
                             u"6 lines are the same|6 lines are the same"_s};
    QCOMPARE(drawn(table), folded);
    QCOMPARE(table.differences(), 1);
    QCOMPARE(table.index(4, SideBySideTable::LeftNumber).data().toInt(), 11);
    QCOMPARE(table.index(4, SideBySideTable::RightText).data(SideBySideTable::PartEndRole).toInt(), 3);
    table.setFolded(false);
    QCOMPARE(table.rowCount(), 20);
    table.setTexts(left, left, sideBySide(diffLines(left, left)));
    QCOMPARE(table.differences(), 0);
}

void TestOperationsModels::differencesCanBeGoneThrough()
{
    QStringList left;
    for (int line = 0; line < 10; ++line)
        left.append(QString::number(line));
    QStringList right = left;
    right[2] = u"two"_s;
    right[3] = u"three"_s;
    right[8] = u"eight"_s;
    SideBySideTable table;
    table.setFolded(false);
    table.setTexts(left, right, sideBySide(diffLines(left, right)));
    QCOMPARE(table.nextDifference(-1, true), 2);
    QCOMPARE(table.nextDifference(2, true), 8);
    QCOMPARE(table.nextDifference(3, true), 8);
    QCOMPARE(table.nextDifference(8, true), -1);
    QCOMPARE(table.nextDifference(10, false), 8);
    QCOMPARE(table.nextDifference(8, false), 2); // where it begins
    QCOMPARE(table.nextDifference(2, false), -1);
}

void TestOperationsModels::factsThatDifferAreMarked_data()
{
    QTest::addColumn<Edit>("edit"); // of the right side
    QTest::addColumn<QStringList>("marked");
    const auto row = [](const char *name, const QStringList &marked, const Edit &edit) {
        QTest::newRow(name) << edit << marked;
    };
    row("the same", {}, [](ComparedInstance &) {});
    row("a state", {u"State"_s}, [](ComparedInstance &side) { side.instance.state = InstanceState::Success; });
    row("a parameter", {u"Parameter 2"_s}, [](ComparedInstance &side) { side.instance.parameters[1] = u"x"_s; });
    row("a parameter more", {u"Parameter 3"_s}, [](ComparedInstance &side) { side.instance.parameters << u"c"_s; });
    row("a duration", {u"Duration"_s},
        [](ComparedInstance &side) { side.attempt.finishedAt += std::chrono::seconds(9); });
    row("a version", {u"Node version"_s}, [](ComparedInstance &side) { side.attempt.nodeVersion = 7; });
    row("an exit status", {u"End"_s}, [](ComparedInstance &side) { side.attempt.exitCode = 3; });
}

void TestOperationsModels::factsThatDifferAreMarked()
{
    QFETCH(Edit, edit);
    ComparedInstance left;
    left.instance.state = InstanceState::Failure;
    left.instance.parameters = {u"a"_s, u"b"_s};
    left.attempt.number = 1;
    left.attempt.end = AttemptEnd::Exited;
    left.attempt.startedAt = fromMillis(1000);
    left.attempt.finishedAt = fromMillis(2000);
    ComparedInstance right = left;
    edit(right);
    ComparisonTable table;
    QAbstractItemModelTester tester(&table, Mode::QtTest);
    table.setComparison(compareInstances(left, right), QTimeZone::utc(), {});
    QStringList marked;
    for (int row = 0; row < table.rowCount(); ++row) {
        if (table.index(row, 0).data(ComparisonTable::DiffersRole).toBool())
            marked.append(table.index(row, ComparisonTable::Field).data().toString());
    }
    QTEST(marked, "marked");
}

QTEST_GUILESS_MAIN(TestOperationsModels)
#include "tst_operations_models.moc"
