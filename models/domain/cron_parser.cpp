#include "models/domain/cron_parser.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 512;

struct FieldRule
{
    const char *name;
    int least;
    int greatest;
    int longestStep;
};

constexpr std::array<FieldRule, 7> fieldRules{{
    {QT_TRANSLATE_NOOP("slipway::Cron", "second"), 0, 59, 59},
    {QT_TRANSLATE_NOOP("slipway::Cron", "minute"), 0, 59, 59},
    {QT_TRANSLATE_NOOP("slipway::Cron", "hour"), 0, 23, 23},
    {QT_TRANSLATE_NOOP("slipway::Cron", "day"), 1, 31, 31},
    {QT_TRANSLATE_NOOP("slipway::Cron", "month"), 1, 12, 12},
    {QT_TRANSLATE_NOOP("slipway::Cron", "weekday"), 1, 7, 7},
    {QT_TRANSLATE_NOOP("slipway::Cron", "year"), 1970, 2099, 129},
}};

constexpr std::array monthNames{"JAN"_L1, "FEB"_L1, "MAR"_L1, "APR"_L1, "MAY"_L1, "JUN"_L1,
                                "JUL"_L1, "AUG"_L1, "SEP"_L1, "OCT"_L1, "NOV"_L1, "DEC"_L1};
constexpr std::array weekDayNames{"MON"_L1, "TUE"_L1, "WED"_L1, "THU"_L1, "FRI"_L1, "SAT"_L1, "SUN"_L1};

class Cron
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Cron)
};

template <std::size_t N>
int numberOfName(const std::array<QLatin1StringView, N> &names, QStringView text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text.compare(names[i], Qt::CaseInsensitive) == 0)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

Error cronError(const QString &message)
{
    return Error::invalid(u"CronExpress"_s, message);
}

} // namespace

Outcome<CronExpression> CronParser::parse()
{
    if (!splitFields())
        return m_error;
    for (int field = Second; field <= Year; ++field) {
        if (!parseField(static_cast<FieldIndex>(field)))
            return m_error;
    }
    if (!checkTogether())
        return m_error;
    return m_cron;
}

// Says where the fault is: the field, its text and the part at fault.
bool CronParser::fail(const QString &rule)
{
    const QString name = Cron::tr(fieldRules[m_field].name);
    const QString &whole = m_fields[m_field];
    m_error =
        cronError(whole == m_token
                      ? Cron::tr("The cron field \"%1\" is \"%2\": %3.").arg(name, whole, rule)
                      : Cron::tr("The cron field \"%1\" is \"%2\", with \"%3\": %4.").arg(name, whole, m_token, rule));
    return false;
}

bool CronParser::splitFields()
{
    if (m_text.isEmpty()) {
        m_error = cronError(Cron::tr("The cron expression is empty; it takes six fields: second minute hour day month "
                                     "weekday, and a year if wanted."));
        return false;
    }
    if (m_text.size() > longestText) {
        m_error = cronError(Cron::tr("The cron expression has %1 characters; at most %2 are allowed.")
                                .arg(m_text.size())
                                .arg(longestText));
        return false;
    }
    m_fields = m_text.simplified().split(u' ');
    if (m_fields.size() == 7 && m_fields[6] == "?"_L1 && m_fields[5] == "*"_L1)
        m_fields.removeAt(5); // the documentation's misprint (reference: dataworks 3.2)
    if (m_fields.size() == 6)
        m_fields += u"*"_s;
    if (m_fields.size() == 7)
        return true;
    m_error = cronError(Cron::tr("The cron expression \"%1\" has %2 fields; it takes six (second minute hour day month "
                                 "weekday) or seven (and a year).")
                            .arg(m_text, QString::number(m_fields.size())));
    return false;
}

bool CronParser::isUnrestricted(int field) const
{
    return m_fields[field] == "*"_L1 || m_fields[field] == "?"_L1;
}

bool CronParser::parseField(FieldIndex field)
{
    m_field = field;
    m_token = m_fields[field];
    if (m_token == "?"_L1 && field != Day && field != WeekDay)
        return fail(Cron::tr("\"?\" is for day and weekday only"));
    if (isUnrestricted(field)) {
        setRange({fieldRules[field].least, fieldRules[field].greatest, 1});
        return true;
    }
    m_cron.m_restrictsMonthDays |= field == Day;
    m_cron.m_restrictsWeekDays |= field == WeekDay;
    const QStringList tokens = m_fields[field].split(u',');
    return std::all_of(tokens.begin(), tokens.end(), [this](const QString &token) {
        m_token = token;
        return parseToken(token);
    });
}

bool CronParser::parseToken(QStringView token)
{
    if (token.isEmpty()) {
        m_token = m_fields[m_field];
        return fail(Cron::tr("a value is missing beside a comma"));
    }
    bool handled = false;
    if (m_field == Day && !parseSpecialDay(token, handled))
        return false;
    if (m_field == WeekDay && !parseSpecialWeekDay(token, handled))
        return false;
    return handled || parseRange(token);
}

// L, L-n, LW, L-nW, nW
bool CronParser::parseSpecialDay(QStringView token, bool &handled)
{
    const bool workDay = token.endsWith(u'W', Qt::CaseInsensitive);
    const bool fromLast = token.startsWith(u'L', Qt::CaseInsensitive);
    handled = workDay || fromLast;
    if (!handled)
        return true;
    QStringView rest = workDay ? token.chopped(1) : token;
    int number = 0;
    if (!fromLast) {
        if (!parseNumber(rest, 1, 31, number))
            return false;
        m_cron.m_nearestWorkDays += number;
        return true;
    }
    rest = rest.mid(1);
    if (!rest.isEmpty()) {
        if (!rest.startsWith(u'-'))
            return fail(Cron::tr("behind \"L\" come \"W\", or \"-\" and a number"));
        if (!parseNumber(rest.mid(1), 0, 30, number))
            return false;
    }
    (workDay ? m_cron.m_workDaysBeforeLast : m_cron.m_daysBeforeLast) += number;
    return true;
}

// L, nL, n#k
bool CronParser::parseSpecialWeekDay(QStringView token, bool &handled)
{
    const qsizetype hash = token.indexOf(u'#');
    const bool last = hash < 0 && token.size() > 1 && token.endsWith(u'L', Qt::CaseInsensitive);
    handled = last || hash >= 0 || token.compare("L"_L1, Qt::CaseInsensitive) == 0;
    if (!handled)
        return true;
    if (!last && hash < 0) { // alone it is the last day of the week
        set(Qt::Sunday);
        return true;
    }
    CronExpression::NthWeekDay day{1, 0};
    if (!parseValue(last ? token.chopped(1) : token.first(hash), day.weekDay))
        return false;
    if (!last && !parseNumber(token.mid(hash + 1), 1, 5, day.nth))
        return false;
    m_cron.m_nthWeekDays += day;
    return true;
}

// a, a-b, *, with or without /n
bool CronParser::parseRange(QStringView token)
{
    const qsizetype slash = token.indexOf(u'/');
    const bool stepped = slash >= 0;
    Range range;
    if (stepped && !parseStep(token.mid(slash + 1), range.step))
        return false;
    if (!parseBounds(stepped ? token.first(slash) : token, stepped, range))
        return false;
    setRange(range);
    return true;
}

bool CronParser::parseBounds(QStringView bounds, bool stepped, Range &range)
{
    const FieldRule &rule = fieldRules[m_field];
    if (bounds == "*"_L1 || (stepped && bounds.isEmpty())) {
        range.first = rule.least;
        range.last = rule.greatest;
        return true;
    }
    const qsizetype dash = bounds.indexOf(u'-');
    if (!parseValue(dash < 0 ? bounds : bounds.first(dash), range.first))
        return false;
    if (dash < 0) {
        range.last = stepped ? rule.greatest : range.first;
        return true;
    }
    if (!parseValue(bounds.mid(dash + 1), range.last))
        return false;
    if (m_field == Year && range.last < range.first)
        return fail(Cron::tr("a range of years must not go backwards"));
    return true;
}

bool CronParser::parseStep(QStringView text, int &step)
{
    return parseNumber(text, 1, fieldRules[m_field].longestStep, step);
}

bool CronParser::parseValue(QStringView text, int &value)
{
    if (m_field == Month)
        value = numberOfName(monthNames, text);
    else if (m_field == WeekDay)
        value = numberOfName(weekDayNames, text);
    else
        value = 0;
    return value > 0 || parseNumber(text, fieldRules[m_field].least, fieldRules[m_field].greatest, value);
}

bool CronParser::parseNumber(QStringView text, int least, int greatest, int &value)
{
    const bool digits = !text.isEmpty() && text.size() <= 4 &&
                        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    value = digits ? text.toInt() : -1;
    if (value >= least && value <= greatest)
        return true;
    QString rule =
        Cron::tr("\"%1\" is not a number from %2 to %3").arg(text, QString::number(least), QString::number(greatest));
    if (m_field == WeekDay && least == 1 && greatest == 7)
        rule = Cron::tr("\"%1\" is not a weekday; 1 is Monday, 7 is Sunday, or MON to SUN").arg(text);
    if (m_field == Month && greatest == 12)
        rule = Cron::tr("\"%1\" is not a month, 1 to 12 or JAN to DEC").arg(text);
    return fail(rule);
}

// A range whose end comes before its start goes over the field's end: 22-2 is 22, 23, 0, 1, 2.
void CronParser::setRange(const Range &range)
{
    const FieldRule &rule = fieldRules[m_field];
    const int size = rule.greatest - rule.least + 1;
    const int last = range.last < range.first ? range.last + size : range.last;
    for (int value = range.first; value <= last; value += range.step)
        set(rule.least + (value - rule.least) % size);
}

void CronParser::set(int value)
{
    const auto index = static_cast<std::size_t>(value);
    switch (m_field) {
    case Second:
        m_cron.m_seconds.set(index);
        break;
    case Minute:
        m_cron.m_minutes.set(index);
        break;
    case Hour:
        m_cron.m_hours.set(index);
        break;
    case Day:
        m_cron.m_monthDays.set(index);
        break;
    case Month:
        m_cron.m_months.set(index);
        break;
    case WeekDay:
        m_cron.m_weekDays.set(index);
        break;
    case Year:
        m_cron.m_years.set(index - CronExpression::firstYear);
        break;
    }
}

bool CronParser::checkTogether()
{
    if (m_cron.m_restrictsMonthDays && m_cron.m_restrictsWeekDays) {
        m_error =
            cronError(Cron::tr("The cron expression \"%1\" restricts both day (\"%2\") and weekday (\"%3\"); one of "
                               "them must be \"?\".")
                          .arg(m_text, m_fields[Day], m_fields[WeekDay]));
        return false;
    }
    if (m_cron.nextDay(QDate(CronExpression::firstYear, 1, 1)))
        return true;
    m_error =
        cronError(Cron::tr("The cron expression \"%1\" can never fire: no date has day \"%2\", month \"%3\", weekday "
                           "\"%4\" and year \"%5\".")
                      .arg(m_text, m_fields[Day], m_fields[Month], m_fields[WeekDay], m_fields[Year]));
    return false;
}

} // namespace slipway
