#pragma once

#include "models/backend/backends.h"
#include "models/editing/document_graph.h"
#include "ui/workflows/draft_sync.h"

namespace slipway {

class NodeRunStates;

// Turns what the user does on a canvas into commands on the workflow's document, and keeps document, engine and run
// states together. One per open canvas.
class CanvasPresenter : public QObject
{
    Q_OBJECT

public:
    CanvasPresenter(const Backends &backends, NodeRunStates &runs, const Workflow &workflow, QObject *parent = nullptr);

    GraphModel &graph() { return m_graph; }
    WorkflowDocument &document() { return m_document; }
    DraftSync &sync() { return m_sync; }
    const DraftSync &sync() const { return m_sync; }
    const Workflow &workflow() const { return m_document.workflow(); }

    // Empty when the node may be called so.
    QString nameFault(GraphNodeId id, const QString &name) const;
    Outcome<FileId> placeNode(NodeKind kind, const QString &name, QPointF position);
    void moveNodes(GestureId gesture, const QHash<GraphNodeId, QPointF> &positions);
    void connectNodes(GraphNodeId from, GraphNodeId to);
    void renameNode(GraphNodeId id, const QString &name);
    void deleteItems(const QList<GraphNodeId> &nodes, const QList<GraphLink> &links);
    QString copy(const QList<GraphNodeId> &nodes) const;
    void paste(const QString &text, QPointF at);
    // Nodes with versions among these: deleting them ends their schedule, so the user is asked.
    QStringList committedAmong(const QList<GraphNodeId> &nodes) const;
    // Drafts that differ from their last version, by name.
    QList<NodeDraft> changedDrafts() const;
    bool hasChangedDrafts() const;
    QList<GraphNodeId> find(const QString &text) const;

    // Asks for the node's editor, as soon as the engine knows the node.
    void open(GraphNodeId id);

signals:
    void failed(const QString &what, const slipway::Error &error);
    void scriptRequested(slipway::FileId file);
    // These are new: show them selected.
    void placed(const QList<slipway::GraphNodeId> &nodes);

private:
    void showRun(FileId file);
    void contentChanged(const ChangeEvent &event);

    WorkflowDocument m_document;
    GraphModel m_graph;
    DocumentGraph m_mirror;
    DraftSync m_sync;
    NodeRunStates &m_runs;
    FileId m_openWhenCreated;
};

} // namespace slipway
