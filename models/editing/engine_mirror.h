#pragma once

#include "models/editing/draft_merge.h"
#include "models/editing/workflow_content.h"

#include <QSet>

#include <optional>
#include <variant>

namespace slipway {

// The next thing to ask of the engine so that it has what is edited here.
struct SaveStep
{
    NodeDraft draft; // names the revision that the engine had
};
struct DeleteStep
{
    FileId file;
};
struct RestoreStep
{
    NodeDraft draft; // the engine deleted it; undo wants it back
};
struct CreateStep
{
    NodeDraft draft;
};
struct MoveStep
{
    QHash<FileId, QPointF> positions;
};
using SyncStep = std::variant<SaveStep, DeleteStep, RestoreStep, CreateStep, MoveStep>;

// What the engine is known to have of a workflow, and how the content differs from it. Undo, redo and retries need no
// care of their own: whatever happened, the difference says what is left to do. Values only, no requests.
class EngineMirror
{
public:
    explicit EngineMirror(WorkflowContent &content) : m_content(content) {}

    void reset(const QList<NodeDraft> &drafts);
    const NodeDraft *known(FileId file) const;
    QList<FileId> knownFiles() const { return m_known.keys(); }

    // Saves of existing nodes first (children let go of deleted parents), then deletions, children before parents
    // (their names become free), then nodes that come back, parents before children, then creations, and saves that
    // name outputs of these last. Nodes with an open conflict are left alone.
    std::optional<SyncStep> nextStep() const;
    bool isClean() const { return !nextStep() && m_conflicts.isEmpty(); }

    // The engine's answers.
    void created(FileId before, const NodeDraft &draft);
    // Also for what was restored.
    void saved(const NodeDraft &sent, const NodeDraft &answer);
    void moved(const QHash<FileId, QPointF> &positions);
    void deleted(FileId file);

    // The engine has another draft than was known: brings both together. With conflicts nothing changes until
    // keepMine() or takeTheirs().
    DraftMerge refresh(const NodeDraft &theirs);
    void keepMine(FileId file);
    void takeTheirs(FileId file);
    // The engine has no such node any more.
    void forget(FileId file);
    // Undoes here what the engine refused: as the engine has it, or gone where it has nothing.
    void revert(FileId file);

private:
    bool waitsForOutput(const NodeDraft &draft) const;
    std::optional<SyncStep> nextSave(bool mayWait) const;
    std::optional<SyncStep> nextDeletion() const;
    std::optional<SyncStep> nextRestoration() const;
    bool isKnownParent(const NodeDraft &draft) const;

    WorkflowContent &m_content;
    QMap<FileId, NodeDraft> m_known;
    QMap<FileId, NodeDraft> m_conflicts; // theirs
};

} // namespace slipway
