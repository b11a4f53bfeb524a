#include "app/engine/catalog.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/command_queue.h"
#include "app/engine/id_source.h"
#include "models/domain/names.h"

#include <QTimeZone>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error noWorkspace(WorkspaceId id)
{
    return Error::notFound(u"Invalid.Tenant.ProjectNotExist"_s, u"There is no workspace %1."_s.arg(id.toString()));
}

Error noWorkflow(WorkflowId id)
{
    return Error::notFound(u"Invalid.Business.NotFound"_s, u"There is no workflow %1."_s.arg(id.toString()));
}

// Where none is given, the machine's.
QByteArray orOwnZone(const QByteArray &timeZone)
{
    const QByteArray zone = timeZone.isEmpty() ? QTimeZone::systemTimeZoneId() : timeZone;
    return zone.isEmpty() ? QByteArray("UTC") : zone;
}

Error identifierTaken(const QString &identifier)
{
    Error error = Error::conflict(u"Invalid.Tenant.ProjectNameExists"_s,
                                  u"There is already a workspace named `%1`."_s.arg(identifier));
    error.field = u"ProjectIdentifier"_s;
    return error;
}

// Zero-load and without a schedule of its own: it always succeeds (reference: dataworks 1.3).
Node rootNodeOf(const Workspace &workspace, NodeId id)
{
    Node root;
    root.id = id;
    root.workspace = workspace.id;
    root.current.node = id;
    root.current.version = 1;
    root.current.name = workspace.rootOutput();
    root.current.kind = NodeKind::ZeroLoad;
    root.current.properties.outputs = {workspace.rootOutput()};
    root.current.committedAt = workspace.createdAt;
    return root;
}

Outcome<> checkFreeName(const CatalogState &state, WorkspaceId workspace, const QString &name, WorkflowId except)
{
    for (const Workflow &other : state.workflows()) {
        if (other.workspace == workspace && other.name == name && other.id != except)
            return Error{
                ErrorKind::Conflict,
                u"Invalid.Business.NameExists"_s,
                u"The workspace already has a workflow named `%1`; names are unique in a workspace."_s.arg(name),
                u"BusinessName"_s,
                {},
                false};
    }
    return {};
}

Outcome<> checkWorkflow(const QString &name, const QString &description)
{
    if (const Outcome<> named = checkWorkflowName(name); !named)
        return named;
    return checkDescription(description);
}

} // namespace

Catalog::Catalog(CatalogState &state, CommandQueue &commands, IdSource &ids, const Clock &clock)
    : m_state(state), m_commands(commands), m_ids(ids), m_clock(clock)
{
}

QList<Workspace> Catalog::workspaces() const
{
    QList<Workspace> list = m_state.workspaces().values();
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.identifier < b.identifier; });
    return list;
}

Outcome<Workspace> Catalog::workspace(WorkspaceId id) const
{
    if (const Workspace *found = m_state.workspace(id))
        return *found;
    return noWorkspace(id);
}

Outcome<Workspace> Catalog::workspaceNamed(const QString &identifier) const
{
    if (const Workspace *found = m_state.workspaceNamed(identifier))
        return *found;
    return Error::notFound(u"Invalid.Tenant.ProjectNotExist"_s, u"There is no workspace named `%1`."_s.arg(identifier));
}

QList<Workflow> Catalog::workflows(WorkspaceId workspace) const
{
    QList<Workflow> list;
    for (const Workflow &workflow : m_state.workflows()) {
        if (workflow.workspace == workspace)
            list.append(workflow);
    }
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return list;
}

Outcome<Workflow> Catalog::workflow(WorkflowId id) const
{
    if (const Workflow *found = m_state.workflow(id))
        return *found;
    return noWorkflow(id);
}

void Catalog::createWorkspace(const QString &identifier, const QString &displayName, const QByteArray &timeZone,
                              Answer<Workspace> answer)
{
    m_commands.submit<Workspace>(
        [this, identifier, displayName, timeZone]() -> Outcome<Plan<Workspace>> {
            if (const Outcome<> named = checkWorkspaceIdentifier(identifier); !named)
                return named.error();
            if (m_state.workspaceNamed(identifier))
                return identifierTaken(identifier);
            const QByteArray zone = orOwnZone(timeZone);
            if (const Outcome<> known = checkTimeZone(zone); !known)
                return known.error();
            Workspace workspace;
            workspace.id = m_ids.next<WorkspaceId>();
            workspace.identifier = identifier;
            workspace.displayName = displayName.isEmpty() ? identifier : displayName;
            workspace.timeZone = zone;
            workspace.createdAt = m_clock.now();
            const Node root = rootNodeOf(workspace, m_ids.next<NodeId>());
            const auto apply = [this, workspace, root] {
                m_state.put(workspace);
                m_state.put(root);
            };
            return Plan<Workspace>{{{workspace, root.current, root}, {workspace, root}, apply}, workspace};
        },
        std::move(answer));
}

void Catalog::createWorkflow(WorkspaceId workspace, const QString &name, const QString &description,
                             const QString &owner, Answer<Workflow> answer)
{
    m_commands.submit<Workflow>(
        [this, workspace, name, description, owner]() -> Outcome<Plan<Workflow>> {
            if (!m_state.workspace(workspace))
                return noWorkspace(workspace);
            if (const Outcome<> good = checkWorkflow(name, description); !good)
                return good.error();
            if (const Outcome<> unused = checkFreeName(m_state, workspace, name, {}); !unused)
                return unused.error();
            const Instant now = m_clock.now();
            const Workflow workflow{m_ids.next<WorkflowId>(), workspace, name, description, owner, now, now};
            return Plan<Workflow>{{{workflow}, {workflow}, [this, workflow] { m_state.put(workflow); }}, workflow};
        },
        std::move(answer));
}

void Catalog::updateWorkflow(WorkflowId id, const QString &name, const QString &description, Answer<Workflow> answer)
{
    m_commands.submit<Workflow>(
        [this, id, name, description]() -> Outcome<Plan<Workflow>> {
            const Workflow *old = m_state.workflow(id);
            if (!old)
                return noWorkflow(id);
            if (const Outcome<> good = checkWorkflow(name, description); !good)
                return good.error();
            if (const Outcome<> unused = checkFreeName(m_state, old->workspace, name, id); !unused)
                return unused.error();
            Workflow workflow = *old;
            workflow.name = name;
            workflow.description = description;
            workflow.modifiedAt = m_clock.now();
            Plan<Workflow> plan{{{workflow}, {workflow}}, workflow};
            std::vector<Node> nodes;
            for (Node node : m_state.nodes()) {
                if (node.workflow != id || node.workflowName == name)
                    continue;
                node.workflowName = name;
                plan.transaction.changes.push_back(node);
                plan.transaction.events.push_back(node);
                nodes.push_back(std::move(node));
            }
            plan.transaction.apply = [this, workflow, nodes] {
                m_state.put(workflow);
                for (const Node &node : nodes)
                    m_state.put(node);
            };
            return plan;
        },
        std::move(answer));
}

void Catalog::deleteWorkflow(WorkflowId id, Answer<> answer)
{
    m_commands.submit<Nothing>(
        [this, id]() -> Outcome<Plan<Nothing>> {
            const Workflow *workflow = m_state.workflow(id);
            if (!workflow)
                return noWorkflow(id);
            if (const qsizetype count = m_state.draftsOf(id).size(); count > 0)
                return Error::conflict(
                    u"Invalid.Business.NotEmpty"_s,
                    u"The workflow `%1` has %2 node(s); delete them first."_s.arg(workflow->name).arg(count));
            return Plan<Nothing>{{{RemoveWorkflow{id}}, {WorkflowRemoved{id}}, [this, id] { m_state.remove(id); }}, {}};
        },
        std::move(answer));
}

} // namespace slipway
