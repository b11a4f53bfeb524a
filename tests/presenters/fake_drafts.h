#pragma once

#include "models/backend/workflows_backend.h"
#include "tests/support/later.h"

namespace slipway {

// One draft in memory with the engine's rule for revisions. Answers arrive in the next turn of the event loop.
class FakeDrafts : public WorkflowsBackend
{
public:
    NodeDraft stored;
    Error failure;       // with a message: what the next saves answer
    Error commitFailure; // with a message: what commits answer
    int saves = 0;
    QStringList commits; // comments

    Reply<NodeDraft> draft(FileId) override { return answer<NodeDraft>(stored); }
    Reply<NodeDraft> saveDraft(const NodeDraft &draft) override
    {
        ++saves;
        if (!failure.message.isEmpty())
            return answer<NodeDraft>(failure);
        if (draft.revision != stored.revision)
            return answer<NodeDraft>(
                Error::conflict(QStringLiteral("Draft.Newer"), QStringLiteral("There is a newer revision.")));
        const int revision = stored.revision;
        stored = draft;
        stored.revision = revision + 1;
        return answer<NodeDraft>(stored);
    }
    Reply<NodeVersion> commit(FileId file, const QString &comment, bool) override
    {
        if (!commitFailure.message.isEmpty())
            return answer<NodeVersion>(commitFailure);
        commits << comment;
        NodeVersion version;
        version.file = file;
        version.version = static_cast<int>(commits.size());
        version.script = stored.script;
        stored.latestVersion = version.version;
        stored.changedSinceCommit = false;
        return answer<NodeVersion>(version);
    }
    Reply<QList<NodeVersion>> listVersions(FileId) override { return answer<QList<NodeVersion>>(QList<NodeVersion>()); }
    Reply<QStringList> searchOutputs(WorkspaceId, const QString &) override
    {
        return answer<QStringList>(QStringList());
    }
    Reply<QList<Workflow>> listWorkflows(WorkspaceId) override { return answer<QList<Workflow>>(QList<Workflow>()); }
    Reply<Workflow> createWorkflow(WorkspaceId, const QString &, const QString &) override
    {
        return answer<Workflow>(Workflow());
    }
    Reply<> updateWorkflow(WorkflowId, const QString &, const QString &) override { return answer<Nothing>(Nothing()); }
    Reply<> deleteWorkflow(WorkflowId) override { return answer<Nothing>(Nothing()); }
    Reply<QList<NodeDraft>> listDrafts(WorkflowId) override
    {
        return answer<QList<NodeDraft>>(QList<NodeDraft>{stored});
    }
    Reply<NodeDraft> createNode(WorkflowId, NodeKind, const QString &, QPointF) override
    {
        return answer<NodeDraft>(stored);
    }
    Reply<> moveNodes(WorkflowId, const QHash<FileId, QPointF> &) override { return answer<Nothing>(Nothing()); }
    Reply<> deleteNode(FileId) override { return answer<Nothing>(Nothing()); }
    Reply<NodeDraft> restoreNode(const NodeDraft &draft) override { return answer<NodeDraft>(draft); }

private:
    template <class T>
    static Reply<T> answer(const Outcome<T> &outcome)
    {
        return later(outcome);
    }
};

} // namespace slipway
