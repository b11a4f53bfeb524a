#pragma once

#include "ui/workflows/canvas_presenter.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;

namespace slipway {

class CanvasPanel;
class ConflictBar;
class ContentStack;
class FilterLine;
class MessageBar;
class ShellContext;

// One workflow's canvas as a tab: tool bar, messages, canvas. Gestures go to the presenter, never further.
class CanvasTab : public QWidget
{
    Q_OBJECT

public:
    CanvasTab(ShellContext &context, NodeRunStates &runs, const Workflow &workflow, QWidget *parent = nullptr);
    ~CanvasTab() override;

    CanvasPresenter &presenter() { return m_presenter; }
    WorkflowId workflow() const { return m_presenter.workflow().id; }
    bool isSaved() const { return m_presenter.sync().isClean() || !m_presenter.sync().isLoaded(); }
    void reveal(FileId file);

signals:
    void scriptRequested(slipway::FileId file);
    void runRequested(slipway::FileId file);
    // A kind was dropped: ask for the name, then placeNode().
    void nodeWanted(slipway::NodeKind kind, QPointF position);
    // About to commit: scripts that are open are to be saved first.
    void aboutToCommit();
    void savedChanged();

private:
    void makeActions();
    QWidget *makeToolBar();
    void makeBodies();
    void connectGestures();
    void connectPresenter();
    void updateActions();
    void updateState();
    void updateBodies();

    void save();
    void commit();
    void run();
    void copy();
    void paste();
    void deleteItems(const QList<GraphNodeId> &nodes, const QList<GraphLink> &links);
    void find(const QString &text);
    void nextHit();
    void showMenu(QPoint at, GraphNodeId node);
    void addNodeEntries(QMenu *menu, GraphNodeId node);
    void showConflict(FileId file, const QStringList &fields);
    void openOperations();
    CanvasPresenter &p() { return m_presenter; }
    QAction *action(const char *id) const { return m_actions.value(QLatin1StringView(id)); }

    ShellContext &m_context;
    CanvasPresenter m_presenter;
    QHash<QString, QAction *> m_actions;
    CanvasPanel *m_panel;
    MessageBar *m_bar;
    ConflictBar *m_conflicts;
    ContentStack *m_body = nullptr;
    FilterLine *m_find = nullptr;
    QLabel *m_stateIcon = nullptr;
    QLabel *m_state = nullptr;
    Instant m_savedAt;
    bool m_wasSaving = false; // what was edited was on its way when the state was last shown
    QList<GraphNodeId> m_hits;
    int m_hit = -1;
};

} // namespace slipway
