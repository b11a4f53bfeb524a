#include "ui/workflows/workflow_tree_panel.h"

#include "models/items/filter_proxy.h"
#include "ui/workflows/workflow_tree_delegate.h"
#include "ui/workflows/workflows_presenter.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"
#include "widgets/kit/table.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int expandUpTo = 12; // workflows; more stay folded at first

// The ground of a chosen row begins at the edge, before the arrow.
class WholeRowTree : public QTreeView
{
public:
    using QTreeView::QTreeView;

protected:
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        if (selectionModel()->isSelected(index))
            painter->fillRect(rect, Theme::of(this).colour(Token::Selection));
        QTreeView::drawBranches(painter, rect, index);
    }
};

} // namespace

WorkflowTreePanel::WorkflowTreePanel(WorkflowsPresenter &presenter, const QList<QAction *> &create, QWidget *parent)
    : QWidget(parent),
      m_presenter(presenter),
      m_proxy(new FilterProxy(this)),
      m_filter(new FilterLine(tr("Filter"), this)),
      m_bar(new MessageBar(this)),
      m_tree(new WholeRowTree(this))
{
    setObjectName(u"workflowTreePanel"_s);
    setMinimumWidth(180);
    m_filter->setObjectName(u"workflowFilter"_s);
    m_filter->attachTo(m_proxy);
    makeTree();
    auto *empty = new EmptyState(Icon::Workflow, tr("No workflow yet"),
                                 tr("A workflow holds nodes and the order in which they run."), this);
    empty->setAction(tr("Create Workflow"), false);
    connect(empty, &EmptyState::actionTriggered, this, &WorkflowTreePanel::createWorkflowRequested);
    m_body = new ContentStack(m_tree, empty, tr("Loading workflows"), this);
    m_body->showLoading();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader(create));
    layout->addWidget(separatorLine(Qt::Horizontal, this));
    layout->addWidget(m_bar);
    layout->addWidget(m_body, 1);

    connect(&presenter, &WorkflowsPresenter::failed, m_bar, &MessageBar::showError);
    connect(&presenter, &WorkflowsPresenter::loadFailed, this, [this](const Error &error) {
        m_bar->showError(tr("The workflows could not be read."), error);
        m_bar->setRetryVisible(true);
        updateState();
    });
    connect(m_bar, &MessageBar::retryRequested, this, &WorkflowTreePanel::reloadRequested);
    connect(&presenter, &WorkflowsPresenter::loaded, this, [this] {
        m_bar->clear();
        updateState();
    });
}

QWidget *WorkflowTreePanel::makeHeader(const QList<QAction *> &create)
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    header->setFixedHeight(metric::toolBar);
    row->setContentsMargins(spacing::s, 0, spacing::s, 0);
    row->setSpacing(spacing::xs);
    row->addWidget(m_filter, 1);
    QToolButton *plus = iconButton(Icon::Plus, tr("Create"), u"workflowCreateMenu"_s, header);
    auto *menu = new QMenu(plus);
    menu->addActions(create);
    connect(plus, &QToolButton::clicked, menu,
            [menu, plus] { menu->popup(plus->mapToGlobal(QPoint(0, plus->height() + 2))); });
    row->addWidget(plus);
    return header;
}

void WorkflowTreePanel::makeTree()
{
    m_proxy->setSourceModel(&m_presenter.tree());
    m_proxy->setRecursiveFilteringEnabled(true);
    m_proxy->setAutoAcceptChildRows(true);
    m_proxy->sort(0);
    m_tree->setModel(m_proxy);
    auto *delegate = new WorkflowTreeDelegate(m_tree);
    m_tree->setItemDelegate(delegate);
    m_tree->setObjectName(u"workflowTree"_s);
    m_tree->setAccessibleName(tr("Workflows"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    setFilterShortcut(m_tree, m_filter);
    connect(delegate, &WorkflowTreeDelegate::renamed, this, &WorkflowTreePanel::renameNode);
    connect(m_tree, &QTreeView::activated, this, &WorkflowTreePanel::activate);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &WorkflowTreePanel::showMenu);
    connect(m_proxy, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        if (parent.isValid() && m_presenter.tree().rowCount() <= expandUpTo)
            m_tree->expand(parent);
        updateState();
    });
    connect(m_proxy, &QAbstractItemModel::rowsRemoved, this, &WorkflowTreePanel::updateState);
    connect(m_filter, &FilterLine::filterChanged, this, [this](const QString &text) {
        if (!text.isEmpty())
            m_tree->expandAll();
    });
}

void WorkflowTreePanel::showUnreadable(const QString &why)
{
    m_bar->showMessage(MessageBar::Kind::Error, tr("The workspaces could not be read. %1").arg(why));
    m_bar->setRetryVisible(true);
    updateState();
}

void WorkflowTreePanel::updateState()
{
    if (!m_presenter.isLoaded() && m_presenter.tree().rowCount() == 0 && m_bar->text().isEmpty())
        m_body->showLoading();
    else if (m_presenter.tree().rowCount() == 0 && m_presenter.isLoaded())
        m_body->showEmpty();
    else
        m_body->showContent();
}

void WorkflowTreePanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void WorkflowTreePanel::select(const QModelIndex &source)
{
    const QModelIndex index = m_proxy->mapFromSource(source);
    if (index.isValid()) {
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    }
}

void WorkflowTreePanel::showCurrent(WorkflowId workflow)
{
    select(m_presenter.tree().indexOf(workflow));
}

void WorkflowTreePanel::showCurrent(FileId file)
{
    select(m_presenter.tree().indexOf(file));
}

WorkflowId WorkflowTreePanel::selectedWorkflow() const
{
    const QModelIndex index = m_tree->currentIndex();
    const QModelIndex workflow = index.data(WorkflowTree::IsWorkflowRole).toBool() ? index : index.parent();
    return WorkflowId{workflow.data(KeyRole).toLongLong()};
}

void WorkflowTreePanel::activate(const QModelIndex &index)
{
    const qint64 key = index.data(KeyRole).toLongLong();
    if (index.data(WorkflowTree::IsWorkflowRole).toBool())
        emit workflowActivated(WorkflowId{key});
    else
        emit nodeActivated(FileId{key});
}

void WorkflowTreePanel::showMenu(QPoint at)
{
    const QModelIndex index = m_tree->indexAt(at);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"workflowTreeMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const qint64 key = index.data(KeyRole).toLongLong();
    if (!index.isValid())
        connect(menu->addAction(icon(Icon::Plus), tr("Create Workflow")), &QAction::triggered, this,
                &WorkflowTreePanel::createWorkflowRequested);
    else if (index.data(WorkflowTree::IsWorkflowRole).toBool())
        addWorkflowEntries(menu, WorkflowId{key});
    else
        addNodeEntries(menu, FileId{key}, index);
    menu->popup(m_tree->viewport()->mapToGlobal(at));
}

void WorkflowTreePanel::addWorkflowEntries(QMenu *menu, WorkflowId id)
{
    const auto add = [menu](Icon symbol, const QString &text) { return menu->addAction(icon(symbol), text); };
    connect(add(Icon::Graph, tr("Open Canvas")), &QAction::triggered, this, [this, id] { emit workflowActivated(id); });
    connect(add(Icon::Plus, tr("Create Node")), &QAction::triggered, this,
            [this, id] { emit createNodeRequested(id); });
    connect(add(Icon::Pencil, tr("Edit")), &QAction::triggered, this, [this, id] { emit editRequested(id); });
    menu->addSeparator();
    QAction *remove = add(Icon::Trash, tr("Delete"));
    const bool full = !m_presenter.tree().drafts(id).isEmpty();
    remove->setEnabled(!full);
    if (full)
        remove->setText(tr("Delete (has nodes: delete these first)"));
    connect(remove, &QAction::triggered, this, [this, id] { deleteWorkflow(id); });
}

void WorkflowTreePanel::addNodeEntries(QMenu *menu, FileId file, const QModelIndex &index)
{
    const auto add = [menu](Icon symbol, const QString &text) { return menu->addAction(icon(symbol), text); };
    connect(add(Icon::Shell, tr("Open")), &QAction::triggered, this, [this, file] { emit nodeActivated(file); });
    connect(add(Icon::Pencil, tr("Rename")), &QAction::triggered, m_tree,
            [this, place = QPersistentModelIndex(index)] { m_tree->edit(place); });
    QAction *instances = add(Icon::Operations, tr("View Instances"));
    instances->setEnabled(index.data(WorkflowTree::CommittedRole).toBool());
    connect(instances, &QAction::triggered, this, [this, file] { emit instancesRequested(file); });
    menu->addSeparator();
    connect(add(Icon::Trash, tr("Delete")), &QAction::triggered, this, [this, file] { deleteNode(file); });
}

void WorkflowTreePanel::deleteWorkflow(WorkflowId id)
{
    const std::optional<Workflow> workflow = m_presenter.tree().workflow(id);
    if (!workflow)
        return;
    confirmDestructive(this, tr("Delete workflow “%1”?").arg(workflow->name),
                       tr("It has no nodes. This cannot be undone."), tr("Delete workflow"),
                       [this, id] { m_presenter.deleteWorkflow(id); });
}

void WorkflowTreePanel::deleteNode(FileId file)
{
    const std::optional<NodeDraft> draft = m_presenter.tree().draft(file);
    if (!draft)
        return;
    const QString text =
        draft->latestVersion > 0
            ? tr("Its script, its %n versions and its schedule go with it. What it has run so far stays in the "
                 "Operation Center.",
                 nullptr, draft->latestVersion)
            : tr("Its script goes with it. It was never committed.");
    confirmDestructive(this, tr("Delete node “%1”?").arg(draft->name), text, tr("Delete node"),
                       [this, file] { m_presenter.deleteNode(file); });
}

void WorkflowTreePanel::renameNode(FileId file, const QString &name)
{
    const std::optional<NodeDraft> draft = m_presenter.tree().draft(file);
    if (!draft)
        return;
    const QString fault = m_presenter.nodeNameFault(draft->workflow, name, file);
    if (fault.isEmpty()) {
        m_bar->clear();
        m_presenter.renameNode(file, name);
    } else {
        m_bar->showError(tr("“%1” keeps its name.").arg(draft->name), Error::invalid(u"FileName"_s, fault));
    }
}

} // namespace slipway
