#include "models/editing/engine_mirror.h"

#include <algorithm>

namespace slipway {

void EngineMirror::reset(const QList<NodeDraft> &drafts)
{
    m_known.clear();
    m_conflicts.clear();
    for (const NodeDraft &draft : drafts)
        m_known.insert(draft.id, draft);
}

const NodeDraft *EngineMirror::known(FileId file) const
{
    const auto found = m_known.constFind(m_content.resolve(file));
    return found == m_known.cend() ? nullptr : &*found;
}

bool EngineMirror::waitsForOutput(const NodeDraft &draft) const
{
    return std::any_of(draft.properties.inputs.cbegin(), draft.properties.inputs.cend(), [this](const QString &input) {
        const FileId producer = m_content.producer(input);
        return WorkflowContent::isLocalOutput(input) || (producer.isValid() && !m_known.contains(producer));
    });
}

std::optional<SyncStep> EngineMirror::nextSave(bool mayWait) const
{
    for (const NodeDraft &draft : m_content.drafts()) {
        const auto base = m_known.constFind(draft.id);
        if (base == m_known.cend() || m_conflicts.contains(draft.id) || sameContent(draft, *base))
            continue;
        if (!mayWait && waitsForOutput(draft))
            continue;
        NodeDraft next = draft;
        next.revision = base->revision;
        return SaveStep{next};
    }
    return std::nullopt;
}

bool EngineMirror::isKnownParent(const NodeDraft &draft) const
{
    return std::any_of(m_known.cbegin(), m_known.cend(), [&draft](const NodeDraft &other) {
        return std::any_of(draft.properties.outputs.cbegin(), draft.properties.outputs.cend(),
                           [&other](const QString &output) { return other.properties.inputs.contains(output); });
    });
}

// The engine keeps a parent while it has a child of it.
std::optional<SyncStep> EngineMirror::nextDeletion() const
{
    std::optional<SyncStep> any;
    for (auto it = m_known.cbegin(); it != m_known.cend(); ++it) {
        if (m_content.drafts().contains(it.key()))
            continue;
        if (!isKnownParent(*it))
            return DeleteStep{it.key()};
        any = DeleteStep{it.key()};
    }
    return any;
}

std::optional<SyncStep> EngineMirror::nextRestoration() const
{
    for (const NodeDraft &draft : m_content.drafts()) {
        if (!WorkflowContent::isLocal(draft.id) && !m_known.contains(draft.id) && !waitsForOutput(draft))
            return RestoreStep{draft};
    }
    return std::nullopt;
}

std::optional<SyncStep> EngineMirror::nextStep() const
{
    if (const auto save = nextSave(false))
        return save;
    if (const auto deletion = nextDeletion())
        return deletion;
    if (const auto restoration = nextRestoration())
        return restoration;
    for (const NodeDraft &draft : m_content.drafts()) {
        if (WorkflowContent::isLocal(draft.id))
            return CreateStep{draft};
    }
    if (const auto save = nextSave(true))
        return save;
    MoveStep move;
    for (const NodeDraft &draft : m_content.drafts()) {
        const auto base = m_known.constFind(draft.id);
        if (base != m_known.cend() && base->position != draft.position && !m_conflicts.contains(draft.id))
            move.positions.insert(draft.id, draft.position);
    }
    if (move.positions.isEmpty())
        return std::nullopt;
    return move;
}

void EngineMirror::created(FileId before, const NodeDraft &draft)
{
    m_known.insert(draft.id, draft);
    m_content.renumber(before, draft);
}

void EngineMirror::saved(const NodeDraft &sent, const NodeDraft &answer)
{
    m_known.insert(answer.id, answer);
    const NodeDraft *mine = m_content.draft(answer.id);
    if (mine != nullptr) // edited further while the save was on its way: that stays
        m_content.replaceDraft(mergeDrafts(sent, *mine, answer).draft);
}

void EngineMirror::moved(const QHash<FileId, QPointF> &positions)
{
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        const auto base = m_known.find(it.key());
        if (base != m_known.end())
            base->position = it.value();
    }
}

void EngineMirror::deleted(FileId file)
{
    m_known.remove(file);
    m_conflicts.remove(file);
}

DraftMerge EngineMirror::refresh(const NodeDraft &theirs)
{
    const auto base = m_known.constFind(theirs.id);
    const NodeDraft *mine = m_content.draft(theirs.id);
    if (base == m_known.cend()) {
        m_known.insert(theirs.id, theirs);
        if (mine == nullptr)
            m_content.insertNodes({theirs});
        return {theirs, {}};
    }
    if (mine == nullptr) { // deleted here; the deletion is still to come
        m_known.insert(theirs.id, theirs);
        return {theirs, {}};
    }
    DraftMerge merge = mergeDrafts(*base, *mine, theirs);
    if (!merge.clean()) {
        m_conflicts.insert(theirs.id, theirs);
        return merge;
    }
    m_conflicts.remove(theirs.id);
    m_known.insert(theirs.id, theirs);
    m_content.replaceDraft(merge.draft);
    return merge;
}

void EngineMirror::keepMine(FileId file)
{
    const auto theirs = m_conflicts.constFind(file);
    const NodeDraft *mine = m_content.draft(file);
    if (theirs == m_conflicts.cend() || mine == nullptr)
        return;
    const NodeDraft merged = mergeDrafts(m_known.value(file), *mine, *theirs).draft;
    m_known.insert(file, *theirs);
    m_conflicts.remove(file);
    m_content.replaceDraft(merged);
}

void EngineMirror::takeTheirs(FileId file)
{
    const auto theirs = m_conflicts.constFind(file);
    if (theirs == m_conflicts.cend())
        return;
    const NodeDraft draft = *theirs;
    m_known.insert(file, draft);
    m_conflicts.remove(file);
    m_content.replaceDraft(draft);
}

void EngineMirror::forget(FileId file)
{
    deleted(file);
    m_content.removeNodes({file}); // what its children depend on is theirs to say
}

void EngineMirror::revert(FileId file)
{
    const NodeDraft *base = known(file);
    if (base == nullptr) {
        const FileId gone = m_content.resolve(file);
        m_content.removeInputs(m_content.inputsFrom({gone}));
        forget(gone);
        return;
    }
    if (m_content.draft(file) == nullptr)
        m_content.insertNodes({*base});
    else
        m_content.replaceDraft(*base);
}

} // namespace slipway
