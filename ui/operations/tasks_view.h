#pragma once

#include "ui/operations/tasks_presenter.h"

#include <QWidget>

class QTableView;
class QToolButton;

namespace slipway {

class ContentStack;
class FilterProxy;
class MessageBar;
class ShellContext;

// Cycle tasks: what is scheduled, when it runs next, and what may be done about it.
class TasksView : public QWidget
{
    Q_OBJECT

public:
    explicit TasksView(ShellContext &context, QWidget *parent = nullptr);

    void activate() { m_presenter.reload(); }
    const TasksPresenter &presenter() const { return m_presenter; }

signals:
    void instancesRequested(slipway::NodeId node, const QString &name);
    void instanceRequested(slipway::InstanceId instance);
    void backfillRequested(slipway::NodeId node);

private:
    void setUpColumns();
    QWidget *makeTools();
    void updateTools();
    const Node *nodeAt(const QModelIndex &index) const;
    void openMenu(const QPoint &place);
    void updateState();
    void workspaceChanged();

    ShellContext &m_context;
    TasksPresenter m_presenter;
    FilterProxy *m_proxy;
    MessageBar *m_bar;
    QTableView *m_table;
    ContentStack *m_stack;
    QToolButton *m_backfill = nullptr;
    bool m_failureShown = false;
};

} // namespace slipway
