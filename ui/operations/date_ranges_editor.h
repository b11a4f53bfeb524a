#pragma once

#include "models/domain/backfill.h"

#include <QWidget>

class QDateEdit;
class QVBoxLayout;

namespace slipway {

// One or more ranges of data timestamps, a line each.
class DateRangesEditor : public QWidget
{
    Q_OBJECT

public:
    explicit DateRangesEditor(QWidget *parent = nullptr);

    // The engine's day, for the quick choices.
    void setToday(QDate today) { m_today = today; }
    void setRanges(const QList<DateRange> &ranges);
    QList<DateRange> ranges() const;

signals:
    void rangesChanged();

private:
    struct Line
    {
        QWidget *row = nullptr;
        QDateEdit *from = nullptr;
        QDateEdit *to = nullptr;
        QWidget *remove = nullptr;
    };
    void addLine(const DateRange &range);
    void removeLine(const QWidget *row);
    void addNext();
    void choose(QDate from, QDate to);
    QDateEdit *makeDate(QDate date);
    QWidget *makeTools();
    void renumber();

    QDate m_today = QDate::currentDate();
    QList<Line> m_lines;
    QVBoxLayout *m_rows;
};

} // namespace slipway
