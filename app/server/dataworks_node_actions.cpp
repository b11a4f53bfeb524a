// DataWorks 2020-05-18: nodes as the scheduler knows them (reference: dataworks 6.8).

#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/engine.h"
#include "app/server/dataworks_requests.h"
#include "models/contract/dataworks_codec.h"
#include "models/contract/error_mapping.h"
#include "models/domain/dependencies.h"
#include "models/domain/enum_names.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;
using dataworks::NodeFacts;
using dataworks::OutputOwners;
using dataworks::RelatedNode;

namespace {

// SchedulerType of UpdateNodeRunMode.
constexpr qint64 unfreeze = 0;
constexpr qint64 freeze = 2;

NodeFacts factsOf(const ApiContext &api, const Node &node)
{
    return {node, groupName(api, node.current.properties.resourceGroup)};
}

Outcome<Node> requestedNode(const ApiContext &api, const RequestParameters &parameters)
{
    const auto id = requestedId(parameters, u"NodeId"_s);
    if (!id)
        return id.error();
    return api.engine.deployments().node(NodeId(*id));
}

bool isWanted(const RequestParameters &filters, const Node &node)
{
    const auto equals = [&filters](const QString &name, const QString &value) {
        const QString wanted = filters.text(name);
        return wanted.isEmpty() || wanted == value;
    };
    const ScheduleMode mode = node.frozen ? ScheduleMode::Frozen : node.current.properties.schedule.mode;
    return node.current.name.contains(filters.text(u"NodeName"_s), Qt::CaseInsensitive) &&
           equals(u"BizName"_s, node.workflowName) && equals(u"Owner"_s, node.owner) &&
           equals(u"ProgramType"_s, toText(node.current.kind)) && equals(u"SchedulerType"_s, toText(mode));
}

void listNodes(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    in.take(checkProjectEnv(call.parameters));
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const auto page = in.take(requestedPage(call.parameters));
    if (in.failed())
        return call.fail(in.error());
    QList<NodeFacts> found;
    for (const Node &node : api.engine.deployments().cycleTasks(workspace.id)) {
        if (isWanted(call.parameters, node))
            found.append(factsOf(api, node));
    }
    call.answer(Envelope::E5, "Data", dataworks::encodeNodePage(dataworks::pageOf(found, page.number, page.size)));
}

void getNode(const ApiContext &api, const IncomingCall &call)
{
    const auto node = requestedNode(api, call.parameters);
    if (!node)
        return call.failWith(node);
    call.answer(Envelope::E5, "Data", dataworks::encodeNode(factsOf(api, *node)));
}

void getNodeCode(const ApiContext &api, const IncomingCall &call)
{
    const auto node = requestedNode(api, call.parameters);
    if (!node)
        return call.failWith(node);
    call.answer(Envelope::E5, "Data", jsonString(node->current.script));
}

bool sharesName(const QStringList &a, const QStringList &b)
{
    return std::any_of(a.begin(), a.end(), [&b](const QString &name) { return b.contains(name); });
}

// Whether `child` waits for an output of `parent` in the same cycle.
bool isSameCycleParent(const Node &parent, const Node &child)
{
    return sharesName(parent.current.properties.outputs, child.current.properties.inputs);
}

// Whether `child` waits for the previous cycle of `parent`.
bool isPreviousCycleParent(const Node &parent, const Node &child)
{
    const NodeProperties &properties = child.current.properties;
    switch (properties.crossCycle) {
    case CrossCycle::None:
        return false;
    case CrossCycle::Self:
        return parent.id == child.id;
    case CrossCycle::Children:
        return isSameCycleParent(child, parent);
    case CrossCycle::Others:
        return properties.crossCycleNodes.contains(parent.id);
    case CrossCycle::SelfAndChildren:
        return parent.id == child.id || isSameCycleParent(child, parent);
    case CrossCycle::SelfAndOthers:
        return parent.id == child.id || properties.crossCycleNodes.contains(parent.id);
    }
    return false;
}

enum class Side { Parents, Children };

template <Side side>
void getRelatives(const ApiContext &api, const IncomingCall &call)
{
    const auto node = requestedNode(api, call.parameters);
    if (!node)
        return call.failWith(node);
    QList<RelatedNode> relatives;
    for (const Node &other : deployedNodes(api)) {
        const Node &parent = side == Side::Parents ? other : *node;
        const Node &child = side == Side::Parents ? *node : other;
        if (isSameCycleParent(parent, child))
            relatives.append({other, false});
        if (isPreviousCycleParent(parent, child))
            relatives.append({other, true});
    }
    call.answer(Envelope::E5, "Data", dataworks::encodeRelatedNodes(relatives));
}

void listNodeInputOrOutput(const ApiContext &api, const IncomingCall &call)
{
    const auto node = requestedNode(api, call.parameters);
    if (!node)
        return call.failWith(node);
    const QString type = call.parameters.text(u"IoType"_s);
    if (type != "input"_L1 && type != "output"_L1)
        return call.fail(Error::invalid(u"IoType"_s, u"IoType \"%1\" must be input or output."_s.arg(type.left(64))));
    const NodeProperties &properties = node->current.properties;
    const QStringList &names = type == "input"_L1 ? properties.inputs : properties.outputs;
    call.answer(Envelope::E5, "Data", dataworks::encodeInputsOrOutputs(*node, names));
}

Outcome<QList<OutputOwners>> requestedOutputs(const ApiContext &api, const RequestParameters &parameters)
{
    if (const auto environment = checkProjectEnv(parameters); !environment)
        return environment.error();
    if (const auto outputs = parameters.requiredText(u"Outputs"_s, 64 * 1024); !outputs)
        return outputs.error();
    const QList<Node> nodes = deployedNodes(api);
    QList<OutputOwners> found;
    for (const QString &output : parameters.list(u"Outputs"_s)) {
        OutputOwners owners{output, {}};
        for (const Node &node : nodes) {
            if (node.current.properties.outputs.contains(output))
                owners.nodes.append(factsOf(api, node));
        }
        found.append(owners);
    }
    return found;
}

void listNodesByOutput(const ApiContext &api, const IncomingCall &call)
{
    const auto outputs = requestedOutputs(api, call.parameters);
    if (!outputs)
        return call.failWith(outputs);
    call.answer(Envelope::E5, "Data", dataworks::encodeNodesByOutput(*outputs));
}

void searchNodesByOutput(const ApiContext &api, const IncomingCall &call)
{
    const auto outputs = requestedOutputs(api, call.parameters);
    if (!outputs)
        return call.failWith(outputs);
    call.answer(Envelope::E5, "Data", dataworks::encodeNodesByOutputMap(*outputs));
}

void offlineNode(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const NodeId id(in.requiredInteger(u"NodeId"_s));
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    if (in.failed())
        return call.fail(in.error());
    const auto node = api.engine.deployments().node(id);
    if (!node)
        return call.failWith(node);
    if (node->workspace != workspace.id)
        return call.fail(
            Error::notFound(u"Invalid.Node.NotFound"_s,
                            u"The workspace %1 has no node %2."_s.arg(workspace.identifier).arg(id.value())));
    api.engine.deployments().undeploy(id, call.thenDone(Envelope::E2));
}

void updateNodeRunMode(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    in.take(checkProjectEnv(call.parameters));
    const NodeId node(in.requiredInteger(u"NodeId"_s));
    const qint64 mode = in.requiredInteger(u"SchedulerType"_s);
    if (in.failed())
        return call.fail(in.error());
    if (mode != freeze && mode != unfreeze)
        return call.fail(
            Error::invalid(u"SchedulerType"_s, u"SchedulerType %1 must be 0 to unfreeze or 2 to freeze."_s.arg(mode)));
    api.engine.deployments().freezeNode(node, mode == freeze, call.thenDone(Envelope::E2));
}

void listFileType(const ApiContext &, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters);
    if (!page)
        return call.failWith(page);
    QList<NodeKind> kinds;
    for (const auto &[kind, name] : enumNames<NodeKind>()) {
        if (QString(name).contains(call.parameters.text(u"Keyword"_s), Qt::CaseInsensitive))
            kinds.append(kind);
    }
    call.answer(Envelope::E1, "NodeTypeInfoList",
                dataworks::encodeFileTypes(dataworks::pageOf(kinds, page->number, page->size)));
}

} // namespace

RpcActions dataWorksNodeActions()
{
    static constexpr RpcAction table[] = {
        {"ListNodes"_L1, listNodes},
        {"GetNode"_L1, getNode},
        {"GetNodeCode"_L1, getNodeCode},
        {"GetNodeParents"_L1, getRelatives<Side::Parents>},
        {"GetNodeChildren"_L1, getRelatives<Side::Children>},
        {"ListNodeInputOrOutput"_L1, listNodeInputOrOutput},
        {"ListNodeIO"_L1, listNodeInputOrOutput},
        {"ListNodesByOutput"_L1, listNodesByOutput},
        {"SearchNodesByOutput"_L1, searchNodesByOutput},
        {"OfflineNode"_L1, offlineNode},
        {"UpdateNodeRunMode"_L1, updateNodeRunMode},
        {"ListFileType"_L1, listFileType},
        {"GetNodeTypeListInfo"_L1, listFileType},
    };
    return table;
}

} // namespace slipway
