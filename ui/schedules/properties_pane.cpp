#include "ui/schedules/properties_pane.h"

#include "models/domain/node_properties.h"
#include "models/domain/schedule_rules.h"
#include "ui/schedules/dependency_editor.h"
#include "ui/schedules/schedule_form.h"
#include "ui/schedules/schedule_preview.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int previewedRuns = 5;

template <class Control>
Control *named(Control *control, const char *objectName)
{
    control->setObjectName(QLatin1String(objectName));
    return control;
}

QLabel *previewLabel(const char *objectName, QWidget *parent)
{
    QLabel *label = textLabel({}, TextSize::Caption, parent, true, true);
    label->setObjectName(QLatin1String(objectName));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QSpinBox *spinBox(const char *objectName, int lowest, int highest, const QString &suffix, QWidget *parent)
{
    auto *box = named(new QSpinBox(parent), objectName);
    box->setRange(lowest, highest);
    box->setSuffix(suffix);
    return box;
}

// A value that is not among the choices gets one of its own, so that it is not lost by touching another field.
void select(QComboBox *box, const QVariant &value, const QString &words = {})
{
    if (box->findData(value) < 0)
        box->addItem(words.isEmpty() ? value.toString() : words, value);
    box->setCurrentIndex(box->findData(value));
}

int shownRerunMinutes(const NodeProperties &p)
{
    return std::clamp(static_cast<int>(p.autoRerunInterval.count() / 60000), 1, 30);
}

int shownTimeoutMinutes(const NodeProperties &p)
{
    return std::clamp(static_cast<int>(p.timeout.count() / 60), 0, static_cast<int>(longestTimeout.count() / 60));
}
} // namespace

PropertiesPane::PropertiesPane(const Backends &backends, QWidget *parent)
    : QWidget(parent),
      m_backends(backends),
      m_form(new Form(this)),
      m_scroll(new QScrollArea(this)),
      m_identity(previewLabel("nodeIdentity", this)),
      m_description(named(new QLineEdit(this), "nodeDescription")),
      m_schedule(new ScheduleForm(this)),
      m_parents(new DependencyEditor(backends, this)),
      m_crossCycle(named(new QComboBox(this), "crossCycle")),
      m_parameters(named(new QLineEdit(this), "nodeParameters")),
      m_values(previewLabel("parameterValues", this)),
      m_group(named(new QComboBox(this), "nodeResourceGroup")),
      m_rerun(named(new QComboBox(this), "nodeRerun")),
      m_reruns(spinBox("nodeAutoReruns", 0, 10, tr(" times"), this)),
      m_rerunMinutes(spinBox("nodeRerunInterval", 1, 30, tr(" min"), this)),
      m_timeoutMinutes(spinBox("nodeTimeout", 0, static_cast<int>(longestTimeout.count() / 60), tr(" min"), this)),
      m_priority(named(new QComboBox(this), "nodePriority"))
{
    addGeneral();
    addSchedule();
    addDependencies();
    addParameters();
    addRunPolicy();
    auto *content = new QWidget(m_scroll);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(spacing::l, spacing::m, spacing::l, spacing::l);
    contentLayout->addWidget(m_form);
    contentLayout->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    for (QComboBox *box : {m_crossCycle, m_group, m_rerun, m_priority})
        connect(box, &QComboBox::currentIndexChanged, this, &PropertiesPane::change);
    for (QSpinBox *box : {m_reruns, m_rerunMinutes, m_timeoutMinutes})
        connect(box, &QSpinBox::valueChanged, this, &PropertiesPane::change);
    connect(m_parameters, &QLineEdit::textEdited, this, &PropertiesPane::change);
    connect(m_schedule, &ScheduleForm::edited, this, &PropertiesPane::change);
    connect(m_parents, &DependencyEditor::edited, this, &PropertiesPane::change);
    connect(m_parents, &DependencyEditor::refused, this,
            [this](const QString &why) { m_form->setError(QStringLiteral("InputList"), why); });
    connect(m_description, &QLineEdit::textEdited, this, &PropertiesPane::descriptionEdited);
}

void PropertiesPane::addGeneral()
{
    m_form->addSection(tr("General"));
    m_form->addField(QStringLiteral("OutputList"), tr("Node"), m_identity);
    m_form->addField(QStringLiteral("FileDescription"), tr("Description"), m_description);
}

void PropertiesPane::addSchedule()
{
    m_form->addSection(tr("Schedule"));
    m_form->addWidget(m_schedule);
}

void PropertiesPane::addDependencies()
{
    m_form->addSection(tr("Dependencies"));
    m_form->addField(QStringLiteral("InputList"), tr("Parent Nodes"), m_parents,
                     tr("A node without a parent is never scheduled. Without a data dependency, use the root node."));
    const auto add = [this](CrossCycle value, const QString &text) {
        m_crossCycle->addItem(text, static_cast<int>(value));
    };
    add(CrossCycle::None, tr("None"));
    add(CrossCycle::Self, tr("This node"));
    add(CrossCycle::Children, tr("Level-1 child nodes"));
    add(CrossCycle::SelfAndChildren, tr("This node and level-1 child nodes"));
    m_form->addField(QStringLiteral("DependentType"), tr("Depends on the previous cycle of"), m_crossCycle);
}

void PropertiesPane::addParameters()
{
    m_form->addSection(tr("Parameters"));
    m_parameters->setPlaceholderText(QStringLiteral("$bizdate $[yyyymmddhh24-1/24]"));
    m_form->addField(QStringLiteral("ParaValue"), tr("Scheduling parameters"), m_parameters,
                     tr("Separated by spaces; they become $1, $2, … of the script."));
    m_form->addField(QStringLiteral("values"), tr("Values at the next run"), m_values);
}

void PropertiesPane::addRunPolicy()
{
    m_form->addSection(tr("Resource Group"));
    m_form->addField(QStringLiteral("ResourceGroupIdentifier"), tr("Resource Group"), m_group);
    m_form->addSection(tr("Rerun and timeout"));
    m_rerun->addItem(tr("Allowed after success or failure"), static_cast<int>(RerunPolicy::AllAllowed));
    m_rerun->addItem(tr("Allowed after a failure"), static_cast<int>(RerunPolicy::FailureAllowed));
    m_rerun->addItem(tr("Never"), static_cast<int>(RerunPolicy::AllDenied));
    m_reruns->setSpecialValueText(tr("off"));
    m_timeoutMinutes->setSpecialValueText(tr("system default (3 days)"));
    for (int priority : {1, 3, 5, 7, 8})
        m_priority->addItem(QString::number(priority), priority);
    m_form->addField(QStringLiteral("RerunMode"), tr("Rerun"), m_rerun);
    m_form->addField(QStringLiteral("AutoRerunTimes"), tr("Automatic reruns upon failure"), m_reruns);
    m_form->addField(QStringLiteral("AutoRerunIntervalMillis"), tr("Rerun interval"), m_rerunMinutes);
    m_form->addField(QStringLiteral("Timeout"), tr("Timeout"), m_timeoutMinutes);
    m_form->addField(QStringLiteral("Priority"), tr("Priority"), m_priority);
}

void PropertiesPane::setWorkspace(const Workspace &workspace, const QTimeZone &zone)
{
    m_zone = zone;
    m_parents->setWorkspace(workspace.id, workspace.rootOutput());
    updatePreviews();
}

void PropertiesPane::setNow(Instant now)
{
    m_now = now;
    updatePreviews();
}

void PropertiesPane::setGroups(const QList<ResourceGroup> &groups)
{
    const QScopedValueRollback quiet(m_setting, true);
    m_group->clear();
    m_group->addItem(tr("Choose a group"), QString());
    for (const ResourceGroup &group : groups)
        m_group->addItem(group.name, group.identifier);
    selectGroup();
}

void PropertiesPane::selectGroup()
{
    const QString &group = m_draft.properties.resourceGroup;
    select(m_group, group, tr("%1 (not bound to this workspace)").arg(group));
}

void PropertiesPane::setCommittedNodes(const QList<Node> &nodes)
{
    QHash<QString, QString> names;
    for (const Node &node : nodes) {
        for (const QString &output : node.current.properties.outputs)
            names.insert(output, node.current.name);
    }
    m_parents->setNodeNames(names);
}

void PropertiesPane::setIdentity(const NodeDraft &draft)
{
    const QString id = draft.node.isValid() ? draft.node.toString() : tr("after the first commit");
    m_identity->setText(tr("Id: %1\nOutput: %2\nOwner: %3").arg(id, draft.properties.outputs.value(0), draft.owner));
}

void PropertiesPane::setDraft(const NodeDraft &draft)
{
    {
        const QScopedValueRollback quiet(m_setting, true);
        const NodeProperties &p = draft.properties;
        m_draft = draft;
        setIdentity(draft);
        if (m_description->text() != draft.description)
            m_description->setText(draft.description);
        m_schedule->setSchedule(p.schedule);
        m_parents->setOwnOutputs(p.outputs);
        m_parents->setParents(p.inputs);
        select(m_crossCycle, static_cast<int>(p.crossCycle), tr("Chosen nodes (kept as they are)"));
        if (m_parameters->text() != p.parameters)
            m_parameters->setText(p.parameters);
        selectGroup();
        select(m_rerun, static_cast<int>(p.rerun));
        m_reruns->setValue(p.autoRerunTimes);
        m_rerunMinutes->setValue(shownRerunMinutes(p));
        m_timeoutMinutes->setValue(shownTimeoutMinutes(p));
        select(m_priority, p.priority);
    }
    validate();
    updatePreviews();
}

NodeProperties PropertiesPane::collect() const
{
    NodeProperties p = m_draft.properties;
    p.schedule = m_schedule->schedule();
    p.inputs = m_parents->parents();
    p.crossCycle = static_cast<CrossCycle>(m_crossCycle->currentData().toInt());
    p.parameters = m_parameters->text();
    p.resourceGroup = m_group->currentData().toString();
    p.rerun = static_cast<RerunPolicy>(m_rerun->currentData().toInt());
    p.autoRerunTimes = m_reruns->value();
    if (m_rerunMinutes->value() != shownRerunMinutes(p))
        p.autoRerunInterval = Millis(m_rerunMinutes->value() * 60000);
    if (m_timeoutMinutes->value() != shownTimeoutMinutes(p))
        p.timeout = Seconds(m_timeoutMinutes->value() * 60);
    p.priority = m_priority->currentData().toInt();
    return p;
}

void PropertiesPane::change()
{
    if (m_setting)
        return;
    m_draft.properties = collect();
    validate();
    updatePreviews();
    emit propertiesEdited(m_draft.properties);
}

// Bad input is told at its field and kept; the engine refuses it at the commit, too.
void PropertiesPane::validate()
{
    m_form->clearErrors();
    m_schedule->form()->clearErrors();
    if (const Outcome<> checked = checkProperties(m_draft.properties); checked.failed())
        setFieldError(checked.error());
}

void PropertiesPane::setFieldError(const Error &error)
{
    const bool crossCycle = error.field == QLatin1String("DependentNodeIdList");
    m_form->setError(crossCycle ? QStringLiteral("DependentType") : error.field, error.message);
    m_schedule->form()->setError(error.field, error.message);
}

bool PropertiesPane::hasField(const QString &field) const
{
    return m_form->hasField(field) || m_schedule->form()->hasField(field);
}

void PropertiesPane::showError(const Error &error)
{
    setFieldError(error);
    if (!m_form->showError(error))
        m_schedule->form()->showError(error);
    if (focusWidget())
        m_scroll->ensureWidgetVisible(focusWidget(), 0, spacing::xxl * 3);
}

void PropertiesPane::updatePreviews()
{
    const Schedule &schedule = m_draft.properties.schedule;
    const QStringList runs = nextRunLines(schedule, m_zone, m_now, previewedRuns);
    QString hint = tr("Times in %1, the workspace's zone.").arg(QString::fromUtf8(m_zone.id()));
    if (const int perDay = instancesPerDay(schedule); perDay > instancesPerDayToAskAbove)
        hint += QLatin1Char(' ') + tr("%L1 instances a day.").arg(perDay);
    m_schedule->setNextRuns(runs.isEmpty() ? tr("It never runs with this schedule.") : runs.join(QLatin1Char('\n')),
                            hint);
    const QString line = m_draft.properties.parameters.trimmed();
    m_form->setFieldVisible(QStringLiteral("values"), !line.isEmpty());
    if (!line.isEmpty())
        m_values->setText(parameterLines(line, schedule, m_zone, m_now).join(QLatin1Char('\n')));
}

} // namespace slipway
