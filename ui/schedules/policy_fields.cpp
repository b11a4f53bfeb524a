#include "ui/schedules/policy_fields.h"

#include "models/domain/schedule_rules.h"
#include "models/items/property_words.h"
#include "ui/schedules/field_parts.h"
#include "ui/schedules/schedule_preview.h"
#include "ui/schedules/segmented_choice.h"
#include "widgets/kit/form.h"

#include <QCheckBox>
#include <QScopedValueRollback>

namespace slipway {

namespace {

const Schedule unlimited; // its effective dates are those of a schedule without limits

constexpr int greatestLateness = 7 * 24 * 60;

} // namespace

PolicyFields::PolicyFields(Form &form)
    : QObject(&form),
      m_form(form),
      m_parent(&form),
      m_mode(new SegmentedChoice(QStringLiteral("scheduleMode"), m_parent)),
      m_limited(named(new QCheckBox(tr("Only between two dates"), m_parent), "scheduleLimited")),
      m_from(dateEdit("scheduleFrom", m_parent)),
      m_until(dateEdit("scheduleUntil", m_parent)),
      m_generation(named(new QComboBox(m_parent), "scheduleGeneration")),
      m_catchUp(named(new QComboBox(m_parent), "scheduleCatchUp")),
      m_lateness(spinBox("scheduleLateness", 0, greatestLateness, tr(" min"), m_parent))
{
    for (const auto &[mode, icon] : {std::pair{ScheduleMode::Normal, Icon::Play},
                                     {ScheduleMode::DryRun, Icon::DashedRing},
                                     {ScheduleMode::Frozen, Icon::Snowflake}})
        m_mode->addChoice(static_cast<int>(mode), wordOf(mode), icon);
    for (const auto generation : {InstanceGeneration::NextDay, InstanceGeneration::Immediately})
        m_generation->addItem(wordOf(generation), static_cast<int>(generation));
    for (const auto rule : {CatchUp::RunAll, CatchUp::RunLatest, CatchUp::Skip})
        m_catchUp->addItem(wordOf(rule), static_cast<int>(rule));
    m_lateness->setSpecialValueText(tr("no limit"));
    m_lateness->setSingleStep(5);
    connect(m_mode, &SegmentedChoice::edited, this, &PolicyFields::change);
    connect(m_limited, &QCheckBox::toggled, this, &PolicyFields::limitDates);
    for (QComboBox *box : {m_generation, m_catchUp})
        connect(box, &QComboBox::currentIndexChanged, this, &PolicyFields::change);
    for (QDateEdit *edit : {m_from, m_until})
        connect(edit, &QDateEdit::dateChanged, this, &PolicyFields::change);
    connect(m_lateness, &QSpinBox::valueChanged, this, &PolicyFields::change);
}

void PolicyFields::addMode()
{
    m_form.addField(QStringLiteral("SchedulerType"), tr("Scheduling mode"), m_mode);
}

void PolicyFields::addOthers()
{
    m_form.addField(QStringLiteral("ApplyScheduleImmediately"), tr("Instance generation"), m_generation);
    m_form.addField(QStringLiteral("Effective"), tr("Effective"), m_limited);
    m_form.addField(QStringLiteral("StartEffectDate"), tr("Effective from"), m_from);
    m_form.addField(QStringLiteral("EndEffectDate"), tr("Effective until"), m_until);
    m_form.addField(QStringLiteral("catchUp"), tr("Missed runs"), m_catchUp);
    m_form.addField(QStringLiteral("MaxLateness"), tr("Greatest lateness"), m_lateness);
    updateVisibility();
}

CatchUp PolicyFields::catchUp() const
{
    return static_cast<CatchUp>(m_catchUp->currentData().toInt());
}

void PolicyFields::updateVisibility()
{
    for (const char *field : {"StartEffectDate", "EndEffectDate"})
        m_form.setFieldVisible(QLatin1String(field), m_limited->isChecked());
    m_form.setFieldVisible(QStringLiteral("MaxLateness"), catchUp() != CatchUp::Skip);
}

// From today for a year, to begin with.
void PolicyFields::limitDates(bool limited)
{
    if (m_setting)
        return;
    {
        const QScopedValueRollback quiet(m_setting, true);
        m_from->setDate(limited && m_today.isValid() ? m_today : unlimited.effectiveFrom);
        m_until->setDate(limited && m_today.isValid() ? m_today.addYears(1) : unlimited.effectiveUntil);
    }
    change();
}

void PolicyFields::load(const Schedule &schedule)
{
    const QScopedValueRollback quiet(m_setting, true);
    m_mode->setCurrent(static_cast<int>(schedule.mode));
    m_limited->setChecked(schedule.effectiveFrom != unlimited.effectiveFrom ||
                          schedule.effectiveUntil != unlimited.effectiveUntil);
    m_from->setDate(schedule.effectiveFrom);
    m_until->setDate(schedule.effectiveUntil);
    select(m_generation, static_cast<int>(schedule.generation));
    select(m_catchUp, static_cast<int>(schedule.catchUp));
    m_lateness->setMaximum(std::max(greatestLateness, schedule.maxLatenessMinutes));
    m_lateness->setValue(schedule.maxLatenessMinutes);
    updateVisibility();
}

void PolicyFields::store(Schedule &schedule) const
{
    schedule.mode = static_cast<ScheduleMode>(m_mode->current());
    schedule.effectiveFrom = m_from->date();
    schedule.effectiveUntil = m_until->date();
    schedule.generation = static_cast<InstanceGeneration>(m_generation->currentData().toInt());
    schedule.catchUp = catchUp();
    schedule.maxLatenessMinutes = m_lateness->value();
}

void PolicyFields::preview(const Schedule &schedule, const QTimeZone &zone, Instant now)
{
    m_today = toDateTime(now, zone).date();
    m_form.setHint(QStringLiteral("SchedulerType"), modeText(schedule.mode));
    m_form.setHint(QStringLiteral("ApplyScheduleImmediately"),
                   checkSchedule(schedule) ? firstRunText(schedule, zone, now) : QString());
    m_form.setHint(QStringLiteral("catchUp"), missedRunsText(schedule.catchUp));
    m_form.setHint(QStringLiteral("MaxLateness"), latenessText(schedule.maxLatenessMinutes));
}

void PolicyFields::change()
{
    if (m_setting)
        return;
    updateVisibility();
    emit edited();
}

} // namespace slipway
