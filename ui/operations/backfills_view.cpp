#include "ui/operations/backfills_view.h"

#include "ui/operations/actions_column.h"
#include "ui/operations/backfill_dialog.h"
#include "ui/operations/instance_action_bar.h"
#include "ui/operations/instance_detail.h"
#include "ui/operations/progress_delegate.h"
#include "ui/operations/reason_delegate.h"
#include "ui/shell/shell_context.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/card.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/states.h"
#include "widgets/kit/theme.h"
#include "widgets/kit/tree.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int indent = 18;

struct ActionWords
{
    BackfillAction action;
    const char *name;
    const char *text;
    Icon icon;
};
constexpr ActionWords actionWords[] = {
    {BackfillAction::Pause, "Pause", QT_TRANSLATE_NOOP("slipway::BackfillsView", "Pause"), Icon::Pause},
    {BackfillAction::Resume, "Resume", QT_TRANSLATE_NOOP("slipway::BackfillsView", "Resume"), Icon::Play},
    {BackfillAction::Stop, "Stop", QT_TRANSLATE_NOOP("slipway::BackfillsView", "Stop"), Icon::Stop},
};

const ActionWords &wordsOf(BackfillAction action)
{
    return actionWords[int(action)];
}

} // namespace

BackfillsView::BackfillsView(ShellContext &context, RerunPolicies policies, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_presenter(context.backends()),
      m_bar(new MessageBar(this)),
      m_tree(new QTreeView(this)),
      m_actions(new QStackedWidget(this)),
      m_line(new ElidedLabel(this)),
      m_instanceActions(new InstanceActionBar(context, u"backfillInstances"_s, this)),
      m_detail(new InstanceDetail(context.backends(), u"backfillInstances"_s, this))
{
    setObjectName(u"backfills"_s);
    m_instanceActions->setPolicies(std::move(policies));
    setUpTree();
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(makeUpper());
    splitter->addWidget(m_detail);
    splitter->setSizes({300, 200}); // shares
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    m_detail->hide();
    connectParts();
    workspaceChanged();
}

QWidget *BackfillsView::makeUpper()
{
    auto *empty = new EmptyState(Icon::Calendar, tr("No backfills yet"), {});
    empty->setObjectName(u"backfillsEmpty"_s);
    m_stack = new ContentStack(m_tree, empty, tr("Reading backfills…"), this);
    auto *upper = new QWidget(this);
    auto *layout = new QVBoxLayout(upper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *own = makeTools();
    m_actions->addWidget(own);
    m_actions->addWidget(m_instanceActions);
    m_actions->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_instanceActions->layout()->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    layout->addWidget(m_actions);
    layout->addWidget(m_bar);
    layout->addWidget(m_stack, 1);
    return upper;
}

QWidget *BackfillsView::makeTools()
{
    auto *tools = new QWidget(this);
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::s);
    row->setSpacing(spacing::xs);
    QPushButton *add = primaryButton(tr("New Backfill…"), u"backfillNew"_s, tools);
    connect(add, &QPushButton::clicked, this, [this] { startBackfill({}); });
    row->addWidget(add);
    row->addSpacing(spacing::s);
    for (const ActionWords &words : actionWords) {
        const QString name = u"backfill"_s + QLatin1StringView(words.name);
        QToolButton *button = labelledButton(words.icon, tr(words.text), name, tools);
        connect(button, &QToolButton::clicked, this, [this, action = words.action] { give(action); });
        m_buttons.insert(words.action, button);
        row->addWidget(button);
    }
    m_line->setMuted(true);
    row->addSpacing(spacing::s);
    row->addWidget(m_line, 1);
    QToolButton *refresh = iconButton(Icon::Refresh, tr("Read again"), u"backfillsRefresh"_s, tools);
    connect(refresh, &QToolButton::clicked, &m_presenter, &BackfillsPresenter::reload);
    row->addWidget(refresh);
    return tools;
}

void BackfillsView::setUpTree()
{
    using Tree = BackfillTree;
    m_tree->setObjectName(u"backfillsTree"_s);
    m_tree->setAccessibleName(tr("Backfills"));
    m_tree->setModel(&m_presenter.tree());
    slipway::setUpTree(m_tree, u"backfills"_s,
                       {{Tree::Name, 200},
                        {Tree::State, 110},
                        {Tree::ProgressBar, 170},
                        {Tree::Scope, 218},
                        {Tree::Started, 112},
                        {Tree::Duration, 84},
                        {Tree::Remark, 0}});
    m_tree->setIndentation(indent);
    m_tree->setItemDelegateForColumn(Tree::State, new StateDelegate(m_tree));
    m_tree->setItemDelegateForColumn(Tree::ProgressBar, new ProgressDelegate(m_tree));
    auto *reasons = new ReasonDelegate(m_tree);
    m_tree->setItemDelegateForColumn(Tree::Remark, reasons);
    setUpActionsColumn(m_tree, Tree::Actions);
    connect(reasons, &ReasonDelegate::blockerRequested, this, [this](const QModelIndex &index, int which) {
        if (const Instance *instance = m_presenter.tree().instanceAt(index))
            m_instanceActions->goToBlocker(*instance, which);
    });
}

void BackfillsView::connectParts()
{
    connect(m_tree->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BackfillsView::updateSelection);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &BackfillsView::openMenu);
    connect(&m_presenter.tree(), &QAbstractItemModel::dataChanged, this, &BackfillsView::updateSelection);
    connect(&m_presenter, &BackfillsPresenter::stateChanged, this, &BackfillsView::updateState);
    connect(&m_presenter, &BackfillsPresenter::actionFailed, this, [this](BackfillAction action, const Error &error) {
        m_bar->showError(tr("%1 was not possible.").arg(tr(wordsOf(action).text)), error);
    });
    connect(&m_presenter, &BackfillsPresenter::instancesFailed, this,
            [this](const Error &error) { m_bar->showError(tr("The instances could not be read."), error); });
    connect(m_instanceActions, &InstanceActionBar::failed, m_bar, &MessageBar::showError);
    connect(m_instanceActions, &InstanceActionBar::clearFailure, m_bar, &MessageBar::clear);
    connect(m_instanceActions, &InstanceActionBar::logRequested, m_detail, &InstanceDetail::showLog);
    m_instanceActions->addKeysTo(m_tree);
    connect(m_detail, &InstanceDetail::scriptRequested, &m_context, &ShellContext::openScript);
    connect(m_detail, &InstanceDetail::instanceRequested, &m_context, &ShellContext::openInstance);
    connect(m_detail, &InstanceDetail::blockerRequested, m_instanceActions, &InstanceActionBar::goToBlocker);
    connect(m_bar, &MessageBar::retryRequested, &m_presenter, &BackfillsPresenter::reload);
    connect(m_stack->emptyState(), &EmptyState::actionTriggered, this, [this] {
        if (m_presenter.state() == BackfillsPresenter::State::Failed)
            m_presenter.reload();
        else
            startBackfill({});
    });
    connect(&m_context.workspace(), &WorkspaceContext::currentChanged, this, &BackfillsView::workspaceChanged);
}

void BackfillsView::workspaceChanged()
{
    const QTimeZone zone = m_context.workspace().timeZone();
    m_detail->setTimeZone(zone);
    m_instanceActions->setTimeZone(zone);
    m_presenter.setWorkspace(m_context.workspace().current().id, zone);
    updateState();
}

void BackfillsView::updateState()
{
    using State = BackfillsPresenter::State;
    const bool failed = m_presenter.state() == State::Failed;
    const bool any = !m_presenter.tree().isEmpty();
    if (failed && any) {
        m_bar->showError(tr("The backfills could not be read."), m_presenter.error());
        m_bar->setRetryVisible(true);
    } else if (std::exchange(m_failureShown, failed)) {
        m_bar->clear();
    }
    EmptyState *empty = m_stack->emptyState();
    empty->setText(failed ? tr("The backfills could not be read.") : tr("No backfills yet"),
                   failed ? m_presenter.error().message
                          : tr("A backfill runs nodes again for past data timestamps, with what depends on them."));
    empty->setAction(failed ? tr("Try Again") : tr("New Backfill…"), false); // the primary one is in the bar
    if (m_presenter.state() == State::Loading)
        m_stack->showLoading();
    else
        any ? m_stack->showContent() : m_stack->showEmpty();
    if (m_wanted.isValid())
        reveal(std::exchange(m_wanted, {}));
    updateSelection();
}

const Backfill *BackfillsView::current()
{
    return m_presenter.tree().ownerOf(m_tree->currentIndex());
}

void BackfillsView::updateSelection()
{
    QList<Instance> instances;
    const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        if (const Instance *instance = m_presenter.tree().instanceAt(row))
            instances.append(*instance);
    }
    const bool all = !instances.isEmpty() && instances.size() == rows.size();
    m_instanceActions->setSelection(instances);
    m_actions->setCurrentIndex(all ? 1 : 0);
    const Instance *instance = m_presenter.tree().instanceAt(m_tree->currentIndex());
    m_detail->setVisible(instance != nullptr);
    if (instance)
        m_detail->show(*instance);
    const Backfill *backfill = rows.isEmpty() ? nullptr : current();
    for (auto button = m_buttons.cbegin(); button != m_buttons.cend(); ++button) {
        const Outcome<> allowed = backfill ? checkAction(button.key(), *backfill) : Outcome<>(Cancelled{});
        const QString reason = allowed.failed() ? allowed.error().message : tr("Choose a backfill first.");
        button.value()->setEnabled(allowed.ok());
        button.value()->setToolTip(allowed.ok() ? button.value()->accessibleName() : reason);
        button.value()->setAccessibleDescription(allowed.ok() ? QString() : reason);
    }
    m_line->setText(backfill ? rangesText(backfill->spec.ranges) : QString());
}

void BackfillsView::give(BackfillAction action)
{
    const Backfill *backfill = current();
    if (!backfill)
        return;
    if (const Outcome<> allowed = checkAction(action, *backfill); allowed.failed())
        return m_line->setText(allowed.error().message);
    const BackfillId id = backfill->id;
    if (action != BackfillAction::Stop)
        return m_presenter.perform(action, id);
    confirmDestructive(
        this, tr("Stop the backfill %1?").arg(backfill->spec.name),
        tr("What runs of it is ended now, what waits does not run, and the dates whose turn has not come "
           "are never made. It cannot go on afterwards."),
        tr("Stop Backfill"), [this, id] { m_presenter.perform(BackfillAction::Stop, id); });
}

void BackfillsView::openMenu(const QPoint &place)
{
    const QModelIndex index = m_tree->indexAt(place);
    if (!index.isValid())
        return;
    if (!m_tree->selectionModel()->isRowSelected(index.row(), index.parent()))
        m_tree->setCurrentIndex(index);
    const QPoint global = m_tree->viewport()->mapToGlobal(place);
    if (m_presenter.tree().instanceAt(index))
        return m_instanceActions->openMenu(global);
    const Backfill *backfill = m_presenter.tree().ownerOf(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->setObjectName(u"backfillMenu"_s);
    for (const ActionWords &words : actionWords) {
        QAction *entry = menu->addAction(icon(words.icon), tr(words.text));
        entry->setObjectName(u"backfillMenu"_s + QLatin1StringView(words.name));
        const Outcome<> allowed = checkAction(words.action, *backfill);
        entry->setEnabled(allowed.ok());
        if (allowed.failed())
            entry->setToolTip(allowed.error().message);
        connect(entry, &QAction::triggered, this, [this, action = words.action] { give(action); });
    }
    menu->popup(global);
}

void BackfillsView::startBackfill(NodeId root)
{
    auto *dialog = new BackfillDialog(m_context.backends(), m_context.workspace().current().id,
                                      m_context.workspace().timeZone(), root, this);
    connect(dialog, &BackfillDialog::started, this, [this](const Backfill &backfill) {
        m_wanted = backfill.id;
        m_presenter.reload();
    });
    dialog->open();
}

void BackfillsView::reveal(BackfillId backfill)
{
    const QModelIndex index = m_presenter.tree().indexOf(backfill);
    if (!index.isValid()) {
        m_wanted = backfill;
        return;
    }
    m_tree->setCurrentIndex(index);
    m_tree->expand(index);
    m_tree->scrollTo(index);
}

} // namespace slipway
