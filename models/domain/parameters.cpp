#include "models/domain/parameters.h"

#include "models/domain/parameter_parser.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <optional>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class ParameterText
{
    Q_DECLARE_TR_FUNCTIONS(slipway::Parameters)
};

Error parameterError(const QString &message)
{
    return Error::invalid(u"ParaValue"_s, message);
}

Outcome<> checkLine(const QString &line)
{
    if (line.size() > parameterLineLimit)
        return parameterError(ParameterText::tr("The parameter line has %1 characters; at most %2 are allowed.")
                                  .arg(line.size())
                                  .arg(parameterLineLimit));
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] < u' ')
            return parameterError(
                ParameterText::tr("Character %1 of the parameters is a tab, a line break or a control "
                                  "character; parameters are one line, separated by spaces.")
                    .arg(i + 1));
    }
    return {};
}

Outcome<Parameter> readToken(const QString &token, int position)
{
    static const QRegularExpression identifier(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    const qsizetype equals = token.indexOf(u'=');
    if (equals == 0)
        return parameterError(
            ParameterText::tr("\"%1\" has no name before \"=\"; write name=value without spaces.").arg(token));
    const QString name = token.first(std::max<qsizetype>(equals, 0));
    if (token.count(u'=') == 1 && identifier.match(name).hasMatch())
        return Parameter{name, token.sliced(equals + 1), true};
    return Parameter{QString::number(position), token, false};
}

QString formatted(const QDateTime &time, const QList<DatePart> &format)
{
    const QDate date = time.date();
    const QTime clock = time.time();
    const auto digits = [](int value, int width) { return u"%1"_s.arg(value, width, 10, '0'_L1); };
    QString text;
    for (const DatePart &part : format) {
        switch (part.unit) {
        case DateUnit::Text:
            text += part.text;
            break;
        case DateUnit::Year4:
            text += digits(date.year(), 4);
            break;
        case DateUnit::Year2:
            text += digits(date.year() % 100, 2);
            break;
        case DateUnit::Month:
            text += digits(date.month(), 2);
            break;
        case DateUnit::Day:
            text += digits(date.day(), 2);
            break;
        case DateUnit::Hour24:
            text += digits(clock.hour(), 2);
            break;
        case DateUnit::Hour12:
            text += digits((clock.hour() + 11) % 12 + 1, 2);
            break;
        case DateUnit::Minute:
            text += digits(clock.minute(), 2);
            break;
        case DateUnit::Second:
            text += digits(clock.second(), 2);
            break;
        }
    }
    return text;
}

QDateTime shifted(const QDateTime &time, const DateOffset &offset)
{
    switch (offset.unit) {
    case OffsetUnit::Years:
        return time.addYears(offset.count);
    case OffsetUnit::Months:
        return time.addMonths(offset.count);
    case OffsetUnit::Days:
        return time.addDays(offset.count);
    case OffsetUnit::Hours:
        return time.addSecs(qint64{3600} * offset.count);
    case OffsetUnit::Minutes:
        return time.addSecs(qint64{60} * offset.count);
    }
    return time;
}

// Gives the parts of a value for one instance.
class ValueWriter
{
public:
    explicit ValueWriter(const ParameterContext &context)
        : m_context(context),
          m_scheduled(toDateTime(context.scheduledTime, context.zone)),
          m_businessDate(m_scheduled.date().addDays(-1))
    {
    }

    // Empty when an offset leaves the years 1 to 9999.
    std::optional<QString> write(const QList<ValuePart> &parts) const
    {
        QString value;
        for (const ValuePart &part : parts) {
            if (part.kind == PartKind::BusinessDate || part.kind == PartKind::ScheduledTime) {
                // A date has no clock to change, so its offsets are counted in UTC.
                QDateTime time = part.kind == PartKind::ScheduledTime ? m_scheduled
                                                                      : QDateTime(m_businessDate, QTime(0, 0), Qt::UTC);
                for (const DateOffset &offset : part.offsets)
                    time = shifted(time, offset);
                if (!time.isValid() || time.date().year() < 1 || time.date().year() > 9999)
                    return std::nullopt;
                value += formatted(time, part.format);
            } else {
                value += constant(part);
            }
        }
        return value;
    }

private:
    QString constant(const ValuePart &part) const
    {
        switch (part.kind) {
        case PartKind::Bizdate:
            return m_businessDate.toString(u"yyyyMMdd"_s);
        case PartKind::Cyctime:
            return m_scheduled.toString(u"yyyyMMddHHmmss"_s);
        case PartKind::Gmtdate:
            return m_scheduled.date().toString(u"yyyyMMdd"_s);
        case PartKind::Bizmonth:
            return businessMonth().toString(u"yyyyMM"_s);
        case PartKind::JobNumber:
            return m_context.jobId.toString();
        case PartKind::NodeNumber:
            return m_context.nodeId.toString();
        case PartKind::TaskNumber:
            return m_context.taskId.toString();
        default:
            return part.text;
        }
    }

    // The business date's month, but of the current month the one before.
    QDate businessMonth() const
    {
        const QDate today = m_context.today.isValid() ? m_context.today : m_scheduled.date();
        const QDate month(m_businessDate.year(), m_businessDate.month(), 1);
        return month == QDate(today.year(), today.month(), 1) ? month.addMonths(-1) : month;
    }

    const ParameterContext &m_context;
    QDateTime m_scheduled;
    QDate m_businessDate;
};

} // namespace

Outcome<QList<Parameter>> parseParameters(const QString &line)
{
    if (const Outcome<> good = checkLine(line); !good)
        return good.error();
    QList<Parameter> parameters;
    for (const QString &token : line.split(u' ', Qt::SkipEmptyParts)) {
        const Outcome<Parameter> parameter = readToken(token, static_cast<int>(parameters.size()) + 1);
        if (!parameter)
            return parameter.error();
        if (const auto parts = ParameterParser(parameter->expression).parse(); !parts)
            return parts.error();
        for (const Parameter &other : std::as_const(parameters)) {
            if (parameter->named && other.named && other.name == parameter->name)
                return parameterError(ParameterText::tr("The parameter \"%1\" is given twice.").arg(other.name));
        }
        parameters += parameter.value();
    }
    return parameters;
}

Outcome<QList<ResolvedParameter>> resolveParameters(const QString &line, const ParameterContext &context)
{
    const Outcome<QList<Parameter>> parameters = parseParameters(line);
    if (!parameters)
        return parameters.error();
    if (!context.zone.isValid())
        return Error::internal(ParameterText::tr("The workspace's time zone is not known."));
    const ValueWriter writer(context);
    QList<ResolvedParameter> resolved;
    for (const Parameter &parameter : parameters.value()) {
        const auto parts = ParameterParser(parameter.expression).parse();
        if (!parts)
            return parts.error();
        const std::optional<QString> value = writer.write(parts.value());
        if (!value)
            return parameterError(
                ParameterText::tr("The parameter \"%1\" leaves the years 1 to 9999.").arg(parameter.expression));
        resolved += {parameter.name, parameter.expression, *value};
    }
    return resolved;
}

QStringList positionalValues(const QList<ResolvedParameter> &parameters)
{
    QStringList values;
    for (const ResolvedParameter &parameter : parameters)
        values += parameter.value;
    return values;
}

} // namespace slipway
