#pragma once

// Private to models/contract: one description of a type's fields serves writing and reading. Include it only from .cpp
// files. A type T gets `template <class A> void describe(A &fields, typename A::template Of<T> &value)` in namespace
// slipway and then SLIPWAY_WIRE_TYPE(T).

#include "models/contract/error_mapping.h"
#include "models/contract/json_reader.h"
#include "models/contract/slipway_codec.h"
#include "models/domain/enum_names.h"

#include <QVarLengthArray>

#include <algorithm>
#include <limits>
#include <type_traits>

namespace slipway::wire {

using namespace Qt::StringLiterals;

inline constexpr qsizetype maxTextLength = 64 * 1024;
inline constexpr qsizetype maxScriptLength = 16 * 1024 * 1024;
inline constexpr size_t maxListLength = 1'000'000;

// Thrown while reading, caught in readJson.
struct ReadFailure
{
    Error error;
};

[[noreturn]] inline void fail(const QString &path, const QString &rule)
{
    throw ReadFailure{Error::invalid(path, u"%1 %2."_s.arg(path.isEmpty() ? u"The value"_s : path, rule))};
}

class Writer;
class Reader;

template <class T>
Json write(const T &value);
template <class T>
void read(const Json &json, T &value, const QString &path, qsizetype maxLength = maxTextLength);

class Writer
{
public:
    template <class T>
    using Of = const T;

    template <class T>
    void operator()(const char *key, const T &value, qsizetype = maxTextLength)
    {
        m_object[key] = write(value);
    }
    void base64(const char *key, const QByteArray &bytes) { m_object[key] = bytes.toBase64().toStdString(); }
    void latin(const char *key, const QByteArray &text) { m_object[key] = text.toStdString(); }

    Json &&take() { return std::move(m_object); }

private:
    Json m_object = Json::object();
};

// What a person asks for, such as a query: fields may be left out and then keep their defaults, and a field that is not
// known is refused, so that a slip of the pen in a filter does not silently ask for everything. What the engine answers
// is read whole or not at all.
template <class T>
inline constexpr bool isRequest = false;

class Reader
{
public:
    template <class T>
    using Of = T;

    enum class Missing { Refused, KeepsDefault };
    Reader(const Json &object, QString path, Missing missing = Missing::Refused)
        : m_object(object), m_path(std::move(path)), m_missing(missing)
    {
    }

    template <class T>
    void operator()(const char *key, T &value, qsizetype maxLength = maxTextLength)
    {
        m_known.append(key);
        if (m_missing == Missing::KeepsDefault && !m_object.contains(key))
            return;
        read(member(key), value, pathOf(key), maxLength);
    }
    void refuseUnknown() const
    {
        for (const auto &entry : m_object.items()) {
            if (std::none_of(m_known.begin(), m_known.end(), [&](const char *key) { return entry.key() == key; }))
                fail(pathOf(entry.key().c_str()), u"is not a known field"_s);
        }
    }
    void base64(const char *key, QByteArray &bytes)
    {
        const Json &json = member(key);
        if (!json.is_string())
            fail(pathOf(key), u"must be Base64 text"_s);
        const auto decoded =
            QByteArray::fromBase64Encoding(toQString(json).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            fail(pathOf(key), u"must be Base64 text"_s);
        bytes = decoded.decoded;
    }
    void latin(const char *key, QByteArray &text)
    {
        QString read;
        (*this)(key, read, 256);
        text = read.toLatin1();
    }

private:
    QString pathOf(const char *key) const
    {
        const QString name = QString::fromUtf8(key);
        return m_path.isEmpty() ? name : m_path + u'.' + name;
    }
    const Json &member(const char *key) const
    {
        const auto found = m_object.find(key);
        if (found == m_object.end())
            fail(pathOf(key), u"is missing"_s);
        return *found;
    }

    const Json &m_object;
    QString m_path;
    Missing m_missing;
    QVarLengthArray<const char *, 32> m_known;
};

template <class T>
inline constexpr bool isList = false;
template <class T>
inline constexpr bool isList<QList<T>> = true;

template <class T>
inline constexpr bool isId = false;
template <class Tag>
inline constexpr bool isId<Id<Tag>> = true;

template <class T>
inline constexpr bool isDuration = false;
template <class R, class P>
inline constexpr bool isDuration<std::chrono::duration<R, P>> = true;

template <class T>
Json write(const T &value)
{
    if constexpr (std::is_same_v<T, bool> || std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (std::is_same_v<T, QString>) {
        return toJson(value);
    } else if constexpr (std::is_enum_v<T>) {
        return toJson(toText(value));
    } else if constexpr (isId<T>) {
        return value.value();
    } else if constexpr (std::is_same_v<T, Instant>) {
        return toMillis(value);
    } else if constexpr (isDuration<T>) {
        return qint64(value.count());
    } else if constexpr (std::is_same_v<T, QTime>) {
        return toJson(value.toString(u"HH:mm"));
    } else if constexpr (std::is_same_v<T, QDate>) {
        return toJson(value.toString(Qt::ISODate));
    } else if constexpr (std::is_same_v<T, QPointF>) {
        return Json{{"X", value.x()}, {"Y", value.y()}};
    } else if constexpr (isList<T>) {
        Json list = Json::array();
        for (const auto &item : value)
            list.push_back(write(item));
        return list;
    } else {
        Writer writer;
        describe(writer, value);
        return writer.take();
    }
}

inline qint64 readInteger(const Json &json, const QString &path, qint64 lowest = INT64_MIN, qint64 highest = INT64_MAX)
{
    const bool tooBig = json.is_number_unsigned() && json.get<quint64>() > quint64(INT64_MAX);
    if (!json.is_number_integer() || tooBig)
        fail(path, u"must be a whole number"_s);
    const qint64 number = json.get<qint64>();
    if (number < lowest || number > highest)
        fail(path, u"must be between %1 and %2"_s.arg(lowest).arg(highest));
    return number;
}

inline QString readText(const Json &json, const QString &path, qsizetype maxLength)
{
    if (!json.is_string())
        fail(path, u"must be text"_s);
    const QString text = toQString(json);
    if (text.size() > maxLength)
        fail(path, u"has %1 characters; at most %2 are taken"_s.arg(text.size()).arg(maxLength));
    return text;
}

inline double readNumber(const Json &json, const QString &path)
{
    if (!json.is_number())
        fail(path, u"must be a number"_s);
    return json.get<double>();
}

template <class E>
E readEnum(const Json &json, const QString &path)
{
    const QString name = readText(json, path, maxTextLength);
    if (const auto value = fromText<E>(name))
        return *value;
    QStringList names;
    for (const auto &entry : enumNames<E>())
        names += QString(entry.second);
    fail(path, u"is \"%1\"; it must be one of %2"_s.arg(name.left(64), names.join(u", ")));
}

template <class T>
void readList(const Json &json, T &list, const QString &path)
{
    if (!json.is_array())
        fail(path, u"must be a list"_s);
    if (json.size() > maxListLength)
        fail(path, u"has more than %1 entries"_s.arg(maxListLength));
    list.clear();
    list.reserve(qsizetype(json.size()));
    for (size_t i = 0; i < json.size(); ++i) {
        typename T::value_type item{};
        read(json[i], item, u"%1[%2]"_s.arg(path).arg(i));
        list.append(std::move(item));
    }
}

// QTime and QDate.
template <class T>
T readClock(const Json &json, const QString &path, const QString &format)
{
    const T value = T::fromString(readText(json, path, 16), format);
    if (!value.isValid())
        fail(path, u"must have the form %1"_s.arg(format));
    return value;
}

template <class T>
void read(const Json &json, T &value, const QString &path, qsizetype maxLength)
{
    if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean())
            fail(path, u"must be true or false"_s);
        value = json.get<bool>();
    } else if constexpr (std::is_integral_v<T>) {
        value = T(readInteger(json, path, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    } else if constexpr (std::is_floating_point_v<T>) {
        value = readNumber(json, path);
    } else if constexpr (std::is_same_v<T, QString>) {
        value = readText(json, path, maxLength);
    } else if constexpr (std::is_enum_v<T>) {
        value = readEnum<T>(json, path);
    } else if constexpr (isId<T> || isDuration<T>) {
        value = T(readInteger(json, path));
    } else if constexpr (std::is_same_v<T, Instant>) {
        value = fromMillis(readInteger(json, path));
    } else if constexpr (std::is_same_v<T, QTime>) {
        value = readClock<QTime>(json, path, u"HH:mm"_s);
    } else if constexpr (std::is_same_v<T, QDate>) {
        value = readClock<QDate>(json, path, u"yyyy-MM-dd"_s);
    } else if constexpr (isList<T>) {
        readList(json, value, path);
    } else {
        if (!json.is_object())
            fail(path, u"must be an object"_s);
        Reader reader(json, path, isRequest<T> ? Reader::Missing::KeepsDefault : Reader::Missing::Refused);
        if constexpr (std::is_same_v<T, QPointF>) {
            reader("X", value.rx());
            reader("Y", value.ry());
        } else {
            describe(reader, value);
        }
        if constexpr (isRequest<T>)
            reader.refuseUnknown();
    }
}

// Defined for every SLIPWAY_WIRE_TYPE.
template <class T>
Outcome<T> readJson(const Json &json);

} // namespace slipway::wire

namespace slipway {

template <class T>
Outcome<T> wire::readJson(const Json &json)
{
    try {
        T value{};
        read(json, value, QString());
        return value;
    } catch (const ReadFailure &failure) {
        return failure.error;
    }
}

template <class T>
QByteArray encodeJson(const T &value)
{
    return wire::toText(wire::write(value));
}

template <class T>
Outcome<T> decodeJson(const QByteArray &text)
{
    const auto json = wire::parseJson(text);
    return json ? wire::readJson<T>(*json) : Outcome<T>(json.error());
}

// An answer that parses as success, its JSON in `json`; else the error.
namespace wire {
Outcome<Json> successfulAnswer(int httpStatus, const QByteArray &body);
}

template <class T>
Outcome<T> decodeAnswer(int httpStatus, const QByteArray &body, const char *key)
{
    const auto json = wire::successfulAnswer(httpStatus, body);
    if (!json)
        return json.error();
    const auto found = json->find(key);
    if (found == json->end())
        return Error::internal(QStringLiteral("The engine's answer lacks %1.").arg(QLatin1StringView(key)));
    return wire::readJson<T>(*found);
}

} // namespace slipway

#define SLIPWAY_WIRE_VALUE(T)                                                                                          \
    template QByteArray encodeJson(const T &);                                                                         \
    template Outcome<T> decodeJson<T>(const QByteArray &);                                                             \
    template Outcome<T> decodeAnswer<T>(int, const QByteArray &, const char *);                                        \
    template Outcome<T> wire::readJson<T>(const wire::Json &);
#define SLIPWAY_WIRE_TYPE(T) SLIPWAY_WIRE_VALUE(T) SLIPWAY_WIRE_VALUE(QList<T>)

// For types that another .cpp describes.
#define SLIPWAY_WIRE_ELSEWHERE(T)                                                                                      \
    extern template QByteArray encodeJson(const T &);                                                                  \
    extern template Outcome<T> wire::readJson<T>(const wire::Json &);
