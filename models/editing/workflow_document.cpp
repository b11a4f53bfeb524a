#include "models/editing/workflow_document.h"

#include "models/domain/graph.h"
#include "models/domain/names.h"
#include "models/editing/clipboard.h"
#include "models/editing/edit_commands.h"
#include "models/editing/layered_layout.h"

using namespace Qt::StringLiterals;

namespace slipway {

WorkflowDocument::WorkflowDocument(const Workflow &workflow, QObject *parent) : QObject(parent), m_workflow(workflow) {}

void WorkflowDocument::reset(const QList<NodeDraft> &drafts)
{
    m_undo.clear();
    m_content.reset(drafts);
}

Outcome<> WorkflowDocument::checkName(const QString &name, FileId except) const
{
    if (const Outcome<> rule = checkNodeName(name); !rule)
        return rule;
    const FileId taken = m_content.fileNamed(name);
    if (taken.isValid() && taken != m_content.resolve(except)) {
        return Error{ErrorKind::Conflict,
                     u"InvalidParameter.FileName.Duplicate"_s,
                     tr("The workflow “%1” already has a node “%2”. Choose another name.").arg(m_workflow.name, name),
                     u"FileName"_s,
                     {},
                     false};
    }
    return Nothing{};
}

QString WorkflowDocument::freeName(const QString &stem) const
{
    QSet<QString> taken;
    for (const NodeDraft &draft : m_content.drafts())
        taken.insert(draft.name);
    QString name = stem;
    for (int number = 2; taken.contains(name); ++number) {
        const QString suffix = u"_%1"_s.arg(number);
        name = stem.left(nodeNameLimit - suffix.size()) + suffix;
    }
    return name;
}

Outcome<> WorkflowDocument::mayConnect(FileId from, FileId to) const
{
    const NodeDraft *parent = m_content.draft(from);
    const NodeDraft *child = m_content.draft(to);
    if (parent == nullptr || child == nullptr)
        return Error::notFound(u"Node.NotFound"_s, tr("One end of the edge is not in this workflow any more."));
    if (parent->properties.outputs.isEmpty()) {
        return Error::invalid(u"OutputList"_s, tr("“%1” has no output name that “%2” could depend on. Add one in its "
                                                  "properties.")
                                                   .arg(parent->name, child->name));
    }
    QList<GraphEdge> known;
    for (const DraftEdge &edge : m_content.edges())
        known.append({edge.from.value(), edge.to.value()});
    return checkNewEdge(known, parent->id.value(), child->id.value(),
                        [this](qint64 id) { return m_content.drafts().value(FileId{id}).name; });
}

NodeDraft WorkflowDocument::newDraft(NodeKind kind, const QString &name, QPointF position)
{
    NodeDraft draft;
    draft.id = m_content.newLocalId();
    draft.workflow = m_workflow.id;
    draft.workspace = m_workflow.workspace;
    draft.name = name;
    draft.kind = kind;
    draft.position = position;
    draft.properties.outputs = {WorkflowContent::localOutput(draft.id)};
    return draft;
}

Outcome<FileId> WorkflowDocument::placeNode(NodeKind kind, const QString &name, QPointF position)
{
    if (const Outcome<> rule = checkName(name); !rule)
        return rule.error();
    const NodeDraft draft = newDraft(kind, name, position);
    m_undo.push(new InsertNodesCommand(m_content, {draft}, tr("Create “%1”").arg(name)));
    return draft.id;
}

Outcome<> WorkflowDocument::connectNodes(FileId from, FileId to)
{
    if (const Outcome<> rule = mayConnect(from, to); !rule)
        return rule;
    const NodeDraft *parent = m_content.draft(from);
    const NodeDraft *child = m_content.draft(to);
    const InputPlace input{child->id, parent->properties.outputs.first()};
    m_undo.push(new ConnectCommand(m_content, input, tr("Connect “%1” to “%2”").arg(parent->name, child->name)));
    return Nothing{};
}

Outcome<> WorkflowDocument::renameNode(FileId file, const QString &name)
{
    if (const Outcome<> rule = checkName(name, file); !rule)
        return rule;
    m_undo.push(new RenameCommand(m_content, file, name, tr("Rename to “%1”").arg(name)));
    return Nothing{};
}

void WorkflowDocument::deleteItems(const QList<FileId> &files, const QList<DraftEdge> &edges)
{
    if (files.isEmpty() && edges.isEmpty())
        return;
    const QString text = files.isEmpty() ? tr("Delete %n edges", nullptr, int(edges.size()))
                                         : tr("Delete %n nodes", nullptr, int(files.size()));
    m_undo.push(new DeleteCommand(m_content, files, edges, text));
}

void WorkflowDocument::moveNodes(GestureId gesture, const QHash<FileId, QPointF> &positions)
{
    QHash<FileId, QPointF> known;
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        if (const NodeDraft *draft = m_content.draft(it.key()))
            known.insert(draft->id, it.value());
    }
    if (!known.isEmpty())
        m_undo.push(new MoveNodesCommand(m_content, gesture, known, tr("Move %n nodes", nullptr, int(known.size()))));
}

void WorkflowDocument::layOut()
{
    const QHash<FileId, QPointF> positions = layeredLayout(m_content.drafts().keys(), m_content.edges());
    if (!positions.isEmpty())
        m_undo.push(new MoveNodesCommand(m_content, {}, positions, tr("Lay out")));
}

QString WorkflowDocument::copy(const QList<FileId> &files) const
{
    return writeClipboard(copyNodes(m_content, files));
}

Outcome<QList<FileId>> WorkflowDocument::paste(const QString &text, QPointF at)
{
    const Outcome<NodesFragment> fragment = readClipboard(text);
    if (!fragment)
        return fragment.error();
    QPointF centre;
    for (const NodeDraft &draft : fragment->nodes)
        centre += draft.position / double(fragment->nodes.size());

    QHash<FileId, FileId> localIds; // by the fragment's own keys
    QList<NodeDraft> drafts;
    QSet<QString> names;
    for (const NodeDraft &copied : fragment->nodes) {
        QString name = freeName(copied.name);
        while (names.contains(name))
            name = freeName(name.left(nodeNameLimit - 5) + u"_copy"_s);
        names.insert(name);
        NodeDraft draft = newDraft(copied.kind, name, at + copied.position - centre);
        draft.description = copied.description;
        draft.script = copied.script;
        const QStringList outputs = draft.properties.outputs;
        draft.properties = copied.properties;
        draft.properties.outputs = outputs;
        localIds.insert(copied.id, draft.id);
        drafts.append(draft);
    }
    for (const DraftEdge &edge : fragment->edges) {
        const FileId child = localIds.value(edge.to);
        auto target = std::find_if(drafts.begin(), drafts.end(), [child](const NodeDraft &d) { return d.id == child; });
        target->properties.inputs.append(WorkflowContent::localOutput(localIds.value(edge.from)));
    }
    m_undo.push(new InsertNodesCommand(m_content, drafts, tr("Paste %n nodes", nullptr, int(drafts.size()))));
    return localIds.values();
}

} // namespace slipway
