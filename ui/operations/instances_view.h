#pragma once

#include "models/domain/instance_actions.h"
#include "ui/operations/instances_presenter.h"

#include <QWidget>

class QLabel;
class QMenu;
class QTableView;

namespace slipway {

class ContentStack;
class InstanceDetail;
class InstanceFilterBar;
class MessageBar;
class ShellContext;

// A list of instances with its filters above and the chosen instance below.
class InstancesView : public QWidget
{
    Q_OBJECT

public:
    // `kinds` are what this list is about: cycle instances, or one-off runs.
    InstancesView(ShellContext &context, const QList<DagType> &kinds, const QString &key, QWidget *parent = nullptr);

    void activate();
    void showInstance(InstanceId instance);
    void showNode(NodeId node, const QString &name);

private:
    void connectParts();
    void applyFilter();
    void updateState();
    void showLoadFailure();
    void selectWanted();
    void selectionChanged();
    void ask(InstanceAction action, const Instance &instance);
    void openMenu(const QPoint &place);
    void addAction(QMenu *menu, InstanceAction action, const char *objectName, const Instance &instance);
    void workspaceChanged();
    QTableView *makeTable(const QString &key);
    QString emptyText() const;

    ShellContext &m_context;
    QList<DagType> m_kinds;
    InstancesPresenter m_presenter;
    InstanceFilterBar *m_filter;
    MessageBar *m_bar;
    QTableView *m_table;
    ContentStack *m_stack;
    InstanceDetail *m_detail;
    QLabel *m_count;
    bool m_failureShown = false;
    InstanceId m_wanted; // to be selected as soon as it is there
};

} // namespace slipway
