#pragma once

#include "models/domain/cron.h"

#include <QStringList>

#include <functional>

namespace slipway {

// Reads a cron expression; private to cron.cpp. One object, one text.
class CronParser
{
public:
    explicit CronParser(QStringView text) : m_text(text.trimmed().toString()) {}

    Outcome<CronExpression> parse();

private:
    enum FieldIndex { Second, Minute, Hour, Day, Month, WeekDay, Year };
    struct Range
    {
        int first = 0;
        int last = 0;
        int step = 1;
    };
    using Setter = std::function<void(int)>;

    bool fail(const QString &rule);
    bool splitFields();
    bool parseField(FieldIndex field);
    bool parseToken(QStringView token);
    bool parseSpecialDay(QStringView token, bool &handled);
    bool parseSpecialWeekDay(QStringView token, bool &handled);
    bool parseRange(QStringView token);
    bool parseBounds(QStringView bounds, bool stepped, Range &range);
    bool parseStep(QStringView text, int &step);
    bool parseValue(QStringView text, int &value);
    bool parseNumber(QStringView text, int least, int greatest, int &value);
    void setRange(const Range &range);
    void set(int value);
    bool checkTogether();
    bool isUnrestricted(int field) const;

    QString m_text;
    QStringList m_fields;
    FieldIndex m_field = Second;
    QString m_token; // the part of the field in hand, for messages
    CronExpression m_cron;
    Error m_error;
};

} // namespace slipway
