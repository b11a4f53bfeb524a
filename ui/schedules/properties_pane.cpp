#include "ui/schedules/properties_pane.h"

#include "models/domain/node_properties.h"
#include "ui/schedules/dependency_section.h"
#include "ui/schedules/fold_section.h"
#include "ui/schedules/general_section.h"
#include "ui/schedules/parameter_section.h"
#include "ui/schedules/run_section.h"
#include "ui/schedules/schedule_section.h"
#include "widgets/kit/focus_order.h"
#include "widgets/kit/form.h"
#include "widgets/kit/theme.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace slipway {

namespace {

// The ground of the panel. Painted, not a background role: a role would change the colour of every label on it.
class Surface : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), Theme::of(this).colour(Token::Surface)); }
};

} // namespace

PropertiesPane::PropertiesPane(const Backends &backends, QWidget *parent)
    : QWidget(parent),
      m_scroll(new QScrollArea(this)),
      m_general(new GeneralSection(this)),
      m_schedule(new ScheduleSection(this)),
      m_dependencies(new DependencySection(backends, this)),
      m_parameters(new ParameterSection(this)),
      m_run(new RunSection(this))
{
    auto *content = new Surface(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, spacing::l);
    column->setSpacing(0);
    add(m_general, tr("General"), "sectionGeneral", column);
    add(m_schedule, tr("Schedule"), "sectionSchedule", column);
    add(m_dependencies, tr("Dependencies"), "sectionDependencies", column);
    add(m_parameters, tr("Parameters"), "sectionParameters", column);
    add(m_run, tr("Running"), "sectionRunning", column);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setObjectName(QStringLiteral("propertiesScroll"));
    m_scroll->setFocusPolicy(Qt::NoFocus); // it follows the focus of the fields
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    orderFocus(this);
    connect(m_general, &GeneralSection::descriptionEdited, this, &PropertiesPane::descriptionEdited);
}

void PropertiesPane::add(PropertiesSection *section, const QString &title, const char *objectName, QVBoxLayout *layout)
{
    auto *frame = new FoldSection(title, QLatin1String(objectName), section, this);
    layout->addWidget(frame);
    m_parts << Part{section, frame};
    connect(section, &PropertiesSection::edited, this, &PropertiesPane::change);
}

void PropertiesPane::setWorkspace(const Workspace &workspace, const QTimeZone &zone)
{
    m_context.zone = zone;
    m_context.rootOutput = workspace.rootOutput();
    m_dependencies->setWorkspace(workspace.id, workspace.rootOutput());
    updatePreviews();
}

void PropertiesPane::setNow(Instant now)
{
    m_context.now = now;
    updatePreviews();
}

void PropertiesPane::setGroups(const QList<ResourceGroup> &groups)
{
    m_run->setGroups(groups);
    updatePreviews();
}

void PropertiesPane::setCommittedNodes(const QList<Node> &nodes)
{
    m_context.committed = nodes;
    m_dependencies->setCommittedNodes(nodes);
    updatePreviews();
}

void PropertiesPane::setIdentity(const NodeDraft &draft)
{
    m_general->setIdentity(draft);
}

void PropertiesPane::setDraft(const NodeDraft &draft)
{
    m_draft = draft;
    for (const Part &part : std::as_const(m_parts))
        part.section->load(draft);
    validate();
    updatePreviews();
}

void PropertiesPane::change()
{
    for (const Part &part : std::as_const(m_parts))
        part.section->store(m_draft.properties);
    validate();
    updatePreviews();
    emit propertiesEdited(m_draft.properties);
}

// Bad input is told at its field and kept; the engine refuses it at the commit, too.
void PropertiesPane::validate()
{
    for (const Part &part : std::as_const(m_parts))
        part.section->form()->clearErrors();
    const QList<Error> faults = propertyFaults(m_draft.properties);
    for (const Error &fault : faults) {
        if (const Part *part = partOf(fault.field))
            part->section->form()->setError(part->section->formField(fault.field), fault.message);
    }
    updateFaults(faults);
}

void PropertiesPane::updateFaults(const QList<Error> &faults)
{
    for (const Part &part : std::as_const(m_parts)) {
        const auto count = std::count_if(faults.begin(), faults.end(),
                                         [&](const Error &fault) { return partOf(fault.field) == &part; });
        part.frame->setFaults(static_cast<int>(count));
    }
}

const PropertiesPane::Part *PropertiesPane::partOf(const QString &field) const
{
    for (const Part &part : m_parts) {
        if (part.section->form()->hasField(field))
            return &part;
    }
    return nullptr;
}

bool PropertiesPane::hasField(const QString &field) const
{
    return partOf(field) != nullptr;
}

void PropertiesPane::showError(const Error &error)
{
    const Part *part = partOf(error.field);
    if (!part)
        return;
    Error shown = error;
    shown.field = part->section->formField(error.field);
    part->frame->setFolded(false);
    part->section->form()->showError(shown);
    if (focusWidget())
        m_scroll->ensureWidgetVisible(focusWidget(), 0, spacing::xxl * 3);
}

void PropertiesPane::updatePreviews()
{
    for (const Part &part : std::as_const(m_parts)) {
        part.section->preview(m_draft, m_context);
        part.frame->setSummary(part.section->summary(m_draft));
    }
}

} // namespace slipway
