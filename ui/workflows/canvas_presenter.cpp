#include "ui/workflows/canvas_presenter.h"

#include "ui/workflows/node_run_states.h"

#include <algorithm>

namespace slipway {
namespace {

QList<FileId> filesOf(const QList<GraphNodeId> &nodes)
{
    QList<FileId> files;
    for (const GraphNodeId node : nodes)
        files.append(fileId(node));
    return files;
}

} // namespace

CanvasPresenter::CanvasPresenter(const Backends &backends, NodeRunStates &runs, const Workflow &workflow,
                                 QObject *parent)
    : QObject(parent),
      m_document(workflow),
      m_mirror(m_document.content(), m_graph),
      m_sync(m_document, backends.workflows, backends.events),
      m_runs(runs)
{
    connect(&runs, &NodeRunStates::changed, this, &CanvasPresenter::showRun);
    connect(&m_document.content(), &WorkflowContent::changed, this, &CanvasPresenter::contentChanged);
    connect(&m_sync, &DraftSync::refused, this, &CanvasPresenter::failed);
    connect(&backends.events, &EventFeed::workflowChanged, this, [this](const Workflow &changed) {
        if (changed.id == m_document.workflow().id)
            m_document.setWorkflow(changed);
    });
    m_sync.load();
}

void CanvasPresenter::showRun(FileId file)
{
    const Instance *run = m_runs.latest(file);
    if (run != nullptr && run->workflow == workflow().id)
        m_mirror.setState(file, stateCell(*run), run->reason);
}

void CanvasPresenter::contentChanged(const ChangeEvent &event)
{
    if (std::holds_alternative<ContentReset>(event)) {
        for (const NodeDraft &draft : m_document.content().drafts())
            showRun(draft.id);
    } else if (const auto *inserted = std::get_if<NodesInserted>(&event)) {
        for (const FileId file : inserted->files)
            showRun(file);
    } else if (const auto *number = std::get_if<NodeRenumbered>(&event)) {
        if (m_openWhenCreated == number->before) {
            m_openWhenCreated = {};
            emit scriptRequested(number->after);
        }
    }
}

QString CanvasPresenter::nameFault(GraphNodeId id, const QString &name) const
{
    const Outcome<> rule = m_document.checkName(name, fileId(id));
    return rule.failed() ? rule.error().message : QString();
}

Outcome<FileId> CanvasPresenter::placeNode(NodeKind kind, const QString &name, QPointF position)
{
    const Outcome<FileId> file = m_document.placeNode(kind, name, position);
    if (file)
        emit placed({graphId(*file)});
    return file;
}

void CanvasPresenter::moveNodes(GestureId gesture, const QHash<GraphNodeId, QPointF> &positions)
{
    QHash<FileId, QPointF> files;
    for (auto it = positions.cbegin(); it != positions.cend(); ++it)
        files.insert(fileId(it.key()), it.value());
    m_document.moveNodes(gesture, files);
}

void CanvasPresenter::connectNodes(GraphNodeId from, GraphNodeId to)
{
    const Outcome<> joined = m_document.connectNodes(fileId(from), fileId(to));
    if (joined.failed())
        emit failed(tr("The nodes could not be connected."), joined.error());
}

void CanvasPresenter::renameNode(GraphNodeId id, const QString &name)
{
    const Outcome<> renamed = m_document.renameNode(fileId(id), name);
    if (renamed.failed())
        emit failed(tr("The node could not be renamed."), renamed.error());
}

void CanvasPresenter::deleteItems(const QList<GraphNodeId> &nodes, const QList<GraphLink> &links)
{
    QList<DraftEdge> edges;
    for (const GraphLink &link : links)
        edges.append({fileId(link.from), fileId(link.to)});
    m_document.deleteItems(filesOf(nodes), edges);
}

QString CanvasPresenter::copy(const QList<GraphNodeId> &nodes) const
{
    return m_document.copy(filesOf(nodes));
}

void CanvasPresenter::paste(const QString &text, QPointF at)
{
    const Outcome<QList<FileId>> pasted = m_document.paste(text, at);
    if (pasted.failed()) {
        emit failed(tr("Nothing was pasted."), pasted.error());
        return;
    }
    QList<GraphNodeId> nodes;
    for (const FileId file : *pasted)
        nodes.append(graphId(file));
    emit placed(nodes);
}

QStringList CanvasPresenter::committedAmong(const QList<GraphNodeId> &nodes) const
{
    QStringList names;
    for (const GraphNodeId node : nodes) {
        const NodeDraft *draft = m_document.content().draft(fileId(node));
        if (draft != nullptr && draft->latestVersion > 0)
            names.append(draft->name);
    }
    names.sort();
    return names;
}

QList<NodeDraft> CanvasPresenter::changedDrafts() const
{
    QList<NodeDraft> drafts;
    for (const NodeDraft &draft : m_document.content().drafts()) {
        if (draft.changedSinceCommit && !WorkflowContent::isLocal(draft.id))
            drafts.append(draft);
    }
    std::sort(drafts.begin(), drafts.end(), [](const NodeDraft &a, const NodeDraft &b) { return a.name < b.name; });
    return drafts;
}

bool CanvasPresenter::hasChangedDrafts() const
{
    const QMap<FileId, NodeDraft> &drafts = m_document.content().drafts();
    return std::any_of(drafts.cbegin(), drafts.cend(), [](const NodeDraft &draft) { return draft.changedSinceCommit; });
}

QList<GraphNodeId> CanvasPresenter::find(const QString &text) const
{
    QList<GraphNodeId> hits;
    if (text.isEmpty())
        return hits;
    for (const NodeDraft &draft : m_document.content().drafts()) {
        if (draft.name.contains(text, Qt::CaseInsensitive) || draft.id.toString() == text)
            hits.append(graphId(draft.id));
    }
    return hits;
}

void CanvasPresenter::open(GraphNodeId id)
{
    const NodeDraft *draft = m_document.content().draft(fileId(id));
    if (draft == nullptr)
        return;
    if (WorkflowContent::isLocal(draft->id))
        m_openWhenCreated = draft->id;
    else
        emit scriptRequested(draft->id);
}

} // namespace slipway
