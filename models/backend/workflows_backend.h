#pragma once

#include "models/backend/reply.h"
#include "models/domain/workflow.h"

#include <QHash>
#include <QList>
#include <QPointF>

namespace slipway {

// Workflows, the drafts of their nodes, and committed versions.
class WorkflowsBackend
{
public:
    virtual ~WorkflowsBackend() = default;

    virtual Reply<QList<Workflow>> listWorkflows(WorkspaceId workspace) = 0;
    virtual Reply<Workflow> createWorkflow(WorkspaceId workspace, const QString &name, const QString &description) = 0;
    virtual Reply<> updateWorkflow(WorkflowId workflow, const QString &name, const QString &description) = 0;
    // Refused while it has nodes.
    virtual Reply<> deleteWorkflow(WorkflowId workflow) = 0;

    // All drafts of a workflow, scripts included.
    virtual Reply<QList<NodeDraft>> listDrafts(WorkflowId workflow) = 0;
    virtual Reply<NodeDraft> draft(FileId file) = 0;
    virtual Reply<NodeDraft> createNode(WorkflowId workflow, NodeKind kind, const QString &name, QPointF position) = 0;
    // Saves name, description, script, properties and position. `draft.revision` names the revision it was edited from;
    // a newer one in the engine is a Conflict, and nothing is overwritten.
    virtual Reply<NodeDraft> saveDraft(const NodeDraft &draft) = 0;
    virtual Reply<> moveNodes(WorkflowId workflow, const QHash<FileId, QPointF> &positions) = 0;
    virtual Reply<> deleteNode(FileId file) = 0;
    // Undoes a deletion: the node is back under its id, with its versions and, where it was committed, in the schedule.
    // `draft` is what is known of it here. A name that was taken meanwhile is a Conflict.
    virtual Reply<NodeDraft> restoreNode(const NodeDraft &draft) = 0;

    // Copies the draft into a new node version; answers with it.
    // Refused with manyInstancesCode when the schedule makes more instances a day than instancesPerDayToAskAbove; ask
    // the person, and commit again with `manyInstances`.
    virtual Reply<NodeVersion> commit(FileId file, const QString &comment, bool manyInstances = false) = 0;
    // Newest first.
    virtual Reply<QList<NodeVersion>> listVersions(FileId file) = 0;

    // Output names of committed nodes in the workspace, for the parent search.
    virtual Reply<QStringList> searchOutputs(WorkspaceId workspace, const QString &text) = 0;
};

} // namespace slipway
