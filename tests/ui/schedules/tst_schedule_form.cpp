#include "ui/schedules/schedule_form.h"
#include "widgets/kit/form.h"
#include "widgets/kit/slipway_style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimeEdit>
#include <QWheelEvent>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestScheduleForm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new SlipwayStyle); }
    void givesBackWhatItWasGiven_data();
    void givesBackWhatItWasGiven();
    void saysNothingWhileItIsFilled();
    void showsTheFieldsOfTheRecurrence_data();
    void showsTheFieldsOfTheRecurrence();
    void goesOnFromTheExpression();
    void limitsTheDates();
    void choosesTheModeByArrowKeys();
    void takesChosenHours();
    void keepsOneHourDown();
    void ignoresTheWheelWithoutTheFocus();
    void namesEveryControl();
};

void TestScheduleForm::givesBackWhatItWasGiven_data()
{
    QTest::addColumn<Schedule>("schedule");
    const auto row = [](const char *name, auto set) {
        Schedule schedule;
        set(schedule);
        QTest::newRow(name) << schedule;
    };
    row("default", [](Schedule &) {});
    row("minute", [](Schedule &s) {
        s.recurrence = Recurrence::Minute;
        s.interval = 59;
        s.windowStart = QTime(8, 5);
        s.windowEnd = QTime(17, 55);
    });
    row("hour by interval", [](Schedule &s) {
        s.recurrence = Recurrence::Hour;
        s.interval = 23;
        s.windowStart = QTime(0, 30);
    });
    row("hour by list", [](Schedule &s) {
        s.recurrence = Recurrence::Hour;
        s.hours = {0, 7, 23};
        s.windowStart = QTime(0, 42);
    });
    row("day", [](Schedule &s) { s.time = QTime(23, 59); });
    row("week", [](Schedule &s) {
        s.recurrence = Recurrence::Week;
        s.weekDays = {1, 7};
    });
    row("month", [](Schedule &s) {
        s.recurrence = Recurrence::Month;
        s.monthDays = {1, 31, Schedule::lastDayOfMonth};
    });
    row("year", [](Schedule &s) {
        s.recurrence = Recurrence::Year;
        s.months = {2, 12};
        s.monthDays = {29};
    });
    row("cron", [](Schedule &s) {
        s.recurrence = Recurrence::Cron;
        s.cron = u"00 00/10 8-18 ? * MON-FRI"_s;
    });
    row("policies", [](Schedule &s) {
        s.mode = ScheduleMode::Frozen;
        s.generation = InstanceGeneration::Immediately;
        s.catchUp = CatchUp::RunLatest;
        s.maxLatenessMinutes = 90;
        s.effectiveFrom = QDate(2026, 11, 22);
        s.effectiveUntil = QDate(2027, 1, 1);
    });
}

void TestScheduleForm::givesBackWhatItWasGiven()
{
    QFETCH(Schedule, schedule);
    ScheduleForm form;
    form.setSchedule(schedule);
    QVERIFY(form.schedule() == schedule);
    Schedule other;
    other.recurrence = Recurrence::Hour;
    other.hours = {5};
    form.setSchedule(other); // nothing of one schedule stays behind in the next
    form.setSchedule(schedule);
    QVERIFY(form.schedule() == schedule);
}

void TestScheduleForm::saysNothingWhileItIsFilled()
{
    ScheduleForm form;
    QSignalSpy edits(&form, &ScheduleForm::edited);
    Schedule schedule;
    schedule.recurrence = Recurrence::Year;
    schedule.interval = 40;
    form.setSchedule(schedule);
    QCOMPARE(edits.size(), 0);
    form.findChild<QTimeEdit *>(u"scheduleTime"_s)->setTime(QTime(3, 4));
    QCOMPARE(edits.size(), 1);
    QCOMPARE(form.schedule().time, QTime(3, 4));
}

void TestScheduleForm::showsTheFieldsOfTheRecurrence_data()
{
    QTest::addColumn<Recurrence>("recurrence");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("minute") << Recurrence::Minute
                            << QStringList{u"scheduleInterval"_s, u"scheduleWindowStart"_s, u"scheduleWindowEnd"_s,
                                           u"scheduleCron"_s};
    QTest::newRow("hour") << Recurrence::Hour
                          << QStringList{u"scheduleHourMode"_s, u"scheduleInterval"_s, u"scheduleWindowStart"_s,
                                         u"scheduleWindowEnd"_s, u"scheduleCron"_s};
    QTest::newRow("day") << Recurrence::Day << QStringList{u"scheduleTime"_s, u"scheduleCron"_s};
    QTest::newRow("week") << Recurrence::Week << QStringList{u"scheduleTime"_s, u"scheduleWeekDay"_s};
    QTest::newRow("month") << Recurrence::Month << QStringList{u"scheduleTime"_s, u"scheduleMonthDay"_s};
    QTest::newRow("year") << Recurrence::Year
                          << QStringList{u"scheduleTime"_s, u"scheduleMonthDay"_s, u"scheduleMonth"_s};
    QTest::newRow("cron") << Recurrence::Cron << QStringList{u"scheduleCron"_s};
}

void TestScheduleForm::showsTheFieldsOfTheRecurrence()
{
    QFETCH(Recurrence, recurrence);
    QFETCH(QStringList, shown);
    ScheduleForm form;
    form.show();
    auto *box = form.findChild<QComboBox *>(u"scheduleRecurrence"_s);
    box->setCurrentIndex(box->findData(static_cast<int>(recurrence)));
    for (const QString &name : {u"scheduleTime"_s, u"scheduleInterval"_s, u"scheduleWindowStart"_s,
                                u"scheduleWindowEnd"_s, u"scheduleHourMode"_s, u"scheduleHour"_s, u"scheduleMinute"_s,
                                u"scheduleWeekDay"_s, u"scheduleMonthDay"_s, u"scheduleMonth"_s, u"scheduleCron"_s}) {
        auto *control = form.findChild<QWidget *>(name);
        QVERIFY2(control, qPrintable(name));
        QVERIFY2(control->isVisible() == shown.contains(name), qPrintable(name));
    }
}

// The expression that DataWorks shows is there to read, and to go on from.
void TestScheduleForm::goesOnFromTheExpression()
{
    ScheduleForm form;
    Schedule schedule;
    schedule.recurrence = Recurrence::Week;
    schedule.weekDays = {2, 5};
    schedule.time = QTime(0, 5);
    form.setSchedule(schedule);
    auto *cron = form.findChild<QLineEdit *>(u"scheduleCron"_s);
    QCOMPARE(cron->text(), u"00 05 00 * * 2,5"_s);
    QVERIFY(cron->isReadOnly());
    QSignalSpy edits(&form, &ScheduleForm::edited);
    form.findChild<QAbstractButton *>(u"scheduleEditAsCron"_s)->click();
    QCOMPARE(edits.size(), 1);
    QCOMPARE(form.schedule().recurrence, Recurrence::Cron);
    QCOMPARE(form.schedule().cron, u"00 05 00 * * 2,5"_s);
    QVERIFY(!cron->isReadOnly());
    QVERIFY2(form.form()->hasField(u"CronExpress"_s), "the field of a refusal");
    QCOMPARE(form.findChild<QLabel *>(u"CronExpressMessage"_s)->text(),
             u"At 00:05, on Tuesday and Friday. A dry run on other days."_s);
}

void TestScheduleForm::limitsTheDates()
{
    ScheduleForm form;
    form.setSchedule(Schedule());
    form.preview(QTimeZone("Asia/Shanghai"),
                 fromDateTime(QDateTime(QDate(2026, 11, 22), QTime(10, 0), QTimeZone("Asia/Shanghai"))));
    auto *limited = form.findChild<QAbstractButton *>(u"scheduleLimited"_s);
    QVERIFY(!limited->isChecked());
    limited->click();
    QCOMPARE(form.schedule().effectiveFrom, QDate(2026, 11, 22));
    QCOMPARE(form.schedule().effectiveUntil, QDate(2027, 11, 22));
    limited->click();
    QVERIFY(form.schedule() == Schedule());
}

void TestScheduleForm::choosesTheModeByArrowKeys()
{
    ScheduleForm form;
    form.show();
    form.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&form));
    auto *normal = form.findChild<QAbstractButton *>(u"scheduleMode0"_s);
    normal->setFocus();
    QTest::keyClick(normal, Qt::Key_Right);
    QCOMPARE(form.schedule().mode, ScheduleMode::DryRun);
}

void TestScheduleForm::takesChosenHours()
{
    ScheduleForm form;
    Schedule schedule;
    schedule.recurrence = Recurrence::Hour;
    schedule.windowStart = QTime(6, 15);
    form.setSchedule(schedule);
    form.findChild<QComboBox *>(u"scheduleHourMode"_s)->setCurrentIndex(1);
    QCOMPARE(form.schedule().hours, QList<int>{6}); // where the window began
    form.findChild<QAbstractButton *>(u"scheduleHour20"_s)->click();
    QCOMPARE(form.schedule().hours, (QList<int>{6, 20}));
    QCOMPARE(form.schedule().windowStart.minute(), 15);
    form.findChild<QSpinBox *>(u"scheduleMinute"_s)->setValue(45);
    QCOMPARE(form.schedule().windowStart.minute(), 45);
    form.findChild<QComboBox *>(u"scheduleHourMode"_s)->setCurrentIndex(0);
    QVERIFY(form.schedule().hours.isEmpty());
}

void TestScheduleForm::keepsOneHourDown()
{
    ScheduleForm form;
    Schedule schedule;
    schedule.recurrence = Recurrence::Hour;
    schedule.hours = {9};
    form.setSchedule(schedule);
    form.findChild<QAbstractButton *>(u"scheduleHour9"_s)->click();
    QCOMPARE(form.schedule().hours, QList<int>{9});
}

void TestScheduleForm::ignoresTheWheelWithoutTheFocus()
{
    ScheduleForm form;
    form.show();
    auto *box = form.findChild<QComboBox *>(u"scheduleRecurrence"_s);
    const int before = box->currentIndex();
    const QPointF middle(box->rect().center());
    QWheelEvent wheel(middle, box->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(box, &wheel);
    QCOMPARE(box->currentIndex(), before);
    QVERIFY(!wheel.isAccepted()); // what is around it scrolls
}

void TestScheduleForm::namesEveryControl()
{
    ScheduleForm form;
    for (QWidget *control : form.findChildren<QWidget *>()) {
        const bool input = qobject_cast<QComboBox *>(control) || qobject_cast<QAbstractSpinBox *>(control) ||
                           qobject_cast<QAbstractButton *>(control);
        if (!input)
            continue;
        QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
        QVERIFY(!control->objectName().isEmpty());
    }
}

QTEST_MAIN(TestScheduleForm)
#include "tst_schedule_form.moc"
