#include "widgets/kit/dialog_frame.h"

#include "models/domain/outcome.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/focus_order.h"
#include "widgets/kit/message_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace slipway {

using namespace Qt::StringLiterals;

DialogFrame::DialogFrame(const QString &title, QWidget *parent)
    : QDialog(parent),
      m_title(textLabel(title, TextSize::Section, this)),
      m_explanation(textLabel(QString(), TextSize::Body, this, true, true)),
      m_body(new QVBoxLayout),
      m_bar(new MessageBar(this)),
      m_buttons(new QHBoxLayout),
      m_primary(primaryButton(QString(), u"dialogPrimary"_s, this)),
      m_cancel(quietButton(tr("Cancel"), u"dialogCancel"_s, this))
{
    setWindowTitle(title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose); // a hidden dialog would still be read out
    setMinimumWidth(440);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::xl, spacing::xl - 4, spacing::xl, spacing::xl - 4);
    column->setSpacing(spacing::m);
    column->addWidget(m_title);
    column->addWidget(m_explanation);
    column->addWidget(m_bar);
    column->addLayout(m_body, 1);
    column->addSpacing(spacing::xs);
    m_buttons->setSpacing(spacing::s);
    m_buttons->addStretch();
    m_buttons->addWidget(m_cancel);
    m_buttons->addWidget(m_primary);
    column->addLayout(m_buttons);
    m_explanation->hide();
    m_primary->hide();
    m_primary->setDefault(true);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (!m_busy)
            emit submitted();
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_bar, &MessageBar::retryRequested, this, [this] {
        if (!m_busy)
            emit submitted();
    });
}

void DialogFrame::setExplanation(const QString &text)
{
    m_explanation->setText(text);
    m_explanation->setVisible(!text.isEmpty());
}

void DialogFrame::setContent(QWidget *content)
{
    m_content = content;
    m_body->addWidget(content, 1);
}

QPushButton *DialogFrame::setPrimary(const QString &text, const QString &objectName, bool danger)
{
    m_primary->setText(text);
    m_primary->setObjectName(objectName);
    setButtonRole(m_primary, danger ? ButtonRole::Danger : ButtonRole::Primary);
    m_primary->show();
    return m_primary;
}

QPushButton *DialogFrame::setCancel(const QString &text)
{
    m_cancel->setText(text);
    return m_cancel;
}

QPushButton *DialogFrame::addButton(const QString &text, const QString &objectName)
{
    QPushButton *button = quietButton(text, objectName, this);
    m_buttons->insertWidget(0, button);
    return button;
}

void DialogFrame::setBusy(bool busy)
{
    m_busy = busy;
    if (m_content)
        m_content->setEnabled(!busy);
    m_primary->setEnabled(!busy && m_primaryEnabled);
    m_primary->setIcon(busy ? icon(Icon::Ring, Token::TextDisabled) : QIcon());
    if (busy)
        m_bar->clear();
}

void DialogFrame::setPrimaryEnabled(bool enabled)
{
    m_primaryEnabled = enabled;
    m_primary->setEnabled(enabled && !m_busy);
}

void DialogFrame::showError(const QString &what, const Error &error)
{
    setBusy(false);
    m_bar->showError(what, error);
}

bool DialogFrame::event(QEvent *event)
{
    if (event->type() == QEvent::Polish) // about to be shown, with all that it has
        orderFocus(this);
    const bool used = QDialog::event(event);
    const int needed = event->type() == QEvent::LayoutRequest ? layout()->totalHeightForWidth(width()) : 0;
    if (needed > height())
        resize(width(), needed);
    return used;
}

void DialogFrame::keyPressEvent(QKeyEvent *event)
{
    if (m_busy && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return;
    QDialog::keyPressEvent(event);
}

void DialogFrame::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::of(this).colour(Token::Raised));
}

void confirmDestructive(QWidget *parent, const QString &title, const QString &text, const QString &verb,
                        std::function<void()> confirmed)
{
    auto *dialog = new DialogFrame(title, parent);
    dialog->setObjectName(u"confirmDialog"_s);
    dialog->setExplanation(text);
    dialog->setPrimary(verb, u"confirmButton"_s, true);
    QObject::connect(dialog, &DialogFrame::submitted, dialog, [dialog, confirmed = std::move(confirmed)] {
        dialog->accept();
        confirmed();
    });
    dialog->open();
}

} // namespace slipway
