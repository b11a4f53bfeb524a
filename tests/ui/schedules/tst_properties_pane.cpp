#include "tests/support/fake_backends.h"
#include "ui/schedules/properties_pane.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

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
    void keepsAGroupThatIsNotBound();
    void keepsWhatItHasNoChoiceFor();
    void showsTheNextRunsAndValues();
    void movesOnWithTheClock();
    void tellsOfAnInstanceEverySecond();
    void takesTheRootNodeAsParent();
    void namesParentsByTheirNodes();
    void refusesItsOwnOutputAsParent();
    void tellsBadInputAtItsField();
    void showsARefusalAtItsField();
};

void TestPropertiesPane::losesNothingOfADraft()
{
    Bench bench;
    NodeProperties &p = bench.draft.properties;
    p.crossCycle = CrossCycle::Self;
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

void TestPropertiesPane::keepsWhatItHasNoChoiceFor()
{
    Bench bench;
    bench.draft.properties.crossCycle = CrossCycle::Others;
    bench.draft.properties.crossCycleNodes = {NodeId(4)};
    bench.pane.setDraft(bench.draft);
    QSignalSpy edits(&bench.pane, &PropertiesPane::propertiesEdited);
    bench.find<QSpinBox>("nodeAutoReruns")->setValue(1);
    QCOMPARE(edits[0][0].value<NodeProperties>().crossCycle, CrossCycle::Others);
}

void TestPropertiesPane::showsTheNextRunsAndValues()
{
    Bench bench; // 2026-11-22 10:48 in Shanghai
    QVERIFY2(bench.text("nextRuns").contains(u"2026-11-23 02:00"_s), qPrintable(bench.text("nextRuns")));
    QCOMPARE(bench.text("nextRuns").count(u'\n'), 4);
    QVERIFY(!bench.find<QLabel>("parameterValues")->isVisible());
    QTest::keyClicks(bench.find<QLineEdit>("nodeParameters"), u"$bizdate"_s);
    QCOMPARE(bench.text("parameterValues"), u"$1   $bizdate → 20261122"_s);
    QVERIFY(bench.find<QLabel>("parameterValues")->isVisible());
}

void TestPropertiesPane::movesOnWithTheClock()
{
    Bench bench;
    bench.pane.setNow(bench.fake.world().status.now + std::chrono::hours(24));
    QVERIFY(bench.text("nextRuns").startsWith(u"Tue 2026-11-24 02:00"_s));
}

void TestPropertiesPane::tellsOfAnInstanceEverySecond()
{
    Bench bench;
    bench.draft.properties.schedule.recurrence = Recurrence::Cron;
    bench.draft.properties.schedule.cron = u"0/10 * * * * ?"_s;
    bench.pane.setDraft(bench.draft);
    QVERIFY2(bench.text("nextRunsMessage").contains(QLocale().toString(8640)),
             qPrintable(bench.text("nextRunsMessage")));
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
    QTest::keyClicks(cron, u"00 61 2 * * ?"_s);
    QVERIFY2(bench.text("CronExpressMessage").contains(u"61"_s), qPrintable(bench.text("CronExpressMessage")));
    cron->clear();
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

QTEST_MAIN(TestPropertiesPane)
#include "tst_properties_pane.moc"
