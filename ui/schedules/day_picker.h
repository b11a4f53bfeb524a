#pragma once

#include <QList>
#include <QWidget>

class QToolButton;

namespace slipway {

// A grid of small buttons of which several may be down: hours, weekdays, days of a month, months.
class DayPicker : public QWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        int value = 0;
        QString text;
        QString name; // accessible
    };

    DayPicker(const QList<Choice> &choices, int columns, const QString &objectName, QWidget *parent = nullptr);

    void setSelected(const QList<int> &values);
    QList<int> selected() const;

    static QList<Choice> hours();
    static QList<Choice> weekDays();
    static QList<Choice> monthDays();
    static QList<Choice> months();

signals:
    void edited();

private:
    QList<Choice> m_choices;
    QList<QToolButton *> m_buttons;
};

} // namespace slipway
