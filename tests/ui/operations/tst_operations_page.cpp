#include "tests/ui/operations/operations_bench.h"
#include "ui/operations/operations_actions.h"
#include "ui/operations/reason_label.h"
#include "ui/shell/shell_actions.h"

#include <QAbstractButton>
#include <QAction>
#include <QFontMetrics>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace slipway;
using namespace Qt::StringLiterals;
using Bench = slipway::test::OperationsBench;

class TestOperationsPage : public QObject
{
    Q_OBJECT

private slots:
    void actionsDoNotClash();
    void everyWidgetHasANameOfItsOwn();
    void greysWhatIsNotAllowedWithTheReason();
    void actsOnAllThatAreChosen();
    void actsByTheKeyboard();
    void offersTheSameInTheMenu();
    void goesToTheBlocker();
    void leavesAReasonWholeThatFits();
    void pausesABackfill();
    void asksForABackfillOfATask();
};

void TestOperationsPage::actionsDoNotClash()
{
    QList<ActionSpec> specs(shellActions().begin(), shellActions().end());
    for (const ActionSpec &spec : instanceActions())
        specs.append(spec);
    QCOMPARE(clashes(specs), QStringList());
}

void TestOperationsPage::everyWidgetHasANameOfItsOwn()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    const QStringList keys{u"cycleInstances"_s, u"oneOffRuns"_s, u"backfillInstances"_s};
    const auto isOurs = [&keys](const QString &name) {
        return std::any_of(keys.begin(), keys.end(), [&name](const QString &key) { return name.startsWith(key); });
    };
    QStringList twice;
    QSet<QString> seen;
    for (const QWidget *widget : bench.page->findChildren<QWidget *>()) {
        const QString name = widget->objectName();
        if (isOurs(name) && seen.contains(name))
            twice.append(name);
        seen.insert(name);
    }
    QCOMPARE(twice, QStringList());
    for (const QString &key : keys) {
        QVERIFY2(bench.find<QWidget>(key + u"Rerun"_s), qPrintable(key));
        QVERIFY2(bench.find<QWidget>(key + u"Tabs"_s), qPrintable(key));
        QVERIFY2(bench.find<QWidget>(key + u"LogSearch"_s), qPrintable(key));
    }
}

void TestOperationsPage::greysWhatIsNotAllowedWithTheReason()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    const auto *rerun = bench.find<QAbstractButton>(u"cycleInstancesRerun"_s);
    const auto *stop = bench.find<QAbstractButton>(u"cycleInstancesStop"_s);
    QVERIFY(!rerun->isEnabled());
    QVERIFY(rerun->toolTip().contains(u"No instance is selected"_s));
    bench.table()->selectRow(0); // runs
    QVERIFY(!rerun->isEnabled());
    QVERIFY2(rerun->toolTip().contains(u"is running"_s), qPrintable(rerun->toolTip()));
    QVERIFY(stop->isEnabled());
    Instance ended = bench.fake.world().instances[0];
    ended.state = InstanceState::Success;
    emit bench.fake.feed().instanceChanged(ended); // while one looks
    QVERIFY(rerun->isEnabled());
    QVERIFY(!stop->isEnabled());
}

void TestOperationsPage::actsOnAllThatAreChosen()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    bench.table()->selectAll();
    const auto *rerun = bench.find<QAbstractButton>(u"cycleInstancesRerun"_s);
    QVERIFY(!rerun->isEnabled()); // one of them runs
    bench.table()->selectionModel()->select(bench.table()->model()->index(0, 0),
                                            QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    QVERIFY2(rerun->isEnabled(), qPrintable(rerun->toolTip()));
    bench.find<QAbstractButton>(u"cycleInstancesRerun"_s)->click();
    QTRY_COMPARE(bench.called(u"rerun 1"_s), 1);
    QCOMPARE(bench.called(u"rerun 2"_s), 1);
    QCOMPARE(bench.called(u"rerun 3"_s), 0);
}

void TestOperationsPage::actsByTheKeyboard()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    QApplication::setActiveWindow(bench.page.get());
    bench.table()->setFocus();
    bench.table()->selectRow(2);
    QTest::keyClick(bench.table(), Qt::Key_R, Qt::ShiftModifier);
    QTRY_COMPARE(bench.called(u"rerun 1"_s), 1);
    bench.table()->selectRow(0);
    QTest::keyClick(bench.table(), Qt::Key_R, Qt::ShiftModifier); // runs: refused, and told
    QCOMPARE(bench.called(u"rerun 3"_s), 0);
    const auto *line = bench.find<QWidget>(u"cycleInstancesActionLine"_s);
    QVERIFY2(line->accessibleName().contains(u"is running"_s), qPrintable(line->accessibleName()));
}

void TestOperationsPage::offersTheSameInTheMenu()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    bench.table()->selectRow(0);
    emit bench.table()->customContextMenuRequested(
        bench.table()->visualRect(bench.table()->model()->index(2, 0)).center()); // of another row
    const auto *menu = bench.find<QMenu>(u"cycleInstancesMenu"_s);
    QVERIFY(menu);
    const auto entry = [menu](const QString &name) { return menu->findChild<QAction *>(name); };
    const QAction *success = entry(u"cycleInstancesMenuSetSuccess"_s);
    QVERIFY2(success->isEnabled(), qPrintable(success->toolTip()));
    QAction *stop = entry(u"cycleInstancesMenuStop"_s);
    QVERIFY(!stop->isEnabled());
    QVERIFY(stop->toolTip().contains(u"only a waiting or running instance can be stopped"_s));
}

void TestOperationsPage::goesToTheBlocker()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    QSignalSpy opened(&bench.context, &ShellContext::openRequested);
    bench.table()->selectRow(1);
    auto *reason = bench.find<ReasonLabel>(u"cycleInstancesReason"_s);
    QCOMPARE(reason->reason(), u"waits for `clean` of 2026-11-22 02:00, which failed"_s);
    QVERIFY2(reason->text().contains(u"<a href=\"0\">"_s), qPrintable(reason->text()));
    emit reason->linkActivated(u"0"_s);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(std::get<InstanceId>(opened[0][0].value<Target>()), InstanceId(1));
}

void TestOperationsPage::leavesAReasonWholeThatFits()
{
    QFont font;
    for (const double size : {8.0, 8.5, 9.0, 9.5, 10.0, 10.5, 11.0, 12.0, 13.0}) {
        font.setPointSizeF(size);
        const QFontMetrics metrics(font);
        for (const QString &text :
             {u"stopped by the user"_s, u"paused by the user"_s, u"clean of 2026-11-22 02:00"_s}) {
            QCOMPARE(fitted(text, metrics, metrics.horizontalAdvance(text)), text);
            QVERIFY(fitted(text, metrics, metrics.horizontalAdvance(text) / 2).endsWith(u'\u2026'));
        }
    }
}

void TestOperationsPage::pausesABackfill()
{
    Bench bench;
    bench.section(2);
    auto *tree = bench.find<QTreeView>(u"backfillsTree"_s);
    QTRY_COMPARE(tree->model()->rowCount(), 1);
    auto *pause = bench.find<QAbstractButton>(u"backfillPause"_s);
    auto *resume = bench.find<QAbstractButton>(u"backfillResume"_s);
    QVERIFY(!pause->isEnabled());
    tree->setCurrentIndex(tree->model()->index(0, 0));
    QVERIFY(pause->isEnabled());
    QVERIFY(!resume->isEnabled());
    pause->click();
    QTRY_VERIFY(resume->isEnabled());
    QCOMPARE(bench.called(u"pauseBackfill 9"_s), 1);
    QVERIFY(!pause->isEnabled());
}

void TestOperationsPage::asksForABackfillOfATask()
{
    Bench bench;
    QVERIFY(bench.page->openTarget(BackfillTarget{bench.fake.world().tasks[0].id}));
    QTRY_VERIFY(bench.find<QWidget>(u"backfillDialog"_s));
    QVERIFY(bench.find<QWidget>(u"backfillDialog"_s)->isVisible());
}

QTEST_MAIN(TestOperationsPage)
#include "tst_operations_page.moc"
