#include "ui/shell/activity_bar.h"

#include "widgets/kit/style_controls.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>
#include <QStyleOption>
#include <QVBoxLayout>

namespace slipway {
namespace {

// A little smaller where the label would not fit otherwise.
QFont fittingFont(const QString &label)
{
    QFont font = textFont(TextSize::Caption);
    font.setPointSizeF(font.pointSizeF() * 0.88);
    const int room = metric::activityBar - 12;
    if (const int width = QFontMetrics(font).horizontalAdvance(label); width > room)
        font.setPointSizeF(qMax(7.0, font.pointSizeF() * room / width));
    return font;
}

class ActivityButton : public QAbstractButton
{
public:
    ActivityButton(const PageEntry &entry, QWidget *parent)
        : QAbstractButton(parent), m_icon(entry.icon), m_label(entry.label.isEmpty() ? entry.title : entry.label)
    {
        setCheckable(true);
        setAutoExclusive(true);
        setFixedSize(metric::activityBar, 54);
        setObjectName(QStringLiteral("activity.") + entry.id);
        setAccessibleName(entry.title);
        setToolTip(entry.title);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setFont(fittingFont(m_label));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        const QRectF box = QRectF(rect()).adjusted(4, 2, -4, -2);
        if (!isChecked() && underMouse())
            controls::roundedBox(&painter, box, theme.hover(), {}, metric::radius);
        if (isChecked()) {
            controls::roundedBox(&painter, box, theme.colour(Token::Selection), {}, metric::radius);
            controls::roundedBox(&painter, QRectF(0, 13, 3, height() - 26), theme.colour(Token::Accent), {}, 1.5);
        }
        QStyleOption option;
        option.initFrom(this);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, box, theme, metric::radius);
        const QColor colour = theme.colour(isChecked() ? Token::Accent : Token::TextMuted);
        paintIcon(&painter, m_icon, QRectF(0, 8, width(), metric::icon), colour);
        painter.setPen(isChecked() ? colour : theme.colour(Token::TextMuted));
        const QString text = fontMetrics().elidedText(m_label, Qt::ElideRight, width());
        painter.drawText(QRect(0, 30, width(), 18), Qt::AlignCenter, text);
    }

private:
    Icon m_icon;
    QString m_label;
};

class Mark : public QWidget
{
public:
    explicit Mark(QWidget *parent) : QWidget(parent) { setFixedSize(metric::activityBar, metric::header); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        const QRectF tile((width() - 28) / 2.0, 10, 28, 28);
        controls::roundedBox(&painter, tile, theme.colour(Token::Accent), {}, 7);
        paintIcon(&painter, Icon::Slipway, tile.adjusted(4, 4, -4, -4), theme.colour(Token::OnAccent));
    }
};

} // namespace

ActivityBar::ActivityBar(const PageRegistry &pages, QWidget *parent)
    : QWidget(parent), m_buttons(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("activityBar"));
    setAccessibleName(tr("Pages"));
    setFixedWidth(metric::activityBar + 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, spacing::s);
    column->setSpacing(2);
    column->addWidget(new Mark(this));
    column->addSpacing(spacing::xs);
    QList<QWidget *> foot;
    for (const PageEntry &entry : pages) {
        auto *button = new ActivityButton(entry, this);
        m_buttons->addButton(button);
        const QString id = entry.id;
        connect(button, &QAbstractButton::clicked, this, [this, id] { emit pageChosen(id); });
        if (entry.atFoot)
            foot.append(button);
        else
            column->addWidget(button);
    }
    column->addStretch();
    for (QWidget *button : std::as_const(foot))
        column->addWidget(button);
}

void ActivityBar::setCurrent(const QString &id)
{
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (button->objectName() == QStringLiteral("activity.") + id)
            button->setChecked(true);
    }
}

void ActivityBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = Theme::of(this);
    painter.fillRect(rect(), theme.colour(Token::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.colour(Token::Border));
}

} // namespace slipway
