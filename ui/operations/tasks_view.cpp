#include "ui/operations/tasks_view.h"

#include "models/items/filter_proxy.h"
#include "ui/operations/actions_column.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>
#include <utility>

namespace slipway {

TasksView::TasksView(ShellContext &context, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_presenter(context.backends()),
      m_proxy(new FilterProxy(this)),
      m_bar(new MessageBar(this)),
      m_table(new QTableView(this))
{
    setUpColumns();
    m_stack = new ContentStack(m_table, new EmptyState(Icon::Clock, {}, {}), tr("Reading cycle tasks…"), this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);

    connect(m_stack->emptyState(), &EmptyState::actionTriggered, this, [this] {
        if (m_presenter.state() == TasksPresenter::State::Failed)
            m_presenter.reload();
        else
            m_context.showPage(QStringLiteral("datastudio"));
    });
    connect(m_bar, &MessageBar::retryRequested, &m_presenter, &TasksPresenter::reload);
    connect(&m_presenter, &TasksPresenter::stateChanged, this, &TasksView::updateState);
    connect(&m_presenter, &TasksPresenter::failed, m_bar, &MessageBar::showError);
    connect(&m_presenter, &TasksPresenter::smokeTestStarted, this, &TasksView::instanceRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TasksView::updateTools);
    connect(m_table, &QTableView::customContextMenuRequested, this, &TasksView::openMenu);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const Node *node = nodeAt(index))
            emit instancesRequested(node->id, node->current.name);
    });
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &TasksView::workspaceChanged);
    workspaceChanged();
}

void TasksView::setUpColumns()
{
    m_proxy->setSourceModel(&m_presenter.table());
    m_table->setObjectName(QStringLiteral("cycleTasksTable"));
    m_table->setAccessibleName(tr("Cycle tasks"));
    m_table->setModel(m_proxy);
    m_table->setItemDelegateForColumn(NodeTableModel::State, new StateDelegate(m_table));
    using Table = NodeTableModel;
    setUpTable(m_table, QStringLiteral("cycleTasks"),
               {{Table::Name, 0},
                {Table::State, 120},
                {Table::Workflow, 170},
                {Table::Schedule, 160},
                {Table::NextRun, 160},
                {Table::Version, 76},
                {Table::Group, 120},
                {Table::Committed, 120}});
    setUpActionsColumn(m_table, Table::Actions);
}

QWidget *TasksView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *filter = new FilterLine(tr("Filter tasks"), tools);
    filter->setObjectName(QStringLiteral("cycleTasksFilter"));
    filter->setAccessibleName(tr("Filter tasks"));
    filter->attachTo(m_proxy);
    filter->setMinimumWidth(260);
    setFilterShortcut(m_table, filter);
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Read again"), QStringLiteral("cycleTasksRefresh"), tools);
    connect(refresh, &QToolButton::clicked, &m_presenter, &TasksPresenter::reload);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    m_backfill = labelledButton(Icon::Rollback, tr("Backfill…"), QStringLiteral("cycleTasksBackfill"), tools);
    connect(m_backfill, &QToolButton::clicked, this, [this] {
        if (const Node *node = nodeAt(m_table->currentIndex()))
            emit backfillRequested(node->id);
    });
    layout->addWidget(filter);
    layout->addWidget(m_backfill);
    layout->addStretch(1);
    layout->addWidget(refresh);
    return tools;
}

// The workspace's root node has nothing to run.
void TasksView::updateTools()
{
    const Node *node = nodeAt(m_table->currentIndex());
    const bool possible = node && node->file.isValid();
    m_backfill->setEnabled(possible);
    m_backfill->setToolTip(possible ? tr("Runs %1 again for past data timestamps").arg(node->current.name)
                           : node   ? tr("The root node of the workspace has nothing to run.")
                                    : tr("Choose a task first."));
    m_backfill->setAccessibleDescription(possible ? QString() : m_backfill->toolTip());
}

const Node *TasksView::nodeAt(const QModelIndex &index) const
{
    return m_presenter.table().rowAt(m_proxy->mapToSource(index));
}

void TasksView::workspaceChanged()
{
    m_presenter.setWorkspace(m_context.workspace().current().id, m_context.workspace().timeZone());
    updateState();
}

void TasksView::updateState()
{
    using State = TasksPresenter::State;
    const bool failed = m_presenter.state() == State::Failed;
    const bool any = !m_presenter.table().rows().isEmpty();
    if (failed && any) {
        m_bar->showError(tr("The cycle tasks could not be read."), m_presenter.error());
        m_bar->setRetryVisible(true);
    } else if (std::exchange(m_failureShown, failed)) {
        m_bar->clear();
    }
    EmptyState *empty = m_stack->emptyState();
    empty->setText(failed ? tr("The cycle tasks could not be read.") : tr("Nothing is scheduled yet"),
                   failed ? m_presenter.error().message
                          : tr("Commit a node in DataStudio: its schedule, next run and instances then appear here."));
    empty->setAction(failed ? tr("Try Again") : tr("Go to DataStudio"), !failed);
    updateTools();
    if (m_presenter.state() == State::Loading)
        m_stack->showLoading();
    else
        any ? m_stack->showContent() : m_stack->showEmpty();
}

void TasksView::openMenu(const QPoint &place)
{
    const Node *node = nodeAt(m_table->indexAt(place));
    if (!node)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("cycleTaskMenu"));
    const auto add = [this, menu](const QString &text, const char *objectName, std::function<void()> act) {
        QAction *action = menu->addAction(text);
        action->setObjectName(QLatin1String(objectName));
        connect(action, &QAction::triggered, this, std::move(act));
        return action;
    };
    const NodeId id = node->id;
    const bool frozen = node->frozen;
    add(tr("View Instances"), "taskViewInstances",
        [this, id, name = node->current.name] { emit instancesRequested(id, name); });
    add(tr("Open in DataStudio"), "taskOpenInDataStudio", [this, file = node->file] { m_context.openScript(file); });
    add(tr("Test"), "taskTest", [this, id] { m_presenter.smokeTest(id); });
    add(tr("Backfill…"), "taskBackfill", [this, id] { emit backfillRequested(id); })->setEnabled(node->file.isValid());
    menu->addSeparator();
    add(frozen ? tr("Unfreeze") : tr("Freeze"), "taskFreeze", [this, id, frozen] { m_presenter.freeze(id, !frozen); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

} // namespace slipway
