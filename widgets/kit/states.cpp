#include "widgets/kit/states.h"

#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimerEvent>
#include <QVBoxLayout>

namespace slipway {
namespace {

constexpr int textWidth = 420;
constexpr int tickMs = 40;
constexpr int hiddenTicks = 4; // 160 ms: quick answers do not flash

class IconWell : public QWidget
{
public:
    IconWell(Icon icon, QWidget *parent) : QWidget(parent), m_icon(icon) { setFixedSize(64, 64); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = Theme::of(this);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Token::Selection));
        painter.drawEllipse(rect());
        paintIcon(&painter, m_icon, QRectF(rect()).adjusted(18, 18, -18, -18), theme.colour(Token::Accent));
    }

private:
    Icon m_icon;
};

} // namespace

EmptyState::EmptyState(Icon icon, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent),
      m_title(textLabel(title, TextSize::Section, this)),
      m_text(textLabel(text, TextSize::Body, this, true, true)),
      m_action(quietButton(QString(), QStringLiteral("emptyStateAction"), this))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setMaximumWidth(textWidth);
    m_action->hide();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(spacing::s);
    column->addStretch(2);
    column->addWidget(new IconWell(icon, this), 0, Qt::AlignCenter);
    column->addSpacing(spacing::s);
    column->addWidget(m_title, 0, Qt::AlignCenter);
    // Without an alignment the label gets its height for the width that it has, also in a narrow panel.
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_text, 100);
    line->addStretch(1);
    column->addLayout(line);
    column->addSpacing(spacing::s);
    column->addWidget(m_action, 0, Qt::AlignCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setText(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
}

void EmptyState::setAction(const QString &text, bool primary)
{
    m_action->setText(text);
    setButtonRole(m_action, primary ? ButtonRole::Primary : ButtonRole::Plain);
    m_action->setVisible(!text.isEmpty());
}

LoadingState::LoadingState(const QString &text, QWidget *parent) : QWidget(parent), m_text(text)
{
    setAccessibleName(text);
}

void LoadingState::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticks = 0;
    m_timer.start(tickMs, this);
}

void LoadingState::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void LoadingState::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return;
    ++m_ticks;
    update();
}

void LoadingState::paintEvent(QPaintEvent *)
{
    if (m_ticks < hiddenTicks)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(this);
    const QPointF middle = QRectF(rect()).center() - QPointF(0, 20);
    painter.setPen(QPen(theme.colour(Token::Accent), 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(QRectF(middle.x() - 12, middle.y() - 12, 24, 24), -m_ticks * 12 * 16, 270 * 16);
    painter.setPen(theme.colour(Token::TextMuted));
    painter.drawText(QRectF(0, middle.y() + 24, width(), 24), Qt::AlignHCenter | Qt::AlignTop, m_text);
}

ContentStack::ContentStack(QWidget *content, EmptyState *empty, const QString &loadingText, QWidget *parent)
    : QStackedWidget(parent), m_loading(new LoadingState(loadingText, this)), m_empty(empty), m_content(content)
{
    addWidget(m_loading);
    addWidget(m_empty);
    addWidget(m_content);
}

void ContentStack::showLoading()
{
    setCurrentWidget(m_loading);
}

void ContentStack::showEmpty()
{
    setCurrentWidget(m_empty);
}

void ContentStack::showContent()
{
    setCurrentWidget(m_content);
}

} // namespace slipway
