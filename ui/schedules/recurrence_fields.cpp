#include "ui/schedules/recurrence_fields.h"

#include "models/domain/schedule_rules.h"
#include "ui/schedules/day_picker.h"
#include "ui/schedules/field_parts.h"
#include "ui/schedules/schedule_preview.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>

namespace slipway {

RecurrenceFields::RecurrenceFields(Form &form)
    : QObject(&form),
      m_form(form),
      m_parent(&form),
      m_recurrence(named(new QComboBox(m_parent), "scheduleRecurrence")),
      m_time(timeEdit("scheduleTime", m_parent)),
      m_windowStart(timeEdit("scheduleWindowStart", m_parent)),
      m_windowEnd(timeEdit("scheduleWindowEnd", m_parent)),
      m_hourMode(named(new QComboBox(m_parent), "scheduleHourMode")),
      m_hours(new DayPicker(DayPicker::hours(), 8, QStringLiteral("scheduleHour"), m_parent)),
      m_minute(named(new QSpinBox(m_parent), "scheduleMinute")),
      m_interval(named(new QSpinBox(m_parent), "scheduleInterval")),
      m_weekDays(new DayPicker(DayPicker::weekDays(), 7, QStringLiteral("scheduleWeekDay"), m_parent)),
      m_monthDays(new DayPicker(DayPicker::monthDays(), 8, QStringLiteral("scheduleMonthDay"), m_parent)),
      m_months(new DayPicker(DayPicker::months(), 6, QStringLiteral("scheduleMonth"), m_parent)),
      m_cronBox(new QWidget(m_parent)),
      m_cron(named(new QLineEdit(m_cronBox), "scheduleCron")),
      m_asCron(quietButton(tr("Edit"), QStringLiteral("scheduleEditAsCron"), m_cronBox))
{
    addFields();
    connectFields();
    updateVisibility();
    updateCron();
}

void RecurrenceFields::addFields()
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
    m_form.addField(QStringLiteral("CycleType"), tr("Instance Recurrence"), m_recurrence);
    m_form.addField(QStringLiteral("Months"), tr("Months"), m_months);
    m_form.addField(QStringLiteral("MonthDays"), tr("Days of the month"), m_monthDays);
    m_form.addField(QStringLiteral("WeekDays"), tr("Days of the week"), m_weekDays);
    m_form.addField(QStringLiteral("Time"), tr("Scheduled time"), m_time);
    addHourFields();
    m_form.addField(QStringLiteral("Interval"), tr("Every"), m_interval);
    m_form.addField(QStringLiteral("StartTime"), tr("From"), m_windowStart);
    m_form.addField(QStringLiteral("EndTime"), tr("To"), m_windowEnd);
    addCronField();
}

void RecurrenceFields::addHourFields()
{
    m_hourMode->addItem(tr("Every few hours in a window"), false);
    m_hourMode->addItem(tr("At chosen hours"), true);
    m_minute->setRange(0, 59);
    m_minute->setPrefix(QStringLiteral(":"));
    m_form.addField(QStringLiteral("HourMode"), tr("Hours"), m_hourMode);
    m_form.addField(QStringLiteral("Hours"), tr("Chosen hours"), m_hours);
    m_form.addField(QStringLiteral("Minute"), tr("Minute of the hour"), m_minute);
}

void RecurrenceFields::addCronField()
{
    auto *row = new QHBoxLayout(m_cronBox);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::xs);
    row->addWidget(m_cron, 1);
    row->addWidget(m_asCron);
    m_cronBox->setFocusProxy(m_cron);
    m_cron->setFont(codeFont());
    m_cron->setAccessibleName(tr("Cron expression"));
    m_cron->setPlaceholderText(QStringLiteral("00 00/10 8-18 ? * MON-FRI"));
    m_asCron->setToolTip(tr("Go on with this expression as a cron schedule"));
    m_asCron->setAccessibleName(tr("Edit as a cron expression"));
    m_form.addField(QStringLiteral("CronExpress"), tr("Cron expression"), m_cronBox);
}

void RecurrenceFields::connectFields()
{
    for (QComboBox *box : {m_recurrence, m_hourMode})
        connect(box, &QComboBox::currentIndexChanged, this, &RecurrenceFields::change);
    for (QTimeEdit *edit : {m_time, m_windowStart, m_windowEnd})
        connect(edit, &QTimeEdit::timeChanged, this, &RecurrenceFields::change);
    for (QSpinBox *box : {m_interval, m_minute})
        connect(box, &QSpinBox::valueChanged, this, &RecurrenceFields::change);
    for (DayPicker *picker : {m_hours, m_weekDays, m_monthDays, m_months})
        connect(picker, &DayPicker::edited, this, &RecurrenceFields::change);
    connect(m_cron, &QLineEdit::textEdited, this, &RecurrenceFields::change);
    connect(m_asCron, &QPushButton::clicked, this, &RecurrenceFields::editAsCron);
}

Recurrence RecurrenceFields::recurrence() const
{
    return static_cast<Recurrence>(m_recurrence->currentData().toInt());
}

bool RecurrenceFields::listsHours() const
{
    return m_hourMode->currentData().toBool();
}

// A list without hours would mean a window in place of a list, so the last one stays down.
void RecurrenceFields::keepOneHour()
{
    if (!listsHours() || !m_hours->selected().isEmpty())
        return;
    const QList<int> before = m_schedule.hours;
    m_hours->setSelected(before.isEmpty() ? QList<int>{m_windowStart->time().hour()} : before);
}

void RecurrenceFields::updateVisibility()
{
    const Recurrence kind = recurrence();
    const bool window = kind == Recurrence::Minute || kind == Recurrence::Hour;
    const bool hourList = kind == Recurrence::Hour && listsHours();
    m_form.setFieldVisible(QStringLiteral("HourMode"), kind == Recurrence::Hour);
    for (const char *field : {"Hours", "Minute"})
        m_form.setFieldVisible(QLatin1String(field), hourList);
    m_form.setFieldVisible(QStringLiteral("Time"), !window && kind != Recurrence::Cron);
    for (const char *field : {"Interval", "StartTime", "EndTime"})
        m_form.setFieldVisible(QLatin1String(field), window && !hourList);
    m_form.setFieldVisible(QStringLiteral("WeekDays"), kind == Recurrence::Week);
    m_form.setFieldVisible(QStringLiteral("MonthDays"), kind == Recurrence::Month || kind == Recurrence::Year);
    m_form.setFieldVisible(QStringLiteral("Months"), kind == Recurrence::Year);
    const QScopedValueRollback quiet(m_setting, true);
    m_interval->setRange(1, kind == Recurrence::Hour ? 23 : 59);
    m_interval->setSuffix(kind == Recurrence::Hour ? tr(" h") : tr(" min"));
}

// A schedule that no single expression says has no line for one.
void RecurrenceFields::updateCron()
{
    const bool own = m_schedule.recurrence == Recurrence::Cron;
    const QString text = own ? m_schedule.cron : checkSchedule(m_schedule) ? toCron(m_schedule) : QString();
    if (m_cron->text().simplified() != text)
        m_cron->setText(text);
    m_cron->setReadOnly(!own);
    m_asCron->setVisible(!own);
    m_form.setFieldVisible(QStringLiteral("CronExpress"), own || !text.isEmpty());
    const QString reading = own ? cronReading(text) : QString();
    m_form.setHint(QStringLiteral("CronExpress"),
                   own && reading.isEmpty()
                       ? tr("Six or seven fields: second minute hour day month weekday [year]; weekday 1 is Monday.")
                       : reading);
}

void RecurrenceFields::editAsCron()
{
    const QString text = m_cron->text();
    {
        const QScopedValueRollback quiet(m_setting, true);
        m_schedule.cron = text;
        select(m_recurrence, static_cast<int>(Recurrence::Cron));
        m_cron->setText(text);
    }
    change();
    m_cron->setFocus();
}

void RecurrenceFields::load(const Schedule &schedule)
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
    }
    updateVisibility();
    updateCron();
}

void RecurrenceFields::store(Schedule &schedule) const
{
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
    schedule.cron = m_cron->isReadOnly() ? m_schedule.cron : m_cron->text().simplified();
}

void RecurrenceFields::change()
{
    if (m_setting)
        return;
    updateVisibility();
    keepOneHour();
    const Schedule before = m_schedule;
    store(m_schedule);
    if (m_schedule.recurrence == Recurrence::Cron && m_schedule.cron.isEmpty())
        m_schedule.cron = toCron(before); // to go on from
    {
        const QScopedValueRollback quiet(m_setting, true);
        m_windowStart->setTime(m_schedule.windowStart); // the two fields for its minute agree
        m_minute->setValue(m_schedule.windowStart.minute());
    }
    updateCron();
    emit edited();
}

} // namespace slipway
