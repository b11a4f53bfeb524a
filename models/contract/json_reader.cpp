#include "models/contract/json_reader.h"

#include <cmath>

namespace slipway::wire {

using namespace Qt::StringLiterals;

static constexpr int maxDepth = 64;

static bool isTooDeep(const QByteArray &text)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > maxDepth)
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

Outcome<Json> parseJson(const QByteArray &text, qsizetype maxBytes)
{
    if (text.size() > maxBytes) {
        return Error{ErrorKind::TooLarge,
                     u"InvalidParameter.Body"_s,
                     u"The JSON text has %1 bytes; at most %2 are taken."_s.arg(text.size()).arg(maxBytes),
                     {},
                     {},
                     false};
    }
    if (isTooDeep(text))
        return Error::invalid(u"Body"_s, u"The JSON text is nested deeper than %1 levels."_s.arg(maxDepth));
    try {
        return Json::parse(text.begin(), text.end());
    } catch (const Json::parse_error &problem) {
        const qsizetype at = qMin(qsizetype(problem.byte), text.size());
        const qsizetype line = text.left(at).count('\n') + 1;
        return Error::invalid(u"Body"_s,
                              u"The text is not JSON: line %1, byte %2 is not expected there."_s.arg(line).arg(at));
    }
}

QByteArray toText(const Json &value)
{
    return QByteArray::fromStdString(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

static const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

QString textOr(const Json &object, const char *key, const QString &fallback)
{
    const Json *value = member(object, key);
    return value && value->is_string() ? toQString(*value) : fallback;
}

qint64 integerOr(const Json &object, const char *key, qint64 fallback)
{
    const Json *value = member(object, key);
    if (!value)
        return fallback;
    if (value->is_number_integer())
        return value->get<qint64>();
    if (!value->is_string())
        return fallback;
    bool ok = false;
    const qint64 number = toQString(*value).toLongLong(&ok);
    return ok ? number : fallback;
}

double numberOr(const Json &object, const char *key, double fallback)
{
    const Json *value = member(object, key);
    return value && value->is_number() ? value->get<double>() : fallback;
}

bool booleanOr(const Json &object, const char *key, bool fallback)
{
    const Json *value = member(object, key);
    if (value && value->is_string())
        return toQString(*value) == "true"_L1;
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

} // namespace slipway::wire
