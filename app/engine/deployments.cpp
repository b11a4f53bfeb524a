#include "app/engine/deployments.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/command_queue.h"
#include "app/engine/draft_rules.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_generator.h"
#include "app/engine/resource_groups.h"
#include "models/domain/node_properties.h"
#include "models/domain/schedule_rules.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype commentLimit = 1024;

Error noNode(NodeId id)
{
    return Error::notFound(u"Invalid.Node.NotFound"_s, u"There is no scheduled node %1."_s.arg(id.toString()));
}

Outcome<> checkGroup(const ResourceGroups &groups, const NodeDraft &draft)
{
    const QString identifier = draft.properties.resourceGroup;
    const QString field = u"ResourceGroupIdentifier"_s;
    if (draft.kind != NodeKind::Shell)
        return {};
    if (identifier.isEmpty())
        return Error::invalid(
            field, u"`%1` has no resource group; choose one that is bound to the workspace."_s.arg(draft.name));
    const ResourceGroup *group = groups.byIdentifier(identifier);
    if (!group)
        return Error::invalid(field, u"There is no resource group `%1`."_s.arg(identifier));
    if (!group->workspaces.contains(draft.workspace))
        return Error::invalid(
            field, u"The resource group `%1` is not bound to the workspace; bind it first."_s.arg(group->name));
    return {};
}

// So many that a person is asked whether they are meant.
Outcome<> checkNumber(const NodeDraft &draft, bool manyInstances)
{
    const int number = instancesPerDay(draft.properties.schedule);
    if (manyInstances || number <= instancesPerDayToAskAbove)
        return {};
    Error error = Error::conflict(
        QString(manyInstancesCode),
        u"The schedule of `%1` makes %2 instances a day, more than %3. Confirm that this is meant, or choose fewer."_s
            .arg(draft.name)
            .arg(number)
            .arg(instancesPerDayToAskAbove));
    error.field = u"Schedule"_s;
    return error;
}

Outcome<> checkCommit(const CatalogState &catalog, const ResourceGroups &groups, const NodeDraft &draft,
                      const Deployments::Commit &commit)
{
    const QString &comment = commit.comment;
    if (comment.size() > commentLimit)
        return Error::invalid(u"Comment"_s,
                              u"The change description has %1 characters; at most %2 are allowed."_s.arg(comment.size())
                                  .arg(commentLimit));
    if (draft.kind == NodeKind::Shell && draft.script.trimmed().isEmpty())
        return Error::invalid(u"Content"_s,
                              u"The script of `%1` is empty; write it before committing."_s.arg(draft.name));
    if (const Outcome<> good = checkProperties(draft.properties); !good)
        return good;
    if (const Outcome<> meant = checkNumber(draft, commit.manyInstances); !meant)
        return meant;
    if (draft.properties.inputs.isEmpty())
        return Error::invalid(
            u"InputList"_s,
            u"`%1` has no parent (an isolated node), so it would never be scheduled; choose one, or Use Root Node."_s
                .arg(draft.name));
    if (const Outcome<> graph = checkNodeGraph(catalog, draft); !graph)
        return graph;
    return checkGroup(groups, draft);
}

NodeVersion versionOf(const NodeDraft &draft, NodeId node, const QString &comment, const QString &user, Instant now)
{
    NodeVersion version;
    version.node = node;
    version.file = draft.id;
    version.version = draft.latestVersion + 1;
    version.name = draft.name;
    version.kind = draft.kind;
    version.script = draft.script;
    version.properties = draft.properties;
    version.comment = comment;
    version.committedBy = user;
    version.committedAt = now;
    return version;
}

Outcome<> checkRestore(const CatalogState &catalog, const IdSource &ids, const NodeDraft &draft)
{
    if (draft.id.value() <= 0 || draft.id.value() > ids.highest() || catalog.draft(draft.id))
        return Error::conflict(u"Invalid.File.NotDeleted"_s,
                               u"%1 is not the id of a deleted node."_s.arg(draft.id.toString()));
    if (!catalog.workflow(draft.workflow))
        return Error::notFound(u"Invalid.Business.NotFound"_s,
                               u"There is no workflow %1."_s.arg(draft.workflow.toString()));
    if (const Outcome<> named = checkDraftName(catalog, draft); !named)
        return named;
    return checkProperties(draft.properties);
}

// What the editor kept of it, with what only the engine can know.
NodeDraft restoredDraft(const Workflow &workflow, const NodeDraft &gone, const Node *node)
{
    NodeDraft draft = gone;
    draft.workspace = workflow.workspace;
    draft.node = node ? node->id : NodeId{};
    draft.latestVersion = node ? node->current.version : 0;
    draft.changedSinceCommit = !node || draft.name != node->current.name || draft.script != node->current.script ||
                               draft.properties != node->current.properties;
    draft.revision = gone.revision + 1;
    return draft;
}

Outcome<> checkNoDeployedChildren(const CatalogState &catalog, const Node &node)
{
    for (const QString &output : node.current.properties.outputs) {
        for (const Node *child : catalog.nodesWaitingFor(output)) {
            if (child->id != node.id)
                return Error::conflict(
                    u"Invalid.Node.HasChildren"_s,
                    u"`%1` cannot be undeployed: `%2` waits for it."_s.arg(node.current.name, child->current.name));
        }
    }
    for (const Node *other : catalog.nodesWaitingForCycleOf(node.id)) { // reference: dataworks 3.8
        if (other->id != node.id)
            return Error::conflict(u"Invalid.Node.HasChildren"_s,
                                   u"`%1` cannot be undeployed: `%2` waits for its previous cycle; take that out of "
                                   u"`%2` first."_s.arg(node.current.name, other->current.name));
    }
    return {};
}

} // namespace

Deployments::Deployments(const Parts &parts) : m_parts(parts) {}

QList<Node> Deployments::cycleTasks(WorkspaceId workspace) const
{
    QList<Node> list;
    for (const Node &node : m_parts.catalog.nodes()) {
        if (node.workspace == workspace && !node.undeployed)
            list.append(node);
    }
    std::sort(list.begin(), list.end(), [](const Node &a, const Node &b) {
        return std::tie(a.current.name, a.id) < std::tie(b.current.name, b.id);
    });
    return list;
}

Outcome<Node> Deployments::node(NodeId id) const
{
    if (const Node *found = m_parts.catalog.node(id))
        return *found;
    return noNode(id);
}

QStringList Deployments::searchOutputs(WorkspaceId workspace, const QString &text) const
{
    QStringList names;
    const QHash<QString, NodeId> &outputs = m_parts.catalog.nodeOutputs();
    for (auto it = outputs.begin(); it != outputs.end(); ++it) {
        const Node *node = m_parts.catalog.node(it.value());
        if (node && node->workspace == workspace && it.key().contains(text, Qt::CaseInsensitive))
            names.append(it.key());
    }
    names.sort();
    return names;
}

Outcome<Plan<NodeVersion>> Deployments::planCommit(FileId file, const Commit &commit) const
{
    const NodeDraft *found = m_parts.catalog.draft(file);
    if (!found)
        return Error::notFound(u"Invalid.File.NotFound"_s, u"There is no node draft %1."_s.arg(file.toString()));
    if (const Outcome<> good = checkCommit(m_parts.catalog, m_parts.groups, *found, commit); !good)
        return good.error();
    const Node *old = m_parts.catalog.node(found->node);
    NodeDraft draft = *found;
    draft.node = old ? old->id : m_parts.ids.next<NodeId>();
    const NodeVersion version = versionOf(draft, draft.node, commit.comment, commit.user, m_parts.clock.now());
    draft.latestVersion = version.version;
    draft.changedSinceCommit = false;
    Node node = old ? *old : Node{};
    node.id = draft.node;
    node.file = draft.id;
    node.workflow = draft.workflow;
    node.workspace = draft.workspace;
    const Workflow *workflow = m_parts.catalog.workflow(draft.workflow);
    node.workflowName = workflow ? workflow->name : QString();
    node.owner = draft.owner;
    node.undeployed = false;
    node.current = version;

    // Version, node and today's instances in one transaction: a crash leaves all of them or none.
    Transaction transaction = m_parts.writer.prepare(m_parts.generator.planCommit(node));
    transaction.changes.insert(transaction.changes.begin(), {draft, version, node});
    transaction.events.insert(transaction.events.begin(), {draft, node});
    transaction.apply = [catalog = &m_parts.catalog, draft, node, instances = transaction.apply] {
        catalog->put(draft);
        catalog->put(node);
        instances();
    };
    return Plan<NodeVersion>{std::move(transaction), version};
}

void Deployments::commit(FileId file, const Commit &commit, Answer<NodeVersion> answer)
{
    m_parts.commands.submit<NodeVersion>([this, file, commit] { return planCommit(file, commit); }, std::move(answer));
}

const Node *Deployments::nodeMadeFrom(FileId file) const
{
    for (const Node &node : m_parts.catalog.nodes()) {
        if (node.file == file)
            return &node;
    }
    return nullptr;
}

Outcome<Plan<NodeDraft>> Deployments::planRestore(const NodeDraft &gone, const QString &user) const
{
    if (const Outcome<> mayReturn = checkRestore(m_parts.catalog, m_parts.ids, gone); !mayReturn)
        return mayReturn.error();
    const Node *node = nodeMadeFrom(gone.id);
    NodeDraft draft = restoredDraft(*m_parts.catalog.workflow(gone.workflow), gone, node);
    draft.modifiedBy = user;
    draft.modifiedAt = m_parts.clock.now();
    if (const Outcome<> graph = checkDraftGraph(m_parts.catalog, draft); !graph)
        return graph.error();
    Node again = node ? *node : Node{};
    NodeDraft deployed = draft;
    deployed.properties = again.current.properties;
    again.undeployed = !node || !checkNodeGraph(m_parts.catalog, deployed) || !checkGroup(m_parts.groups, deployed);
    draft.changedSinceCommit = draft.changedSinceCommit || again.undeployed;
    if (again.undeployed)
        return Plan<NodeDraft>{{{draft}, {draft}, [catalog = &m_parts.catalog, draft] { catalog->put(draft); }}, draft};
    Transaction transaction = m_parts.writer.prepare(m_parts.generator.planCommit(again));
    transaction.changes.insert(transaction.changes.begin(), {draft, again});
    transaction.events.insert(transaction.events.begin(), {draft, again});
    transaction.apply = [catalog = &m_parts.catalog, draft, again, instances = transaction.apply] {
        catalog->put(draft);
        catalog->put(again);
        instances();
    };
    return Plan<NodeDraft>{std::move(transaction), draft};
}

void Deployments::restore(const NodeDraft &draft, const QString &user, Answer<NodeDraft> answer)
{
    m_parts.commands.submit<NodeDraft>([this, draft, user] { return planRestore(draft, user); }, std::move(answer));
}

void Deployments::listVersions(FileId file, Answer<std::vector<NodeVersion>> answer) const
{
    m_parts.store.nodeVersions(file, std::move(answer));
}

void Deployments::change(NodeId id, const std::function<Outcome<Node>(Node)> &edit, Answer<> answer)
{
    m_parts.commands.submit<Nothing>(
        [this, id, edit]() -> Outcome<Plan<Nothing>> {
            const Node *found = m_parts.catalog.node(id);
            if (!found || found->undeployed)
                return noNode(id);
            if (isRootNode(*found))
                return Error::conflict(
                    u"Invalid.Node.Root"_s,
                    u"`%1` is the workspace's root node; it cannot be changed."_s.arg(found->current.name));
            const Outcome<Node> next = edit(*found);
            if (!next)
                return next.error();
            return Plan<Nothing>{{{*next}, {*next}, [this, node = *next] { m_parts.catalog.put(node); }}, {}};
        },
        std::move(answer));
}

void Deployments::undeploy(NodeId node, Answer<> answer)
{
    const auto edit = [this](Node gone) -> Outcome<Node> {
        if (const Outcome<> childless = checkNoDeployedChildren(m_parts.catalog, gone); !childless)
            return childless.error();
        gone.undeployed = true;
        return gone;
    };
    change(node, edit, std::move(answer));
}

void Deployments::freezeNode(NodeId node, bool frozen, Answer<> answer)
{
    const auto edit = [frozen](Node next) -> Outcome<Node> {
        next.frozen = frozen;
        return next;
    };
    change(node, edit, std::move(answer));
}

} // namespace slipway
