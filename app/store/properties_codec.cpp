#include "app/store/properties_codec.h"

#include <nlohmann/json.hpp>

namespace slipway {

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

// --- values to JSON ---

Json encode(bool value)
{
    return value;
}
Json encode(int value)
{
    return value;
}
Json encode(const QString &value)
{
    return value.toStdString();
}
Json encode(QTime value)
{
    return value.toString(Qt::ISODate).toStdString();
}
Json encode(QDate value)
{
    return value.toString(Qt::ISODate).toStdString();
}
template <class Rep, class Period>
Json encode(std::chrono::duration<Rep, Period> value)
{
    return static_cast<qint64>(value.count());
}
template <class Tag>
Json encode(Id<Tag> value)
{
    return value.value();
}
template <class E>
requires std::is_enum_v<E> Json encode(E value)
{
    return toText(value).toStdString();
}
Json encode(const Schedule &schedule);
Json encode(const DateRange &range);
Json encode(const BackfillParameters &parameters);

template <class T>
Json encode(const QList<T> &list)
{
    Json array = Json::array();
    for (const T &value : list)
        array.push_back(encode(value));
    return array;
}

// --- JSON to values: false when the type or the value does not fit ---

bool decode(const Json &json, bool &value)
{
    if (json.is_boolean())
        value = json.get<bool>();
    return json.is_boolean();
}

bool decode(const Json &json, qint64 &value)
{
    if (json.is_number_integer())
        value = json.get<qint64>();
    return json.is_number_integer();
}

bool decode(const Json &json, int &value)
{
    qint64 wide = 0;
    if (!decode(json, wide) || wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max())
        return false;
    value = static_cast<int>(wide);
    return true;
}

bool decode(const Json &json, QString &value)
{
    if (json.is_string())
        value = QString::fromStdString(json.get_ref<const std::string &>());
    return json.is_string();
}

bool decode(const Json &json, QTime &value)
{
    QString text;
    if (!decode(json, text))
        return false;
    value = text.isEmpty() ? QTime() : QTime::fromString(text, Qt::ISODate);
    return text.isEmpty() || value.isValid();
}

bool decode(const Json &json, QDate &value)
{
    QString text;
    if (!decode(json, text))
        return false;
    value = text.isEmpty() ? QDate() : QDate::fromString(text, Qt::ISODate);
    return text.isEmpty() || value.isValid();
}

template <class Rep, class Period>
bool decode(const Json &json, std::chrono::duration<Rep, Period> &value)
{
    qint64 count = 0;
    const bool good = decode(json, count);
    value = std::chrono::duration<Rep, Period>(count);
    return good;
}

template <class Tag>
bool decode(const Json &json, Id<Tag> &value)
{
    qint64 number = 0;
    const bool good = decode(json, number);
    value = Id<Tag>(number);
    return good;
}

template <class E>
requires std::is_enum_v<E>
bool decode(const Json &json, E &value)
{
    QString word;
    if (!decode(json, word))
        return false;
    const std::optional<E> found = fromText<E>(word);
    value = found.value_or(value);
    return found.has_value();
}

bool decode(const Json &json, Schedule &schedule);
bool decode(const Json &json, DateRange &range);
bool decode(const Json &json, BackfillParameters &parameters);

template <class T>
bool decode(const Json &json, QList<T> &list)
{
    if (!json.is_array())
        return false;
    list.clear();
    for (const Json &element : json) {
        T value{};
        if (!decode(element, value))
            return false;
        list.append(value);
    }
    return true;
}

// --- the fields, once for both directions ---

template <class S, class F>
void scheduleFields(S &schedule, F &&field)
{
    field("recurrence", schedule.recurrence);
    field("time", schedule.time);
    field("windowStart", schedule.windowStart);
    field("windowEnd", schedule.windowEnd);
    field("interval", schedule.interval);
    field("hours", schedule.hours);
    field("weekDays", schedule.weekDays);
    field("monthDays", schedule.monthDays);
    field("months", schedule.months);
    field("cron", schedule.cron);
    field("effectiveFrom", schedule.effectiveFrom);
    field("effectiveUntil", schedule.effectiveUntil);
    field("mode", schedule.mode);
    field("generation", schedule.generation);
    field("catchUp", schedule.catchUp);
    field("maxLatenessMinutes", schedule.maxLatenessMinutes);
}

template <class P, class F>
void propertiesFields(P &properties, F &&field)
{
    field("schedule", properties.schedule);
    field("inputs", properties.inputs);
    field("outputs", properties.outputs);
    field("crossCycle", properties.crossCycle);
    field("crossCycleNodes", properties.crossCycleNodes);
    field("ignoreParentDryRun", properties.ignoreParentDryRun);
    field("parameters", properties.parameters);
    field("resourceGroup", properties.resourceGroup);
    field("rerun", properties.rerun);
    field("autoRerunTimes", properties.autoRerunTimes);
    field("autoRerunIntervalMs", properties.autoRerunInterval);
    field("timeoutSeconds", properties.timeout);
    field("priority", properties.priority);
}

template <class R, class F>
void rangeFields(R &range, F &&field)
{
    field("from", range.from);
    field("to", range.to);
}

template <class P, class F>
void backfillParametersFields(P &parameters, F &&field)
{
    field("node", parameters.node);
    field("line", parameters.line);
}

template <class S, class F>
void backfillFields(S &spec, F &&field)
{
    field("name", spec.name);
    field("root", spec.root);
    field("nodes", spec.nodes);
    field("dryNodes", spec.dryNodes);
    field("ranges", spec.ranges);
    field("windowStart", spec.windowStart);
    field("windowEnd", spec.windowEnd);
    field("order", spec.order);
    field("groups", spec.groups);
    field("skipSucceeded", spec.skipSucceeded);
    field("runFutureNow", spec.runFutureNow);
    field("resourceGroup", spec.resourceGroup);
    field("parameters", spec.parameters);
}

struct ObjectWriter
{
    Json &object;
    template <class T>
    void operator()(const char *name, const T &value) const
    {
        object[name] = encode(value);
    }
};

struct ObjectReader
{
    const Json &object;
    bool good = true;
    std::string badField = {};

    template <class T>
    void operator()(const char *name, T &value)
    {
        const auto found = object.find(name);
        if (found == object.end() || decode(*found, value) || !good)
            return;
        good = false;
        badField = name;
    }
};

Json encode(const Schedule &schedule)
{
    Json object = Json::object();
    scheduleFields(schedule, ObjectWriter{object});
    return object;
}

bool decode(const Json &json, Schedule &schedule)
{
    if (!json.is_object())
        return false;
    ObjectReader reader{json};
    scheduleFields(schedule, reader);
    return reader.good;
}

template <class T, class Fields>
Json encodeObject(const T &value, Fields fields)
{
    Json object = Json::object();
    fields(value, ObjectWriter{object});
    return object;
}

template <class T, class Fields>
bool decodeObject(const Json &json, T &value, Fields fields)
{
    if (!json.is_object())
        return false;
    ObjectReader reader{json};
    fields(value, reader);
    return reader.good;
}

Json encode(const DateRange &range)
{
    return encodeObject(range, [](const auto &value, auto &&field) { rangeFields(value, field); });
}

bool decode(const Json &json, DateRange &range)
{
    return decodeObject(json, range, [](auto &value, auto &&field) { rangeFields(value, field); });
}

Json encode(const BackfillParameters &parameters)
{
    return encodeObject(parameters, [](const auto &value, auto &&field) { backfillParametersFields(value, field); });
}

bool decode(const Json &json, BackfillParameters &parameters)
{
    return decodeObject(json, parameters, [](auto &value, auto &&field) { backfillParametersFields(value, field); });
}

QByteArray dump(const Json &json)
{
    // Text that is no valid UTF-16 was replaced on the way in; this is the second line.
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Json parse(QByteArrayView text)
{
    return Json::parse(text.begin(), text.end(), nullptr, false);
}

template <class T>
bool listFromJson(QByteArrayView text, QList<T> &list, QString &problem)
{
    if (decode(parse(text), list))
        return true;
    problem = u"is not the JSON list it should be"_s;
    return false;
}

} // namespace

QByteArray toJson(const NodeProperties &properties)
{
    Json object = Json::object();
    propertiesFields(properties, ObjectWriter{object});
    return dump(object);
}

bool fromJson(QByteArrayView text, NodeProperties &properties, QString &problem)
{
    const Json json = parse(text);
    if (!json.is_object()) {
        problem = u"is no JSON object"_s;
        return false;
    }
    ObjectReader reader{json};
    propertiesFields(properties, reader);
    if (!reader.good)
        problem = u"has a field '%1' that cannot be read"_s.arg(QString::fromStdString(reader.badField));
    return reader.good;
}

QByteArray toJson(const BackfillSpec &spec)
{
    return dump(encodeObject(spec, [](const auto &value, auto &&field) { backfillFields(value, field); }));
}

bool fromJson(QByteArrayView text, BackfillSpec &spec, QString &problem)
{
    if (decodeObject(parse(text), spec, [](auto &value, auto &&field) { backfillFields(value, field); }))
        return true;
    problem = u"is not the backfill it should be"_s;
    return false;
}

QByteArray toJson(const QStringList &list)
{
    return dump(encode(list));
}

bool fromJson(QByteArrayView text, QStringList &list, QString &problem)
{
    return listFromJson(text, list, problem);
}

QByteArray toJson(const QList<qint64> &list)
{
    Json array = Json::array();
    for (const qint64 value : list)
        array.push_back(value);
    return dump(array);
}

bool fromJson(QByteArrayView text, QList<qint64> &list, QString &problem)
{
    return listFromJson(text, list, problem);
}

} // namespace slipway
