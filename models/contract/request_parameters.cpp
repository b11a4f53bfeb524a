#include "models/contract/request_parameters.h"

namespace slipway {

using namespace Qt::StringLiterals;

static Error missing(const QString &name)
{
    return {ErrorKind::InvalidArgument,
            u"MissingParameter"_s,
            u"The parameter %1 is missing."_s.arg(name),
            name,
            {},
            false};
}

static Error wrong(const QString &name, const QString &value, const QString &rule)
{
    return Error::invalid(name, u"%1 is \"%2\"; it must be %3."_s.arg(name, value.left(64), rule));
}

Outcome<RequestParameters> RequestParameters::fromQuery(QByteArrayView query)
{
    RequestParameters parameters;
    if (const auto added = parameters.add(query, PlusSign::Literal); !added)
        return added.error();
    return parameters;
}

Outcome<RequestParameters> RequestParameters::fromRequest(const WireRequest &request)
{
    auto parameters = fromQuery(request.query());
    if (!parameters || request.body.isEmpty())
        return parameters;
    const QByteArray type = headerValue(request.headers, "content-type").trimmed().toLower();
    if (!type.isEmpty() && !type.startsWith("application/x-www-form-urlencoded"))
        return parameters;
    if (const auto added = parameters.value().add(request.body, PlusSign::Space); !added)
        return added.error();
    return parameters;
}

Outcome<> RequestParameters::add(QByteArrayView text, PlusSign plus)
{
    while (!text.isEmpty()) {
        qsizetype end = text.indexOf('&');
        if (end < 0)
            end = text.size();
        if (end > 0) {
            if (auto added = addPair(text.first(end), plus); !added)
                return added;
        }
        text = text.sliced(qMin(end + 1, text.size()));
    }
    return Nothing{};
}

Outcome<> RequestParameters::addPair(QByteArrayView pair, PlusSign plus)
{
    const qsizetype equals = pair.indexOf('=');
    const auto name = percentDecode(equals < 0 ? pair : pair.first(equals), plus);
    if (!name)
        return name.error();
    const auto value = percentDecode(equals < 0 ? QByteArrayView() : pair.sliced(equals + 1), plus);
    if (!value)
        return value.error();
    const QString key = QString::fromUtf8(*name);
    if (key.isEmpty() || name->size() > maxNameLength)
        return Error::invalid(u"Parameters"_s,
                              u"A parameter's name must have 1 to %1 characters."_s.arg(maxNameLength));
    if (value->size() > maxValueLength) {
        const QString rule = u"%1 is longer than %2 MiB."_s.arg(key).arg(maxValueLength >> 20);
        return Error{ErrorKind::TooLarge, u"InvalidParameter."_s + key, rule, key, {}, false};
    }
    if (m_values.contains(key))
        return Error::invalid(key, u"The parameter %1 is given twice."_s.arg(key));
    if (m_values.size() >= maxCount)
        return Error::invalid(u"Parameters"_s, u"A request takes at most %1 parameters."_s.arg(maxCount));
    m_values.insert(key, QString::fromUtf8(*value));
    return Nothing{};
}

Outcome<QString> RequestParameters::requiredText(const QString &name, qsizetype maxCharacters) const
{
    const QString value = text(name);
    if (value.isEmpty())
        return missing(name);
    if (value.size() > maxCharacters)
        return wrong(name, value, u"at most %1 characters long"_s.arg(maxCharacters));
    return value;
}

Outcome<qint64> RequestParameters::requiredInteger(const QString &name) const
{
    if (text(name).isEmpty())
        return missing(name);
    return integer(name, 0);
}

Outcome<qint64> RequestParameters::integer(const QString &name, qint64 fallback, qint64 lowest, qint64 highest) const
{
    const QString value = text(name);
    if (value.isEmpty())
        return fallback;
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (!ok)
        return wrong(name, value, u"a whole number"_s);
    if (number < lowest || number > highest)
        return wrong(name, value, u"between %1 and %2"_s.arg(lowest).arg(highest));
    return number;
}

Outcome<double> RequestParameters::requiredNumber(const QString &name) const
{
    const QString value = text(name);
    if (value.isEmpty())
        return missing(name);
    bool ok = false;
    const double number = value.toDouble(&ok);
    if (!ok || !qIsFinite(number))
        return wrong(name, value, u"a number"_s);
    return number;
}

Outcome<bool> RequestParameters::boolean(const QString &name, bool fallback) const
{
    const QString value = text(name);
    if (value.isEmpty())
        return fallback;
    if (value == "true"_L1)
        return true;
    if (value == "false"_L1)
        return false;
    return wrong(name, value, u"\"true\" or \"false\""_s);
}

QStringList RequestParameters::list(const QString &name) const
{
    QStringList items;
    for (const QString &item : text(name).split(u',')) {
        if (const QString trimmed = item.trimmed(); !trimmed.isEmpty())
            items += trimmed;
    }
    return items;
}

QByteArray RequestParameters::toForm() const
{
    QByteArrayList pairs;
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        pairs += percentEncode(it.key().toUtf8()) + '=' + percentEncode(it.value().toUtf8());
    return pairs.join('&');
}

} // namespace slipway
