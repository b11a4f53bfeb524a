#pragma once

#include "models/editing/workflow_content.h"
#include "models/items/graph_model.h"

#include <QUndoCommand>

namespace slipway {

// The steps that can be undone. They hold ids and values, never pointers to what is drawn, and act on the content only.
// Ids that the engine has replaced in the meantime are resolved by the content.

// Places or pastes nodes; their inputs carry the edges among them.
class InsertNodesCommand : public QUndoCommand
{
public:
    InsertNodesCommand(WorkflowContent &content, const QList<NodeDraft> &drafts, const QString &text);
    void redo() override;
    void undo() override;

private:
    WorkflowContent &m_content;
    QList<NodeDraft> m_drafts;
    QList<InputPlace> m_inputs; // edges to other nodes that the engine brought in since
};

// Deletes nodes with every attached edge, and edges between nodes that stay.
class DeleteCommand : public QUndoCommand
{
public:
    DeleteCommand(WorkflowContent &content, const QList<FileId> &files, const QList<DraftEdge> &edges,
                  const QString &text);
    void redo() override;
    void undo() override;

private:
    WorkflowContent &m_content;
    QList<FileId> m_files;
    QList<InputPlace> m_inputs;  // of nodes that stay
    QList<NodeDraft> m_snapshot; // taken at every redo: the engine may have changed the nodes since
};

class ConnectCommand : public QUndoCommand
{
public:
    ConnectCommand(WorkflowContent &content, const InputPlace &input, const QString &text);
    void redo() override { m_content.addInputs({m_input}); }
    void undo() override { m_content.removeInputs({m_input}); }

private:
    WorkflowContent &m_content;
    InputPlace m_input;
};

// One drag is one command: steps with the same gesture merge, and a drag back to the start leaves nothing.
class MoveNodesCommand : public QUndoCommand
{
public:
    MoveNodesCommand(WorkflowContent &content, GestureId gesture, const QHash<FileId, QPointF> &positions,
                     const QString &text);
    int id() const override;
    bool mergeWith(const QUndoCommand *other) override;
    void redo() override { m_content.setPositions(m_after); }
    void undo() override { m_content.setPositions(m_before); }

private:
    WorkflowContent &m_content;
    GestureId m_gesture;
    QHash<FileId, QPointF> m_before;
    QHash<FileId, QPointF> m_after;
};

class RenameCommand : public QUndoCommand
{
public:
    RenameCommand(WorkflowContent &content, FileId file, const QString &name, const QString &text);
    void redo() override { m_content.setName(m_file, m_after); }
    void undo() override { m_content.setName(m_file, m_before); }

private:
    WorkflowContent &m_content;
    FileId m_file;
    QString m_before;
    QString m_after;
};

} // namespace slipway
