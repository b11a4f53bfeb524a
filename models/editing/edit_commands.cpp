#include "models/editing/edit_commands.h"

#include <algorithm>

namespace slipway {
namespace {

enum CommandId { MoveNodes = 1 };

} // namespace

InsertNodesCommand::InsertNodesCommand(WorkflowContent &content, const QList<NodeDraft> &drafts, const QString &text)
    : QUndoCommand(text), m_content(content), m_drafts(drafts)
{
}

void InsertNodesCommand::redo()
{
    m_content.insertNodes(m_drafts);
    m_content.addInputs(m_inputs);
}

void InsertNodesCommand::undo()
{
    QList<FileId> files;
    for (NodeDraft &draft : m_drafts) {
        files.append(draft.id);
        if (const NodeDraft *known = m_content.draft(draft.id))
            draft = *known; // with what happened to it since, so that redo brings all of it back
    }
    m_inputs = m_content.inputsFrom(files);
    m_content.removeInputs(m_inputs);
    m_content.removeNodes(files);
}

DeleteCommand::DeleteCommand(WorkflowContent &content, const QList<FileId> &files, const QList<DraftEdge> &edges,
                             const QString &text)
    : QUndoCommand(text), m_content(content), m_files(files), m_inputs(content.inputsFrom(files))
{
    for (const DraftEdge &edge : edges) {
        if (files.contains(edge.from) || files.contains(edge.to))
            continue;
        m_inputs += content.inputsBetween(edge.from, edge.to);
    }
    // Put back in rising order, each index is right when its turn comes.
    std::stable_sort(m_inputs.begin(), m_inputs.end(), [](const InputPlace &a, const InputPlace &b) {
        return std::pair(a.file, a.index) < std::pair(b.file, b.index);
    });
}

void DeleteCommand::redo()
{
    m_snapshot.clear();
    for (const FileId file : std::as_const(m_files)) {
        if (const NodeDraft *known = m_content.draft(file))
            m_snapshot.append(*known);
    }
    m_content.removeInputs(m_inputs);
    m_content.removeNodes(m_files);
}

void DeleteCommand::undo()
{
    m_content.insertNodes(m_snapshot);
    m_content.addInputs(m_inputs);
}

ConnectCommand::ConnectCommand(WorkflowContent &content, const InputPlace &input, const QString &text)
    : QUndoCommand(text), m_content(content), m_input(input)
{
}

MoveNodesCommand::MoveNodesCommand(WorkflowContent &content, GestureId gesture, const QHash<FileId, QPointF> &positions,
                                   const QString &text)
    : QUndoCommand(text), m_content(content), m_gesture(gesture), m_after(positions)
{
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        if (const NodeDraft *known = content.draft(it.key()))
            m_before.insert(it.key(), known->position);
    }
    setObsolete(m_before == m_after);
}

int MoveNodesCommand::id() const
{
    return MoveNodes;
}

bool MoveNodesCommand::mergeWith(const QUndoCommand *other)
{
    if (other->id() != id())
        return false;
    const auto *next = static_cast<const MoveNodesCommand *>(other);
    const bool same =
        m_gesture.isValid() && next->m_gesture == m_gesture && next->m_after.size() == m_after.size() &&
        std::all_of(m_after.keyBegin(), m_after.keyEnd(), [next](FileId file) { return next->m_after.contains(file); });
    if (!same)
        return false;
    m_after = next->m_after;
    setObsolete(m_before == m_after);
    return true;
}

RenameCommand::RenameCommand(WorkflowContent &content, FileId file, const QString &name, const QString &text)
    : QUndoCommand(text), m_content(content), m_file(file), m_after(name)
{
    if (const NodeDraft *known = content.draft(file))
        m_before = known->name;
    setObsolete(m_before == m_after);
}

} // namespace slipway
