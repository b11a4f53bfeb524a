#include "models/items/workflow_tree.h"

#include <algorithm>

namespace slipway {
namespace {

bool before(const QString &a, const QString &b)
{
    const int order = a.compare(b, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a < b;
}

} // namespace

WorkflowTree::WorkflowTree(QObject *parent) : QAbstractItemModel(parent) {}

WorkflowTree::~WorkflowTree() = default;

int WorkflowTree::rowOf(WorkflowId id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const auto &row) { return row->workflow.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int WorkflowTree::rowOf(const WorkflowRow &workflow, FileId file) const
{
    const auto found = std::find_if(workflow.nodes.begin(), workflow.nodes.end(),
                                    [file](const NodeRow &row) { return row.draft.id == file; });
    return found == workflow.nodes.end() ? -1 : int(found - workflow.nodes.begin());
}

void WorkflowTree::reset(const QList<Workflow> &workflows)
{
    beginResetModel();
    m_rows.clear();
    for (const Workflow &workflow : workflows) {
        m_rows.push_back(std::make_unique<WorkflowRow>());
        m_rows.back()->workflow = workflow;
    }
    std::sort(m_rows.begin(), m_rows.end(),
              [](const auto &a, const auto &b) { return before(a->workflow.name, b->workflow.name); });
    endResetModel();
}

void WorkflowTree::putWorkflow(const Workflow &workflow)
{
    auto row = std::make_unique<WorkflowRow>();
    const int old = rowOf(workflow.id);
    if (old >= 0 && m_rows[size_t(old)]->workflow.name == workflow.name) {
        m_rows[size_t(old)]->workflow = workflow;
        emit dataChanged(index(old, 0), index(old, 0));
        return;
    }
    if (old >= 0) { // renamed: it goes to its new place
        beginRemoveRows({}, old, old);
        row = std::move(m_rows[size_t(old)]);
        m_rows.erase(m_rows.begin() + old);
        endRemoveRows();
    }
    row->workflow = workflow;
    const auto place = std::find_if(m_rows.begin(), m_rows.end(), [&workflow](const auto &other) {
        return before(workflow.name, other->workflow.name);
    });
    const int at = int(place - m_rows.begin());
    beginInsertRows({}, at, at);
    m_rows.insert(place, std::move(row));
    endInsertRows();
}

void WorkflowTree::removeWorkflow(WorkflowId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void WorkflowTree::insertNode(int workflowRow, const NodeRow &node)
{
    WorkflowRow &row = *m_rows[size_t(workflowRow)];
    const auto place = std::find_if(row.nodes.begin(), row.nodes.end(), [&node](const NodeRow &other) {
        return before(node.draft.name, other.draft.name);
    });
    const int at = int(place - row.nodes.begin());
    beginInsertRows(index(workflowRow, 0), at, at);
    row.nodes.insert(place, node);
    endInsertRows();
}

void WorkflowTree::putDraft(const NodeDraft &draft)
{
    NodeRow node{draft, {}};
    node.draft.script.clear();
    const QModelIndex known = indexOf(draft.id);
    if (known.isValid()) {
        auto *row = static_cast<WorkflowRow *>(known.internalPointer());
        NodeRow &old = row->nodes[size_t(known.row())];
        node.state = old.state;
        if (row->workflow.id == draft.workflow && old.draft.name == draft.name) {
            old = node;
            emit dataChanged(known, known);
            return;
        }
        beginRemoveRows(known.parent(), known.row(), known.row());
        row->nodes.erase(row->nodes.begin() + known.row());
        endRemoveRows();
    }
    const int workflowRow = rowOf(draft.workflow);
    if (workflowRow >= 0)
        insertNode(workflowRow, node);
}

void WorkflowTree::removeDraft(FileId file)
{
    const QModelIndex known = indexOf(file);
    if (!known.isValid())
        return;
    auto *row = static_cast<WorkflowRow *>(known.internalPointer());
    beginRemoveRows(known.parent(), known.row(), known.row());
    row->nodes.erase(row->nodes.begin() + known.row());
    endRemoveRows();
}

void WorkflowTree::setState(FileId file, const std::optional<StateCell> &state)
{
    const QModelIndex known = indexOf(file);
    if (!known.isValid())
        return;
    static_cast<WorkflowRow *>(known.internalPointer())->nodes[size_t(known.row())].state = state;
    emit dataChanged(known, known, {StateRole});
}

QList<Workflow> WorkflowTree::workflows() const
{
    QList<Workflow> result;
    for (const auto &row : m_rows)
        result.append(row->workflow);
    return result;
}

std::optional<Workflow> WorkflowTree::workflow(WorkflowId id) const
{
    const int row = rowOf(id);
    return row < 0 ? std::nullopt : std::optional(m_rows[size_t(row)]->workflow);
}

std::optional<NodeDraft> WorkflowTree::draft(FileId file) const
{
    const QModelIndex known = indexOf(file);
    if (!known.isValid())
        return std::nullopt;
    return static_cast<const WorkflowRow *>(known.internalPointer())->nodes[size_t(known.row())].draft;
}

QList<NodeDraft> WorkflowTree::drafts(WorkflowId id) const
{
    QList<NodeDraft> result;
    const int row = rowOf(id);
    if (row < 0)
        return result;
    for (const NodeRow &node : m_rows[size_t(row)]->nodes)
        result.append(node.draft);
    return result;
}

QModelIndex WorkflowTree::indexOf(WorkflowId id) const
{
    const int row = rowOf(id);
    return row < 0 ? QModelIndex() : index(row, 0);
}

QModelIndex WorkflowTree::indexOf(FileId file) const
{
    for (const auto &workflow : m_rows) {
        const int row = rowOf(*workflow, file);
        if (row >= 0)
            return createIndex(row, 0, workflow.get());
    }
    return {};
}

// A workflow's index holds no pointer, a node's the row of its workflow.
QModelIndex WorkflowTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, m_rows[size_t(parent.row())].get()) : createIndex(row, column);
}

QModelIndex WorkflowTree::parent(const QModelIndex &child) const
{
    if (child.internalPointer() == nullptr)
        return {};
    return index(rowOf(static_cast<const WorkflowRow *>(child.internalPointer())->workflow.id), 0);
}

int WorkflowTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_rows.size());
    return parent.internalPointer() != nullptr ? 0 : int(m_rows[size_t(parent.row())]->nodes.size());
}

int WorkflowTree::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant WorkflowTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalPointer() == nullptr)
        return workflowData(*m_rows[size_t(index.row())], role);
    return nodeData(static_cast<const WorkflowRow *>(index.internalPointer())->nodes[size_t(index.row())], role);
}

Qt::ItemFlags WorkflowTree::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractItemModel::flags(index);
    return index.internalPointer() != nullptr ? usual | Qt::ItemIsEditable : usual;
}

QVariant WorkflowTree::workflowData(const WorkflowRow &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return row.workflow.name;
    case Qt::ToolTipRole:
        return row.workflow.description.isEmpty() ? row.workflow.name : row.workflow.description;
    case KeyRole:
        return row.workflow.id.value();
    case IsWorkflowRole:
        return true;
    default:
        return {};
    }
}

QVariant WorkflowTree::nodeData(const NodeRow &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SortRole:
        return row.draft.name;
    case Qt::ToolTipRole: {
        const QString marks = row.draft.latestVersion == 0 ? tr("never committed")
                              : row.draft.changedSinceCommit
                                  ? tr("changed since version %1").arg(row.draft.latestVersion)
                                  : tr("version %1").arg(row.draft.latestVersion);
        return row.state ? tr("%1: %2, last run: %3").arg(row.draft.name, marks, row.state->word)
                         : tr("%1: %2").arg(row.draft.name, marks);
    }
    case Qt::AccessibleTextRole:
        return nodeData(row, Qt::DisplayRole);
    case Qt::AccessibleDescriptionRole:
        return nodeData(row, Qt::ToolTipRole);
    case KeyRole:
        return row.draft.id.value();
    case IsWorkflowRole:
        return false;
    case NodeKindRole:
        return int(row.draft.kind);
    case ChangedRole:
        return row.draft.changedSinceCommit;
    case CommittedRole:
        return row.draft.latestVersion > 0;
    case StateRole:
        return row.state ? QVariant::fromValue(*row.state) : QVariant();
    default:
        return {};
    }
}

} // namespace slipway
