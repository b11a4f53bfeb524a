#pragma once

#include "ui/operations/backfills_presenter.h"
#include "ui/operations/instance_commands.h"

#include <QHash>
#include <QWidget>

class QStackedWidget;
class QToolButton;
class QTreeView;

namespace slipway {

class ContentStack;
class ElidedLabel;
class InstanceActionBar;
class InstanceDetail;
class MessageBar;
class ShellContext;

// Backfills with their progress; each opens into its data timestamps, and those into their instances.
class BackfillsView : public QWidget
{
    Q_OBJECT

public:
    BackfillsView(ShellContext &context, RerunPolicies policies, QWidget *parent = nullptr);

    void activate() { m_presenter.reload(); }
    // Asks what to run; without a node that one is chosen in the dialog.
    void startBackfill(NodeId root);

private:
    QWidget *makeTools();
    QWidget *makeUpper();
    void setUpTree();
    void connectParts();
    void workspaceChanged();
    void updateState();
    void updateSelection();
    void give(BackfillAction action);
    void openMenu(const QPoint &place);
    void reveal(BackfillId backfill);
    const Backfill *current();

    ShellContext &m_context;
    BackfillsPresenter m_presenter;
    MessageBar *m_bar;
    QTreeView *m_tree;
    ContentStack *m_stack;
    QStackedWidget *m_actions;
    QHash<BackfillAction, QToolButton *> m_buttons;
    ElidedLabel *m_line;
    InstanceActionBar *m_instanceActions;
    InstanceDetail *m_detail;
    BackfillId m_wanted; // to be selected as soon as it is there
    bool m_failureShown = false;
};

} // namespace slipway
