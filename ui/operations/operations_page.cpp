#include "ui/operations/operations_page.h"

#include "models/backend/runs_backend.h"
#include "ui/operations/backfills_view.h"
#include "ui/operations/instances_view.h"
#include "ui/operations/tasks_view.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/focus_order.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QStackedWidget>

namespace slipway {

OperationsPage::OperationsPage(ShellContext &context, QWidget *parent)
    : Page(parent),
      m_context(context),
      m_list(new QListWidget(this)),
      m_stack(new QStackedWidget(this)),
      m_tasks(new TasksView(context, this)),
      m_instances(new InstancesView(context, {DagType::Daily, DagType::Backfill}, QStringLiteral("cycleInstances"),
                                    policies(), this)),
      m_backfills(new BackfillsView(context, policies(), this)),
      m_oneOff(new InstancesView(context, {DagType::OneOff, DagType::SmokeTest, DagType::Manual},
                                 QStringLiteral("oneOffRuns"), policies(), this))
{
    setObjectName(QStringLiteral("operationsPage"));
    m_list->setObjectName(QStringLiteral("operationsSections"));
    m_list->setAccessibleName(tr("Operation Center sections"));
    m_list->setFixedWidth(188);
    m_list->setFrameShape(QFrame::NoFrame);
    addSection(Icon::Calendar, tr("Cycle Tasks"), m_tasks);
    addSection(Icon::List, tr("Cycle Instances"), m_instances);
    addSection(Icon::Rollback, tr("Backfills"), m_backfills);
    addSection(Icon::Play, tr("One-off Runs"), m_oneOff);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list);
    layout->addWidget(separatorLine(Qt::Vertical, this));
    layout->addWidget(m_stack, 1);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::currentRowChanged, this, &OperationsPage::activateSection);
    connect(m_tasks, &TasksView::instancesRequested, this, [this](NodeId node, const QString &name) {
        showSection(Instances);
        m_instances->showNode(node, name);
    });
    connect(m_tasks, &TasksView::instanceRequested, this, &OperationsPage::showInstance);
    connect(m_tasks, &TasksView::backfillRequested, this, &OperationsPage::startBackfill);
    showSection(Instances);
    orderFocus(this);
}

void OperationsPage::addSection(Icon image, const QString &title, QWidget *view)
{
    auto *item = new QListWidgetItem(icon(image), title, m_list);
    item->setSizeHint({0, metric::row + spacing::xs});
    m_stack->addWidget(view);
}

void OperationsPage::showSection(Section section)
{
    m_list->setCurrentRow(section);
}

void OperationsPage::activate()
{
    activateSection(m_list->currentRow());
}

// Only what is on screen is read again; the feed keeps the others true.
void OperationsPage::activateSection(int section)
{
    if (section == Tasks)
        m_tasks->activate();
    else if (section == Instances)
        m_instances->activate();
    else if (section == Backfills)
        m_backfills->activate();
    else if (section == OneOff)
        m_oneOff->activate();
}

bool OperationsPage::openTarget(const Target &target)
{
    if (const auto *node = std::get_if<NodeInstancesTarget>(&target)) {
        showSection(Instances);
        m_instances->showNode(node->node, node->nodeName);
        return true;
    }
    if (const auto *backfill = std::get_if<BackfillTarget>(&target)) {
        startBackfill(backfill->root);
        return true;
    }
    const auto *instance = std::get_if<InstanceId>(&target);
    if (instance)
        showInstance(*instance);
    return instance != nullptr;
}

// What was started is in the list, so that is what one looks at.
void OperationsPage::startBackfill(NodeId root)
{
    showSection(Backfills);
    m_backfills->startBackfill(root);
}

RerunPolicies OperationsPage::policies() const
{
    return [tasks = m_tasks](NodeId node) { return tasks->presenter().policyOf(node); };
}

// The list it belongs to follows from what made it.
void OperationsPage::showInstance(InstanceId instance)
{
    m_context.backends().runs.instance(instance).then(this, [this, instance](const Outcome<Instance> &found) {
        if (!found.ok())
            return m_instances->showInstance(instance); // says why it cannot be shown
        const bool cycle = found->dagType == DagType::Daily || found->dagType == DagType::Backfill;
        showSection(cycle ? Instances : OneOff);
        (cycle ? m_instances : m_oneOff)->showInstance(instance);
    });
}

PageEntry operationsPageEntry()
{
    PageEntry entry;
    entry.id = QStringLiteral("operations");
    entry.title = OperationsPage::tr("Operation Center");
    entry.label = OperationsPage::tr("Operations");
    entry.icon = Icon::Operations;
    entry.make = [](ShellContext &context, QWidget *parent) -> Page * { return new OperationsPage(context, parent); };
    entry.opens = [](const Target &target) {
        return std::holds_alternative<InstanceId>(target) || std::holds_alternative<NodeInstancesTarget>(target) ||
               std::holds_alternative<BackfillTarget>(target);
    };
    return entry;
}

} // namespace slipway
