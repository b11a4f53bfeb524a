#include "widgets/kit/card.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/style_controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace slipway {

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent),
      m_header(new QHBoxLayout),
      m_title(textLabel(title, TextSize::Section, this)),
      m_body(new QVBoxLayout)
{
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(spacing::l, spacing::s, spacing::l, spacing::l);
    column->setSpacing(spacing::s);
    m_header->setSpacing(spacing::s);
    m_header->addWidget(m_title);
    m_header->addStretch();
    m_title->setMinimumHeight(metric::control);
    column->addLayout(m_header);
    m_body->setSpacing(spacing::s);
    column->addLayout(m_body, 1);
    m_title->setVisible(!title.isEmpty());
}

void Card::addHeaderWidget(QWidget *widget)
{
    m_header->addWidget(widget);
}

void Card::setRowInset(int inset)
{
    layout()->setContentsMargins(spacing::l - inset, spacing::s, spacing::l - inset, spacing::l);
    m_header->setContentsMargins(inset, 0, inset, 0);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    controls::roundedBox(&painter, rect(), theme.colour(Token::Surface), theme.colour(Token::Border), metric::radius);
}

ElidedLabel::ElidedLabel(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setToolTip(text);
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 4, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::of(this).colour(m_muted ? Token::TextMuted : Token::Text));
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_text, m_mode, width()));
}

} // namespace slipway
