#pragma once

#include "models/domain/workflow.h"

#include <QWidget>

class QAction;
class QMenu;
class QModelIndex;
class QTreeView;

namespace slipway {

class FilterLine;
class FilterProxy;
class MessageBar;
class ContentStack;
class WorkflowsPresenter;

// DataStudio's left side: workflows and their nodes, a filter, the ＋ menu, and what can be done with each by menu.
class WorkflowTreePanel : public QWidget
{
    Q_OBJECT

public:
    // `create`: the actions of the ＋ menu.
    WorkflowTreePanel(WorkflowsPresenter &presenter, const QList<QAction *> &create, QWidget *parent = nullptr);

    void focusFilter();
    // Marks what is open at the right.
    void showCurrent(WorkflowId workflow);
    void showCurrent(FileId file);
    // The workflow that is selected, or whose node is; invalid for none.
    WorkflowId selectedWorkflow() const;
    MessageBar *messageBar() const { return m_bar; }

    // Nothing can be listed, because the workspaces themselves are not known.
    void showUnreadable(const QString &why);

signals:
    void reloadRequested();
    void workflowActivated(slipway::WorkflowId id);
    void nodeActivated(slipway::FileId file);
    void editRequested(slipway::WorkflowId id);
    void createNodeRequested(slipway::WorkflowId id);
    void createWorkflowRequested();
    void instancesRequested(slipway::FileId file);

private:
    QWidget *makeHeader(const QList<QAction *> &create);
    void makeTree();
    void activate(const QModelIndex &index);
    void showMenu(QPoint at);
    void addWorkflowEntries(QMenu *menu, WorkflowId id);
    void addNodeEntries(QMenu *menu, FileId file, const QModelIndex &index);
    void deleteWorkflow(WorkflowId id);
    void deleteNode(FileId file);
    void renameNode(FileId file, const QString &name);
    void select(const QModelIndex &source);
    void updateState();

    WorkflowsPresenter &m_presenter;
    FilterProxy *m_proxy;
    FilterLine *m_filter;
    MessageBar *m_bar;
    QTreeView *m_tree;
    ContentStack *m_body = nullptr;
};

} // namespace slipway
