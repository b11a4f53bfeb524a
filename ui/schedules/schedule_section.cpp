#include "ui/schedules/schedule_section.h"

#include "models/domain/schedule_rules.h"
#include "ui/schedules/schedule_form.h"

#include <QVBoxLayout>

namespace slipway {

ScheduleSection::ScheduleSection(QWidget *parent) : PropertiesSection(parent), m_form(new ScheduleForm(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    connect(m_form, &ScheduleForm::edited, this, &PropertiesSection::edited);
}

Form *ScheduleSection::form() const
{
    return m_form->form();
}

void ScheduleSection::load(const NodeDraft &draft)
{
    m_form->setSchedule(draft.properties.schedule);
}

void ScheduleSection::store(NodeProperties &properties) const
{
    properties.schedule = m_form->schedule();
}

void ScheduleSection::preview(const NodeDraft &, const PreviewContext &context)
{
    m_form->preview(context.zone, context.now);
}

QString ScheduleSection::summary(const NodeDraft &draft) const
{
    const Schedule &schedule = draft.properties.schedule;
    switch (schedule.mode) {
    case ScheduleMode::Normal:
        return describe(schedule);
    case ScheduleMode::DryRun:
        return tr("%1, dry run").arg(describe(schedule));
    case ScheduleMode::Frozen:
        return tr("%1, frozen").arg(describe(schedule));
    }
    return {};
}

} // namespace slipway
