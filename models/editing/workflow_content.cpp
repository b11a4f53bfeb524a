#include "models/editing/workflow_content.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

constexpr auto localPrefix = "local:"_L1;

} // namespace

WorkflowContent::WorkflowContent(QObject *parent) : QObject(parent) {}

bool WorkflowContent::isLocalOutput(const QString &output)
{
    return output.startsWith(localPrefix);
}

FileId WorkflowContent::newLocalId()
{
    return FileId{--m_lastLocal};
}

QString WorkflowContent::localOutput(FileId file)
{
    return localPrefix + file.toString() + u"_out"_s;
}

FileId WorkflowContent::resolve(FileId file) const
{
    for (auto next = m_renumbered.constFind(file); next != m_renumbered.cend(); next = m_renumbered.constFind(file))
        file = *next;
    return file;
}

QString WorkflowContent::resolveOutput(const QString &output) const
{
    QString name = output;
    for (auto next = m_renamedOutputs.constFind(name); next != m_renamedOutputs.cend();
         next = m_renamedOutputs.constFind(name))
        name = *next;
    return name;
}

const NodeDraft *WorkflowContent::draft(FileId file) const
{
    const auto found = m_drafts.constFind(resolve(file));
    return found == m_drafts.cend() ? nullptr : &*found;
}

FileId WorkflowContent::fileNamed(const QString &name) const
{
    const auto found = std::find_if(m_drafts.cbegin(), m_drafts.cend(),
                                    [&name](const NodeDraft &draft) { return draft.name == name; });
    return found == m_drafts.cend() ? FileId{} : found.key();
}

QList<FileId> WorkflowContent::parents(FileId file) const
{
    QList<FileId> result;
    const NodeDraft *child = draft(file);
    if (child == nullptr)
        return result;
    for (const QString &input : child->properties.inputs) {
        const FileId parent = producer(input);
        if (parent.isValid() && !result.contains(parent))
            result.append(parent);
    }
    return result;
}

QList<DraftEdge> WorkflowContent::edges() const
{
    QList<DraftEdge> result;
    for (auto it = m_drafts.cbegin(); it != m_drafts.cend(); ++it) {
        for (const FileId parent : parents(it.key()))
            result.append({parent, it.key()});
    }
    return result;
}

QList<InputPlace> WorkflowContent::inputsBetween(FileId from, FileId to) const
{
    QList<InputPlace> result;
    const NodeDraft *child = draft(to);
    if (child == nullptr)
        return result;
    const QStringList &inputs = child->properties.inputs;
    for (qsizetype i = 0; i < inputs.size(); ++i) {
        if (producer(inputs[i]) == resolve(from))
            result.append({child->id, inputs[i], static_cast<int>(i)});
    }
    return result;
}

QList<InputPlace> WorkflowContent::inputsFrom(const QList<FileId> &files) const
{
    QSet<FileId> sources;
    for (const FileId file : files)
        sources.insert(resolve(file));
    QList<InputPlace> result;
    for (const NodeDraft &child : m_drafts) {
        if (sources.contains(child.id))
            continue;
        const QStringList &inputs = child.properties.inputs;
        for (qsizetype i = 0; i < inputs.size(); ++i) {
            if (sources.contains(producer(inputs[i])))
                result.append({child.id, inputs[i], static_cast<int>(i)});
        }
    }
    return result;
}

void WorkflowContent::indexOutputs(const NodeDraft &draft)
{
    for (const QString &output : draft.properties.outputs)
        m_producers.insert(output, draft.id);
}

void WorkflowContent::reset(const QList<NodeDraft> &drafts)
{
    m_drafts.clear();
    m_producers.clear();
    m_renumbered.clear();
    m_renamedOutputs.clear();
    for (const NodeDraft &draft : drafts) {
        m_drafts.insert(draft.id, draft);
        indexOutputs(draft);
    }
    emit changed(ContentReset{});
}

void WorkflowContent::insertNodes(const QList<NodeDraft> &drafts)
{
    NodesInserted event;
    for (NodeDraft draft : drafts) {
        draft.id = resolve(draft.id);
        for (QString &output : draft.properties.outputs)
            output = resolveOutput(output);
        for (QString &input : draft.properties.inputs)
            input = resolveOutput(input);
        m_drafts.insert(draft.id, draft);
        indexOutputs(draft);
        event.files.append(draft.id);
    }
    if (!event.files.isEmpty())
        emit changed(event);
}

void WorkflowContent::removeNodes(const QList<FileId> &files)
{
    NodesRemoved event;
    for (const FileId file : files) {
        const NodeDraft *known = draft(file);
        if (known == nullptr)
            continue;
        for (const QString &output : known->properties.outputs)
            m_producers.remove(output);
        event.files.append(known->id);
        m_drafts.remove(known->id);
    }
    if (!event.files.isEmpty())
        emit changed(event);
}

void WorkflowContent::setPositions(const QHash<FileId, QPointF> &positions)
{
    NodesMoved event;
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        const auto found = m_drafts.find(resolve(it.key()));
        if (found == m_drafts.end() || found->position == it.value())
            continue;
        found->position = it.value();
        event.files.append(found.key());
    }
    if (!event.files.isEmpty())
        emit changed(event);
}

void WorkflowContent::setName(FileId file, const QString &name)
{
    const auto found = m_drafts.find(resolve(file));
    if (found == m_drafts.end() || found->name == name)
        return;
    found->name = name;
    emit changed(NodesChanged{{found.key()}});
}

void WorkflowContent::addInputs(const QList<InputPlace> &inputs)
{
    InputsChanged event;
    for (const InputPlace &input : inputs) {
        const auto found = m_drafts.find(resolve(input.file));
        const QString output = resolveOutput(input.output);
        if (found == m_drafts.end() || found->properties.inputs.contains(output))
            continue;
        QStringList &list = found->properties.inputs;
        const qsizetype last = list.size();
        list.insert(input.index < 0 ? last : std::min<qsizetype>(input.index, last), output);
        if (!event.files.contains(found.key()))
            event.files.append(found.key());
    }
    if (!event.files.isEmpty())
        emit changed(event);
}

void WorkflowContent::removeInputs(const QList<InputPlace> &inputs)
{
    InputsChanged event;
    for (const InputPlace &input : inputs) {
        const auto found = m_drafts.find(resolve(input.file));
        if (found == m_drafts.end() || found->properties.inputs.removeAll(resolveOutput(input.output)) == 0)
            continue;
        if (!event.files.contains(found.key()))
            event.files.append(found.key());
    }
    if (!event.files.isEmpty())
        emit changed(event);
}

void WorkflowContent::replaceDraft(const NodeDraft &next)
{
    const auto found = m_drafts.find(next.id);
    if (found == m_drafts.end())
        return;
    const NodeDraft before = *found;
    if (before == next)
        return;
    for (const QString &output : before.properties.outputs)
        m_producers.remove(output);
    *found = next;
    indexOutputs(next);
    if (before.position != next.position)
        emit changed(NodesMoved{{next.id}});
    if (before.properties.inputs != next.properties.inputs || before.properties.outputs != next.properties.outputs)
        emit changed(InputsChanged{{next.id}});
    emit changed(NodesChanged{{next.id}});
}

void WorkflowContent::replaceOutput(const QString &before, const QString &after)
{
    m_renamedOutputs.insert(before, after);
    m_producers.remove(before);
    for (NodeDraft &draft : m_drafts)
        std::replace(draft.properties.inputs.begin(), draft.properties.inputs.end(), before, after);
}

void WorkflowContent::renumber(FileId before, const NodeDraft &created)
{
    const FileId old = resolve(before);
    m_renumbered.insert(old, created.id);
    const auto found = m_drafts.find(old);
    if (found == m_drafts.end()) { // deleted here while the engine was creating it: only its names are remembered
        m_renamedOutputs.insert(localOutput(old), created.properties.outputs.value(0));
        return;
    }
    NodeDraft draft = *found;
    m_drafts.erase(found);
    const QString oldOutput = draft.properties.outputs.value(0);
    const QString newOutput = created.properties.outputs.value(0);
    if (oldOutput != newOutput && !newOutput.isEmpty()) {
        replaceOutput(oldOutput, newOutput);
        if (draft.properties.outputs.isEmpty())
            draft.properties.outputs.append(newOutput);
        draft.properties.outputs[0] = newOutput;
    }
    draft.id = created.id;
    draft.node = created.node;
    draft.latestVersion = created.latestVersion;
    draft.changedSinceCommit = created.changedSinceCommit;
    draft.revision = created.revision;
    draft.createdAt = created.createdAt;
    draft.modifiedAt = created.modifiedAt;
    draft.modifiedBy = created.modifiedBy;
    draft.owner = created.owner;
    m_drafts.insert(draft.id, draft);
    indexOutputs(draft);
    emit changed(NodeRenumbered{old, draft.id});
}

} // namespace slipway
