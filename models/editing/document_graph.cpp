#include "models/editing/document_graph.h"

#include "models/domain/schedule_rules.h"

namespace slipway {
namespace {

template <class... Handlers>
struct Overload : Handlers...
{
    using Handlers::operator()...;
};
template <class... Handlers>
Overload(Handlers...) -> Overload<Handlers...>;

} // namespace

DocumentGraph::DocumentGraph(WorkflowContent &content, GraphModel &graph, QObject *parent)
    : QObject(parent), m_content(content), m_graph(graph)
{
    connect(&content, &WorkflowContent::changed, this, &DocumentGraph::apply);
    rebuild();
}

void DocumentGraph::setState(FileId file, const std::optional<StateCell> &state, const QString &reason)
{
    m_states.insert(file, {state, reason});
    m_graph.setState(graphId(file), state, reason);
}

GraphNode DocumentGraph::nodeOf(const NodeDraft &draft) const
{
    GraphNode node;
    node.id = graphId(draft.id);
    node.name = draft.name;
    node.kind = draft.kind;
    node.position = draft.position;
    node.detail = describe(draft.properties.schedule);
    node.committed = draft.latestVersion > 0;
    node.changed = draft.changedSinceCommit;
    const RunState run = m_states.value(draft.id);
    node.state = run.cell;
    node.stateReason = run.reason;
    return node;
}

void DocumentGraph::put(FileId file)
{
    if (const NodeDraft *draft = m_content.draft(file))
        m_graph.putNode(nodeOf(*draft));
}

void DocumentGraph::rebuild()
{
    QList<GraphNode> nodes;
    QList<GraphLink> links;
    for (const NodeDraft &draft : m_content.drafts())
        nodes.append(nodeOf(draft));
    for (const DraftEdge &edge : m_content.edges())
        links.append({graphId(edge.from), graphId(edge.to)});
    m_graph.reset(nodes, links);
}

void DocumentGraph::syncInputs(FileId file)
{
    const QList<FileId> wanted = m_content.parents(file);
    for (const GraphNodeId parent : m_graph.parents(graphId(file))) {
        if (!wanted.contains(fileId(parent)))
            m_graph.removeEdge({parent, graphId(file)});
    }
    for (const FileId parent : wanted)
        m_graph.addEdge({graphId(parent), graphId(file)});
}

void DocumentGraph::insertNodes(const QList<FileId> &files)
{
    for (const FileId file : files)
        put(file);
    for (const FileId file : files)
        syncInputs(file);
    // Inputs that named an output before its node was there.
    for (const InputPlace &input : m_content.inputsFrom(files))
        syncInputs(input.file);
}

void DocumentGraph::apply(const ChangeEvent &event)
{
    const auto putAll = [this](const auto &e) {
        for (const FileId file : e.files)
            put(file);
    };
    std::visit(Overload{
                   [this](const ContentReset &) { rebuild(); },
                   [this](const NodesInserted &e) { insertNodes(e.files); },
                   [this](const NodesRemoved &e) {
                       for (const FileId file : e.files)
                           m_graph.removeNode(graphId(file));
                   },
                   [putAll](const NodesMoved &e) { putAll(e); },
                   [putAll](const NodesChanged &e) { putAll(e); },
                   [this](const InputsChanged &e) {
                       for (const FileId file : e.files)
                           syncInputs(file);
                   },
                   [this](const NodeRenumbered &e) {
                       m_states.insert(e.after, m_states.take(e.before));
                       m_graph.renumberNode(graphId(e.before), graphId(e.after));
                       insertNodes({e.after});
                   },
               },
               event);
}

} // namespace slipway
