#include "app/engine/catalog_state.h"

#include <algorithm>

namespace slipway {

namespace {

template <class Key, class Value>
const Value *find(const QHash<Key, Value> &hash, const Key &key)
{
    const auto found = hash.constFind(key);
    return found == hash.constEnd() ? nullptr : &*found;
}

template <class IdType>
void removeNames(QHash<QString, IdType> &outputs, QHash<QString, QSet<IdType>> &inputs, IdType id,
                 const NodeProperties &properties)
{
    for (const QString &output : properties.outputs) {
        if (outputs.value(output) == id)
            outputs.remove(output);
    }
    for (const QString &input : properties.inputs)
        inputs[input].remove(id);
}

template <class IdType>
void addNames(QHash<QString, IdType> &outputs, QHash<QString, QSet<IdType>> &inputs, IdType id,
              const NodeProperties &properties)
{
    for (const QString &output : properties.outputs)
        outputs.insert(output, id);
    for (const QString &input : properties.inputs)
        inputs[input].insert(id);
}

template <class IdType, class Value>
QList<const Value *> allOf(const QHash<IdType, Value> &values, const QSet<IdType> &ids)
{
    QList<const Value *> found;
    for (const IdType id : ids) {
        if (const Value *value = find(values, id))
            found.append(value);
    }
    std::sort(found.begin(), found.end(), [](const Value *a, const Value *b) { return a->id < b->id; });
    return found;
}

} // namespace

void CatalogState::load(const StoredState &state)
{
    for (const Workspace &workspace : state.workspaces)
        put(workspace);
    for (const Workflow &workflow : state.workflows)
        put(workflow);
    for (const NodeDraft &draft : state.drafts)
        put(draft);
    for (const Node &node : state.nodes)
        put(node);
}

void CatalogState::put(const Workspace &workspace)
{
    ++m_revision;
    m_workspaces.insert(workspace.id, workspace);
    const QTimeZone zone(workspace.timeZone);
    m_zones.insert(workspace.id, zone.isValid() ? zone : QTimeZone::utc());
    if (m_onWorkspace)
        m_onWorkspace();
}

void CatalogState::put(const Workflow &workflow)
{
    m_workflows.insert(workflow.id, workflow);
}

void CatalogState::put(const NodeDraft &draft)
{
    remove(draft.id);
    m_drafts.insert(draft.id, draft);
    m_draftsOf[draft.workflow].insert(draft.id);
    addNames(m_draftOutputs, m_draftInputs, draft.id, draft.properties);
}

void CatalogState::put(const Node &node)
{
    ++m_revision;
    if (const Node *old = this->node(node.id)) {
        removeNames(m_nodeOutputs, m_nodeInputs, old->id, old->current.properties);
        for (const NodeId other : old->current.properties.crossCycleNodes)
            m_cycleWaiters[other].remove(node.id);
    }
    m_nodes.insert(node.id, node);
    if (node.undeployed)
        return;
    addNames(m_nodeOutputs, m_nodeInputs, node.id, node.current.properties);
    for (const NodeId other : node.current.properties.crossCycleNodes)
        m_cycleWaiters[other].insert(node.id);
}

void CatalogState::remove(WorkflowId id)
{
    m_workflows.remove(id);
    m_draftsOf.remove(id);
}

void CatalogState::remove(FileId id)
{
    const auto found = m_drafts.constFind(id);
    if (found == m_drafts.constEnd())
        return;
    removeNames(m_draftOutputs, m_draftInputs, id, found->properties);
    m_draftsOf[found->workflow].remove(id);
    m_drafts.erase(found);
}

const Workspace *CatalogState::workspace(WorkspaceId id) const
{
    return find(m_workspaces, id);
}

const Workspace *CatalogState::workspaceNamed(const QString &identifier) const
{
    for (const Workspace &workspace : m_workspaces) {
        if (workspace.identifier == identifier)
            return &workspace;
    }
    return nullptr;
}

const Workflow *CatalogState::workflow(WorkflowId id) const
{
    return find(m_workflows, id);
}

const NodeDraft *CatalogState::draft(FileId id) const
{
    return find(m_drafts, id);
}

const Node *CatalogState::node(NodeId id) const
{
    return find(m_nodes, id);
}

const Node *CatalogState::nodeOffering(const QString &output) const
{
    return node(m_nodeOutputs.value(output));
}

const NodeDraft *CatalogState::draftOffering(const QString &output) const
{
    return draft(m_draftOutputs.value(output));
}

QList<const Node *> CatalogState::nodesWaitingFor(const QString &output) const
{
    return allOf(m_nodes, m_nodeInputs.value(output));
}

QList<const Node *> CatalogState::nodesWaitingForCycleOf(NodeId node) const
{
    return allOf(m_nodes, m_cycleWaiters.value(node));
}

QList<const NodeDraft *> CatalogState::draftsWaitingFor(const QString &output) const
{
    return allOf(m_drafts, m_draftInputs.value(output));
}

QList<GraphEdge> CatalogState::draftEdges() const
{
    QList<GraphEdge> edges;
    for (const NodeDraft &child : m_drafts) {
        for (const QString &input : child.properties.inputs) {
            if (const FileId parent = m_draftOutputs.value(input); parent.isValid())
                edges.append({parent.value(), child.id.value()});
        }
    }
    return edges;
}

QList<GraphEdge> CatalogState::nodeEdges() const
{
    QList<GraphEdge> edges;
    for (const Node &child : m_nodes) {
        if (child.undeployed)
            continue;
        for (const QString &input : child.current.properties.inputs) {
            if (const NodeId parent = m_nodeOutputs.value(input); parent.isValid())
                edges.append({parent.value(), child.id.value()});
        }
    }
    return edges;
}

bool CatalogState::isScheduled(const Node &node) const
{
    const Workspace *home = workspace(node.workspace);
    return home && home->periodicScheduling && !node.undeployed && !isRootNode(node);
}

QTimeZone CatalogState::zoneOf(WorkspaceId id) const
{
    return m_zones.value(id, QTimeZone::utc());
}

} // namespace slipway
