#include "ui/workflows/canvas_tab.h"

#include "models/items/time_words.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "ui/workflows/conflict_bar.h"
#include "ui/workflows/studio_actions.h"
#include "widgets/canvas/canvas_palette.h"
#include "widgets/canvas/canvas_panel.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/states.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr int findWidth = 190;

} // namespace

CanvasTab::CanvasTab(ShellContext &context, NodeRunStates &runs, const Workflow &workflow, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_presenter(context.backends(), runs, workflow),
      m_panel(new CanvasPanel(this)),
      m_bar(new MessageBar(this)),
      m_conflicts(new ConflictBar(this))
{
    setObjectName(u"canvasTab"_s);
    makeActions();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolBar());
    layout->addWidget(separatorLine(Qt::Horizontal, this));
    layout->addWidget(m_bar);
    layout->addWidget(m_conflicts);
    makeBodies();
    layout->addWidget(m_body, 1);
    setFocusProxy(&m_panel->view());
    m_panel->view().setModel(&m_presenter.graph());
    connectGestures();
    connectPresenter();
    updateActions();
    updateState();
    updateBodies();
}

CanvasTab::~CanvasTab()
{
    // The presenter goes before the widgets do: nothing of it may be shown or heard any more.
    m_panel->view().disconnect(this);
    m_panel->view().setModel(nullptr);
    m_presenter.document().undoStack().disconnect(this);
    m_presenter.document().content().disconnect(this);
    m_presenter.sync().disconnect(this);
}

void CanvasTab::makeBodies()
{
    auto *failed = new EmptyState(Icon::Warning, tr("The workflow could not be loaded"), {}, this);
    failed->setAction(tr("Try again"));
    connect(failed, &EmptyState::actionTriggered, &m_presenter.sync(), &DraftSync::retry);
    m_body = new ContentStack(m_panel, failed, tr("Loading the workflow"), this);
}

void CanvasTab::makeActions()
{
    ActionRegistry &registry = m_context.actions();
    registry.add(studioActions());
    const auto make = [this, &registry](const char *id, std::function<void()> handler) {
        m_actions.insert(QString::fromLatin1(id), registry.make(id, this, std::move(handler)));
    };
    CanvasView *view = &m_panel->view();
    make("canvas.undo", [this] { p().document().undoStack().undo(); });
    make("canvas.redo", [this] { p().document().undoStack().redo(); });
    make("canvas.save", [this] { save(); });
    make("canvas.commit", [this] { commit(); });
    make("canvas.run", [this] { run(); });
    make("canvas.open", [this, view] { p().open(view->canvas().selectedNodes().value(0)); });
    make("canvas.rename", [view] { view->startRename(); });
    make("canvas.connect", [view] { view->connectCurrent(); });
    make("canvas.copy", [this] { copy(); });
    make("canvas.paste", [this] { paste(); });
    make("canvas.delete", [view] { view->requestDelete(); });
    make("canvas.selectAll", [view] { view->selectAll(); });
    make("canvas.layout", [this, view] {
        p().document().layOut();
        view->zoomToFit();
    });
    make("canvas.find", [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    make("canvas.zoomIn", [view] { view->zoomIn(); });
    make("canvas.zoomOut", [view] { view->zoomOut(); });
    make("canvas.zoomReset", [view] { view->zoomReset(); });
    make("canvas.zoomFit", [view] { view->zoomToFit(); });
    make("canvas.operations", [this] { openOperations(); });
}

QWidget *CanvasTab::makeToolBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"canvasToolBar"_s);
    bar->setFixedHeight(metric::toolBar);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(spacing::s, 0, spacing::m, 0);
    row->setSpacing(spacing::xs);
    const auto add = [this, row, bar](const char *id, bool withText) {
        row->addWidget(actionButton(action(id), withText, bar));
    };
    const auto gap = [row, bar] {
        QWidget *line = separatorLine(Qt::Vertical, bar);
        line->setFixedHeight(18);
        row->addSpacing(spacing::xs);
        row->addWidget(line);
        row->addSpacing(spacing::xs);
    };
    add("canvas.save", true);
    add("canvas.commit", true);
    add("canvas.run", true);
    gap();
    add("canvas.undo", false);
    add("canvas.redo", false);
    gap();
    add("canvas.layout", false);
    add("canvas.zoomFit", false);
    m_find = new FilterLine(tr("Find node"), bar);
    m_find->setObjectName(u"canvasFind"_s);
    m_find->setFixedWidth(findWidth);
    connect(m_find, &FilterLine::filterChanged, this, &CanvasTab::find);
    connect(m_find, &QLineEdit::returnPressed, this, &CanvasTab::nextHit);
    row->addWidget(m_find);
    row->addStretch(1);
    m_stateIcon = new QLabel(bar);
    m_state = textLabel({}, TextSize::Caption, bar, true);
    m_state->setObjectName(u"canvasSaveState"_s);
    row->addWidget(m_stateIcon);
    row->addWidget(m_state);
    gap();
    add("canvas.operations", true);
    return bar;
}

void CanvasTab::connectGestures()
{
    CanvasView *view = &m_panel->view();
    CanvasPresenter *presenter = &m_presenter;
    view->setNameRule([presenter](GraphNodeId id, const QString &name) { return presenter->nameFault(id, name); });
    connect(view, &CanvasView::nodesMoved, presenter, &CanvasPresenter::moveNodes);
    connect(view, &CanvasView::connectRequested, presenter, &CanvasPresenter::connectNodes);
    connect(view, &CanvasView::renameRequested, presenter, &CanvasPresenter::renameNode);
    connect(view, &CanvasView::nodeActivated, presenter, &CanvasPresenter::open);
    connect(view, &CanvasView::deleteRequested, this, &CanvasTab::deleteItems);
    connect(view, &CanvasView::dropRequested, this, &CanvasTab::nodeWanted);
    connect(view, &CanvasView::menuRequested, this, &CanvasTab::showMenu);
    connect(view, &CanvasView::selectionChanged, this, &CanvasTab::updateActions);
}

void CanvasTab::connectPresenter()
{
    connect(&m_presenter, &CanvasPresenter::failed, m_bar, &MessageBar::showError);
    connect(&m_presenter, &CanvasPresenter::scriptRequested, this, &CanvasTab::scriptRequested);
    connect(&m_presenter, &CanvasPresenter::placed, this, [this](const QList<GraphNodeId> &nodes) {
        m_panel->view().canvas().select(nodes);
        m_panel->view().setCurrent(nodes.value(0), false);
        m_panel->view().setFocus(Qt::OtherFocusReason);
    });
    DraftSync &sync = m_presenter.sync();
    connect(&sync, &DraftSync::stateChanged, this, &CanvasTab::updateState);
    connect(&sync, &DraftSync::stateChanged, this, &CanvasTab::updateBodies);
    connect(&sync, &DraftSync::loaded, &m_panel->view(), &CanvasView::zoomToFit);
    connect(&sync, &DraftSync::conflict, this, &CanvasTab::showConflict);
    connect(m_conflicts, &ConflictBar::keepMine, &sync, &DraftSync::keepMine);
    connect(m_conflicts, &ConflictBar::reload, &sync, &DraftSync::takeTheirs);
    QUndoStack &undo = m_presenter.document().undoStack();
    connect(&undo, &QUndoStack::indexChanged, this, &CanvasTab::updateActions);
    connect(&m_presenter.document().content(), &WorkflowContent::changed, this, &CanvasTab::updateActions);
}

void CanvasTab::updateActions()
{
    const QUndoStack &undo = m_presenter.document().undoStack();
    const CanvasScene &scene = m_panel->view().canvas();
    const QList<GraphNodeId> nodes = scene.selectedNodes();
    const GraphNode *first = m_presenter.graph().node(nodes.value(0));
    const bool oneShell = nodes.size() == 1 && first != nullptr && first->kind == NodeKind::Shell;
    action("canvas.undo")->setEnabled(undo.canUndo());
    action("canvas.undo")
        ->setToolTip(undo.canUndo() ? tr("Undo: %1 (Ctrl+Z)").arg(undo.undoText()) : tr("Nothing to undo"));
    action("canvas.redo")->setEnabled(undo.canRedo());
    action("canvas.redo")
        ->setToolTip(undo.canRedo() ? tr("Redo: %1 (Ctrl+Shift+Z)").arg(undo.redoText()) : tr("Nothing to redo"));
    action("canvas.run")->setEnabled(oneShell);
    action("canvas.run")
        ->setToolTip(oneShell ? tr("Run the draft of %1 (F8)").arg(first->name)
                              : tr("Select one Shell node to run it"));
    action("canvas.open")->setEnabled(nodes.size() == 1);
    action("canvas.rename")->setEnabled(!nodes.isEmpty());
    action("canvas.connect")->setEnabled(!nodes.isEmpty());
    action("canvas.copy")->setEnabled(!nodes.isEmpty());
    action("canvas.delete")->setEnabled(!nodes.isEmpty() || !scene.selectedEdges().isEmpty());
    const bool changed = m_presenter.hasChangedDrafts();
    action("canvas.commit")->setEnabled(changed);
    action("canvas.commit")
        ->setToolTip(changed ? tr("Commit changed nodes (Ctrl+Shift+S)") : tr("No node differs from its last version"));
    action("canvas.layout")->setEnabled(m_presenter.graph().nodes().size() > 1);
}

void CanvasTab::updateState()
{
    const DraftSync &sync = m_presenter.sync();
    QString text;
    Icon symbol = Icon::Check;
    StateKind kind = StateKind::Success;
    switch (sync.state()) {
    case SaveState::Loading:
        text = tr("Loading");
        symbol = Icon::Ring;
        kind = StateKind::Queued;
        break;
    case SaveState::Saved:
        if (m_wasSaving)
            m_savedAt = m_context.engine().engineNow();
        text =
            isSet(m_savedAt) ? tr("Saved %1").arg(clockTime(m_savedAt, m_context.workspace().timeZone())) : tr("Saved");
        break;
    case SaveState::Saving:
        text = tr("Saving");
        symbol = Icon::Ring;
        kind = StateKind::Running;
        break;
    case SaveState::Waiting:
        text = tr("Not saved yet: kept here and tried again");
        symbol = Icon::Warning;
        kind = StateKind::Waiting;
        break;
    case SaveState::Conflict:
        text = tr("Changed in two places");
        symbol = Icon::Warning;
        kind = StateKind::Failure;
        break;
    case SaveState::Failed:
        text = tr("Not loaded");
        symbol = Icon::Warning;
        kind = StateKind::Failure;
        break;
    }
    action("canvas.save")->setEnabled(sync.isLoaded());
    m_wasSaving = sync.state() == SaveState::Saving || sync.state() == SaveState::Waiting;
    m_state->setText(text);
    m_state->setToolTip(sync.reason());
    m_stateIcon->setPixmap(iconPixmap(symbol, metric::smallIcon, devicePixelRatioF(), Theme::of(this).state(kind)));
    emit savedChanged();
}

void CanvasTab::updateBodies()
{
    const DraftSync &sync = m_presenter.sync();
    if (sync.isLoaded()) {
        m_body->showContent();
    } else if (sync.state() == SaveState::Failed) {
        m_body->emptyState()->setText(tr("The workflow could not be loaded"), sync.reason());
        m_body->showEmpty();
    } else {
        m_body->showLoading();
    }
}

void CanvasTab::reveal(FileId file)
{
    CanvasView &view = m_panel->view();
    view.canvas().select({graphId(file)});
    view.setCurrent(graphId(file), false);
    view.reveal(graphId(file));
}

} // namespace slipway
