#pragma once

#include "models/domain/schedule.h"

#include <QObject>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTimeEdit;
class QWidget;

namespace slipway {

class DayPicker;
class Form;

// The fields of a form that say when a node runs: the recurrence decides which are there. A recurrence other than Cron
// shows its expression, read only, with a way to go on from it.
class RecurrenceFields : public QObject
{
    Q_OBJECT

public:
    explicit RecurrenceFields(Form &form);

    void load(const Schedule &schedule);
    void store(Schedule &schedule) const;

signals:
    // A person changed something.
    void edited();

private:
    void addFields();
    void addHourFields();
    void addCronField();
    void connectFields();
    void updateVisibility();
    void updateCron();
    void keepOneHour();
    void editAsCron();
    bool listsHours() const;
    void change();
    Recurrence recurrence() const;

    Form &m_form;
    QWidget *m_parent; // of the controls
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
    QWidget *m_cronBox;
    QLineEdit *m_cron;
    QPushButton *m_asCron;
    Schedule m_schedule; // fields without a control keep their value
    bool m_setting = false;
};

} // namespace slipway
