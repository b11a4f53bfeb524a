#include "ui/scripts/side_strip.h"

#include "widgets/kit/buttons.h"
#include "widgets/kit/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int stripWidth = 32;

// A button whose text reads from top to bottom, with an accent bar while its panel is open.
class StripButton : public QPushButton
{
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override { return {stripWidth, fontMetrics().horizontalAdvance(text()) + spacing::xl}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        if (underMouse())
            painter.fillRect(rect(), theme.hover());
        if (isChecked())
            painter.fillRect(QRect(width() - 2, 0, 2, height()), theme.colour(Token::Accent));
        if (hasFocus()) {
            painter.setPen(QPen(theme.colour(Token::Accent), 1));
            painter.drawRect(rect().adjusted(1, 1, -2, -2));
        }
        painter.setPen(theme.colour(isChecked() ? Token::Text : Token::TextMuted));
        painter.translate(width(), 0);
        painter.rotate(90);
        painter.drawText(QRect(0, 0, height(), width()), Qt::AlignCenter, text());
    }
};
} // namespace

SideStrip::SideStrip(int panelWidth, QWidget *parent)
    : QWidget(parent),
      m_stack(new QStackedWidget(this)),
      m_strip(new QWidget(this)),
      m_buttons(new QVBoxLayout(m_strip))
{
    m_stack->setMinimumWidth(panelWidth);
    m_stack->hide();
    m_strip->setFixedWidth(stripWidth);
    m_buttons->setContentsMargins(0, spacing::s, 0, 0);
    m_buttons->setSpacing(spacing::xs);
    m_buttons->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(separatorLine(Qt::Vertical, this));
    layout->addWidget(m_stack, 1);
    layout->addWidget(separatorLine(Qt::Vertical, this));
    layout->addWidget(m_strip);
}

void SideStrip::addPanel(const QString &title, const QString &objectName, QWidget *panel)
{
    const int index = m_stack->addWidget(panel);
    auto *button = new StripButton(title, m_strip);
    button->setObjectName(objectName);
    button->setAccessibleName(title);
    button->setCheckable(true);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    connect(button, &QPushButton::clicked, this, [this, index] { toggle(index); });
}

void SideStrip::toggle(int index)
{
    if (m_stack->isVisible() && m_stack->currentIndex() == index) {
        m_stack->hide();
        for (auto *button : m_strip->findChildren<QPushButton *>())
            button->setChecked(false);
        return;
    }
    openPanel(index);
}

void SideStrip::openPanel(int index)
{
    m_stack->setCurrentIndex(index);
    m_stack->show();
    const auto buttons = m_strip->findChildren<QPushButton *>();
    for (int at = 0; at < buttons.size(); ++at)
        buttons[at]->setChecked(at == index);
}

} // namespace slipway
