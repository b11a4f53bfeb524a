#include "tests/support/fake_backends.h"
#include "tests/ui/focus_walk.h"
#include "ui/schedules/fold_section.h"
#include "ui/schedules/preview_list.h"
#include "ui/schedules/properties_pane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    Bench() : pane(fake.backends())
    {
        emptyWorld(fake.world());
        pane.setWorkspace(fake.world().workspaces.first(), QTimeZone("Asia/Shanghai"));
        pane.setNow(fake.world().status.now);
        draft.id = FileId(500);
        draft.properties.outputs = {u"slipway_demo.500_out"_s};
        draft.properties.inputs = {u"slipway_demo.501_out"_s};
        draft.properties.schedule.time = QTime(2, 0);
        pane.setDraft(draft);
        pane.show();
    }
    template <class Control>
    Control *find(const char *name) const
    {
        return pane.findChild<Control *>(QLatin1String(name));
    }
    QString text(const char *name) const { return find<QLabel>(name)->text(); }
    QString preview(const char *name) const { return find<PreviewList>(name)->text(); }
    void choose(const char *name, int value) const
    {
        auto *box = find<QComboBox>(name);
        box->setCurrentIndex(box->findData(value));
    }

    FakeBackends fake;
    PropertiesPane pane;
    NodeDraft draft;
};

} // namespace

class TestPropertiesPane : public QObject
{
    Q_OBJECT

private slots:
    void losesNothingOfADraft();
    void takesTheShownIntervalForOneThatIsTooShort();
    void keepsAGroupThatIsNotBound();
    void choosesNodesOfThePreviousCycle();
    void showsTheNextRunsAndValues();
    void showsValuesOfAChosenDataTimestamp();
    void movesOnWithTheClock();
    void showsWhatClockChangesDo();
    void tellsOfAnInstanceEverySecond();
    void takesTheRootNodeAsParent();
    void namesParentsByTheirNodes();
    void refusesItsOwnOutputAsParent();
    void tellsBadInputAtItsField();
    void tellsEveryFaultAtItsField();
    void refusesWhatCanNeverFire();
    void showsARefusalAtItsField();
    void unfoldsForARefusal();
    void isAtHandWithoutAMouse_data();
    void isAtHandWithoutAMouse();
    void namesEveryControl();
    void goesByTabFromTopToBottom();
};

void TestPropertiesPane::losesNothingOfADraft()
{
    Bench bench;
    NodeProperties &p = bench.draft.properties;
    p.crossCycle = CrossCycle::Self;
    p.ignoreParentDryRun = true;
    p.parameters = u"prod $bizdate"_s;
    p.rerun = RerunPolicy::FailureAllowed;
    p.autoRerunTimes = 3;
    p.autoRerunInterval = Millis(90'000); // not a whole minute
    p.timeout = Seconds(90);
    p.priority = 8;
    bench.pane.setDraft(bench.draft);
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QComboBox>("nodePriority")->setCurrentIndex(0);
    QCOMPARE(edits.size(), 1);
    NodeProperties expected = p;
    expected.priority = 1;
    QVERIFY(edits[0][0].value<NodeProperties>() == expected);
}

// A draft from before the rule that an interval takes a minute can be saved again.
void TestPropertiesPane::takesTheShownIntervalForOneThatIsTooShort()
{
    Bench bench;
    NodeProperties &p = bench.draft.properties;
    p.autoRerunTimes = 3;
    p.autoRerunInterval = Millis(1500);
    bench.pane.setDraft(bench.draft);
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QComboBox>("nodePriority")->setCurrentIndex(1);
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits[0][0].value<NodeProperties>().autoRerunInterval, Millis(60'000));
}

void TestPropertiesPane::keepsAGroupThatIsNotBound()
{
    Bench bench;
    bench.draft.properties.resourceGroup = u"group_9"_s;
    bench.pane.setDraft(bench.draft);
    ResourceGroup bound;
    bound.identifier = u"group_1"_s;
    bound.name = u"excl_1"_s;
    bench.pane.setGroups({bound});
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QSpinBox>("nodeAutoReruns")->setValue(1);
    QCOMPARE(edits[0][0].value<NodeProperties>().resourceGroup, u"group_9"_s);
    auto *box = bench.find<QComboBox>("nodeResourceGroup");
    QVERIFY(box->currentText().contains(u"not bound"_s));
    box->setCurrentIndex(box->findData(u"group_1"_s));
    QCOMPARE(edits[1][0].value<NodeProperties>().resourceGroup, u"group_1"_s);
}

void TestPropertiesPane::choosesNodesOfThePreviousCycle()
{
    Bench bench;
    bench.draft.properties.crossCycle = CrossCycle::Others;
    bench.draft.properties.crossCycleNodes = {NodeId(4)};
    bench.pane.setDraft(bench.draft);
    Node train;
    train.id = NodeId(9);
    train.workflowName = u"churn"_s;
    train.current.name = u"Train"_s;
    bench.pane.setCommittedNodes({train});
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    auto *search = bench.find<QLineEdit>("crossCycleNodesSearch");
    QTest::keyClicks(search, u"Trains"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(edits.size(), 0);
    QVERIFY2(bench.text("DependentNodeIdListMessage").contains(u"\"Trains\""_s),
             qPrintable(bench.text("DependentNodeIdListMessage")));
    search->setText(u"Train"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits[0][0].value<NodeProperties>().crossCycleNodes, (QList{NodeId(4), NodeId(9)}));
    bench.find<QCheckBox>("crossCycleItself")->click();
    QCOMPARE(edits[1][0].value<NodeProperties>().crossCycle, CrossCycle::SelfAndOthers);
    bench.choose("crossCycle", 1);
    QCOMPARE(edits[2][0].value<NodeProperties>().crossCycle, CrossCycle::SelfAndChildren);
    QVERIFY(!search->isVisible());
    bench.find<QCheckBox>("ignoreParentDryRun")->click();
    QVERIFY(edits[3][0].value<NodeProperties>().ignoreParentDryRun);
}

void TestPropertiesPane::showsTheNextRunsAndValues()
{
    Bench bench; // 2026-11-22 10:48 in Shanghai
    QVERIFY2(bench.preview("nextRuns").startsWith(u"Mon 2026-11-23 02:00 in 15 h 12 min"_s),
             qPrintable(bench.preview("nextRuns")));
    QCOMPARE(bench.preview("nextRuns").count(u'\n'), 4);
    QVERIFY(!bench.find<PreviewList>("parameterValues")->isVisible());
    QTest::keyClicks(bench.find<QLineEdit>("nodeParameters"), u"$bizdate"_s);
    QCOMPARE(bench.preview("parameterValues"), u"$1 20261122 $bizdate"_s);
    QVERIFY(bench.find<PreviewList>("parameterValues")->isVisible());
}

void TestPropertiesPane::showsValuesOfAChosenDataTimestamp()
{
    Bench bench;
    bench.draft.properties.parameters = u"$[yyyymmddhh24mi]"_s;
    bench.draft.properties.schedule.recurrence = Recurrence::Hour;
    bench.draft.properties.schedule.hours = {2, 8};
    bench.pane.setDraft(bench.draft);
    QCOMPARE(bench.preview("parameterValues"), u"$1 202611230200 $[yyyymmddhh24mi]"_s);
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QDateEdit>("parameterBizdate")->setDate(QDate(2026, 2, 28));
    QCOMPARE(bench.preview("parameterValues"), u"$1 202603010200 $[yyyymmddhh24mi]"_s);
    bench.find<QComboBox>("parameterRun")->setCurrentIndex(1);
    QCOMPARE(bench.preview("parameterValues"), u"$1 202603010800 $[yyyymmddhh24mi]"_s);
    bench.pane.setNow(bench.fake.world().status.now + std::chrono::hours(24)); // the choice stays as time goes on
    QCOMPARE(bench.preview("parameterValues"), u"$1 202603010800 $[yyyymmddhh24mi]"_s);
    bench.find<QToolButton>("parameterNextRun")->click();
    QCOMPARE(bench.preview("parameterValues"), u"$1 202611240200 $[yyyymmddhh24mi]"_s);
    QCOMPARE(edits.size(), 0); // looking changes nothing
}

void TestPropertiesPane::movesOnWithTheClock()
{
    Bench bench;
    bench.pane.setNow(bench.fake.world().status.now + std::chrono::hours(24));
    QVERIFY(bench.preview("nextRuns").startsWith(u"Tue 2026-11-24 02:00"_s));
}

void TestPropertiesPane::showsWhatClockChangesDo()
{
    Bench bench;
    bench.draft.properties.schedule.time = QTime(2, 30);
    bench.pane.setDraft(bench.draft);
    bench.pane.setWorkspace(bench.fake.world().workspaces.first(), QTimeZone("Europe/Berlin"));
    const QString shown = bench.preview("nextRuns");
    QVERIFY2(shown.contains(u"Sun 2027-03-28 03:00 02:30 is skipped"_s), qPrintable(shown));
    QVERIFY2(shown.contains(u"Sun 2027-10-31 02:30 comes twice, runs once"_s), qPrintable(shown));
}

void TestPropertiesPane::tellsOfAnInstanceEverySecond()
{
    Bench bench;
    bench.draft.properties.schedule.recurrence = Recurrence::Cron;
    bench.draft.properties.schedule.cron = u"0/10 * * * * ?"_s;
    bench.pane.setDraft(bench.draft);
    QVERIFY2(bench.text("nextRunsMessage").contains(QLocale().toString(8640)),
             qPrintable(bench.text("nextRunsMessage")));
    QVERIFY(bench.text("nextRunsMessage").contains(u"asks"_s));
}

void TestPropertiesPane::takesTheRootNodeAsParent()
{
    Bench bench;
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QPushButton>("useRootNode")->click();
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits[0][0].value<NodeProperties>().inputs,
             (QStringList{u"slipway_demo.501_out"_s, u"slipway_demo_root"_s}));
    bench.find<QPushButton>("useRootNode")->click();
    QCOMPARE(edits.size(), 1);
    QVERIFY(bench.text("InputListMessage").contains(u"already"_s));
}

void TestPropertiesPane::namesParentsByTheirNodes()
{
    Bench bench;
    Node train;
    train.current.name = u"Train"_s;
    train.current.properties.outputs = {u"slipway_demo.501_out"_s};
    bench.pane.setCommittedNodes({train});
    const QString shown = bench.find<QListWidget>("parentList")->item(0)->text();
    QVERIFY2(shown.contains(u"Train"_s) && shown.contains(u"slipway_demo.501_out"_s), qPrintable(shown));
}

void TestPropertiesPane::refusesItsOwnOutputAsParent()
{
    Bench bench;
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    auto *input = bench.find<QLineEdit>("parentSearch");
    QTest::keyClicks(input, u"slipway_demo.500_out"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QCOMPARE(edits.size(), 0);
    QVERIFY(bench.text("InputListMessage").contains(u"its own parent"_s));
    QCOMPARE(input->text(), u"slipway_demo.500_out"_s); // nothing typed is lost
}

void TestPropertiesPane::tellsBadInputAtItsField()
{
    Bench bench;
    auto *recurrence = bench.find<QComboBox>("scheduleRecurrence");
    recurrence->setCurrentIndex(recurrence->findData(static_cast<int>(Recurrence::Cron)));
    auto *cron = bench.find<QLineEdit>("scheduleCron");
    cron->selectAll();
    QTest::keyClicks(cron, u"00 61 2 * * ?"_s);
    QVERIFY2(bench.text("CronExpressMessage").contains(u"61"_s), qPrintable(bench.text("CronExpressMessage")));
    cron->selectAll();
    QTest::keyClicks(cron, u"00 01 2 * * ?"_s);
    QVERIFY(!bench.text("CronExpressMessage").contains(u"61"_s));
}

void TestPropertiesPane::showsARefusalAtItsField()
{
    Bench bench;
    QVERIFY(bench.pane.hasField(u"InputList"_s));
    QVERIFY(bench.pane.hasField(u"Timeout"_s));
    QVERIFY(bench.pane.hasField(u"MonthDays"_s));
    QVERIFY(!bench.pane.hasField(u"Content"_s));
    bench.pane.showError(Error::invalid(u"InputList"_s, u"It has no parent; choose one."_s));
    QCOMPARE(bench.text("InputListMessage"), u"It has no parent; choose one."_s);
}

void TestPropertiesPane::tellsEveryFaultAtItsField()
{
    Bench bench;
    bench.draft.properties.parameters = u"$bizdat"_s;
    bench.draft.properties.autoRerunTimes = 3;
    bench.draft.properties.rerun = RerunPolicy::AllDenied;
    bench.pane.setDraft(bench.draft);
    QVERIFY(bench.text("ParaValueMessage").contains(u"$bizdat"_s));
    QVERIFY(bench.text("AutoRerunTimesMessage").contains(u"denies"_s));
    QStringList headlines;
    for (const auto *section : bench.pane.findChildren<FoldSection *>())
        headlines << section->headline();
    QCOMPARE(headlines.filter(u"to put right"_s).size(), 2);
}

void TestPropertiesPane::refusesWhatCanNeverFire()
{
    Bench bench;
    bench.draft.properties.schedule.recurrence = Recurrence::Year;
    bench.draft.properties.schedule.months = {2};
    bench.draft.properties.schedule.monthDays = {30};
    bench.pane.setDraft(bench.draft);
    const QString said = bench.text("MonthDaysMessage");
    QVERIFY2(said.contains(u"never fire"_s) && said.contains(u"30"_s), qPrintable(said));
}

void TestPropertiesPane::unfoldsForARefusal()
{
    Bench bench;
    QList<FoldSection *> sections = bench.pane.findChildren<FoldSection *>();
    for (FoldSection *section : sections)
        section->setFolded(true);
    QVERIFY(!bench.find<QSpinBox>("nodeTimeout")->isVisible());
    bench.pane.showError(Error::invalid(u"Timeout"_s, u"too short"_s));
    QVERIFY(bench.find<QSpinBox>("nodeTimeout")->isVisible());
    QVERIFY(!bench.find<QLineEdit>("nodeParameters")->isVisible());
}

// With every field that there can be, at once or one kind of recurrence after another.
void TestPropertiesPane::isAtHandWithoutAMouse()
{
    QFETCH(Recurrence, recurrence);
    Bench bench;
    NodeProperties &p = bench.draft.properties;
    p.schedule.recurrence = recurrence;
    p.schedule.cron = u"00 00 02 * * ?"_s;
    p.schedule.weekDays = {1};
    p.schedule.monthDays = {1};
    p.schedule.months = {1};
    p.schedule.effectiveFrom = QDate(2026, 1, 1);
    p.crossCycle = CrossCycle::Others;
    p.parameters = u"$bizdate"_s;
    p.autoRerunTimes = 1;
    bench.pane.setDraft(bench.draft);
    bench.pane.resize(400, 3000);
    bench.find<QDateEdit>("parameterBizdate")->setDate(QDate(2026, 3, 1));
    QTRY_VERIFY(bench.find<QSpinBox>("nodeRerunInterval")->isVisible());
    const QStringList faults = slipway::test::keyboardFaults(bench.pane);
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    QVERIFY(slipway::test::walkByTab(bench.pane).size() > 25);
}

void TestPropertiesPane::isAtHandWithoutAMouse_data()
{
    QTest::addColumn<Recurrence>("recurrence");
    QTest::newRow("minute") << Recurrence::Minute;
    QTest::newRow("hour") << Recurrence::Hour;
    QTest::newRow("day") << Recurrence::Day;
    QTest::newRow("week") << Recurrence::Week;
    QTest::newRow("month") << Recurrence::Month;
    QTest::newRow("year") << Recurrence::Year;
    QTest::newRow("cron") << Recurrence::Cron;
}

void TestPropertiesPane::namesEveryControl()
{
    Bench bench;
    for (QWidget *control : bench.pane.findChildren<QWidget *>()) {
        const bool input = qobject_cast<QComboBox *>(control) || qobject_cast<QAbstractSpinBox *>(control) ||
                           qobject_cast<QAbstractButton *>(control) || qobject_cast<PreviewList *>(control);
        if (!input)
            continue;
        QVERIFY2(!control->objectName().isEmpty(), control->metaObject()->className());
        const auto *button = qobject_cast<QPushButton *>(control); // its text names it
        QVERIFY2(button || !control->accessibleName().isEmpty(), qPrintable(control->objectName()));
    }
}

void TestPropertiesPane::goesByTabFromTopToBottom()
{
    Bench bench;
    bench.draft.properties.schedule.recurrence = Recurrence::Week;
    bench.draft.properties.schedule.weekDays = {1};
    bench.draft.properties.crossCycle = CrossCycle::Others;
    bench.draft.properties.parameters = u"$bizdate"_s;
    bench.draft.properties.autoRerunTimes = 1;
    bench.pane.setDraft(bench.draft);
    bench.pane.resize(400, 3000);
    QTRY_VERIFY(bench.find<QSpinBox>("nodeRerunInterval")->isVisible());
    QWidget *first = bench.find<QWidget>("sectionGeneral");
    int last = 0;
    int seen = 0;
    for (QWidget *control = first; control && control->objectName() != u"nodeRerunInterval"_s;
         control = control->nextInFocusChain()) {
        if (!control->isVisible() || (control->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const int y = control->mapTo(&bench.pane, QPoint()).y();
        QVERIFY2(y >= last - 16, qPrintable(control->objectName()));
        last = y;
        ++seen;
    }
    QVERIFY2(seen > 30, qPrintable(QString::number(seen)));
}

QTEST_MAIN(TestPropertiesPane)
#include "tst_properties_pane.moc"
