#pragma once

#include "ui/operations/backfill_form_presenter.h"
#include "widgets/kit/dialog_frame.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTimeEdit;
class QTreeView;

namespace slipway {

class ContentStack;
class DateRangesEditor;
class Form;

// What to run again for past data timestamps: nodes at the left, dates and manner at the right, below what it comes to.
class BackfillDialog : public DialogFrame
{
    Q_OBJECT

public:
    // Without a valid `root` the node to begin with is chosen in the dialog.
    BackfillDialog(const Backends &backends, WorkspaceId workspace, const QTimeZone &zone, NodeId root,
                   QWidget *parent);

signals:
    void started(const slipway::Backfill &backfill);

private:
    QWidget *makeContent();
    Form *makeNodesForm();
    Form *makeDatesForm();
    QWidget *makeNodeTools();
    QWidget *makeOrder();
    QWidget *makeWindow();
    void connectFields();
    void readGroups();
    void updateState();
    void fillRoots();
    void showSpec();
    void showCheck();
    void showPreview();
    void refuse(const Error &error);

    Backends m_backends;
    WorkspaceId m_workspace;
    BackfillFormPresenter m_presenter;
    Form *m_nodesForm = nullptr;
    Form *m_datesForm = nullptr;
    ContentStack *m_stack = nullptr;
    QComboBox *m_root;
    QTreeView *m_tree;
    QLineEdit *m_name;
    DateRangesEditor *m_ranges;
    QTimeEdit *m_windowStart;
    QTimeEdit *m_windowEnd;
    QComboBox *m_order;
    QComboBox *m_groups;
    QComboBox *m_resourceGroup;
    QCheckBox *m_skip;
    QCheckBox *m_future;
    QLabel *m_preview;
};

} // namespace slipway
