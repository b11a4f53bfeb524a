#include "models/contract/dataworks_json.h"
#include "models/domain/schedule_rules.h"

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

// 0 failure only, 1 all, 2 denied.
int repeatMode(RerunPolicy policy)
{
    switch (policy) {
    case RerunPolicy::FailureAllowed:
        return 0;
    case RerunPolicy::AllAllowed:
        return 1;
    case RerunPolicy::AllDenied:
        return 2;
    }
    return 1;
}

// What every answer about a node has.
Json nodeBase(const Node &node)
{
    const NodeProperties &properties = node.current.properties;
    return {{"BaselineId", noBaseline},
            {"CronExpress", toJson(toCron(properties.schedule))},
            {"NodeId", idJson(node.id)},
            {"NodeName", toJson(node.current.name)},
            {"OwnerId", toJson(node.owner)},
            {"Priority", properties.priority},
            {"ProgramType", wordJson(node.current.kind)},
            {"ProjectId", idJson(node.workspace)},
            {"Repeatability", properties.rerun != RerunPolicy::AllDenied},
            {"SchedulerType", node.frozen ? wordJson(ScheduleMode::Frozen) : wordJson(properties.schedule.mode)}};
}

Json nodeItem(const NodeFacts &facts)
{
    const Node &node = facts.node;
    Json json = nodeBase(node);
    json["Connection"] = "";
    json["Description"] = "";
    json["DqcDescription"] = "";
    json["DqcType"] = 1; // 0 would say that there is a data quality rule
    json["ParamValues"] = toJson(node.current.properties.parameters);
    json["RelatedFlowId"] = idJson(node.workflow);
    json["RepeatInterval"] = node.current.properties.autoRerunInterval.count() / 1000; // seconds
    json["ResGroupName"] = toJson(facts.resourceGroupName);
    return json;
}

Json nodeJson(const NodeFacts &facts)
{
    const Node &node = facts.node;
    Json json = nodeItem(facts);
    json["BusinessId"] = idJson(node.workflow);
    json["FileId"] = idJson(node.file);
    json["FileType"] = int(node.current.kind);
    json["FileVersion"] = node.current.version;
    json["RepeatMode"] = repeatMode(node.current.properties.rerun);
    json["ResGroupIdentifier"] = toJson(node.current.properties.resourceGroup);
    putTime(json, "CreateTime", node.current.committedAt);
    putTime(json, "DeployDate", node.current.committedAt);
    putTime(json, "ModifyTime", node.current.committedAt);
    return json;
}

Json ownersJson(const QList<NodeFacts> &nodes)
{
    Json list = Json::array();
    for (const NodeFacts &facts : nodes) {
        Json item = nodeItem(facts);
        item["FileType"] = std::to_string(int(facts.node.current.kind)); // text here, a number elsewhere
        list.push_back(std::move(item));
    }
    return list;
}

} // namespace

QByteArray encodeNode(const NodeFacts &node)
{
    Json json = nodeJson(node);
    json["Repeatability"] = json["Repeatability"] ? "true" : "false"; // text here, a boolean in lists
    return wire::toText(json);
}

QByteArray encodeNodePage(const Page<NodeFacts> &page)
{
    return wire::toText(pageJson(page, "Nodes", nodeJson));
}

QByteArray encodeRelatedNodes(const QList<RelatedNode> &nodes)
{
    Json list = Json::array();
    for (const RelatedNode &related : nodes) {
        Json item = nodeBase(related.node);
        item["StepType"] = related.previousCycle ? "3" : "0";
        list.push_back(std::move(item));
    }
    return wire::toText({{"Nodes", std::move(list)}});
}

QByteArray encodeNodesByOutput(const QList<OutputOwners> &outputs)
{
    Json list = Json::array();
    for (const OutputOwners &output : outputs)
        list.push_back({{"NodeList", ownersJson(output.nodes)}, {"Output", toJson(output.output)}});
    return wire::toText(list);
}

QByteArray encodeNodesByOutputMap(const QList<OutputOwners> &outputs)
{
    Json object = Json::object();
    for (const OutputOwners &output : outputs)
        object[output.output.toStdString()] = ownersJson(output.nodes);
    return wire::toText(object);
}

QByteArray encodeInputsOrOutputs(const Node &node, const QStringList &names)
{
    Json list = Json::array();
    for (const QString &name : names)
        list.push_back({{"Data", toJson(name)}, {"NodeId", idJson(node.id)}, {"TableName", ""}});
    return wire::toText(list);
}

QByteArray encodeFileTypes(const Page<NodeKind> &page)
{
    return wire::toText(pageJson(page, "NodeTypeInfo", [](NodeKind kind) {
        return Json{{"NodeType", int(kind)}, {"NodeTypeName", kind == NodeKind::Shell ? "Shell" : "Zero-Load Node"}};
    }));
}

} // namespace slipway::dataworks
