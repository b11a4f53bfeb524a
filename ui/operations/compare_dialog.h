#pragma once

#include "ui/operations/compare_presenter.h"
#include "widgets/kit/dialog_frame.h"

class QHBoxLayout;
class QLabel;
class QTabWidget;
class QTableView;

namespace slipway {

class ContentStack;
class SideBySideView;
class StateChip;

// Two instances beside each other: facts, scripts, logs.
class CompareDialog : public DialogFrame
{
    Q_OBJECT

public:
    CompareDialog(const Backends &backends, const QTimeZone &zone, QWidget *parent);

    // An invalid `other` stands for the last success before it.
    void compare(InstanceId instance, InstanceId other);

private:
    struct Side
    {
        StateChip *chip = nullptr;
        QLabel *title = nullptr;
    };

    QWidget *makeContent();
    QWidget *makeHeads();
    Side makeHead(QHBoxLayout *row, const QString &objectName);
    QTableView *makeFacts();
    void showHead(const Side &side, const ComparedInstance &compared);
    void updateState();
    void updateScript();
    void updateLog();

    ComparePresenter m_presenter;
    QTimeZone m_zone;
    Side m_left;
    Side m_right;
    QTabWidget *m_tabs;
    ContentStack *m_stack;
    SideBySideView *m_script;
    SideBySideView *m_log;
};

} // namespace slipway
