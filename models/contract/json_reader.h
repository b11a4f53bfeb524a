#pragma once

// Private to models/contract: strict reading of JSON values. Include it only from .cpp files.

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QString>

#include <nlohmann/json.hpp>

namespace slipway::wire {

using Json = nlohmann::json;

// Refuses text over `maxBytes`, nested deeper than 64 levels, or not JSON; the message says where.
inline constexpr qsizetype maxJsonBytes = 256 * 1024 * 1024;
Outcome<Json> parseJson(const QByteArray &text, qsizetype maxBytes = maxJsonBytes);

// Compact text; bytes that are not UTF-8 become U+FFFD.
QByteArray toText(const Json &value);

inline Json toJson(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return std::string(utf8.constData(), size_t(utf8.size()));
}
inline QString toQString(const Json &value)
{
    return QString::fromStdString(value.get_ref<const std::string &>());
}

// The member's text, or empty if it is absent or no string. For answers of other people's servers.
QString textOr(const Json &object, const char *key, const QString &fallback = {});
// A whole number, given as a number or as its decimal text.
qint64 integerOr(const Json &object, const char *key, qint64 fallback = 0);
double numberOr(const Json &object, const char *key, double fallback = 0);
bool booleanOr(const Json &object, const char *key, bool fallback = false);

} // namespace slipway::wire
