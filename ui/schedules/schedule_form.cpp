#include "ui/schedules/schedule_form.h"

#include "models/domain/schedule_rules.h"
#include "ui/schedules/field_parts.h"
#include "ui/schedules/policy_fields.h"
#include "ui/schedules/preview_list.h"
#include "ui/schedules/recurrence_fields.h"
#include "ui/schedules/schedule_preview.h"
#include "widgets/kit/form.h"

#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int previewedRuns = 5;
} // namespace

ScheduleForm::ScheduleForm(QWidget *parent)
    : QWidget(parent),
      m_form(new Form(this)),
      m_policy(new PolicyFields(*m_form)),
      m_recurrence(nullptr),
      m_runs(new PreviewList(QStringLiteral("nextRuns")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    m_form->setLabelColumn(labelColumn);
    m_policy->addMode();
    m_recurrence = new RecurrenceFields(*m_form);
    m_form->setLabelColumn(0);
    m_runs->setAccessibleName(tr("Next runs"));
    m_form->addField(QStringLiteral("nextRuns"), tr("Next runs"), m_runs);
    m_form->setLabelColumn(labelColumn);
    m_policy->addOthers();
    connect(m_recurrence, &RecurrenceFields::edited, this, &ScheduleForm::change);
    connect(m_policy, &PolicyFields::edited, this, &ScheduleForm::change);
}

void ScheduleForm::setSchedule(const Schedule &schedule)
{
    m_schedule = schedule;
    m_recurrence->load(schedule);
    m_policy->load(schedule);
}

Schedule ScheduleForm::schedule() const
{
    Schedule schedule = m_schedule;
    m_recurrence->store(schedule);
    m_policy->store(schedule);
    return schedule;
}

void ScheduleForm::change()
{
    m_schedule = schedule();
    emit edited();
}

void ScheduleForm::preview(const QTimeZone &zone, Instant now)
{
    m_runs->setLines(nextRunLines(m_schedule, zone, now, previewedRuns));
    m_runs->setFurther(tr("When the clocks change"), clockChangeLines(m_schedule, zone, now, previewedRuns));
    m_form->setHint(QStringLiteral("nextRuns"), previewHint(zone));
    m_runs->setVisible(!m_runs->text().isEmpty());
    m_policy->preview(m_schedule, zone, now);
}

QString ScheduleForm::previewHint(const QTimeZone &zone) const
{
    const QString where = tr("Times in %1, the workspace's zone.").arg(QString::fromUtf8(zone.id()));
    if (!checkSchedule(m_schedule))
        return tr("Shown once the schedule is right.");
    if (m_runs->text().isEmpty())
        return tr("It never runs with this schedule.");
    const int perDay = instancesPerDay(m_schedule);
    if (perDay <= 1)
        return where;
    const QString runs = tr("%L1 instances a day.").arg(perDay);
    return perDay > instancesPerDayToAskAbove ? tr("%1 %2 Commit asks first.").arg(where, runs)
                                              : where + QLatin1Char(' ') + runs;
}

} // namespace slipway
