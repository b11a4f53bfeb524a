#include "ui/operations/instances_view.h"

#include "ui/operations/actions_column.h"
#include "ui/operations/instance_detail.h"
#include "ui/operations/instance_filter_bar.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

namespace {
struct MenuRow
{
    InstanceAction action;
    const char *objectName;
    const char *text;
};
constexpr MenuRow menuRows[] = {
    {InstanceAction::ViewLog, "instanceViewLog", QT_TRANSLATE_NOOP("slipway::InstancesView", "View Runtime Log")},
    {InstanceAction::Rerun, "instanceRerun", QT_TRANSLATE_NOOP("slipway::InstancesView", "Rerun")},
    {InstanceAction::Stop, "instanceStop", QT_TRANSLATE_NOOP("slipway::InstancesView", "Stop")},
    {InstanceAction::SetSuccess, "instanceSetSuccess", QT_TRANSLATE_NOOP("slipway::InstancesView", "Set Successful")},
    {InstanceAction::Freeze, "instanceFreeze", QT_TRANSLATE_NOOP("slipway::InstancesView", "Freeze")},
    {InstanceAction::Unfreeze, "instanceUnfreeze", QT_TRANSLATE_NOOP("slipway::InstancesView", "Unfreeze")},
};
QString wordFor(InstanceAction action)
{
    for (const MenuRow &row : menuRows) {
        if (row.action == action)
            return InstancesView::tr(row.text);
    }
    return {};
}
} // namespace

InstancesView::InstancesView(ShellContext &context, const QList<DagType> &kinds, const QString &key, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_kinds(kinds),
      m_presenter(context.backends()),
      m_filter(new InstanceFilterBar(context.backends(), this)),
      m_bar(new MessageBar(this)),
      m_table(makeTable(key)),
      m_stack(new ContentStack(m_table, new EmptyState(Icon::Operations, tr("No instances"), emptyText()),
                               tr("Reading instances…"), this)),
      m_detail(new InstanceDetail(context.backends(), this)),
      m_count(textLabel({}, TextSize::Caption, this, true))
{
    setObjectName(key);
    auto *upper = new QWidget(this);
    auto *upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    upperLayout->setSpacing(0);
    m_count->setContentsMargins(spacing::l, spacing::xs, spacing::l, spacing::xs);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_filter, m_bar})
        upperLayout->addWidget(widget);
    upperLayout->addWidget(m_stack, 1);
    upperLayout->addWidget(m_count);

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(upper);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    m_detail->hide();

    setFilterShortcut(m_table, m_filter->textFilter());
    connectParts();
    workspaceChanged();
}

void InstancesView::connectParts()
{
    connect(m_filter, &InstanceFilterBar::queryChanged, this, &InstancesView::applyFilter);
    connect(m_filter, &InstanceFilterBar::refreshRequested, &m_presenter, &InstancesPresenter::reload);
    connect(&m_presenter, &InstancesPresenter::stateChanged, this, &InstancesView::updateState);
    connect(&m_presenter, &InstancesPresenter::instanceUpdated, m_detail, &InstanceDetail::update);
    connect(&m_presenter, &InstancesPresenter::actionFailed, this, [this](InstanceAction action, const Error &error) {
        m_bar->showError(tr("%1 was not possible.").arg(wordFor(action)), error);
    });
    connect(&m_presenter, &InstancesPresenter::fetchFailed, this, [this](const Error &error) {
        m_wanted = {};
        m_bar->showError(tr("The instance could not be read."), error);
    });
    connect(m_bar, &MessageBar::retryRequested, &m_presenter, &InstancesPresenter::reload);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, &m_presenter, &InstancesPresenter::reload);
    connect(m_detail, &InstanceDetail::scriptRequested, &m_context, &ShellContext::openScript);
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &InstancesView::workspaceChanged);
    connect(&m_context.engine(), &EnginePresenter::statusChanged, this,
            [this] { m_filter->setNow(m_context.engine().engineNow()); });
}

QTableView *InstancesView::makeTable(const QString &key)
{
    auto *table = new QTableView(this);
    table->setObjectName(key + QStringLiteral("Table"));
    table->setAccessibleName(tr("Instances"));
    table->setModel(&m_presenter.table());
    table->setItemDelegateForColumn(InstanceTableModel::State, new StateDelegate(table));
    using Table = InstanceTableModel;
    setUpTable(table, key,
               {{Table::State, 150},
                {Table::Node, 150},
                {Table::Workflow, 120},
                {Table::Schedule, 140},
                {Table::Started, 84},
                {Table::Duration, 84},
                {Table::Group, 96},
                {Table::Attempts, 52},
                {Table::Reason, 0}});
    setUpActionsColumn(table, Table::Actions);
    table->setSortingEnabled(false); // the engine sorts: newest first
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &InstancesView::selectionChanged);
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
    m_table->selectRow(row);
    m_table->scrollTo(m_presenter.table().index(row, 0));
    m_detail->showLog();
}

void InstancesView::selectionChanged()
{
    const Instance *instance = m_presenter.table().rowAt(m_table->currentIndex());
    m_detail->setVisible(instance != nullptr);
    if (instance)
        m_detail->show(*instance);
    m_presenter.pin(instance ? instance->id : InstanceId());
}

void InstancesView::openMenu(const QPoint &place)
{
    const Instance *instance = m_presenter.table().rowAt(m_table->indexAt(place));
    if (!instance)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->setObjectName(QStringLiteral("instanceMenu"));
    for (const MenuRow &row : menuRows)
        addAction(menu, row.action, row.objectName, *instance);
    menu->addSeparator();
    QAction *open = menu->addAction(tr("Open in DataStudio"));
    open->setObjectName(QStringLiteral("instanceOpenInDataStudio"));
    connect(open, &QAction::triggered, this, [this, file = instance->file] { m_context.openScript(file); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

// What is not allowed is there all the same, greyed, with the reason.
void InstancesView::addAction(QMenu *menu, InstanceAction action, const char *objectName, const Instance &instance)
{
    QAction *entry = menu->addAction(wordFor(action));
    entry->setObjectName(QLatin1String(objectName));
    const Outcome<> allowed = InstancesPresenter::allowed(action, instance);
    entry->setEnabled(allowed.ok());
    if (allowed.failed())
        entry->setToolTip(allowed.error().message);
    connect(entry, &QAction::triggered, this, [this, action, instance] { ask(action, instance); });
}

void InstancesView::ask(InstanceAction action, const Instance &instance)
{
    const auto perform = [this, action, id = instance.id] { m_presenter.perform(action, id); };
    if (action == InstanceAction::ViewLog)
        showInstance(instance.id);
    else if (action == InstanceAction::Stop)
        confirmDestructive(this, tr("Stop this run of %1?").arg(instance.nodeName),
                           tr("Its processes are ended now, wherever the script stands. The instance is Stopped, and "
                              "what depends on it does not run."),
                           tr("Stop Run"), perform);
    else if (action == InstanceAction::SetSuccess)
        confirmDestructive(this, tr("Set %1 successful without a run?").arg(instance.nodeName),
                           tr("What depends on it runs as if it had succeeded."), tr("Set Successful"), perform);
    else
        perform();
}

} // namespace slipway
