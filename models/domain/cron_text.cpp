#include "models/domain/cron_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <QTime>

#include <algorithm>
#include <array>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(slipway::CronText)

public:
    static QString weekDay(int day)
    {
        static constexpr std::array names{QT_TR_NOOP("Monday"),   QT_TR_NOOP("Tuesday"), QT_TR_NOOP("Wednesday"),
                                          QT_TR_NOOP("Thursday"), QT_TR_NOOP("Friday"),  QT_TR_NOOP("Saturday"),
                                          QT_TR_NOOP("Sunday")};
        return tr(names.at(static_cast<std::size_t>(day - 1)));
    }
    static QString month(int month)
    {
        static constexpr std::array names{QT_TR_NOOP("January"), QT_TR_NOOP("February"), QT_TR_NOOP("March"),
                                          QT_TR_NOOP("April"),   QT_TR_NOOP("May"),      QT_TR_NOOP("June"),
                                          QT_TR_NOOP("July"),    QT_TR_NOOP("August"),   QT_TR_NOOP("September"),
                                          QT_TR_NOOP("October"), QT_TR_NOOP("November"), QT_TR_NOOP("December")};
        return tr(names.at(static_cast<std::size_t>(month - 1)));
    }
    static QString ordinal(int nth)
    {
        static constexpr std::array names{QT_TR_NOOP("first"), QT_TR_NOOP("second"), QT_TR_NOOP("third"),
                                          QT_TR_NOOP("fourth"), QT_TR_NOOP("fifth")};
        return nth == 0 ? tr("last") : tr(names.at(static_cast<std::size_t>(nth - 1)));
    }
};

// "a", "a and b", "a, b and c"
QString listed(const QStringList &texts)
{
    if (texts.size() < 2)
        return texts.join(QString());
    return Words::tr("%1 and %2").arg(texts.mid(0, texts.size() - 1).join(u", "_s), texts.last());
}

// Runs of three and more become "a to c".
template <class F>
QString rangesText(const QList<int> &values, F textOf)
{
    QStringList texts;
    for (qsizetype i = 0; i < values.size();) {
        qsizetype end = i;
        while (end + 1 < values.size() && values[end + 1] == values[end] + 1)
            ++end;
        if (end - i >= 2) {
            texts += Words::tr("%1 to %2").arg(textOf(values[i]), textOf(values[end]));
        } else {
            for (qsizetype each = i; each <= end; ++each)
                texts += textOf(values[each]);
        }
        i = end + 1;
    }
    return listed(texts);
}

QString number(int value)
{
    return QString::number(value);
}

QString clock(int hour, int minute, int second = 0)
{
    return QTime(hour, minute, second).toString(second == 0 ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

// The step when the values go through the whole of 0..size-1 evenly, beginning below the step; else 0.
int wholeStep(const QList<int> &values, int size)
{
    if (values.size() < 2 || size % values.size() != 0)
        return 0;
    const int step = size / static_cast<int>(values.size());
    for (qsizetype i = 1; i < values.size(); ++i) {
        if (values[i] - values[i - 1] != step)
            return 0;
    }
    return values.first() < step ? step : 0;
}

bool isContiguous(const QList<int> &values)
{
    return values.last() - values.first() + 1 == values.size();
}

constexpr qsizetype mostTimesListed = 6;

} // namespace

// Says an expression in words; a friend of it for the days that have no plain form.
class CronText
{
public:
    explicit CronText(const CronExpression &cron)
        : m_cron(cron), m_seconds(cron.seconds()), m_minutes(cron.minutes()), m_hours(cron.hours())
    {
    }

    QString sentence() const
    {
        QStringList parts{times(), days()};
        if (const QString text = months(); !text.isEmpty())
            parts += text;
        if (const QString text = years(); !text.isEmpty())
            parts += text;
        QString text = parts.join(u", "_s);
        text[0] = text[0].toUpper();
        return text + u'.';
    }

private:
    QString times() const
    {
        const bool onTheMinute = m_seconds == QList<int>{0};
        const qsizetype perDay = m_hours.size() * m_minutes.size() * m_seconds.size();
        if (perDay <= mostTimesListed)
            return Words::tr("at %1").arg(listed(allTimes()));
        if (onTheMinute && m_minutes.size() == 1)
            return hourly();
        if (onTheMinute)
            return minutesText() + hoursText();
        return secondsText() + hoursText();
    }

    QStringList allTimes() const
    {
        QStringList texts;
        for (const int hour : m_hours) {
            for (const int minute : m_minutes) {
                for (const int second : m_seconds)
                    texts += clock(hour, minute, second);
            }
        }
        return texts;
    }

    QString hourly() const
    {
        const int minute = m_minutes.first();
        const int step = m_hours.size() > 1 ? m_hours[1] - m_hours[0] : 0;
        bool even = true;
        for (qsizetype i = 1; i < m_hours.size(); ++i)
            even = even && m_hours[i] - m_hours[i - 1] == step;
        if (m_hours.size() == 24)
            return minute == 0 ? Words::tr("every hour") : Words::tr("every hour at minute %1").arg(minute);
        if (!even)
            return Words::tr("at %1").arg(listed(allTimes()));
        const QString every = step == 1 ? Words::tr("every hour") : Words::tr("every %1 hours").arg(step);
        return Words::tr("%1 from %2 to %3").arg(every, clock(m_hours.first(), minute), clock(m_hours.last(), minute));
    }

    QString minutesText() const
    {
        const int step = wholeStep(m_minutes, 60);
        if (step == 1)
            return Words::tr("every minute");
        if (step > 0 && m_minutes.first() == 0)
            return Words::tr("every %1 minutes").arg(step);
        if (step > 0)
            return Words::tr("every %1 minutes from minute %2 on").arg(step).arg(m_minutes.first());
        return Words::tr("at minutes %1").arg(rangesText(m_minutes, number));
    }

    QString secondsText() const
    {
        const int step = wholeStep(m_seconds, 60);
        const QString seconds = step == 1               ? Words::tr("every second")
                                : step > 1              ? Words::tr("every %1 seconds").arg(step)
                                : m_seconds.size() == 1 ? Words::tr("at second %1").arg(m_seconds.first())
                                                        : Words::tr("at seconds %1").arg(rangesText(m_seconds, number));
        return m_minutes.size() == 60 ? seconds + (step > 0 ? QString() : Words::tr(" of every minute"))
                                      : Words::tr("%1, %2").arg(seconds, minutesText());
    }

    QString hoursText() const
    {
        if (m_hours.size() == 24)
            return {};
        if (isContiguous(m_hours))
            return Words::tr(" from %1 to %2").arg(clock(m_hours.first(), 0), clock(m_hours.last(), 59));
        return Words::tr(" in the hours %1").arg(rangesText(m_hours, [](int hour) { return clock(hour, 0); }));
    }

    QString days() const
    {
        if (m_cron.restrictsWeekDays())
            return weekDays();
        if (!m_cron.restrictsMonthDays())
            return Words::tr("every day");
        QStringList texts;
        QList<int> plain;
        for (int day = 1; day <= 31; ++day) {
            if (m_cron.m_monthDays[static_cast<std::size_t>(day)])
                plain += day;
        }
        if (!plain.isEmpty())
            texts += Words::tr("day %1").arg(rangesText(plain, number));
        for (const int day : m_cron.m_nearestWorkDays)
            texts += Words::tr("the working day nearest to day %1").arg(day);
        for (const int before : m_cron.m_daysBeforeLast)
            texts += before == 0 ? Words::tr("the last day") : Words::tr("%1 days before the last").arg(before);
        for (const int before : m_cron.m_workDaysBeforeLast)
            texts += before == 0 ? Words::tr("the last working day")
                                 : Words::tr("the working day nearest to %1 days before the last").arg(before);
        return Words::tr("on %1 of the month").arg(listed(texts));
    }

    QString weekDays() const
    {
        QList<int> plain;
        for (int day = 1; day <= 7; ++day) {
            if (m_cron.m_weekDays[static_cast<std::size_t>(day)])
                plain += day;
        }
        QStringList texts;
        if (!plain.isEmpty())
            texts += rangesText(plain, Words::weekDay);
        for (const CronExpression::NthWeekDay &day : m_cron.m_nthWeekDays)
            texts += Words::tr("the %1 %2 of the month").arg(Words::ordinal(day.nth), Words::weekDay(day.weekDay));
        return Words::tr("on %1").arg(listed(texts));
    }

    QString months() const
    {
        const QList<int> months = m_cron.months();
        return months.size() == 12 ? QString() : Words::tr("in %1").arg(rangesText(months, Words::month));
    }

    QString years() const
    {
        if (!m_cron.restrictsYears())
            return {};
        QList<int> years;
        for (int year = CronExpression::firstYear; year <= CronExpression::lastYear; ++year) {
            if (m_cron.m_years[static_cast<std::size_t>(year - CronExpression::firstYear)])
                years += year;
        }
        return Words::tr("in %1").arg(rangesText(years, number));
    }

    const CronExpression &m_cron;
    QList<int> m_seconds;
    QList<int> m_minutes;
    QList<int> m_hours;
};

QString describeCron(const CronExpression &cron)
{
    return CronText(cron).sentence();
}

} // namespace slipway
