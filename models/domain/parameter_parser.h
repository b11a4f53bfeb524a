#pragma once

#include "models/domain/outcome.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace slipway {

// A piece of a date format: a unit, or text between units.
enum class DateUnit { Text, Year4, Year2, Month, Day, Hour24, Hour12, Minute, Second };

struct DatePart
{
    DateUnit unit = DateUnit::Text;
    QString text;
};

enum class OffsetUnit { Years, Months, Days, Hours, Minutes };

struct DateOffset
{
    OffsetUnit unit = OffsetUnit::Days;
    int count = 0;
};

enum class PartKind {
    Text,
    Bizdate,
    Cyctime,
    Gmtdate,
    Bizmonth,
    JobNumber,
    NodeNumber,
    TaskNumber,
    BusinessDate,
    ScheduledTime
};

// A piece of a parameter's value (reference: dataworks 4.2): BusinessDate is `${...}`, ScheduledTime is `$[...]`.
struct ValuePart
{
    PartKind kind = PartKind::Text;
    QString text;
    QList<DatePart> format;
    QList<DateOffset> offsets; // in the order of the text
};

// Reads one value; private to parameters.cpp.
class ParameterParser
{
public:
    explicit ParameterParser(QStringView expression) : m_expression(expression), m_rest(expression) {}

    Outcome<QList<ValuePart>> parse();

private:
    bool fail(const QString &rule);
    bool parseDollar();
    bool parseBuiltin();
    bool parseCurly(QStringView body);
    bool parseSquare(QStringView body);
    bool parseAddMonths(QStringView &body, ValuePart &part);
    bool parseFormat(QStringView text, bool withTime, QList<DatePart> &parts);
    bool parseCount(QStringView text, int &count);
    bool parseTimeOffset(QStringView term, DateOffset &offset);
    void addText(QStringView text);

    QStringView m_expression;
    QStringView m_rest;
    QList<ValuePart> m_parts;
    Error m_error;
};

} // namespace slipway
