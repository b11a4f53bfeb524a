#include "ui/schedules/day_picker.h"

#include "models/domain/schedule.h"
#include "widgets/kit/style_controls.h"
#include "widgets/kit/theme.h"

#include <QGridLayout>
#include <QLocale>
#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace slipway {

namespace {

constexpr int cellHeight = 26;

// One of the choices: a hairline box, filled while it is down.
class Cell : public QToolButton
{
public:
    using QToolButton::QToolButton;
    QSize sizeHint() const override { return {cellHeight, cellHeight}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        QStyleOption option;
        option.initFrom(this);
        const QColor ground = isChecked()    ? theme.colour(Token::Selection)
                              : underMouse() ? theme.hover()
                                             : theme.colour(Token::Surface);
        controls::roundedBox(&painter, rect(), ground, theme.colour(isChecked() ? Token::Accent : Token::Border),
                             metric::controlRadius);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect(), theme, metric::controlRadius);
        painter.setPen(theme.colour(isChecked() ? Token::Text : Token::TextMuted));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

DayPicker::DayPicker(const QList<Choice> &choices, int columns, const QString &objectName, QWidget *parent)
    : QWidget(parent), m_choices(choices)
{
    setObjectName(objectName);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(spacing::xs);
    for (int index = 0; index < choices.size(); ++index) {
        auto *button = new Cell(this);
        button->setText(choices[index].text);
        button->setAccessibleName(choices[index].name);
        button->setObjectName(objectName + QString::number(choices[index].value));
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // the columns are of one width, however narrow
        grid->addWidget(button, index / columns, index % columns);
        connect(button, &QToolButton::clicked, this, &DayPicker::edited);
        m_buttons << button;
    }
}

void DayPicker::setSelected(const QList<int> &values)
{
    for (int index = 0; index < m_choices.size(); ++index)
        m_buttons[index]->setChecked(values.contains(m_choices[index].value));
}

QList<int> DayPicker::selected() const
{
    QList<int> values;
    for (int index = 0; index < m_choices.size(); ++index) {
        if (m_buttons[index]->isChecked())
            values << m_choices[index].value;
    }
    return values;
}

QList<DayPicker::Choice> DayPicker::hours()
{
    QList<Choice> hours;
    for (int hour = 0; hour < 24; ++hour)
        hours << Choice{hour, QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0')), tr("Hour %1").arg(hour)};
    return hours;
}

QList<DayPicker::Choice> DayPicker::weekDays()
{
    QList<Choice> days;
    for (int day = 1; day <= 7; ++day)
        days << Choice{day, QLocale().dayName(day, QLocale::ShortFormat), QLocale().dayName(day)};
    return days;
}

QList<DayPicker::Choice> DayPicker::monthDays()
{
    QList<Choice> days;
    for (int day = 1; day <= 31; ++day)
        days << Choice{day, QString::number(day), tr("Day %1 of the month").arg(day)};
    days << Choice{Schedule::lastDayOfMonth, tr("Last"), tr("Last day of the month")};
    return days;
}

QList<DayPicker::Choice> DayPicker::months()
{
    QList<Choice> months;
    for (int month = 1; month <= 12; ++month)
        months << Choice{month, QLocale().monthName(month, QLocale::ShortFormat), QLocale().monthName(month)};
    return months;
}

} // namespace slipway
