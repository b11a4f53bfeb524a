#include "ui/schedules/run_section.h"

#include "models/domain/node_properties.h"
#include "models/items/property_words.h"
#include "models/items/time_words.h"
#include "ui/schedules/field_parts.h"
#include "widgets/kit/form.h"

#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace slipway {

namespace {

constexpr int greatestTimeout = static_cast<int>(longestTimeout.count() / 60);
constexpr int fewestRerunMinutes = static_cast<int>(shortestRerunInterval.count() / 60000);
constexpr int mostRerunMinutes = static_cast<int>(longestRerunInterval.count() / 60000);

int shownRerunMinutes(const NodeProperties &p)
{
    return std::clamp(static_cast<int>(p.autoRerunInterval.count() / 60000), fewestRerunMinutes, mostRerunMinutes);
}

int shownTimeoutMinutes(const NodeProperties &p)
{
    return std::clamp(static_cast<int>(p.timeout.count() / 60), 0, greatestTimeout);
}

QString timeoutWords(const NodeProperties &p)
{
    return p.timeout.count() == 0 ? RunSection::tr("Stopped and failed after 3 days.")
                                  : RunSection::tr("Stopped and failed after %1, without an automatic rerun.")
                                        .arg(durationWords(p.timeout));
}

QString rerunWords(const NodeProperties &p)
{
    if (p.rerun == RerunPolicy::AllDenied)
        return RunSection::tr("The rerun policy denies reruns.");
    return p.autoRerunTimes == 0
               ? RunSection::tr("A failed run waits for a person.")
               : RunSection::tr("Up to %1 runs, %2 after each failure. Not after a stop or a timeout.")
                     .arg(p.autoRerunTimes + 1)
                     .arg(durationWords(p.autoRerunInterval));
}

} // namespace

RunSection::RunSection(QWidget *parent)
    : PropertiesSection(parent),
      m_form(new Form(this)),
      m_group(named(new QComboBox(m_form), "nodeResourceGroup")),
      m_priority(named(new QComboBox(m_form), "nodePriority")),
      m_timeoutMinutes(spinBox("nodeTimeout", 0, greatestTimeout, tr(" min"), m_form)),
      m_rerun(named(new QComboBox(m_form), "nodeRerun")),
      m_reruns(spinBox("nodeAutoReruns", 0, autoRerunLimit, tr(" times"), m_form)),
      m_rerunMinutes(spinBox("nodeRerunInterval", fewestRerunMinutes, mostRerunMinutes, tr(" min"), m_form))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    addFields();
    connectFields();
}

void RunSection::addFields()
{
    for (const int priority : priorities) {
        const QString number = QString::number(priority);
        m_priority->addItem(priority == priorities.front()  ? tr("%1, the lowest").arg(number)
                            : priority == priorities.back() ? tr("%1, the highest").arg(number)
                                                            : number,
                            priority);
    }
    for (const auto policy : {RerunPolicy::AllAllowed, RerunPolicy::FailureAllowed, RerunPolicy::AllDenied})
        m_rerun->addItem(wordOf(policy), static_cast<int>(policy));
    m_reruns->setSpecialValueText(tr("off"));
    m_timeoutMinutes->setSpecialValueText(tr("system default"));
    m_timeoutMinutes->setSingleStep(5);
    m_form->setLabelColumn(labelColumn);
    m_form->addField(QStringLiteral("ResourceGroupIdentifier"), tr("Resource Group"), m_group);
    m_form->addField(QStringLiteral("Priority"), tr("Priority"), m_priority);
    m_form->addField(QStringLiteral("Timeout"), tr("Timeout"), m_timeoutMinutes);
    m_form->addField(QStringLiteral("RerunMode"), tr("Rerun allowed"), m_rerun);
    m_form->addField(QStringLiteral("AutoRerunTimes"), tr("Automatic reruns"), m_reruns);
    m_form->addField(QStringLiteral("AutoRerunIntervalMillis"), tr("Rerun interval"), m_rerunMinutes);
}

void RunSection::connectFields()
{
    for (QComboBox *box : {m_group, m_priority, m_rerun})
        connect(box, &QComboBox::currentIndexChanged, this, &RunSection::change);
    for (QSpinBox *box : {m_timeoutMinutes, m_reruns, m_rerunMinutes})
        connect(box, &QSpinBox::valueChanged, this, &RunSection::change);
}

void RunSection::setGroups(const QList<ResourceGroup> &groups)
{
    const QScopedValueRollback quiet(m_setting, true);
    m_group->clear();
    m_group->addItem(tr("Choose a group"), QString());
    for (const ResourceGroup &group : groups)
        m_group->addItem(group.name, group.identifier);
    selectGroup();
}

void RunSection::selectGroup()
{
    select(m_group, m_chosenGroup, tr("%1 (not bound to this workspace)").arg(m_chosenGroup));
}

void RunSection::load(const NodeDraft &draft)
{
    const QScopedValueRollback quiet(m_setting, true);
    const NodeProperties &p = draft.properties;
    m_chosenGroup = p.resourceGroup;
    selectGroup();
    select(m_priority, p.priority);
    m_timeoutMinutes->setValue(shownTimeoutMinutes(p));
    select(m_rerun, static_cast<int>(p.rerun));
    m_reruns->setValue(p.autoRerunTimes);
    m_rerunMinutes->setValue(shownRerunMinutes(p));
}

void RunSection::store(NodeProperties &p) const
{
    p.resourceGroup = m_group->currentData().toString();
    p.priority = m_priority->currentData().toInt();
    // Whole minutes are shown; a value between them stays as long as nobody changes it.
    if (m_timeoutMinutes->value() != shownTimeoutMinutes(p))
        p.timeout = Seconds(m_timeoutMinutes->value() * 60);
    p.rerun = static_cast<RerunPolicy>(m_rerun->currentData().toInt());
    p.autoRerunTimes = m_reruns->value();
    // One that is shorter than the rule allows comes from before the rule; what is shown takes its place.
    const bool tooShort = p.autoRerunTimes > 0 && p.autoRerunInterval < shortestRerunInterval;
    if (tooShort || m_rerunMinutes->value() != shownRerunMinutes(p))
        p.autoRerunInterval = Millis(m_rerunMinutes->value() * 60000);
}

void RunSection::preview(const NodeDraft &draft, const PreviewContext &)
{
    const NodeProperties &p = draft.properties;
    m_form->setHint(QStringLiteral("Timeout"), timeoutWords(p));
    m_form->setHint(QStringLiteral("AutoRerunTimes"), rerunWords(p));
    m_form->setFieldVisible(QStringLiteral("AutoRerunIntervalMillis"), p.autoRerunTimes > 0);
}

QString RunSection::summary(const NodeDraft &draft) const
{
    const QString group = draft.properties.resourceGroup.isEmpty() ? tr("no resource group") : m_group->currentText();
    return tr("%1 · priority %2").arg(group).arg(draft.properties.priority);
}

void RunSection::change()
{
    if (m_setting)
        return;
    m_chosenGroup = m_group->currentData().toString();
    emit edited();
}

} // namespace slipway
