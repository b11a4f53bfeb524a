#pragma once

#include "app/engine/store.h"
#include "models/domain/graph.h"

#include <QHash>
#include <QSet>
#include <QTimeZone>

#include <functional>

namespace slipway {

// What exists: workspaces, workflows, drafts and scheduled nodes, with the indexes the engine asks by. Memory only; it
// changes when a transaction is durable. Pointers hold until the next change.
class CatalogState
{
public:
    void load(const StoredState &state);

    void put(const Workspace &workspace);
    // Told when a workspace is new or changed.
    void onWorkspace(std::function<void()> listener) { m_onWorkspace = std::move(listener); }
    void put(const Workflow &workflow);
    void put(const NodeDraft &draft);
    void put(const Node &node);
    void remove(WorkflowId id);
    void remove(FileId id);

    // Grows with every change of a node or workspace.
    int revision() const { return m_revision; }

    const Workspace *workspace(WorkspaceId id) const;
    const Workspace *workspaceNamed(const QString &identifier) const;
    const Workflow *workflow(WorkflowId id) const;
    const NodeDraft *draft(FileId id) const;
    const Node *node(NodeId id) const;

    const QHash<WorkspaceId, Workspace> &workspaces() const { return m_workspaces; }
    const QHash<WorkflowId, Workflow> &workflows() const { return m_workflows; }
    const QHash<FileId, NodeDraft> &drafts() const { return m_drafts; }
    const QHash<NodeId, Node> &nodes() const { return m_nodes; }
    QSet<FileId> draftsOf(WorkflowId workflow) const { return m_draftsOf.value(workflow); }

    // Of deployed nodes and of drafts apart, because a draft may promise what is not committed yet. The root's too.
    const Node *nodeOffering(const QString &output) const;
    const NodeDraft *draftOffering(const QString &output) const;
    QList<const Node *> nodesWaitingFor(const QString &output) const;
    // Deployed nodes that name this one for its previous cycle.
    QList<const Node *> nodesWaitingForCycleOf(NodeId node) const;
    QList<const NodeDraft *> draftsWaitingFor(const QString &output) const;
    const QHash<QString, NodeId> &nodeOutputs() const { return m_nodeOutputs; }

    // Parent to child, by FileId and by NodeId values.
    QList<GraphEdge> draftEdges() const;
    QList<GraphEdge> nodeEdges() const;

    // Whether it gets cycle instances. A root node gets none: it always succeeds, so nobody has to wait for it.
    bool isScheduled(const Node &node) const;
    QTimeZone zoneOf(WorkspaceId workspace) const;

private:
    std::function<void()> m_onWorkspace;
    QHash<WorkspaceId, Workspace> m_workspaces;
    QHash<WorkflowId, Workflow> m_workflows;
    QHash<FileId, NodeDraft> m_drafts;
    QHash<NodeId, Node> m_nodes;
    QHash<WorkflowId, QSet<FileId>> m_draftsOf;
    QHash<QString, NodeId> m_nodeOutputs;
    QHash<QString, FileId> m_draftOutputs;
    QHash<QString, QSet<NodeId>> m_nodeInputs;
    QHash<QString, QSet<FileId>> m_draftInputs;
    QHash<NodeId, QSet<NodeId>> m_cycleWaiters; // by the node that they wait for
    QHash<WorkspaceId, QTimeZone> m_zones;      // looking one up costs much
    int m_revision = 0;
};

// A workspace's root node has no draft; its output is always there.
inline bool isRootNode(const Node &node)
{
    return !node.file.isValid();
}

} // namespace slipway
