#include "ui/groups/groups_page.h"

#include "models/items/filter_proxy.h"
#include "ui/groups/bind_workspace_dialog.h"
#include "ui/groups/create_group_panel.h"
#include "ui/groups/create_group_presenter.h"
#include "ui/groups/group_actions.h"
#include "ui/groups/groups_presenter.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/page_header.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"
#include "widgets/kit/time_delegate.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;
using Table = ResourceGroupTable;

constexpr std::array<ActionSpec, 3> actionTable{{
    {"group.create", QT_TRANSLATE_NOOP("Action", "Create Resource Group for Scheduling"), "Ctrl+N", Icon::Plus,
     ActionContext::Groups},
    {"group.refresh", QT_TRANSLATE_NOOP("Action", "Read the resource groups again"), "F5", Icon::Refresh,
     ActionContext::Groups},
    {"group.filter", QT_TRANSLATE_NOOP("Action", "Filter resource groups"), "Ctrl+F", Icon::Filter,
     ActionContext::Groups},
}};

} // namespace

GroupsPage::GroupsPage(ShellContext &context, QWidget *parent)
    : Page(parent),
      m_context(context),
      m_presenter(new GroupsPresenter(context.backends(), context.workspace(), this)),
      m_create(new CreateGroupPresenter(context.backends(), *m_presenter, this)),
      m_rowActions(new GroupActions(context.actions(), *m_presenter, this)),
      m_proxy(new FilterProxy(this))
{
    setObjectName(u"groupsPage"_s);
    m_proxy->setSourceModel(&m_presenter->table());
    build();
    makeActions();
    connect(m_presenter, &GroupsPresenter::phaseChanged, this, &GroupsPage::showPhase);
    connect(m_presenter, &GroupsPresenter::groupChanged, this, &GroupsPage::showPhase);
    connect(m_presenter, &GroupsPresenter::groupRemoved, this, &GroupsPage::showPhase);
    for (auto changed : {&GroupsPresenter::groupChanged, &GroupsPresenter::groupRemoved})
        connect(m_presenter, changed, m_rowActions, &GroupActions::update);
    connect(m_presenter, &GroupsPresenter::phaseChanged, m_rowActions, &GroupActions::update);
    connect(m_rowActions, &GroupActions::changeWorkspaceRequested, this, &GroupsPage::openBindDialog);
    connect(m_rowActions, &GroupActions::deleteRequested, this, &GroupsPage::askDelete);
    connect(m_presenter, &GroupsPresenter::actionFailed, m_bar, &MessageBar::showError);
    connect(m_presenter, &GroupsPresenter::loadFailed, this, [this](const Error &error) {
        m_bar->showError(tr("The resource groups could not be read."), error);
        m_loadFailed = true;
    });
    connect(m_presenter, &GroupsPresenter::loaded, this, [this] {
        if (std::exchange(m_loadFailed, false)) // the message leaves with its cause
            m_bar->clear();
    });
    connect(m_bar, &MessageBar::retryRequested, m_presenter, &GroupsPresenter::load);
    connect(&m_context.settings(), &ConsoleSettings::timeDisplayChanged, m_table->viewport(),
            qOverload<>(&QWidget::update));
    showPhase();
    m_presenter->load();
}

void GroupsPage::makeActions()
{
    ActionRegistry &registry = m_context.actions();
    registry.add(actionTable);
    m_actions = {registry.make("group.create", this, [this] { m_panel->openEmpty(); }),
                 registry.make("group.refresh", this, [this] { m_presenter->load(); }),
                 registry.make("group.filter", this, [this] { m_filter->setFocus(Qt::ShortcutFocusReason); })};
    m_actions += m_rowActions->all();
}

void GroupsPage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new PageHeader(
        title(), tr("Where the runs of a workspace are executed: each group has a number of slots."), this));
    auto *tabs = new QTabBar(this);
    tabs->setObjectName(u"groupsTabs"_s);
    tabs->setAccessibleName(tr("Kinds of resource groups"));
    tabs->addTab(tr("Exclusive Resource Groups"));
    tabs->setExpanding(false);
    tabs->setDrawBase(false);
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(spacing::l, 0, spacing::l, 0);
    tabRow->addWidget(tabs);
    tabRow->addStretch();
    column->addLayout(tabRow);
    column->addWidget(separatorLine(Qt::Horizontal, this));
    column->addWidget(makeToolBar());
    m_bar = new MessageBar(this);
    auto *barRow = new QHBoxLayout;
    barRow->setContentsMargins(spacing::xl, 0, spacing::xl, spacing::m);
    barRow->addWidget(m_bar);
    column->addLayout(barRow);
    column->addWidget(makeContent(), 1);
    m_panel = new CreateGroupPanel(*m_create, this);
    m_panel->attachTo(this);
}

QWidget *GroupsPage::makeToolBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::xl, spacing::m, spacing::xl, spacing::m);
    row->setSpacing(spacing::s);
    QPushButton *create = primaryButton(tr("Create Resource Group for Scheduling"), u"createGroupButton"_s, bar);
    row->addWidget(create);
    row->addSpacing(spacing::s);
    for (QAction *action : m_rowActions->all())
        row->addWidget(actionButton(action, action == m_rowActions->changeWorkspace(), bar));
    row->addStretch();
    m_filter = new FilterLine(tr("Filter by name, description or workspace"), bar);
    m_filter->setObjectName(u"groupsFilter"_s);
    m_filter->setFixedWidth(300);
    m_filter->attachTo(m_proxy);
    row->addWidget(m_filter);
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Refresh"), u"groupsRefresh"_s, bar);
    row->addWidget(refresh);
    connect(create, &QPushButton::clicked, this, [this] { m_panel->openEmpty(); });
    connect(refresh, &QToolButton::clicked, m_presenter, &GroupsPresenter::load);
    return bar;
}

QWidget *GroupsPage::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"groupsTable"_s);
    m_table->setAccessibleName(tr("Exclusive resource groups"));
    m_table->setModel(m_proxy);
    setUpTable(m_table, u"groups"_s,
               {{Table::Name, 180},
                {Table::Description, 0},
                {Table::Type, 130},
                {Table::Status, 140},
                {Table::Slots, 90},
                {Table::Workspaces, 190},
                {Table::Created, 110},
                {Table::Actions, 190}});
    m_table->verticalHeader()->setDefaultSectionSize(36);
    m_table->setItemDelegateForColumn(Table::Status, new StateDelegate(m_table));
    const auto words = [this](Instant time) {
        return m_context.settings().listTime(time, m_context.engine().engineNow(), m_context.workspace().timeZone());
    };
    m_table->setItemDelegateForColumn(Table::Created, new TimeDelegate(words, m_table));
    setFilterShortcut(m_table, m_filter);
    connect(m_table, &QTableView::customContextMenuRequested, this, [this](const QPoint &at) {
        const QModelIndex index = m_table->indexAt(at);
        if (index.isValid())
            openMenu(m_table->viewport()->mapToGlobal(at), index.data(KeyRole).toLongLong());
    });
    connect(m_table, &QTableView::activated, m_rowActions->changeWorkspace(), &QAction::trigger);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        m_rowActions->setGroup(ResourceGroupId(index.data(KeyRole).toLongLong()));
    });
    connect(m_proxy, &QAbstractItemModel::modelReset, m_rowActions, [this] { m_rowActions->setGroup({}); });
    connect(m_proxy, &QAbstractItemModel::modelReset, this, &GroupsPage::dressRows, Qt::QueuedConnection);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, &GroupsPage::dressRows, Qt::QueuedConnection);
    return m_table;
}

QWidget *GroupsPage::makeContent()
{
    auto *empty = new EmptyState(Icon::Groups, {}, {}, this);
    m_stack = new ContentStack(makeTable(), empty, tr("Reading resource groups…"), this);
    m_table->setFrameShape(QFrame::StyledPanel);
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(spacing::xl, 0, spacing::xl, spacing::xl);
    row->addWidget(m_stack);
    return content;
}

void GroupsPage::activate()
{
    m_table->setFocus();
}

bool GroupsPage::openTarget(const Target &target)
{
    return std::holds_alternative<GroupsTarget>(target);
}

void GroupsPage::showPhase()
{
    const bool any = m_presenter->table().rowCount() > 0;
    if (any)
        m_stack->showContent();
    else if (m_presenter->phase() == GroupsPresenter::Phase::Loading)
        m_stack->showLoading();
    else
        showEmptiness();
    dressRows();
}

void GroupsPage::showEmptiness()
{
    if (m_presenter->phase() == GroupsPresenter::Phase::Failed)
        m_stack->emptyState()->setText(tr("The list could not be read"),
                                       tr("The engine's answer is above. The list appears as soon as it can be read."));
    else
        m_stack->emptyState()->setText(
            tr("No resource group yet"),
            tr("An exclusive resource group gives the runs of your nodes a place of their own. Create one, wait until "
               "it is Running, then bind it to a workspace."));
    m_stack->showEmpty();
}

// Real buttons in the Actions column: there are few groups, and buttons are reachable by keyboard and screen readers.
void GroupsPage::dressRows()
{
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, Table::Actions);
        const ResourceGroup *group = m_presenter->group(ResourceGroupId(index.data(KeyRole).toLongLong()));
        if (group && !m_table->indexWidget(index))
            m_table->setIndexWidget(index, makeRowActions(*group));
    }
}

QWidget *GroupsPage::makeRowActions(const ResourceGroup &group)
{
    auto *cell = new QWidget(m_table);
    auto *row = new QHBoxLayout(cell);
    row->setContentsMargins(spacing::xs, 0, spacing::xs, 0);
    row->setSpacing(spacing::xs);
    QPushButton *change = linkButton(tr("Change Workspace"), u"changeWorkspace."_s + group.name, cell);
    change->setAccessibleName(tr("Change Workspace of %1").arg(group.name));
    QToolButton *more =
        iconButton(Icon::More, tr("More actions for %1").arg(group.name), u"groupMore."_s + group.name, cell);
    row->addWidget(change);
    row->addWidget(more);
    row->addStretch();
    const qint64 id = group.id.value();
    connect(change, &QPushButton::clicked, this, [this, id] {
        choose(id);
        openBindDialog(ResourceGroupId(id));
    });
    connect(more, &QToolButton::clicked, this,
            [this, more, id] { openMenu(more->mapToGlobal(QPoint(0, more->height())), id); });
    return cell;
}

void GroupsPage::openMenu(const QPoint &at, qint64 id)
{
    choose(id);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"groupMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    m_rowActions->fill(*menu);
    menu->popup(at);
}

// A row's own buttons act on that row, which is then the chosen one.
void GroupsPage::choose(qint64 id)
{
    for (int row = 0; row < m_proxy->rowCount(); ++row) {
        const QModelIndex index = m_proxy->index(row, Table::Name);
        if (index.data(KeyRole).toLongLong() == id)
            m_table->setCurrentIndex(index);
    }
}

void GroupsPage::openBindDialog(ResourceGroupId id)
{
    auto *dialog = new BindWorkspaceDialog(*m_presenter, m_context.workspace(), id, window());
    dialog->open();
}

void GroupsPage::askDelete(ResourceGroupId id)
{
    const ResourceGroup *group = m_presenter->group(id);
    if (!group)
        return;
    confirmDestructive(window(), tr("Delete %1?").arg(group->name),
                       tr("Nodes that name this resource group cannot run until they are given another one. "
                          "Its name can be used again."),
                       tr("Delete resource group"), [this, id] { m_presenter->remove(id); });
}

PageEntry groupsPageEntry()
{
    PageEntry entry;
    entry.id = u"groups"_s;
    entry.title = GroupsPage::tr("Resource Groups");
    entry.label = GroupsPage::tr("Groups");
    entry.icon = Icon::Groups;
    entry.make = [](ShellContext &context, QWidget *parent) -> Page * { return new GroupsPage(context, parent); };
    entry.opens = [](const Target &target) { return std::holds_alternative<GroupsTarget>(target); };
    return entry;
}

} // namespace slipway
