#include "models/domain/parameter_parser.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ParameterText
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Parameters)
};

constexpr std::pair<QLatin1StringView, PartKind> builtins[] = {
    {"bizdate"_L1, PartKind::Bizdate},   {"cyctime"_L1, PartKind::Cyctime}, {"gmtdate"_L1, PartKind::Gmtdate},
    {"bizmonth"_L1, PartKind::Bizmonth}, {"jobid"_L1, PartKind::JobNumber}, {"nodeid"_L1, PartKind::NodeNumber},
    {"taskid"_L1, PartKind::TaskNumber},
};

// Longest first: hh24 before hh, yyyy before yy (reference: dataworks 4.2).
constexpr std::pair<QLatin1StringView, DateUnit> units[] = {
    {"yyyy"_L1, DateUnit::Year4}, {"hh24"_L1, DateUnit::Hour24}, {"hh12"_L1, DateUnit::Hour12},
    {"yy"_L1, DateUnit::Year2},   {"mm"_L1, DateUnit::Month},    {"dd"_L1, DateUnit::Day},
    {"hh"_L1, DateUnit::Hour12},  {"mi"_L1, DateUnit::Minute},   {"ss"_L1, DateUnit::Second},
};

bool isTimeUnit(DateUnit unit)
{
    return unit >= DateUnit::Hour24;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

// Where the offsets begin: the first sign behind which only signs and arithmetic follow.
qsizetype offsetStart(QStringView body)
{
    qsizetype start = body.size();
    for (qsizetype i = body.size() - 1; i >= 0; --i) {
        const QChar c = body[i];
        const bool sign = c == u'+' || c == u'-';
        if (!isDigit(c) && !sign && c != u'*' && c != u'/')
            break;
        if (sign && i + 1 < body.size() && isDigit(body[i + 1]))
            start = i;
    }
    return start;
}

// Cuts "-1-1/24" into "-1" and "-1/24".
QList<QStringView> signedTerms(QStringView offsets)
{
    QList<QStringView> terms;
    qsizetype from = 0;
    for (qsizetype i = 1; i <= offsets.size(); ++i) {
        if (i == offsets.size() || offsets[i] == u'+' || offsets[i] == u'-') {
            terms += offsets.sliced(from, i - from);
            from = i;
        }
    }
    return terms;
}

// The offset's unit of `${...}`: the smallest of the format.
OffsetUnit smallestUnit(const QList<DatePart> &format)
{
    OffsetUnit unit = OffsetUnit::Years;
    for (const DatePart &part : format) {
        if (part.unit == DateUnit::Day)
            return OffsetUnit::Days;
        if (part.unit == DateUnit::Month)
            unit = OffsetUnit::Months;
    }
    return unit;
}

} // namespace

bool ParameterParser::fail(const QString &rule)
{
    m_error =
        Error::invalid(u"ParaValue"_s, ParameterText::tr("The parameter \"%1\" is wrong: %2.").arg(m_expression, rule));
    return false;
}

void ParameterParser::addText(QStringView text)
{
    if (m_parts.isEmpty() || m_parts.last().kind != PartKind::Text)
        m_parts += ValuePart{};
    m_parts.last().text += text;
}

Outcome<QList<ValuePart>> ParameterParser::parse()
{
    while (!m_rest.isEmpty()) {
        const qsizetype dollar = m_rest.indexOf(u'$');
        const qsizetype textSize = dollar < 0 ? m_rest.size() : dollar;
        if (textSize > 0)
            addText(m_rest.first(textSize));
        m_rest = m_rest.sliced(textSize);
        if (!m_rest.isEmpty() && !parseDollar())
            return m_error;
    }
    return m_parts;
}

bool ParameterParser::parseDollar()
{
    const QChar next = m_rest.size() > 1 ? m_rest[1] : QChar();
    if (isLetter(next))
        return parseBuiltin();
    if (next != u'{' && next != u'[') {
        addText(m_rest.first(1));
        m_rest = m_rest.sliced(1);
        return true;
    }
    const bool curly = next == u'{';
    const qsizetype end = m_rest.indexOf(curly ? u'}' : u']');
    if (end < 0)
        return fail(curly ? ParameterText::tr("\"${\" has no \"}\"") : ParameterText::tr("\"$[\" has no \"]\""));
    const QStringView body = m_rest.sliced(2, end - 2);
    m_rest = m_rest.sliced(end + 1);
    return curly ? parseCurly(body) : parseSquare(body);
}

bool ParameterParser::parseBuiltin()
{
    for (const auto &[name, kind] : builtins) {
        if (!m_rest.sliced(1).startsWith(name))
            continue;
        m_parts += ValuePart{kind, {}, {}, {}};
        m_rest = m_rest.sliced(1 + name.size());
        return true;
    }
    qsizetype end = 1;
    while (end < m_rest.size() && (isLetter(m_rest[end]) || isDigit(m_rest[end]) || m_rest[end] == u'_'))
        ++end;
    return fail(ParameterText::tr("\"%1\" is not known; there are $bizdate, $cyctime, $gmtdate, $bizmonth, $jobid, "
                                  "$nodeid, $taskid, ${...} and $[...]")
                    .arg(m_rest.first(end)));
}

bool ParameterParser::parseCurly(QStringView body)
{
    if (body == "bdp.system.bizdate"_L1 || body == "bdp.system.cyctime"_L1) {
        m_parts += ValuePart{body.endsWith("bizdate"_L1) ? PartKind::Bizdate : PartKind::Cyctime, {}, {}, {}};
        return true;
    }
    ValuePart part{PartKind::BusinessDate, {}, {}, {}};
    const qsizetype start = offsetStart(body);
    if (!parseFormat(body.first(start), false, part.format))
        return false;
    if (start < body.size()) {
        const QList<QStringView> terms = signedTerms(body.sliced(start));
        DateOffset offset{smallestUnit(part.format), 0};
        if (terms.size() > 1)
            return fail(ParameterText::tr("\"${...}\" takes one offset"));
        if (terms.first().contains(u'/'))
            return fail(ParameterText::tr("offsets in hours and minutes need \"$[...]\""));
        if (!parseCount(terms.first(), offset.count))
            return false;
        part.offsets += offset;
    }
    m_parts += part;
    return true;
}

bool ParameterParser::parseSquare(QStringView body)
{
    ValuePart part{PartKind::ScheduledTime, {}, {}, {}};
    qsizetype start = 0;
    if (body.startsWith("add_months("_L1)) {
        if (!parseAddMonths(body, part))
            return false;
    } else {
        start = offsetStart(body);
        if (!parseFormat(body.first(start), true, part.format))
            return false;
    }
    if (start < body.size()) {
        for (const QStringView term : signedTerms(body.sliced(start))) {
            DateOffset offset;
            if (!parseTimeOffset(term, offset))
                return false;
            part.offsets += offset;
        }
    }
    m_parts += part;
    return true;
}

// Takes "add_months(format,count)" off the body's front.
bool ParameterParser::parseAddMonths(QStringView &body, ValuePart &part)
{
    const qsizetype end = body.indexOf(u')');
    const qsizetype comma = body.indexOf(u',');
    if (end < 0 || comma < 0 || comma > end)
        return fail(ParameterText::tr("add_months takes a format and a count, as in $[add_months(yyyymmdd,-1)]"));
    constexpr qsizetype formatStart = 11;
    if (!parseFormat(body.sliced(formatStart, comma - formatStart), true, part.format))
        return false;
    DateOffset offset{OffsetUnit::Months, 0};
    if (!parseCount(body.sliced(comma + 1, end - comma - 1), offset.count))
        return false;
    part.offsets += offset;
    body = body.sliced(end + 1);
    if (!body.isEmpty() && body.front() != u'+' && body.front() != u'-')
        return fail(ParameterText::tr("behind add_months(...) may only come an offset"));
    return true;
}

bool ParameterParser::parseFormat(QStringView text, bool withTime, QList<DatePart> &parts)
{
    bool hasUnit = false;
    while (!text.isEmpty()) {
        const auto *unit = std::find_if(std::begin(units), std::end(units),
                                        [text](const auto &each) { return text.startsWith(each.first); });
        if (unit != std::end(units)) {
            if (isTimeUnit(unit->second) && !withTime)
                return fail(
                    ParameterText::tr("\"${...}\" is a date without a time; \"%1\" needs \"$[...]\"").arg(unit->first));
            parts += {unit->second, {}};
            hasUnit = true;
            text = text.sliced(unit->first.size());
            continue;
        }
        const QChar c = text.front();
        if (isLetter(c) || isDigit(c) || u"${}[]()=*+,"_s.contains(c))
            return fail(ParameterText::tr("\"%1\" cannot stand in a date format; units are yyyy, yy, mm, dd%2")
                            .arg(QString(c), withTime ? ParameterText::tr(", hh24, hh12, hh, mi, ss") : QString()));
        parts += {DateUnit::Text, QString(c)};
        text = text.sliced(1);
    }
    return hasUnit || fail(ParameterText::tr("a date format needs at least one unit, such as yyyymmdd"));
}

// [sign] INT [ "*" INT ]
bool ParameterParser::parseCount(QStringView text, int &count)
{
    static const QRegularExpression form(u"^([+-]?)([0-9]{1,6})(?:\\*([0-9]{1,6}))?$"_s);
    constexpr qint64 greatest = 1000000;
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return fail(ParameterText::tr("\"%1\" is not a count such as -1 or 7*2").arg(text));
    const qint64 factor = match.captured(3).isEmpty() ? 1 : match.captured(3).toLongLong();
    const qint64 product = match.captured(2).toLongLong() * factor;
    if (product > greatest)
        return fail(ParameterText::tr("the offset \"%1\" is greater than %2").arg(text, QString::number(greatest)));
    count = static_cast<int>(match.captured(1) == "-"_L1 ? -product : product);
    return true;
}

// [sign] ( INT | INT "*" INT | INT "/24" | INT "/24/60" )
bool ParameterParser::parseTimeOffset(QStringView term, DateOffset &offset)
{
    const qsizetype slash = term.indexOf(u'/');
    if (slash < 0)
        return parseCount(term, offset.count);
    const QStringView divisor = term.sliced(slash);
    if (divisor == "/24"_L1)
        offset.unit = OffsetUnit::Hours;
    else if (divisor == "/24/60"_L1)
        offset.unit = OffsetUnit::Minutes;
    else
        return fail(ParameterText::tr("\"%1\" is not an offset; days are N, hours N/24, minutes N/24/60").arg(term));
    return parseCount(term.first(slash), offset.count);
}

} // namespace slipway
