#pragma once

#include "models/domain/instant.h"
#include "models/domain/schedule.h"

#include <QTimeZone>
#include <QWidget>

namespace slipway {

class Form;
class PolicyFields;
class PreviewList;
class RecurrenceFields;

// Edits a Schedule, with the runs that it comes to. What is wrong is told by the owner through form().
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleForm(QWidget *parent = nullptr);

    void setSchedule(const Schedule &schedule);
    Schedule schedule() const;
    Form *form() const { return m_form; }
    // The next runs and what changes of clocks do to them, by the workspace's zone and the engine's clock.
    void preview(const QTimeZone &zone, Instant now);

signals:
    // A person changed something.
    void edited();

private:
    QString previewHint(const QTimeZone &zone) const;
    void change();

    Form *m_form;
    PolicyFields *m_policy;
    RecurrenceFields *m_recurrence;
    PreviewList *m_runs;
    Schedule m_schedule; // fields without a control keep their value
};

} // namespace slipway
