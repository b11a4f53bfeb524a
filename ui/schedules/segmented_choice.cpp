#include "ui/schedules/segmented_choice.h"

#include "widgets/kit/style_controls.h"
#include "widgets/kit/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOption>

namespace slipway {

namespace {

// One of the choices: filled with the selection while it holds.
class Segment : public QAbstractButton
{
public:
    Segment(const QString &text, Icon icon, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
    {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + metric::smallIcon + 3 * spacing::s, metric::control};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        QStyleOption option;
        option.initFrom(this);
        QColor ground = theme.colour(Token::Surface);
        if (isChecked())
            ground = theme.colour(Token::Selection);
        else if (isDown())
            ground = theme.pressed();
        else if (underMouse())
            ground = theme.hover();
        const QColor line = theme.colour(isChecked() ? Token::Accent : Token::BorderStrong);
        controls::roundedBox(&painter, rect(), ground, line, metric::controlRadius);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect(), theme, metric::controlRadius);
        const QColor ink = theme.colour(isChecked() ? Token::Text : Token::TextMuted);
        const int content = metric::smallIcon + spacing::xs + fontMetrics().horizontalAdvance(text());
        const int left = (width() - content) / 2;
        paintIcon(&painter, m_icon,
                  QRectF(left, (height() - metric::smallIcon) / 2.0, metric::smallIcon, metric::smallIcon),
                  isChecked() ? theme.colour(Token::Accent) : ink);
        painter.setPen(ink);
        painter.drawText(QRect(left + metric::smallIcon + spacing::xs, 0, width(), height()),
                         Qt::AlignVCenter | Qt::AlignLeft, text());
    }

private:
    Icon m_icon;
};

} // namespace

SegmentedChoice::SegmentedChoice(const QString &objectName, QWidget *parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    setObjectName(objectName);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing::xs);
}

void SegmentedChoice::addChoice(int value, const QString &text, Icon icon)
{
    auto *segment = new Segment(text, icon, this);
    segment->setObjectName(objectName() + QString::number(value));
    m_layout->addWidget(segment);
    m_buttons.insert(value, segment);
    if (m_buttons.size() == 1) {
        setFocusProxy(segment);
        m_current = value;
        segment->setChecked(true);
    }
    connect(segment, &QAbstractButton::toggled, this, [this, value, segment](bool on) {
        if (!on || m_current == value)
            return;
        m_current = value;
        setFocusProxy(segment);
        emit edited();
    });
}

void SegmentedChoice::setCurrent(int value)
{
    if (value == m_current || !m_buttons.contains(value))
        return;
    m_current = value; // first: the button's own signal then says nothing
    m_buttons.value(value)->setChecked(true);
    setFocusProxy(m_buttons.value(value));
}

} // namespace slipway
