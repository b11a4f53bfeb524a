#pragma once

#include "models/domain/workflow.h"
#include "models/items/roles.h"
#include "models/items/state_kind.h"

#include <QAbstractItemModel>

#include <memory>
#include <optional>
#include <vector>

namespace slipway {

// Workflows and, below each, its nodes; both by name. KeyRole is the WorkflowId or FileId, StateRole the state of a
// node's latest run where there is one.
class WorkflowTree : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        IsWorkflowRole = FirstFreeRole, // bool
        NodeKindRole,                   // int of NodeKind
        ChangedRole,                    // bool: the draft differs from its last version
        CommittedRole,                  // bool: has a version
    };

    explicit WorkflowTree(QObject *parent = nullptr);
    ~WorkflowTree() override;

    void reset(const QList<Workflow> &workflows);
    void putWorkflow(const Workflow &workflow);
    void removeWorkflow(WorkflowId id);
    // Adds, changes or moves the node; nothing while its workflow is not known. Scripts are not kept.
    void putDraft(const NodeDraft &draft);
    void removeDraft(FileId file);
    void setState(FileId file, const std::optional<StateCell> &state);

    QList<Workflow> workflows() const;
    std::optional<Workflow> workflow(WorkflowId id) const;
    std::optional<NodeDraft> draft(FileId file) const;
    QList<NodeDraft> drafts(WorkflowId id) const;
    QModelIndex indexOf(WorkflowId id) const;
    QModelIndex indexOf(FileId file) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    // Names of nodes can be edited in place.
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct NodeRow
    {
        NodeDraft draft;
        std::optional<StateCell> state;
    };
    struct WorkflowRow
    {
        Workflow workflow;
        std::vector<NodeRow> nodes;
    };

    int rowOf(WorkflowId id) const;
    int rowOf(const WorkflowRow &workflow, FileId file) const;
    QVariant workflowData(const WorkflowRow &row, int role) const;
    QVariant nodeData(const NodeRow &row, int role) const;
    void insertNode(int workflowRow, const NodeRow &node);

    // Stable addresses: an index of a node holds its workflow's.
    std::vector<std::unique_ptr<WorkflowRow>> m_rows;
};

} // namespace slipway
