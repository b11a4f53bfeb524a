#include "widgets/kit/message_bar.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/style_controls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

constexpr int narrow = 420;

StateKind stateOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Error:
        return StateKind::Failure;
    case MessageBar::Kind::Warning:
        return StateKind::Waiting;
    case MessageBar::Kind::Info:
        break;
    }
    return StateKind::Running;
}

Icon iconOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Error:
        return Icon::CrossCircle;
    case MessageBar::Kind::Warning:
        return Icon::Warning;
    case MessageBar::Kind::Info:
        break;
    }
    return Icon::Info;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(textLabel(QString(), TextSize::Body, this, false, true)),
      m_retry(quietButton(tr("Retry"), u"messageRetry"_s, this)),
      m_detailsButton(linkButton(tr("Details"), u"messageDetails"_s, this)),
      m_close(iconButton(Icon::Close, tr("Dismiss"), u"messageDismiss"_s, this)),
      m_details(new QPlainTextEdit(this))
{
    setObjectName(u"messageBar"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setObjectName(u"messageDetailText"_s);
    m_details->setAccessibleName(tr("Details of the error"));
    m_details->setReadOnly(true);
    m_details->setFont(codeFont());
    m_details->setMaximumHeight(140);
    m_details->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::m, 5, 5, 5);
    auto *message = new QHBoxLayout;
    message->setSpacing(spacing::s);
    message->addWidget(m_icon);
    message->addWidget(m_text, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::s);
    buttons->addStretch(1);
    for (QWidget *button :
         {static_cast<QWidget *>(m_detailsButton), static_cast<QWidget *>(m_retry), static_cast<QWidget *>(m_close)})
        buttons->addWidget(button, 0, Qt::AlignTop);
    m_row = new QHBoxLayout;
    m_row->setSpacing(spacing::s);
    m_row->addLayout(message, 1);
    m_row->addLayout(buttons);
    column->addLayout(m_row);
    column->addWidget(m_details);
    connect(m_retry, &QPushButton::clicked, this, &MessageBar::retryRequested);
    connect(m_detailsButton, &QPushButton::clicked, this, [this] { m_details->setVisible(m_details->isHidden()); });
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        emit dismissed();
    });
    hide();
}

void MessageBar::showError(const QString &what, const Error &error)
{
    setKind(Kind::Error);
    m_text->setText(what.isEmpty() ? error.message : what + u' ' + error.message);
    m_retry->setVisible(error.retryable);
    m_retryable = error.retryable;
    QString detail = error.detail;
    if (!error.code.isEmpty())
        detail += (detail.isEmpty() ? QString() : u"\n"_s) + tr("Code: %1").arg(error.code);
    m_details->setPlainText(detail);
    m_details->hide();
    m_detailsButton->setVisible(!detail.isEmpty());
    show();
}

void MessageBar::showMessage(Kind kind, const QString &text)
{
    setKind(kind);
    m_text->setText(text);
    m_retryable = false;
    m_retry->hide();
    m_detailsButton->hide();
    m_details->hide();
    show();
}

void MessageBar::setRetryVisible(bool visible)
{
    m_retry->setVisible(visible);
}

void MessageBar::clearRetryable()
{
    if (m_retryable)
        clear();
}

void MessageBar::clearInfo()
{
    if (m_kind == Kind::Info)
        clear();
}

void MessageBar::clear()
{
    m_retryable = false;
    hide();
    m_text->clear();
    m_details->clear();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setKind(Kind kind)
{
    m_kind = kind;
    m_icon->setPixmap(
        iconPixmap(iconOf(kind), metric::icon, devicePixelRatioF(), Theme::of(this).state(stateOf(kind))));
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    const StateKind kind = stateOf(m_kind);
    controls::roundedBox(&painter, rect(), theme.tint(kind), {}, metric::radius);
    painter.fillRect(QRect(0, 4, 3, height() - 8), theme.state(kind));
}

void MessageBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_row->setDirection(width() < narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        setKind(m_kind);
}

} // namespace slipway
