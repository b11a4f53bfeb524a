#pragma once

#include "widgets/kit/side_panel.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace slipway {

class CreateGroupPresenter;
class Form;

// "Create a dedicated resource group": the panel at the right of the Resource Groups page.
class CreateGroupPanel : public SidePanel
{
    Q_OBJECT

public:
    CreateGroupPanel(CreateGroupPresenter &presenter, QWidget *parent);

    // Empty fields, focus in the name.
    void openEmpty();

private:
    QWidget *makeForm();
    QWidget *makeOrderField();
    void makeFooter();
    void connectPresenter();
    void showState();

    CreateGroupPresenter &m_presenter;
    Form *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    QPlainTextEdit *m_description = nullptr;
    QLineEdit *m_order = nullptr;
    QPushButton *m_purchase = nullptr;
    QSpinBox *m_slots = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace slipway
