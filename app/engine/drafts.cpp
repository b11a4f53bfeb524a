#include "app/engine/drafts.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/command_queue.h"
#include "app/engine/draft_rules.h"
#include "app/engine/id_source.h"
#include "models/domain/names.h"
#include "models/domain/node_properties.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// 128 KB, as DataWorks has it (reference: dataworks 2.8).
constexpr qsizetype scriptLimit = 128 * 1024;

Error noDraft(FileId id)
{
    return Error::notFound(u"Invalid.File.NotFound"_s, u"There is no node draft %1."_s.arg(id.toString()));
}

Outcome<> checkContent(const CatalogState &state, const NodeDraft &draft)
{
    if (const Outcome<> named = checkDraftName(state, draft); !named)
        return named;
    if (const Outcome<> described = checkDescription(draft.description, u"FileDescription"_s); !described)
        return described;
    if (const qsizetype size = draft.script.toUtf8().size(); size > scriptLimit)
        return Error::invalid(
            u"Content"_s,
            u"The script of `%1` has %2 bytes; at most %3 are allowed."_s.arg(draft.name).arg(size).arg(scriptLimit));
    // First what knows the names of both nodes.
    if (const Outcome<> graph = checkDraftGraph(state, draft); !graph)
        return graph;
    return checkProperties(draft.properties);
}

Outcome<> checkRevision(const NodeDraft &ours, const NodeDraft &theirs)
{
    if (ours.revision == theirs.revision)
        return {};
    return Error::conflict(
        u"RevisionConflict"_s,
        u"`%1` was saved by %2 in the meantime (revision %3; yours started from %4). Nothing was overwritten."_s
            .arg(ours.name, ours.modifiedBy.isEmpty() ? u"somebody"_s : ours.modifiedBy)
            .arg(ours.revision)
            .arg(theirs.revision));
}

// What a save may change, laid over what the engine has.
NodeDraft merged(const NodeDraft &ours, const NodeDraft &theirs, const QString &user, Instant now)
{
    NodeDraft draft = ours;
    draft.name = theirs.name;
    draft.description = theirs.description;
    if (!theirs.owner.isEmpty())
        draft.owner = theirs.owner;
    draft.script = theirs.script;
    draft.position = theirs.position;
    const QString defaultOutput = ours.properties.outputs.value(0);
    draft.properties = theirs.properties;
    if (!draft.properties.outputs.contains(defaultOutput))
        draft.properties.outputs.prepend(defaultOutput);
    const bool onlyMoved = draft.name == ours.name && draft.script == ours.script &&
                           draft.properties == ours.properties && draft.description == ours.description &&
                           draft.owner == ours.owner;
    draft.changedSinceCommit = ours.changedSinceCommit || !onlyMoved;
    draft.revision = ours.revision + 1;
    draft.modifiedAt = now;
    draft.modifiedBy = user;
    return draft;
}

Outcome<> checkNoChildren(const CatalogState &state, const NodeDraft &draft)
{
    QStringList outputs = draft.properties.outputs;
    const Node *node = state.node(draft.node);
    if (node)
        outputs += node->current.properties.outputs;
    for (const QString &output : std::as_const(outputs)) {
        QString child;
        for (const NodeDraft *waiting : state.draftsWaitingFor(output))
            child = waiting->id != draft.id ? waiting->name : child;
        for (const Node *waiting : state.nodesWaitingFor(output))
            child = waiting->file != draft.id ? waiting->current.name : child;
        if (!child.isEmpty())
            return Error::conflict(u"Invalid.File.HasChildren"_s,
                                   u"`%1` cannot be deleted: `%2` depends on it through the output `%3`."_s.arg(
                                       draft.name, child, output));
    }
    for (const Node *waiting : state.nodesWaitingForCycleOf(draft.node)) { // reference: dataworks 3.8
        if (waiting->file != draft.id)
            return Error::conflict(
                u"Invalid.File.HasChildren"_s,
                u"`%1` cannot be deleted: `%2` waits for its previous cycle."_s.arg(draft.name, waiting->current.name));
    }
    return {};
}

} // namespace

Drafts::Drafts(CatalogState &state, CommandQueue &commands, IdSource &ids, const Clock &clock)
    : m_state(state), m_commands(commands), m_ids(ids), m_clock(clock)
{
}

QList<NodeDraft> Drafts::drafts(WorkflowId workflow) const
{
    QList<NodeDraft> list;
    for (const FileId id : m_state.draftsOf(workflow))
        list.append(*m_state.draft(id));
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return list;
}

Outcome<NodeDraft> Drafts::draft(FileId file) const
{
    if (const NodeDraft *found = m_state.draft(file))
        return *found;
    return noDraft(file);
}

void Drafts::createNode(const NewNode &node, Answer<NodeDraft> answer)
{
    m_commands.submit<NodeDraft>(
        [this, node]() -> Outcome<Plan<NodeDraft>> {
            const Workflow *workflow = m_state.workflow(node.workflow);
            if (!workflow)
                return Error::notFound(u"Invalid.Business.NotFound"_s,
                                       u"There is no workflow %1."_s.arg(node.workflow.toString()));
            NodeDraft draft;
            draft.workflow = node.workflow;
            draft.workspace = workflow->workspace;
            draft.name = node.name;
            draft.kind = node.kind;
            draft.owner = node.owner;
            draft.modifiedBy = node.owner;
            draft.position = node.position;
            draft.revision = 1;
            draft.createdAt = draft.modifiedAt = m_clock.now();
            if (const Outcome<> named = checkDraftName(m_state, draft); !named)
                return named.error();
            draft.id = m_ids.next<FileId>();
            const Workspace *workspace = m_state.workspace(workflow->workspace);
            draft.properties.outputs = {u"%1.%2_out"_s.arg(workspace->identifier, draft.id.toString())};
            return Plan<NodeDraft>{{{draft}, {draft}, [this, draft] { m_state.put(draft); }}, draft};
        },
        std::move(answer));
}

void Drafts::saveDraft(const NodeDraft &draft, const QString &user, Answer<NodeDraft> answer)
{
    m_commands.submit<NodeDraft>(
        [this, draft, user]() -> Outcome<Plan<NodeDraft>> {
            const NodeDraft *ours = m_state.draft(draft.id);
            if (!ours)
                return noDraft(draft.id);
            if (const Outcome<> current = checkRevision(*ours, draft); !current)
                return current.error();
            const NodeDraft next = merged(*ours, draft, user, m_clock.now());
            if (const Outcome<> good = checkContent(m_state, next); !good)
                return good.error();
            return Plan<NodeDraft>{{{next}, {next}, [this, next] { m_state.put(next); }}, next};
        },
        std::move(answer));
}

void Drafts::moveNodes(WorkflowId workflow, const QHash<FileId, QPointF> &positions, Answer<> answer)
{
    m_commands.submit<Nothing>(
        [this, workflow, positions]() -> Outcome<Plan<Nothing>> {
            Plan<Nothing> plan;
            std::vector<NodeDraft> moved;
            for (auto it = positions.begin(); it != positions.end(); ++it) {
                const NodeDraft *ours = m_state.draft(it.key());
                if (!ours || ours->workflow != workflow)
                    return noDraft(it.key());
                NodeDraft draft = *ours;
                draft.position = it.value();
                plan.transaction.changes.push_back(draft);
                plan.transaction.events.push_back(draft);
                moved.push_back(std::move(draft));
            }
            plan.transaction.apply = [this, moved] {
                for (const NodeDraft &draft : moved)
                    m_state.put(draft);
            };
            return plan;
        },
        std::move(answer));
}

void Drafts::deleteNode(FileId file, Answer<> answer)
{
    m_commands.submit<Nothing>(
        [this, file]() -> Outcome<Plan<Nothing>> {
            const NodeDraft *draft = m_state.draft(file);
            if (!draft)
                return noDraft(file);
            if (const Outcome<> childless = checkNoChildren(m_state, *draft); !childless)
                return childless.error();
            Plan<Nothing> plan{{{RemoveDraft{file}}, {DraftRemoved{file}}, [this, file] { m_state.remove(file); }}, {}};
            if (const Node *node = m_state.node(draft->node); node && !node->undeployed) {
                Node gone = *node;
                gone.undeployed = true;
                plan.transaction.changes.push_back(gone);
                plan.transaction.events.push_back(gone);
                plan.transaction.apply = [this, file, gone] {
                    m_state.remove(file);
                    m_state.put(gone);
                };
            }
            return plan;
        },
        std::move(answer));
}

} // namespace slipway
