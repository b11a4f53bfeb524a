#pragma once

#include "models/backend/backends.h"
#include "models/domain/outcome.h"
#include "models/items/workflow_tree.h"

#include <QObject>

#include <functional>

namespace slipway {

class NodeRunStates;

// The workflows of the current workspace with their nodes, live, and what is done with them outside of a canvas.
class WorkflowsPresenter : public QObject
{
    Q_OBJECT

public:
    WorkflowsPresenter(const Backends &backends, NodeRunStates &runs, QObject *parent = nullptr);

    WorkflowTree &tree() { return m_tree; }
    WorkspaceId workspace() const { return m_workspace; }
    bool isLoaded() const { return m_loaded; }
    void load(WorkspaceId workspace);

    // Empty while the name may be used; rule and duplicates. `except` keeps its own name.
    QString workflowNameFault(const QString &name, WorkflowId except = {}) const;
    QString nodeNameFault(WorkflowId workflow, const QString &name, FileId except = {}) const;

    void createWorkflow(const QString &name, const QString &description,
                        std::function<void(const Outcome<Workflow> &)> done);
    void updateWorkflow(WorkflowId id, const QString &name, const QString &description,
                        std::function<void(const Outcome<> &)> done);
    void createNode(WorkflowId workflow, NodeKind kind, const QString &name,
                    std::function<void(const Outcome<NodeDraft> &)> done);
    void deleteWorkflow(WorkflowId id);
    void renameNode(FileId file, const QString &name);
    void deleteNode(FileId file);

signals:
    void loaded();
    void loadFailed(const slipway::Error &error);
    void failed(const QString &what, const slipway::Error &error);
    void workflowRemoved(slipway::WorkflowId id);
    void draftRemoved(slipway::FileId file);

private:
    void readDrafts(WorkflowId workflow);
    void removeWorkflow(WorkflowId id);
    void removeDraft(FileId file);
    void showRun(FileId file);
    void saveName(const NodeDraft &draft, const QString &name);

    Backends m_backends;
    NodeRunStates &m_runs;
    WorkflowTree m_tree;
    WorkspaceId m_workspace;
    bool m_loaded = false;
};

} // namespace slipway
