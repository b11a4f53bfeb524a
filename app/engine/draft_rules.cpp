#include "app/engine/draft_rules.h"

#include "app/engine/catalog_state.h"
#include "models/domain/names.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error inputError(const QString &code, const QString &message)
{
    return {ErrorKind::InvalidArgument, code, message, u"InputList"_s, {}, false};
}

Outcome<> checkOutputsFree(const CatalogState &state, const NodeDraft &draft)
{
    for (const QString &output : draft.properties.outputs) {
        const NodeDraft *other = state.draftOffering(output);
        const Node *node = state.nodeOffering(output);
        if ((other && other->id != draft.id) || (node && node->file != draft.id))
            return Error::invalid(u"OutputList"_s,
                                  u"The output `%1` already belongs to the node `%2`; output names are unique."_s.arg(
                                      output, other ? other->name : node->current.name));
    }
    return {};
}

// The edges that stay when `child` gets new parents.
QList<GraphEdge> withoutParentsOf(QList<GraphEdge> edges, qint64 child)
{
    edges.removeIf([child](const GraphEdge &edge) { return edge.to == child; });
    return edges;
}

} // namespace

Outcome<> checkDraftName(const CatalogState &state, const NodeDraft &draft)
{
    if (const Outcome<> named = checkNodeName(draft.name); !named)
        return named;
    for (const FileId id : state.draftsOf(draft.workflow)) {
        const NodeDraft *other = state.draft(id);
        if (other && other->id != draft.id && other->name == draft.name)
            return Error{
                ErrorKind::Conflict,
                u"Invalid.File.NameExists"_s,
                u"The workflow already has a node named `%1`; names are unique in a workflow."_s.arg(draft.name),
                u"FileName"_s,
                {},
                false};
    }
    return {};
}

Outcome<> checkDraftGraph(const CatalogState &state, const NodeDraft &draft)
{
    if (const Outcome<> outputs = checkOutputsFree(state, draft); !outputs)
        return outputs;
    QList<GraphEdge> edges = withoutParentsOf(state.draftEdges(), draft.id.value());
    const NodeNamer nameOf = [&state, &draft](qint64 id) {
        const NodeDraft *known = state.draft(FileId{id});
        return id == draft.id.value() ? draft.name : known ? known->name : QString::number(id);
    };
    for (const QString &input : draft.properties.inputs) {
        const NodeDraft *parent = state.draftOffering(input);
        const bool own = draft.properties.outputs.contains(input);
        if (!parent && !own && !state.nodeOffering(input))
            return inputError(u"InvalidDependency.Unknown"_s,
                              u"The node `%1` names `%2` as a parent's output, but no node has that output."_s.arg(
                                  draft.name, input));
        if (!parent && !own)
            continue;
        const qint64 from = own ? draft.id.value() : parent->id.value();
        const GraphEdge edge{from, draft.id.value()};
        if (edges.contains(edge))
            continue; // two outputs of the same parent
        if (const Outcome<> good = checkNewEdge(edges, edge.from, edge.to, nameOf); !good)
            return good;
        edges.append(edge);
    }
    return {};
}

Outcome<> checkNodeGraph(const CatalogState &state, const NodeDraft &draft)
{
    const qint64 self = draft.node.value(); // 0 before the first commit: nothing deployed can wait for it yet
    QList<GraphEdge> edges = withoutParentsOf(state.nodeEdges(), self);
    const NodeNamer nameOf = [&state, &draft](qint64 id) {
        const Node *known = state.node(NodeId{id});
        return id == draft.node.value() ? draft.name : known ? known->current.name : QString::number(id);
    };
    for (const QString &input : draft.properties.inputs) {
        const Node *parent = state.nodeOffering(input);
        if (!parent) {
            const NodeDraft *promised = state.draftOffering(input);
            return inputError(u"InvalidDependency.NotCommitted"_s,
                              u"The node `%1` waits for `%2`, which is not committed; commit it first."_s.arg(
                                  draft.name, promised ? promised->name : input));
        }
        const GraphEdge edge{parent->id.value(), self};
        if (self == 0 || edges.contains(edge))
            continue;
        if (const Outcome<> good = checkNewEdge(edges, edge.from, edge.to, nameOf); !good)
            return good;
        edges.append(edge);
    }
    return {};
}

} // namespace slipway
