#include "models/editing/clipboard_json.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

const nlohmann::json nothing;

QString say(const char *text)
{
    return QCoreApplication::translate("Clipboard", text);
}

} // namespace

StrictObject::StrictObject(const nlohmann::json &value, const QString &path) : m_value(value), m_path(path)
{
    if (!value.is_object())
        fail({}, say("must be an object"));
}

void StrictObject::fail(const QString &key, const QString &rule)
{
    if (m_fault.isEmpty())
        m_fault = (key.isEmpty() ? m_path : m_path + u"."_s + key) + u' ' + rule;
}

const nlohmann::json &StrictObject::take(const char *key)
{
    m_taken.append(QString::fromLatin1(key));
    if (!m_value.is_object())
        return nothing;
    const auto found = m_value.find(key);
    if (found != m_value.end())
        return *found;
    fail(QString::fromLatin1(key), say("is missing"));
    return nothing;
}

QString StrictObject::text(const char *key, qsizetype longest)
{
    const nlohmann::json &value = take(key);
    if (!value.is_string()) {
        fail(QString::fromLatin1(key), say("must be a text"));
        return {};
    }
    const QString text = QString::fromStdString(value.get_ref<const std::string &>());
    if (text.size() > longest)
        fail(QString::fromLatin1(key), say("is longer than %1 characters").arg(longest));
    return text;
}

qint64 StrictObject::integer(const char *key, qint64 smallest, qint64 largest)
{
    const nlohmann::json &value = take(key);
    const bool fits = value.is_number_integer() && value.get<qint64>() >= smallest && value.get<qint64>() <= largest;
    if (!fits)
        fail(QString::fromLatin1(key), say("must be a whole number from %1 to %2").arg(smallest).arg(largest));
    return fits ? value.get<qint64>() : smallest;
}

double StrictObject::number(const char *key, double smallest, double largest)
{
    const nlohmann::json &value = take(key);
    const bool fits = value.is_number() && value.get<double>() >= smallest && value.get<double>() <= largest;
    if (!fits)
        fail(QString::fromLatin1(key), say("must be a number from %1 to %2").arg(smallest).arg(largest));
    return fits ? value.get<double>() : smallest;
}

bool StrictObject::boolean(const char *key)
{
    const nlohmann::json &value = take(key);
    if (!value.is_boolean())
        fail(QString::fromLatin1(key), say("must be true or false"));
    return value.is_boolean() && value.get<bool>();
}

const nlohmann::json &StrictObject::array(const char *key, qsizetype longest)
{
    const nlohmann::json &value = take(key);
    if (value.is_array() && qsizetype(value.size()) <= longest)
        return value;
    fail(QString::fromLatin1(key), say("must be a list of at most %1 entries").arg(longest));
    return nothing;
}

const nlohmann::json &StrictObject::object(const char *key)
{
    const nlohmann::json &value = take(key);
    if (value.is_object())
        return value;
    fail(QString::fromLatin1(key), say("must be an object"));
    return nothing;
}

QStringList StrictObject::texts(const char *key, qsizetype longestList, qsizetype longestText)
{
    QStringList result;
    for (const nlohmann::json &value : array(key, longestList)) {
        const QString text =
            value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
        if (text.isEmpty() || text.size() > longestText)
            fail(QString::fromLatin1(key), say("must hold texts of 1 to %1 characters").arg(longestText));
        result.append(text);
    }
    return result;
}

QList<qint64> StrictObject::integers(const char *key, qsizetype longestList, qint64 smallest, qint64 largest)
{
    QList<qint64> result;
    for (const nlohmann::json &value : array(key, longestList)) {
        const bool fits =
            value.is_number_integer() && value.get<qint64>() >= smallest && value.get<qint64>() <= largest;
        if (!fits)
            fail(QString::fromLatin1(key), say("must hold whole numbers from %1 to %2").arg(smallest).arg(largest));
        result.append(fits ? value.get<qint64>() : smallest);
    }
    return result;
}

Outcome<> StrictObject::finish() const
{
    QString fault = m_fault;
    if (fault.isEmpty()) {
        for (const auto &entry : m_value.items()) {
            const QString key = QString::fromStdString(entry.key());
            if (!m_taken.contains(key)) {
                fault = u"%1.%2 %3"_s.arg(m_path, key.left(64), say("is not a known field"));
                break;
            }
        }
    }
    if (fault.isEmpty())
        return Nothing{};
    return Error::invalid(u"Clipboard"_s, say("The clipboard does not hold nodes that can be pasted: %1.").arg(fault));
}

} // namespace slipway
