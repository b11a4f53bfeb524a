#pragma once

#include "models/domain/schedule.h"

#include <QWidget>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTimeEdit;

namespace slipway {

class DayPicker;
class Form;

// Edits a Schedule: the recurrence decides which fields are there. What is wrong is told by the owner through form().
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleForm(QWidget *parent = nullptr);

    void setSchedule(const Schedule &schedule);
    Schedule schedule() const;
    Form *form() const { return m_form; }
    // When it fires next, under the fields that decide it.
    void setNextRuns(const QString &text, const QString &hint);

signals:
    // A person changed something.
    void edited();

private:
    void addRecurrenceFields();
    void addHourFields();
    void addPolicyFields();
    void connectFields();
    void updateVisibility();
    void keepOneHour();
    bool listsHours() const;
    void change();
    Recurrence recurrence() const;

    Form *m_form;
    QLabel *m_nextRuns;
    QComboBox *m_recurrence;
    QTimeEdit *m_time;
    QTimeEdit *m_windowStart;
    QTimeEdit *m_windowEnd;
    QComboBox *m_hourMode;
    DayPicker *m_hours;
    QSpinBox *m_minute;
    QSpinBox *m_interval;
    DayPicker *m_weekDays;
    DayPicker *m_monthDays;
    DayPicker *m_months;
    QLineEdit *m_cron;
    QComboBox *m_mode;
    QComboBox *m_generation;
    QDateEdit *m_from;
    QDateEdit *m_until;
    QComboBox *m_catchUp;
    QSpinBox *m_lateness;
    Schedule m_schedule; // fields without a control keep their value
    bool m_setting = false;
};

} // namespace slipway
