// The Operation Center and its dialogs without a mouse.

#include "tests/ui/focus_walk.h"
#include "tests/ui/operations/operations_bench.h"
#include "ui/operations/compare_dialog.h"
#include "ui/operations/instance_choice_dialog.h"

#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace slipway;
using namespace slipway::test;
using namespace Qt::StringLiterals;

class TestOperationsKeyboard : public QObject
{
    Q_OBJECT

private slots:
    void sections_data();
    void sections();
    void anInstanceOfABackfill();
    void choiceDialogs_data();
    void choiceDialogs();
    void comparison();
};

void TestOperationsKeyboard::sections_data()
{
    QTest::addColumn<int>("section");
    QTest::addColumn<QString>("list");
    QTest::newRow("tasks") << 0 << u"cycleTasksTable"_s;
    QTest::newRow("instances") << 1 << u"cycleInstancesTable"_s;
    QTest::newRow("backfills") << 2 << u"backfillsTree"_s;
    QTest::newRow("one-off runs") << 3 << u"oneOffRunsTable"_s;
}

void TestOperationsKeyboard::sections()
{
    QFETCH(int, section);
    QFETCH(QString, list);
    OperationsBench bench;
    bench.fake.world().instances.last().dagType = section == 3 ? DagType::OneOff : DagType::Daily;
    bench.section(section);
    auto *view = bench.find<QAbstractItemView>(list);
    QVERIFY(view);
    QTRY_VERIFY(view->isVisible());
    view->setCurrentIndex(view->model()->index(0, 0));
    const QStringList faults = keyboardFaults(*bench.page);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(walkByTab(*bench.page).contains(view));
}

void TestOperationsKeyboard::anInstanceOfABackfill()
{
    OperationsBench bench;
    Backfill &backfill = bench.fake.world().backfills.first();
    BackfillDate date;
    date.dag = DagId(90);
    date.backfill = backfill.id;
    date.bizdate = QDate(2026, 11, 21);
    date.total = 1;
    backfill.dates = {date};
    bench.fake.world().instances.first().dag = date.dag;
    bench.section(2);
    auto *tree = bench.find<QTreeView>(u"backfillsTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 1);
    tree->expandAll();
    const auto leaf = [tree] {
        return tree->model()->index(0, 0, tree->model()->index(0, 0, tree->model()->index(0, 0)));
    };
    QTRY_VERIFY(leaf().isValid());
    tree->setCurrentIndex(leaf());
    QVERIFY(bench.find<QWidget>(u"backfillInstancesTabs"_s)->isVisible());
    const QStringList faults = keyboardFaults(*bench.page);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestOperationsKeyboard::choiceDialogs_data()
{
    QTest::addColumn<int>("purpose");
    QTest::addColumn<int>("root"); // in the bench's instances
    QTest::newRow("rerun with downstream") << int(InstanceChoicePresenter::Purpose::RerunDownstream) << 2;
    QTest::newRow("remove dependencies") << int(InstanceChoicePresenter::Purpose::RemoveDependencies) << 1;
}

void TestOperationsKeyboard::choiceDialogs()
{
    QFETCH(int, purpose);
    QFETCH(int, root);
    FakeBackends fake;
    threeInstances(fake.world());
    QWidget window;
    auto *dialog = new InstanceChoiceDialog(fake.backends(), static_cast<InstanceChoicePresenter::Purpose>(purpose),
                                            fake.world().instances.at(root), QTimeZone::utc(), {}, &window);
    dialog->open();
    auto *tree = dialog->findChild<QTreeView *>();
    QTRY_VERIFY(tree->isVisible());
    tree->setCurrentIndex(tree->model()->index(0, 0));
    const QStringList faults = keyboardFaults(*dialog);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestOperationsKeyboard::comparison()
{
    FakeBackends fake;
    threeInstances(fake.world());
    fake.world().scripts = {{InstanceId(1), u"a\nb\n"_s}, {InstanceId(3), u"a\nc\n"_s}};
    fake.world().logs = {{InstanceId(1), "one\n"}, {InstanceId(3), "two\n"}};
    QWidget window;
    auto *dialog = new CompareDialog(fake.backends(), QTimeZone::utc(), &window);
    dialog->open();
    dialog->compare(InstanceId(1), InstanceId(3));
    auto *tabs = dialog->findChild<QTabWidget *>(u"compareTabs"_s);
    QTRY_VERIFY(tabs->isVisible());
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        const char *const views[] = {"compareFacts", "compareScriptTable", "compareLogTable"};
        QTRY_VERIFY(dialog->findChild<QWidget *>(QLatin1StringView(views[tab]))->isVisible());
        const QStringList faults = keyboardFaults(*dialog);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
}

QTEST_MAIN(TestOperationsKeyboard)
#include "tst_operations_keyboard.moc"
