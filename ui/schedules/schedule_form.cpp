#include "ui/schedules/schedule_form.h"

#include "ui/schedules/day_picker.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace slipway {

namespace {
template <class Control>
Control *named(Control *control, const char *objectName)
{
    control->setObjectName(QLatin1String(objectName));
    return control;
}

QTimeEdit *timeEdit(const char *objectName, QWidget *parent)
{
    auto *edit = named(new QTimeEdit(parent), objectName);
    edit->setDisplayFormat(QStringLiteral("HH:mm"));
    return edit;
}

QDateEdit *dateEdit(const char *objectName, QWidget *parent)
{
    auto *edit = named(new QDateEdit(parent), objectName);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setMinimumDate(QDate(1970, 1, 1));
    edit->setMaximumDate(QDate(9999, 12, 31));
    return edit;
}

void select(QComboBox *box, int value)
{
    box->setCurrentIndex(std::max(0, box->findData(value)));
}
} // namespace

ScheduleForm::ScheduleForm(QWidget *parent)
    : QWidget(parent),
      m_form(new Form(this)),
      m_nextRuns(named(textLabel({}, TextSize::Body, this, false, true), "nextRuns")),
      m_recurrence(named(new QComboBox(this), "scheduleRecurrence")),
      m_time(timeEdit("scheduleTime", this)),
      m_windowStart(timeEdit("scheduleWindowStart", this)),
      m_windowEnd(timeEdit("scheduleWindowEnd", this)),
      m_hourMode(named(new QComboBox(this), "scheduleHourMode")),
      m_hours(new DayPicker(DayPicker::hours(), 8, QStringLiteral("scheduleHour"), this)),
      m_minute(named(new QSpinBox(this), "scheduleMinute")),
      m_interval(named(new QSpinBox(this), "scheduleInterval")),
      m_weekDays(new DayPicker(DayPicker::weekDays(), 7, QStringLiteral("scheduleWeekDay"), this)),
      m_monthDays(new DayPicker(DayPicker::monthDays(), 8, QStringLiteral("scheduleMonthDay"), this)),
      m_months(new DayPicker(DayPicker::months(), 6, QStringLiteral("scheduleMonth"), this)),
      m_cron(named(new QLineEdit(this), "scheduleCron")),
      m_mode(named(new QComboBox(this), "scheduleMode")),
      m_generation(named(new QComboBox(this), "scheduleGeneration")),
      m_from(dateEdit("scheduleFrom", this)),
      m_until(dateEdit("scheduleUntil", this)),
      m_catchUp(named(new QComboBox(this), "scheduleCatchUp")),
      m_lateness(named(new QSpinBox(this), "scheduleLateness"))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    addRecurrenceFields();
    addPolicyFields();
    connectFields();
    updateVisibility();
}

void ScheduleForm::connectFields()
{
    for (QComboBox *box : {m_recurrence, m_hourMode, m_mode, m_generation, m_catchUp})
        connect(box, &QComboBox::currentIndexChanged, this, &ScheduleForm::change);
    for (QTimeEdit *edit : {m_time, m_windowStart, m_windowEnd})
        connect(edit, &QTimeEdit::timeChanged, this, &ScheduleForm::change);
    for (QDateEdit *edit : {m_from, m_until})
        connect(edit, &QDateEdit::dateChanged, this, &ScheduleForm::change);
    for (QSpinBox *box : {m_interval, m_minute, m_lateness})
        connect(box, &QSpinBox::valueChanged, this, &ScheduleForm::change);
    for (DayPicker *picker : {m_hours, m_weekDays, m_monthDays, m_months})
        connect(picker, &DayPicker::edited, this, &ScheduleForm::change);
    connect(m_cron, &QLineEdit::textEdited, this, &ScheduleForm::change);
}

void ScheduleForm::addRecurrenceFields()
{
    const auto add = [this](Recurrence value, const QString &text) {
        m_recurrence->addItem(text, static_cast<int>(value));
    };
    add(Recurrence::Minute, tr("Minute"));
    add(Recurrence::Hour, tr("Hour"));
    add(Recurrence::Day, tr("Day"));
    add(Recurrence::Week, tr("Week"));
    add(Recurrence::Month, tr("Month"));
    add(Recurrence::Year, tr("Year"));
    add(Recurrence::Cron, tr("Cron expression"));
    m_cron->setPlaceholderText(QStringLiteral("00 00/10 8-18 ? * MON-FRI"));
    m_form->addField(QStringLiteral("CycleType"), tr("Instance Recurrence"), m_recurrence);
    m_form->addField(QStringLiteral("Months"), tr("Months"), m_months);
    m_form->addField(QStringLiteral("MonthDays"), tr("Days of the month"), m_monthDays);
    m_form->addField(QStringLiteral("WeekDays"), tr("Days of the week"), m_weekDays);
    m_form->addField(QStringLiteral("Time"), tr("Scheduled time"), m_time);
    addHourFields();
    m_form->addField(QStringLiteral("Interval"), tr("Every"), m_interval);
    m_form->addField(QStringLiteral("StartTime"), tr("From"), m_windowStart);
    m_form->addField(QStringLiteral("EndTime"), tr("To"), m_windowEnd);
    m_form->addField(QStringLiteral("CronExpress"), tr("Cron expression"), m_cron,
                     tr("Six or seven fields: second minute hour day month weekday [year]; weekday 1 is Monday."));
    m_nextRuns->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_form->addField(QStringLiteral("nextRuns"), tr("Next runs"), m_nextRuns);
}

void ScheduleForm::setNextRuns(const QString &text, const QString &hint)
{
    m_nextRuns->setText(text);
    m_form->setHint(QStringLiteral("nextRuns"), hint);
}

void ScheduleForm::addHourFields()
{
    m_hourMode->addItem(tr("Every few hours in a window"), false);
    m_hourMode->addItem(tr("At chosen hours"), true);
    m_minute->setRange(0, 59);
    m_minute->setPrefix(QStringLiteral(":"));
    m_form->addField(QStringLiteral("HourMode"), tr("Hours"), m_hourMode);
    m_form->addField(QStringLiteral("Hours"), tr("Chosen hours"), m_hours);
    m_form->addField(QStringLiteral("Minute"), tr("Minute of the hour"), m_minute);
}

void ScheduleForm::addPolicyFields()
{
    m_mode->addItem(tr("Normal"), static_cast<int>(ScheduleMode::Normal));
    m_mode->addItem(tr("Dry run"), static_cast<int>(ScheduleMode::DryRun));
    m_mode->addItem(tr("Frozen"), static_cast<int>(ScheduleMode::Frozen));
    m_generation->addItem(tr("Next day"), static_cast<int>(InstanceGeneration::NextDay));
    m_generation->addItem(tr("Immediately after commit"), static_cast<int>(InstanceGeneration::Immediately));
    m_catchUp->addItem(tr("Run all of them"), static_cast<int>(CatchUp::RunAll));
    m_catchUp->addItem(tr("Run the latest only"), static_cast<int>(CatchUp::RunLatest));
    m_catchUp->addItem(tr("Skip them"), static_cast<int>(CatchUp::Skip));
    m_lateness->setRange(0, 7 * 24 * 60);
    m_lateness->setSuffix(tr(" min"));
    m_lateness->setSpecialValueText(tr("no limit"));
    m_form->addField(QStringLiteral("SchedulerType"), tr("Scheduling mode"), m_mode);
    m_form->addField(QStringLiteral("ApplyScheduleImmediately"), tr("Instance generation"), m_generation);
    m_form->addField(QStringLiteral("StartEffectDate"), tr("Effective from"), m_from);
    m_form->addField(QStringLiteral("EndEffectDate"), tr("Effective until"), m_until);
    m_form->addField(QStringLiteral("catchUp"), tr("Runs missed while the engine was off"), m_catchUp);
    m_form->addField(QStringLiteral("MaxLateness"), tr("Greatest lateness"), m_lateness);
}

Recurrence ScheduleForm::recurrence() const
{
    return static_cast<Recurrence>(m_recurrence->currentData().toInt());
}

bool ScheduleForm::listsHours() const
{
    return m_hourMode->currentData().toBool();
}

// A list without hours would mean a window in place of a list, so the last one stays down.
void ScheduleForm::keepOneHour()
{
    if (!listsHours() || !m_hours->selected().isEmpty())
        return;
    const QList<int> before = m_schedule.hours;
    m_hours->setSelected(before.isEmpty() ? QList<int>{m_windowStart->time().hour()} : before);
}

void ScheduleForm::updateVisibility()
{
    const Recurrence kind = recurrence();
    const bool window = kind == Recurrence::Minute || kind == Recurrence::Hour;
    const bool hourList = kind == Recurrence::Hour && listsHours();
    m_form->setFieldVisible(QStringLiteral("HourMode"), kind == Recurrence::Hour);
    for (const char *field : {"Hours", "Minute"})
        m_form->setFieldVisible(QLatin1String(field), hourList);
    m_form->setFieldVisible(QStringLiteral("Time"), !window && kind != Recurrence::Cron);
    for (const char *field : {"Interval", "StartTime", "EndTime"})
        m_form->setFieldVisible(QLatin1String(field), window && !hourList);
    m_form->setFieldVisible(QStringLiteral("WeekDays"), kind == Recurrence::Week);
    m_form->setFieldVisible(QStringLiteral("MonthDays"), kind == Recurrence::Month || kind == Recurrence::Year);
    m_form->setFieldVisible(QStringLiteral("Months"), kind == Recurrence::Year);
    m_form->setFieldVisible(QStringLiteral("CronExpress"), kind == Recurrence::Cron);
    m_form->setFieldVisible(QStringLiteral("MaxLateness"),
                            m_catchUp->currentData().toInt() != static_cast<int>(CatchUp::Skip));
    const QScopedValueRollback quiet(m_setting, true);
    m_interval->setRange(1, kind == Recurrence::Hour ? 23 : 59);
    m_interval->setSuffix(kind == Recurrence::Hour ? tr(" h") : tr(" min"));
}

void ScheduleForm::setSchedule(const Schedule &schedule)
{
    {
        const QScopedValueRollback quiet(m_setting, true);
        m_schedule = schedule;
        select(m_recurrence, static_cast<int>(schedule.recurrence));
        updateVisibility();
        m_time->setTime(schedule.time);
        m_windowStart->setTime(schedule.windowStart);
        m_windowEnd->setTime(schedule.windowEnd);
        m_hourMode->setCurrentIndex(m_hourMode->findData(!schedule.hours.isEmpty()));
        m_hours->setSelected(schedule.hours);
        m_minute->setValue(schedule.windowStart.minute());
        m_interval->setValue(schedule.interval);
        m_weekDays->setSelected(schedule.weekDays);
        m_monthDays->setSelected(schedule.monthDays);
        m_months->setSelected(schedule.months);
        if (m_cron->text() != schedule.cron)
            m_cron->setText(schedule.cron);
        select(m_mode, static_cast<int>(schedule.mode));
        select(m_generation, static_cast<int>(schedule.generation));
        m_from->setDate(schedule.effectiveFrom);
        m_until->setDate(schedule.effectiveUntil);
        select(m_catchUp, static_cast<int>(schedule.catchUp));
        m_lateness->setValue(schedule.maxLatenessMinutes);
    }
    updateVisibility();
}

Schedule ScheduleForm::schedule() const
{
    Schedule schedule = m_schedule;
    schedule.recurrence = recurrence();
    schedule.time = m_time->time();
    schedule.windowStart = m_windowStart->time();
    schedule.windowEnd = m_windowEnd->time();
    schedule.interval = m_interval->value();
    schedule.hours = listsHours() ? m_hours->selected() : QList<int>();
    if (schedule.recurrence == Recurrence::Hour && listsHours())
        schedule.windowStart = QTime(schedule.windowStart.hour(), m_minute->value());
    schedule.weekDays = m_weekDays->selected();
    schedule.monthDays = m_monthDays->selected();
    schedule.months = m_months->selected();
    schedule.cron = m_cron->text().simplified();
    schedule.mode = static_cast<ScheduleMode>(m_mode->currentData().toInt());
    schedule.generation = static_cast<InstanceGeneration>(m_generation->currentData().toInt());
    schedule.effectiveFrom = m_from->date();
    schedule.effectiveUntil = m_until->date();
    schedule.catchUp = static_cast<CatchUp>(m_catchUp->currentData().toInt());
    schedule.maxLatenessMinutes = m_lateness->value();
    return schedule;
}

void ScheduleForm::change()
{
    if (m_setting)
        return;
    updateVisibility();
    keepOneHour();
    m_schedule = schedule();
    const QScopedValueRollback quiet(m_setting, true);
    m_windowStart->setTime(m_schedule.windowStart); // the two fields for its minute agree
    m_minute->setValue(m_schedule.windowStart.minute());
    emit edited();
}

} // namespace slipway
