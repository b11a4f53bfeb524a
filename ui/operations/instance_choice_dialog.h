#pragma once

#include "ui/operations/instance_choice_presenter.h"
#include "widgets/kit/dialog_frame.h"

class QCheckBox;
class QLabel;
class QTreeView;

namespace slipway {

class ContentStack;

// Ticks instances around another one: which run again with it, or which it need not wait for.
class InstanceChoiceDialog : public DialogFrame
{
    Q_OBJECT

public:
    InstanceChoiceDialog(const Backends &backends, InstanceChoicePresenter::Purpose purpose, const Instance &root,
                         const QTimeZone &zone, RerunPolicies policies, QWidget *parent);

private:
    QWidget *makeContent();
    QWidget *makeTools();
    void updateState();

    InstanceChoicePresenter m_presenter;
    bool m_rerun;
    QTreeView *m_tree;
    ContentStack *m_stack;
    QLabel *m_count;
    QCheckBox *m_force = nullptr;
};

} // namespace slipway
