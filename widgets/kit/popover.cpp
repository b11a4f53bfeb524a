#include "widgets/kit/popover.h"

#include "widgets/kit/style_controls.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace slipway {

Popover::Popover(QWidget *host) : QWidget(host), m_body(new QVBoxLayout(this))
{
    m_body->setContentsMargins(shadow + 1, shadow + 1, shadow + 1, shadow + 1);
    m_body->setSpacing(0);
    setFocusPolicy(Qt::StrongFocus);
    hide();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
}

void Popover::openAt(const QRect &surface)
{
    m_before = QApplication::focusWidget();
    setGeometry(surface.adjusted(-shadow, -shadow, shadow, shadow));
    show();
    raise();
    setFocus(Qt::PopupFocusReason);
}

void Popover::closePopover()
{
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget()) || hasFocus();
    hide();
    if (hadFocus && m_before)
        m_before->setFocus(Qt::PopupFocusReason);
    m_before = nullptr;
    emit closed();
}

void Popover::focusMoved(const QWidget *now)
{
    if (isVisible() && now && now != this && !isAncestorOf(now)) {
        m_before = nullptr;
        closePopover();
    }
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closePopover();
    else
        QWidget::keyPressEvent(event);
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    const QRectF surface = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    for (int ring = shadow; ring > 0; --ring) {
        const double fade = 1.0 - double(ring) / shadow;
        QColor shade(0, 0, 0, int((theme.isDark() ? 22 : 6) * fade * fade));
        controls::roundedBox(&painter, surface.adjusted(-ring, -ring + 4, ring, ring), shade, {},
                             metric::radius + ring);
    }
    const Token line = theme.isDark() ? Token::BorderStrong : Token::Border;
    controls::roundedBox(&painter, surface, theme.colour(Token::Raised), theme.colour(line), metric::radius + 2);
}

} // namespace slipway
