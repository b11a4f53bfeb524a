#pragma once

#include "models/domain/outcome.h"
#include "models/editing/workflow_content.h"
#include "models/items/graph_model.h"

#include <QUndoStack>

namespace slipway {

// The workflow that is open on a canvas: its content and the undo stack. Every edit is one command; what breaks a rule
// is refused with a reason and changes nothing. Whether the engine already has it is EngineMirror's question.
class WorkflowDocument : public QObject
{
    Q_OBJECT

public:
    explicit WorkflowDocument(const Workflow &workflow, QObject *parent = nullptr);

    const Workflow &workflow() const { return m_workflow; }
    void setWorkflow(const Workflow &workflow) { m_workflow = workflow; }
    WorkflowContent &content() { return m_content; }
    const WorkflowContent &content() const { return m_content; }
    QUndoStack &undoStack() { return m_undo; }

    // What the engine has, as it was loaded. Forgets the undo steps.
    void reset(const QList<NodeDraft> &drafts);

    // Whether a node may be called so: the name rule, and no other node of this workflow has the name.
    Outcome<> checkName(const QString &name, FileId except = {}) const;
    // "Shell", "Shell_2", ...: a free name that begins with `stem`.
    QString freeName(const QString &stem) const;
    Outcome<> mayConnect(FileId from, FileId to) const;

    // The id is local until the engine has created the node.
    Outcome<FileId> placeNode(NodeKind kind, const QString &name, QPointF position);
    Outcome<> connectNodes(FileId from, FileId to);
    Outcome<> renameNode(FileId file, const QString &name);
    void deleteItems(const QList<FileId> &files, const QList<DraftEdge> &edges);
    void moveNodes(GestureId gesture, const QHash<FileId, QPointF> &positions);
    // Layers from top to bottom, as one undo step.
    void layOut();

    // Text for the clipboard; empty for no nodes.
    QString copy(const QList<FileId> &files) const;
    // Puts copied nodes with their centre at `at`, under free names. Answers with their local ids.
    Outcome<QList<FileId>> paste(const QString &text, QPointF at);

private:
    NodeDraft newDraft(NodeKind kind, const QString &name, QPointF position);

    Workflow m_workflow;
    WorkflowContent m_content;
    QUndoStack m_undo;
};

} // namespace slipway
