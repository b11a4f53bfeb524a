#include "ui/operations/instances_view.h"

#include "ui/operations/actions_column.h"
#include "ui/operations/instance_action_bar.h"
#include "ui/operations/instance_detail.h"
#include "ui/operations/instance_filter_bar.h"
#include "ui/operations/reason_delegate.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

InstancesView::InstancesView(ShellContext &context, const QList<DagType> &kinds, const QString &key,
                             RerunPolicies policies, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_kinds(kinds),
      m_presenter(context.backends()),
      m_filter(new InstanceFilterBar(context.backends(), key, this)),
      m_actions(new InstanceActionBar(context, key, this)),
      m_bar(new MessageBar(this)),
      m_table(makeTable(key)),
      m_stack(new ContentStack(m_table, new EmptyState(Icon::Operations, tr("No instances"), emptyText()),
                               tr("Reading instances…"), this)),
      m_detail(new InstanceDetail(context.backends(), key, this)),
      m_count(textLabel({}, TextSize::Caption, this, true))
{
    setObjectName(key);
    m_actions->setPolicies(std::move(policies));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(makeUpper());
    splitter->addWidget(m_detail);
    splitter->setSizes({300, 200}); // shares
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    m_detail->hide();

    setFilterShortcut(m_table, m_filter->textFilter());
    connectParts();
    workspaceChanged();
}

QWidget *InstancesView::makeUpper()
{
    auto *upper = new QWidget(this);
    auto *layout = new QVBoxLayout(upper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_count->setContentsMargins(spacing::l, spacing::xs, spacing::l, spacing::xs);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_filter, m_actions, m_bar})
        layout->addWidget(widget);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_count);
    return upper;
}

void InstancesView::connectParts()
{
    connect(m_filter, &InstanceFilterBar::queryChanged, this, &InstancesView::applyFilter);
    connect(m_filter, &InstanceFilterBar::refreshRequested, &m_presenter, &InstancesPresenter::reload);
    connect(&m_presenter, &InstancesPresenter::stateChanged, this, &InstancesView::updateState);
    connect(&m_presenter, &InstancesPresenter::instanceUpdated, m_detail, &InstanceDetail::update);
    connect(m_actions, &InstanceActionBar::failed, m_bar, &MessageBar::showError);
    connect(m_actions, &InstanceActionBar::clearFailure, m_bar, &MessageBar::clear);
    connect(m_actions, &InstanceActionBar::logRequested, this,
            [this](const Instance &instance) { showInstance(instance.id); });
    m_actions->addKeysTo(m_table);
    connect(&m_presenter, &InstancesPresenter::fetchFailed, this, [this](const Error &error) {
        m_wanted = {};
        m_bar->showError(tr("The instance could not be read."), error);
    });
    connect(m_bar, &MessageBar::retryRequested, &m_presenter, &InstancesPresenter::reload);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &InstancesPresenter::reload);
    connect(m_detail, &InstanceDetail::scriptRequested, &m_context, &ShellContext::openScript);
    connect(m_detail, &InstanceDetail::instanceRequested, &m_context, &ShellContext::openInstance);
    connect(m_detail, &InstanceDetail::blockerRequested, m_actions, &InstanceActionBar::goToBlocker);
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &InstancesView::workspaceChanged);
    connect(&m_context.engine(), &EnginePresenter::statusChanged, this,
            [this] { m_filter->setNow(m_context.engine().engineNow()); });
}

QTableView *InstancesView::makeTable(const QString &key)
{
    auto *table = new QTableView(this);
    table->setObjectName(key + QStringLiteral("Table"));
    table->setAccessibleName(m_kinds.contains(DagType::Daily) ? tr("Cycle instances") : tr("One-off runs"));
    table->setModel(&m_presenter.table());
    table->setItemDelegateForColumn(InstanceTableModel::State, new StateDelegate(table));
    using Table = InstanceTableModel;
    setUpTable(table, key,
               {{Table::State, 136},
                {Table::Node, 130},
                {Table::Workflow, 108},
                {Table::Schedule, 132},
                {Table::Started, 80},
                {Table::Duration, 96},
                {Table::Group, 92},
                {Table::Attempts, 48},
                {Table::Reason, 0}});
    setUpActionsColumn(table, Table::Actions);
    auto *reasons = new ReasonDelegate(table);
    table->setItemDelegateForColumn(Table::Reason, reasons);
    connect(reasons, &ReasonDelegate::blockerRequested, this, [this](const QModelIndex &index, int which) {
        if (const Instance *instance = m_presenter.table().rowAt(index))
            m_actions->goToBlocker(*instance, which);
    });
    table->setSortingEnabled(false); // the engine sorts: newest first
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &InstancesView::selectionChanged);
    connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &InstancesView::chosenChanged);
    connect(table, &QTableView::customContextMenuRequested, this, &InstancesView::openMenu);
    connect(table, &QTableView::activated, this, [this] { m_detail->showLog(); });
    connect(table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this, table](int value) {
        if (value >= table->verticalScrollBar()->maximum() - table->verticalScrollBar()->pageStep())
            m_presenter.loadMore();
    });
    return table;
}

QString InstancesView::emptyText() const
{
    return m_kinds.contains(DagType::Daily)
               ? tr("An instance appears here for every scheduled time of a committed node. Commit one in "
                    "DataStudio, or widen the filter.")
               : tr("A run of a draft or a smoke test appears here. Press Run in a script, or widen the filter.");
}

void InstancesView::activate()
{
    m_presenter.reload();
}

void InstancesView::workspaceChanged()
{
    const QTimeZone zone = m_context.workspace().timeZone();
    m_presenter.setTimeZone(zone);
    m_detail->setTimeZone(zone);
    m_actions->setTimeZone(zone);
    if (m_context.engine().hasStatus())
        m_filter->setNow(m_context.engine().engineNow());
    m_filter->setWorkspace(m_context.workspace().current().id, zone);
}

void InstancesView::applyFilter()
{
    InstanceQuery query = m_filter->query();
    query.dagTypes = m_kinds;
    m_presenter.setQuery(query);
}

void InstancesView::showNode(NodeId node, const QString &name)
{
    m_filter->showNode(node, name);
}

void InstancesView::showInstance(InstanceId instance)
{
    m_wanted = instance;
    if (m_presenter.table().find(instance))
        updateState();
    else
        m_presenter.fetch(instance);
}

void InstancesView::updateState()
{
    const qsizetype count = m_presenter.table().rows().size();
    if (m_presenter.state() == InstancesPresenter::State::Failed)
        return showLoadFailure();
    if (std::exchange(m_failureShown, false)) {
        m_bar->clear();
        m_stack->emptyState()->setText(tr("No instances"), emptyText());
        m_stack->emptyState()->setAction({});
    }
    if (m_presenter.state() == InstancesPresenter::State::Loading)
        m_stack->showLoading();
    else
        count == 0 ? m_stack->showEmpty() : m_stack->showContent();
    const qint64 total = m_presenter.total();
    m_count->setText(total > count ? tr("%L1 of %L2 instances").arg(count).arg(total)
                     : count == 1  ? tr("1 instance")
                                   : tr("%L1 instances").arg(count));
    m_count->setVisible(count > 0);
    selectWanted();
    const Instance *current = m_presenter.table().rowAt(m_table->currentIndex());
    m_detail->setVisible(current != nullptr);
    m_presenter.pin(current ? current->id : InstanceId());
    chosenChanged();
}

// What was read before stays on screen under the bar; without anything the page itself says what happened.
void InstancesView::showLoadFailure()
{
    m_failureShown = true;
    const QString what = tr("The instances could not be read.");
    if (!m_presenter.table().rows().isEmpty()) {
        m_stack->showContent();
        m_bar->showError(what, m_presenter.error());
        m_bar->setRetryVisible(true);
        return;
    }
    m_stack->emptyState()->setText(what, m_presenter.error().message);
    m_stack->emptyState()->setAction(tr("Try Again"), false);
    m_stack->showEmpty();
    m_count->hide();
}

void InstancesView::selectWanted()
{
    const int row = m_wanted.isValid() ? m_presenter.table().rowOf(m_wanted) : -1;
    if (row < 0)
        return;
    m_wanted = {};
    selectOnly(row);
    m_table->scrollTo(m_presenter.table().index(row, 0));
    m_detail->showLog();
}

void InstancesView::selectionChanged()
{
    const Instance *instance = m_presenter.table().rowAt(m_table->currentIndex());
    const bool opens = instance && m_detail->isHidden();
    m_detail->setVisible(instance != nullptr);
    if (instance)
        m_detail->show(*instance);
    if (opens) // it takes room from the list, where the row may then lie outside
        QMetaObject::invokeMethod(
            m_table, [this] { m_table->scrollTo(m_table->currentIndex()); }, Qt::QueuedConnection);
    m_presenter.pin(instance ? instance->id : InstanceId());
}

// As they are now; a row that has gone is not chosen any more.
void InstancesView::chosenChanged()
{
    QList<Instance> chosen;
    for (const QModelIndex &row : m_table->selectionModel()->selectedRows()) {
        if (const Instance *instance = m_presenter.table().rowAt(row))
            chosen.append(*instance);
    }
    m_actions->setSelection(chosen);
}

// Whatever keys are held: the view's own selectRow() would extend the selection while Shift is down.
void InstancesView::selectOnly(int row)
{
    m_table->selectionModel()->setCurrentIndex(m_presenter.table().index(row, 0),
                                               QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void InstancesView::openMenu(const QPoint &place)
{
    const QModelIndex index = m_table->indexAt(place);
    if (!index.isValid())
        return;
    if (!m_table->selectionModel()->isRowSelected(index.row(), {}))
        selectOnly(index.row());
    m_actions->openMenu(m_table->viewport()->mapToGlobal(place));
}

} // namespace slipway
