#include "ui/operations/instances_view.h"

#include "ui/operations/instance_detail.h"
#include "ui/operations/instance_filter_bar.h"
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
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

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
    connect(m_filter, &InstanceFilterBar::queryChanged, this, &InstancesView::applyFilter);
    connect(m_filter, &InstanceFilterBar::refreshRequested, &m_presenter, &InstancesPresenter::reload);
    connect(&m_presenter, &InstancesPresenter::stateChanged, this, &InstancesView::updateState);
    connect(&m_presenter, &InstancesPresenter::instanceUpdated, m_detail, &InstanceDetail::update);
    connect(&m_presenter, &InstancesPresenter::actionFailed, this, [this](InstanceAction action, const Error &error) {
        m_bar->showError(tr("%1 was not possible.").arg(wordFor(action)), error);
    });
    connect(m_detail, &InstanceDetail::scriptRequested, &m_context, &ShellContext::openScript);
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &InstancesView::workspaceChanged);
    workspaceChanged();
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
               {{Table::State, 120},
                {Table::Node, 170},
                {Table::Workflow, 150},
                {Table::Schedule, 140},
                {Table::Started, 84},
                {Table::Duration, 90},
                {Table::Group, 110},
                {Table::Attempts, 56},
                {Table::Reason, 0}});
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
               ? tr("An instance appears here for every scheduled time of a committed node.\nCommit a node in "
                    "DataStudio, or widen the filter.")
               : tr("A run of a draft or a smoke test appears here.\nPress Run in a script, or widen the filter.");
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
    if (m_presenter.state() == InstancesPresenter::State::Failed) {
        m_bar->showError(tr("The instances could not be read."), m_presenter.error());
        m_stack->showContent();
        return;
    }
    const qsizetype count = m_presenter.table().rows().size();
    if (m_presenter.state() == InstancesPresenter::State::Loading)
        m_stack->showLoading();
    else
        count == 0 ? m_stack->showEmpty() : m_stack->showContent();
    const qint64 total = m_presenter.total();
    m_count->setText(total > count ? tr("%L1 of %L2 instances").arg(count).arg(total)
                                   : tr("%Ln instance(s)", nullptr, int(count)));
    if (const int row = m_wanted.isValid() ? m_presenter.table().rowOf(m_wanted) : -1; row >= 0) {
        m_wanted = {};
        m_table->selectRow(row);
        m_table->scrollTo(m_presenter.table().index(row, 0));
        m_detail->showLog();
    }
    m_detail->setVisible(m_table->currentIndex().isValid() && count > 0);
}

void InstancesView::selectionChanged()
{
    const Instance *instance = m_presenter.table().rowAt(m_table->currentIndex());
    m_detail->setVisible(instance != nullptr);
    if (instance)
        m_detail->show(*instance);
}

void InstancesView::openMenu(const QPoint &place)
{
    const Instance *instance = m_presenter.table().rowAt(m_table->indexAt(place));
    if (!instance)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const MenuRow &row : menuRows)
        addAction(menu, row.action, *instance);
    menu->addSeparator();
    QAction *open = menu->addAction(tr("Open in DataStudio"));
    connect(open, &QAction::triggered, this, [this, file = instance->file] { m_context.openScript(file); });
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

// What is not allowed is there all the same, greyed, with the reason.
void InstancesView::addAction(QMenu *menu, InstanceAction action, const Instance &instance)
{
    QAction *entry = menu->addAction(wordFor(action));
    const Outcome<> allowed = InstancesPresenter::allowed(action, instance);
    entry->setEnabled(allowed.ok());
    if (allowed.failed())
        entry->setToolTip(allowed.error().message);
    connect(entry, &QAction::triggered, this, [this, action, id = instance.id] {
        if (action == InstanceAction::ViewLog)
            showInstance(id);
        else
            m_presenter.perform(action, id);
    });
}

} // namespace slipway
