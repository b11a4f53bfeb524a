#include "ui/schedules/dependency_section.h"

#include "models/domain/dependencies.h"
#include "ui/schedules/dependency_editor.h"
#include "ui/schedules/dependency_preview.h"
#include "ui/schedules/field_parts.h"
#include "ui/schedules/node_chooser.h"
#include "ui/schedules/preview_list.h"
#include "widgets/kit/form.h"
#include "widgets/kit/theme.h"

#include <QCheckBox>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace slipway {

namespace {

const QString ignoreDryRunField = QStringLiteral("IgnoreParentSkipRunningProperty");

} // namespace

DependencySection::DependencySection(const Backends &backends, QWidget *parent)
    : PropertiesSection(parent),
      m_form(new Form(this)),
      m_parents(new DependencyEditor(backends, m_form)),
      m_itself(named(new QCheckBox(tr("Its own previous run"), m_form), "crossCycleItself")),
      m_ignoresDryRun(named(new QCheckBox(tr("Run although it was a dry run"), m_form), "ignoreParentDryRun")),
      m_others(named(new QComboBox(m_form), "crossCycle")),
      m_nodes(new NodeChooser(QStringLiteral("crossCycleNodes"), m_form)),
      m_waits(new PreviewList(QStringLiteral("waitsFor"), PreviewList::Font::Text, m_form))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_form);
    addFields();
    connectFields();
    updateVisibility();
}

void DependencySection::addFields()
{
    m_form->addField(QStringLiteral("InputList"), tr("Parent Nodes"), m_parents,
                     tr("A node without a parent is never scheduled. Without a data dependency, use the root node."));
    m_form->setLabelColumn(labelColumn);
    m_form->addField(QStringLiteral("DependentType"), tr("Previous cycle"), m_itself);
    m_others->addItem(tr("No other nodes"), static_cast<int>(Others::None));
    m_others->addItem(tr("Level-1 child nodes"), static_cast<int>(Others::Children));
    m_others->addItem(tr("Chosen nodes"), static_cast<int>(Others::Chosen));
    m_form->addField(QStringLiteral("DependentOthers"), tr("Of other nodes"), m_others);
    m_form->addField(QStringLiteral("DependentNodeIdList"), tr("Chosen nodes"), m_nodes);
    m_form->addField(ignoreDryRunField, tr("Dry run"), m_ignoresDryRun,
                     tr("Otherwise a dry run of the previous cycle makes this run a dry run too."));
    m_form->setLabelColumn(0);
    m_waits->setAccessibleName(tr("The next run waits for"));
    m_form->addField(QStringLiteral("waits"), tr("The next run waits for"), m_waits);
}

void DependencySection::connectFields()
{
    connect(m_parents, &DependencyEditor::edited, this, &DependencySection::change);
    connect(m_parents, &DependencyEditor::refused, this,
            [this](const QString &why) { m_form->setError(QStringLiteral("InputList"), why); });
    connect(m_itself, &QCheckBox::toggled, this, &DependencySection::change);
    connect(m_ignoresDryRun, &QCheckBox::toggled, this, &DependencySection::change);
    connect(m_others, &QComboBox::currentIndexChanged, this, &DependencySection::change);
    connect(m_nodes, &NodeChooser::edited, this, &DependencySection::change);
    connect(m_nodes, &NodeChooser::refused, this,
            [this](const QString &why) { m_form->setError(QStringLiteral("DependentNodeIdList"), why); });
}

void DependencySection::setWorkspace(WorkspaceId workspace, const QString &rootOutput)
{
    m_parents->setWorkspace(workspace, rootOutput);
}

void DependencySection::setCommittedNodes(const QList<Node> &nodes)
{
    QHash<QString, QString> names;
    for (const Node &node : nodes) {
        for (const QString &output : node.current.properties.outputs)
            names.insert(output, node.current.name);
    }
    m_parents->setNodeNames(names);
    m_nodes->setNodes(nodes);
}

DependencySection::Others DependencySection::others() const
{
    return static_cast<Others>(m_others->currentData().toInt());
}

CrossCycle DependencySection::crossCycle() const
{
    const bool itself = m_itself->isChecked();
    switch (others()) {
    case Others::None:
        return itself ? CrossCycle::Self : CrossCycle::None;
    case Others::Children:
        return itself ? CrossCycle::SelfAndChildren : CrossCycle::Children;
    case Others::Chosen:
        return itself ? CrossCycle::SelfAndOthers : CrossCycle::Others;
    }
    return CrossCycle::None;
}

void DependencySection::updateVisibility()
{
    m_form->setFieldVisible(QStringLiteral("DependentNodeIdList"), others() == Others::Chosen);
    m_form->setFieldVisible(ignoreDryRunField, crossCycle() != CrossCycle::None);
}

void DependencySection::load(const NodeDraft &draft)
{
    const QScopedValueRollback quiet(m_setting, true);
    const NodeProperties &p = draft.properties;
    m_parents->setOwnOutputs(p.outputs);
    m_parents->setParents(p.inputs);
    m_itself->setChecked(dependsOnItself(p.crossCycle));
    const bool children = p.crossCycle == CrossCycle::Children || p.crossCycle == CrossCycle::SelfAndChildren;
    const bool chosen = p.crossCycle == CrossCycle::Others || p.crossCycle == CrossCycle::SelfAndOthers;
    select(m_others, static_cast<int>(children ? Others::Children : chosen ? Others::Chosen : Others::None));
    m_nodes->setChosen(p.crossCycleNodes);
    m_ignoresDryRun->setChecked(p.ignoreParentDryRun);
    updateVisibility();
}

void DependencySection::store(NodeProperties &properties) const
{
    properties.inputs = m_parents->parents();
    properties.crossCycle = crossCycle();
    properties.crossCycleNodes = m_nodes->chosen();
    properties.ignoreParentDryRun = m_ignoresDryRun->isChecked();
}

void DependencySection::preview(const NodeDraft &draft, const PreviewContext &context)
{
    const QList<PreviewLine> lines = waitLines(draft, context.committed, context.rootOutput, context.zone, context.now);
    m_waits->setLines(lines);
    m_form->setFieldVisible(QStringLiteral("waits"), !lines.isEmpty());
}

QString DependencySection::summary(const NodeDraft &draft) const
{
    const auto parents = draft.properties.inputs.size();
    const QString words = parents == 0   ? tr("no parent")
                          : parents == 1 ? tr("1 parent")
                                         : tr("%1 parents").arg(parents);
    return draft.properties.crossCycle == CrossCycle::None ? words : tr("%1, previous cycle").arg(words);
}

QString DependencySection::formField(const QString &field) const
{
    const bool hidden = field == QLatin1String("DependentNodeIdList") && others() != Others::Chosen;
    return hidden ? QStringLiteral("DependentType") : field;
}

void DependencySection::change()
{
    if (m_setting)
        return;
    updateVisibility();
    emit edited();
}

} // namespace slipway
