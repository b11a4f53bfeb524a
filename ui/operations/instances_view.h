#pragma once

#include "ui/operations/instance_commands.h"
#include "ui/operations/instances_presenter.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace slipway {

class ContentStack;
class InstanceActionBar;
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
    // `key` begins the object names of its parts.
    InstancesView(ShellContext &context, const QList<DagType> &kinds, const QString &key, RerunPolicies policies,
                  QWidget *parent = nullptr);

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
    void chosenChanged();
    void openMenu(const QPoint &place);
    void selectOnly(int row);
    QWidget *makeUpper();
    void workspaceChanged();
    QTableView *makeTable(const QString &key);
    QString emptyText() const;

    ShellContext &m_context;
    QList<DagType> m_kinds;
    InstancesPresenter m_presenter;
    InstanceFilterBar *m_filter;
    InstanceActionBar *m_actions;
    MessageBar *m_bar;
    QTableView *m_table;
    ContentStack *m_stack;
    InstanceDetail *m_detail;
    QLabel *m_count;
    bool m_failureShown = false;
    InstanceId m_wanted; // to be selected as soon as it is there
};

} // namespace slipway
