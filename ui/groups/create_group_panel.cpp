#include "ui/groups/create_group_panel.h"

#include "models/domain/names.h"
#include "ui/groups/create_group_presenter.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/form.h"
#include "widgets/kit/message_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int panelWidth = 440;
constexpr int mostSlots = 1024;

} // namespace

CreateGroupPanel::CreateGroupPanel(CreateGroupPresenter &presenter, QWidget *parent)
    : SidePanel(tr("Create a dedicated resource group"), panelWidth, parent), m_presenter(presenter)
{
    setObjectName(u"createGroupPanel"_s);
    setContent(makeForm());
    makeFooter();
    connectPresenter();
    showState();
}

QWidget *CreateGroupPanel::makeForm()
{
    m_form = new Form(this);
    auto *type = new QComboBox(m_form);
    type->setObjectName(u"groupType"_s);
    type->addItem(tr("Exclusive Resource Groups"));
    m_form->addField(u"Type"_s, tr("Resource Group Type"), type, {}, true);

    m_name = new QLineEdit(m_form);
    m_name->setObjectName(u"groupName"_s);
    m_form->addField(u"Name"_s, tr("Resource Group Name"), m_name,
                     tr("1 to %1 letters, digits or underscores; unique in the tenant; it never changes.")
                         .arg(resourceGroupNameLimit),
                     true);

    m_description = new QPlainTextEdit(m_form);
    m_description->setObjectName(u"groupDescription"_s);
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(72);
    m_form->addField(u"Description"_s, tr("Resource Group Description"), m_description,
                     tr("Helps to tell this group from the others."));

    m_form->addField(u"OrderNumber"_s, tr("Order Number"), makeOrderField(),
                     tr("The order of the purchased group. Without one, purchase it here."));

    m_slots = new QSpinBox(m_form);
    m_slots->setObjectName(u"groupSlots"_s);
    m_slots->setRange(0, mostSlots);
    m_slots->setSpecialValueText(tr("Number of processors"));
    m_form->addField(u"SlotCount"_s, tr("Slots"), m_slots, tr("How many instances run at the same time."));
    return m_form;
}

QWidget *CreateGroupPanel::makeOrderField()
{
    auto *field = new QWidget(m_form);
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::s);
    m_order = new QLineEdit(field);
    m_order->setObjectName(u"groupOrderNumber"_s);
    m_order->setAccessibleName(tr("Order Number"));
    m_purchase = linkButton(tr("Purchase"), u"groupPurchase"_s, field);
    row->addWidget(m_order, 1);
    row->addWidget(m_purchase);
    field->setFocusProxy(m_order);
    return field;
}

void CreateGroupPanel::makeFooter()
{
    QPushButton *cancel = quietButton(tr("Cancel"), u"createGroupCancel"_s, this);
    m_ok = primaryButton(tr("OK"), u"createGroupOk"_s, this);
    addFooterButton(cancel);
    addFooterButton(m_ok);
    connect(cancel, &QPushButton::clicked, this, &SidePanel::closePanel);
    connect(m_ok, &QPushButton::clicked, &m_presenter, &CreateGroupPresenter::submit);
    connect(m_name, &QLineEdit::returnPressed, &m_presenter, &CreateGroupPresenter::submit);
    connect(m_purchase, &QPushButton::clicked, &m_presenter, &CreateGroupPresenter::purchase);
    connect(m_name, &QLineEdit::textEdited, &m_presenter, &CreateGroupPresenter::setName);
    connect(m_order, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_form->setError(u"OrderNumber"_s, {});
        m_presenter.setOrderNumber(text);
    });
    connect(m_slots, &QSpinBox::valueChanged, &m_presenter, &CreateGroupPresenter::setSlotCount);
    connect(m_description, &QPlainTextEdit::textChanged, this,
            [this] { m_presenter.setDescription(m_description->toPlainText()); });
}

void CreateGroupPanel::connectPresenter()
{
    connect(&m_presenter, &CreateGroupPresenter::changed, this, &CreateGroupPanel::showState);
    connect(&m_presenter, &CreateGroupPresenter::orderMade, m_order, &QLineEdit::setText);
    connect(&m_presenter, &CreateGroupPresenter::created, this, &SidePanel::closePanel);
    connect(&m_presenter, &CreateGroupPresenter::failed, this, [this](const QString &what, const Error &error) {
        if (!m_form->showError(error))
            messageBar()->showError(what, error);
    });
    connect(messageBar(), &MessageBar::retryRequested, &m_presenter, &CreateGroupPresenter::submit);
}

void CreateGroupPanel::openEmpty()
{
    messageBar()->clear();
    m_form->clearErrors();
    m_name->clear();
    m_description->clear();
    m_order->clear();
    m_slots->setValue(0);
    m_presenter.reset();
    open();
    m_name->setFocus();
}

void CreateGroupPanel::showState()
{
    m_form->setError(u"Name"_s, m_presenter.nameProblem());
    m_form->setError(u"Description"_s, m_presenter.descriptionProblem());
    m_purchase->setVisible(m_order->text().isEmpty());
    m_form->setEnabled(!m_presenter.isBusy());
    m_ok->setEnabled(m_presenter.isReady());
    m_ok->setIcon(m_presenter.isBusy() ? icon(Icon::Ring, Token::TextDisabled) : QIcon());
}

} // namespace slipway
