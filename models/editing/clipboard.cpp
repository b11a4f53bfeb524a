#include "models/editing/clipboard.h"

#include "models/domain/graph.h"
#include "models/domain/names.h"
#include "models/domain/node_properties.h"
#include "models/domain/parameters.h"
#include "models/editing/clipboard_json.h"

#include <QCoreApplication>
#include <QSet>

#include <limits>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

using Json = nlohmann::json;

constexpr auto formatName = "slipway.nodes";
constexpr int formatVersion = 1;
constexpr qsizetype scriptLimit = 512 * 1024;
constexpr double farthest = 1e7;

std::string plain(const QString &text)
{
    return text.toStdString();
}

std::vector<std::string> plain(const QStringList &texts)
{
    std::vector<std::string> result;
    for (const QString &text : texts)
        result.push_back(plain(text));
    return result;
}

Json plain(const QList<NodeId> &nodes)
{
    Json result = Json::array();
    for (const NodeId node : nodes)
        result.push_back(node.value());
    return result;
}

Json plain(const QList<int> &numbers)
{
    Json result = Json::array();
    for (const int number : numbers)
        result.push_back(number);
    return result;
}

Json scheduleJson(const Schedule &s)
{
    return {{"recurrence", plain(toText(s.recurrence))},
            {"time", s.time.msecsSinceStartOfDay() / 1000},
            {"windowStart", s.windowStart.msecsSinceStartOfDay() / 1000},
            {"windowEnd", s.windowEnd.msecsSinceStartOfDay() / 1000},
            {"interval", s.interval},
            {"hours", plain(s.hours)},
            {"weekDays", plain(s.weekDays)},
            {"monthDays", plain(s.monthDays)},
            {"months", plain(s.months)},
            {"cron", plain(s.cron)},
            {"effectiveFrom", plain(s.effectiveFrom.toString(Qt::ISODate))},
            {"effectiveUntil", plain(s.effectiveUntil.toString(Qt::ISODate))},
            {"mode", plain(toText(s.mode))},
            {"generation", plain(toText(s.generation))},
            {"catchUp", plain(toText(s.catchUp))},
            {"maxLatenessMinutes", s.maxLatenessMinutes}};
}

Json propertiesJson(const NodeProperties &p)
{
    return {{"schedule", scheduleJson(p.schedule)},       {"inputs", plain(p.inputs)},
            {"crossCycle", plain(toText(p.crossCycle))},  {"crossCycleNodes", plain(p.crossCycleNodes)},
            {"ignoreParentDryRun", p.ignoreParentDryRun}, {"parameters", plain(p.parameters)},
            {"resourceGroup", plain(p.resourceGroup)},    {"rerun", plain(toText(p.rerun))},
            {"autoRerunTimes", p.autoRerunTimes},         {"autoRerunIntervalMs", p.autoRerunInterval.count()},
            {"timeoutSeconds", p.timeout.count()},        {"priority", p.priority}};
}

Json nodeJson(const NodeDraft &draft, int key)
{
    return {{"key", key},
            {"name", plain(draft.name)},
            {"kind", plain(toText(draft.kind))},
            {"x", draft.position.x()},
            {"y", draft.position.y()},
            {"description", plain(draft.description)},
            {"script", plain(draft.script)},
            {"properties", propertiesJson(draft.properties)}};
}

template <class E>
E word(StrictObject &object, const char *key)
{
    const QString text = object.text(key, 64);
    const std::optional<E> value = fromText<E>(text);
    if (!value)
        object.fail(QString::fromLatin1(key), QCoreApplication::translate("Clipboard", "has an unknown word"));
    return value.value_or(E{});
}

QTime clockTime(StrictObject &object, const char *key)
{
    return QTime::fromMSecsSinceStartOfDay(int(object.integer(key, 0, 86399)) * 1000);
}

QDate date(StrictObject &object, const char *key)
{
    const QDate day = QDate::fromString(object.text(key, 10), Qt::ISODate);
    if (!day.isValid())
        object.fail(QString::fromLatin1(key), QCoreApplication::translate("Clipboard", "must be a date"));
    return day;
}

QList<int> smallNumbers(StrictObject &object, const char *key, qsizetype longest, int smallest, int largest)
{
    QList<int> result;
    for (const qint64 number : object.integers(key, longest, smallest, largest))
        result.append(int(number));
    return result;
}

Outcome<Schedule> readSchedule(const Json &json, const QString &path)
{
    StrictObject object(json, path);
    Schedule s;
    s.recurrence = word<Recurrence>(object, "recurrence");
    s.time = clockTime(object, "time");
    s.windowStart = clockTime(object, "windowStart");
    s.windowEnd = clockTime(object, "windowEnd");
    s.interval = int(object.integer("interval", 1, 59));
    s.hours = smallNumbers(object, "hours", 24, 0, 23);
    s.weekDays = smallNumbers(object, "weekDays", 7, 1, 7);
    s.monthDays = smallNumbers(object, "monthDays", 32, Schedule::lastDayOfMonth, 31);
    s.months = smallNumbers(object, "months", 12, 1, 12);
    s.cron = object.text("cron", 256);
    s.effectiveFrom = date(object, "effectiveFrom");
    s.effectiveUntil = date(object, "effectiveUntil");
    s.mode = word<ScheduleMode>(object, "mode");
    s.generation = word<InstanceGeneration>(object, "generation");
    s.catchUp = word<CatchUp>(object, "catchUp");
    s.maxLatenessMinutes = int(object.integer("maxLatenessMinutes", 0, 10'000'000));
    if (const Outcome<> fault = object.finish(); !fault)
        return fault.error();
    return s;
}

Outcome<NodeProperties> readProperties(const Json &json, const QString &path)
{
    StrictObject object(json, path);
    NodeProperties p;
    const Outcome<Schedule> schedule = readSchedule(object.object("schedule"), path + u".schedule"_s);
    p.inputs = object.texts("inputs", 1000, outputNameLimit);
    p.crossCycle = word<CrossCycle>(object, "crossCycle");
    for (const qint64 node : object.integers("crossCycleNodes", 100, 1, std::numeric_limits<qint64>::max()))
        p.crossCycleNodes.append(NodeId{node});
    p.ignoreParentDryRun = object.boolean("ignoreParentDryRun");
    p.parameters = object.text("parameters", parameterLineLimit);
    p.resourceGroup = object.text("resourceGroup", resourceGroupNameLimit);
    p.rerun = word<RerunPolicy>(object, "rerun");
    p.autoRerunTimes = int(object.integer("autoRerunTimes", 0, autoRerunLimit));
    p.autoRerunInterval = Millis{object.integer("autoRerunIntervalMs", 0, longestRerunInterval.count())};
    p.timeout = Seconds{object.integer("timeoutSeconds", 0, longestTimeout.count())};
    p.priority = int(object.integer("priority", 1, 8));
    if (!schedule)
        return schedule.error();
    p.schedule = *schedule;
    if (const Outcome<> fault = object.finish(); !fault)
        return fault.error();
    if (const Outcome<> rule = checkProperties(p); !rule)
        return rule.error();
    return p;
}

Outcome<NodeDraft> readNode(const Json &json, const QString &path, qint64 count)
{
    StrictObject object(json, path);
    NodeDraft draft;
    draft.id = FileId{object.integer("key", 1, count)};
    draft.name = object.text("name", nodeNameLimit);
    draft.kind = word<NodeKind>(object, "kind");
    draft.position = {object.number("x", -farthest, farthest), object.number("y", -farthest, farthest)};
    draft.description = object.text("description", descriptionLimit);
    draft.script = object.text("script", scriptLimit);
    const Outcome<NodeProperties> properties = readProperties(object.object("properties"), path + u".properties"_s);
    if (const Outcome<> fault = object.finish(); !fault)
        return fault.error();
    if (!properties)
        return properties.error();
    if (const Outcome<> rule = checkNodeName(draft.name); !rule)
        return rule.error();
    draft.properties = *properties;
    return draft;
}

Outcome<> readEdges(const Json &json, NodesFragment &fragment, const QSet<FileId> &keys)
{
    QList<GraphEdge> known;
    for (const Json &entry : json) {
        const bool pair =
            entry.is_array() && entry.size() == 2 && entry[0].is_number_integer() && entry[1].is_number_integer();
        const DraftEdge edge =
            pair ? DraftEdge{FileId{entry[0].get<qint64>()}, FileId{entry[1].get<qint64>()}} : DraftEdge{};
        if (!keys.contains(edge.from) || !keys.contains(edge.to))
            return Error::invalid(u"Clipboard"_s, QCoreApplication::translate(
                                                      "Clipboard", "The clipboard does not hold nodes that "
                                                                   "can be pasted: an edge names no node of it."));
        known.append({edge.from.value(), edge.to.value()});
        if (!fragment.edges.contains(edge))
            fragment.edges.append(edge);
    }
    QList<qint64> nodes;
    for (const NodeDraft &draft : fragment.nodes)
        nodes.append(draft.id.value());
    const auto layers = topologicalLayers(nodes, known);
    return layers ? Outcome<>{} : Outcome<>{layers.error()};
}

Outcome<NodesFragment> readFragment(const Json &json)
{
    StrictObject object(json, u"nodes"_s);
    object.text("format", 32);
    object.integer("version", formatVersion, formatVersion);
    const Json &nodes = object.array("nodes", clipboardNodeLimit);
    const Json &edges = object.array("edges", 20 * clipboardNodeLimit);
    if (const Outcome<> fault = object.finish(); !fault)
        return fault.error();
    NodesFragment fragment;
    QSet<FileId> keys;
    for (const Json &entry : nodes) {
        const Outcome<NodeDraft> node =
            readNode(entry, u"nodes[%1]"_s.arg(fragment.nodes.size()), qint64(nodes.size()));
        if (!node)
            return node.error();
        keys.insert(node->id);
        fragment.nodes.append(*node);
    }
    if (fragment.nodes.isEmpty() || keys.size() != fragment.nodes.size())
        return Error::invalid(u"Clipboard"_s,
                              QCoreApplication::translate("Clipboard", "The clipboard does not hold nodes that can "
                                                                       "be pasted: it has none, or one twice."));
    if (const Outcome<> fault = readEdges(edges, fragment, keys); !fault)
        return fault.error();
    return fragment;
}

} // namespace

NodesFragment copyNodes(const WorkflowContent &content, const QList<FileId> &files)
{
    NodesFragment fragment;
    QSet<FileId> chosen;
    for (const FileId file : files) {
        if (const NodeDraft *draft = content.draft(file))
            chosen.insert(draft->id);
    }
    for (const NodeDraft &draft : content.drafts()) { // in the order of ids, whatever the order of selecting
        if (!chosen.contains(draft.id))
            continue;
        NodeDraft copy = draft;
        copy.properties.outputs.clear();
        copy.properties.inputs.removeIf([&content](const QString &input) { return content.producer(input).isValid(); });
        fragment.nodes.append(copy);
        for (const FileId parent : content.parents(draft.id)) {
            if (chosen.contains(parent))
                fragment.edges.append({parent, draft.id});
        }
    }
    return fragment;
}

QString writeClipboard(const NodesFragment &fragment)
{
    if (fragment.nodes.isEmpty())
        return {};
    QHash<FileId, int> keys;
    Json nodes = Json::array();
    for (const NodeDraft &draft : fragment.nodes) {
        const int key = int(keys.size()) + 1;
        keys.insert(draft.id, key);
        nodes.push_back(nodeJson(draft, key));
    }
    Json edges = Json::array();
    for (const DraftEdge &edge : fragment.edges)
        edges.push_back({keys.value(edge.from), keys.value(edge.to)});
    const Json json = {{"format", formatName}, {"version", formatVersion}, {"nodes", nodes}, {"edges", edges}};
    return QString::fromStdString(json.dump(1, ' ', false, Json::error_handler_t::replace));
}

Outcome<NodesFragment> readClipboard(const QString &text)
{
    const auto refused = [](const char *why) {
        return Error::invalid(u"Clipboard"_s, QCoreApplication::translate("Clipboard", why));
    };
    if (text.size() > clipboardLimit)
        return refused(
            QT_TRANSLATE_NOOP("Clipboard", "The clipboard holds more than 8 MB, too much to paste as nodes."));
    const Json json = Json::parse(text.toStdString(), nullptr, false);
    const bool ours = json.is_object() && json.contains("format") && json["format"] == formatName;
    if (!ours)
        return refused(
            QT_TRANSLATE_NOOP("Clipboard", "The clipboard does not hold nodes. Copy some on a canvas first."));
    return readFragment(json);
}

} // namespace slipway
