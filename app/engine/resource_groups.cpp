#include "app/engine/resource_groups.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/command_queue.h"
#include "app/engine/id_source.h"
#include "app/engine/timer_queue.h"
#include "models/domain/names.h"

#include <QRandomGenerator>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int slotLimit = 1024;
constexpr qsizetype orderNumberLimit = 64;

Error noGroup(ResourceGroupId id)
{
    return Error::notFound(u"Invalid.ResourceGroup.NotFound"_s, u"There is no resource group %1."_s.arg(id.toString()));
}

Error wrongState(const ResourceGroup &group, const QString &action)
{
    return Error::conflict(
        u"Invalid.ResourceGroup.State"_s,
        u"The resource group `%1` is %2; it cannot be %3 now."_s.arg(group.name, toText(group.state), action));
}

bool isInitialising(ResourceGroupState state)
{
    return state == ResourceGroupState::Creating || state == ResourceGroupState::Initialising;
}

} // namespace

ResourceGroups::ResourceGroups(const Parts &parts, const Settings &settings) : m_parts(parts), m_settings(settings) {}

QList<ResourceGroup> ResourceGroups::groups() const
{
    QList<ResourceGroup> list = m_groups.values();
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    return list;
}

Outcome<ResourceGroup> ResourceGroups::group(ResourceGroupId id) const
{
    const auto found = m_groups.constFind(id);
    if (found == m_groups.constEnd())
        return noGroup(id);
    return *found;
}

const ResourceGroup *ResourceGroups::byIdentifier(const QString &identifier) const
{
    const auto found = m_groups.constFind(m_byIdentifier.value(identifier));
    return found == m_groups.constEnd() ? nullptr : &*found;
}

void ResourceGroups::load(const std::vector<ResourceGroup> &groups)
{
    for (const ResourceGroup &group : groups) {
        store(group);
        if (isInitialising(group.state))
            advance(group.id);
    }
}

void ResourceGroups::setUse(const QString &identifier, int running, int queued)
{
    const auto found = m_groups.find(m_byIdentifier.value(identifier));
    if (found == m_groups.end())
        return;
    found->runningInstances = running;
    found->queuedInstances = queued;
}

// Keeps the live figures, which no change carries.
void ResourceGroups::store(const ResourceGroup &group)
{
    ResourceGroup next = group;
    if (const auto old = m_groups.constFind(group.id); old != m_groups.constEnd()) {
        next.runningInstances = old->runningInstances;
        next.queuedInstances = old->queuedInstances;
    }
    m_groups.insert(group.id, next);
    m_byIdentifier.insert(group.identifier, group.id);
}

QString ResourceGroups::purchaseOrder() const
{
    return u"%1%2"_s.arg(toMillis(m_parts.clock.now())).arg(QRandomGenerator::global()->bounded(1000), 3, 10, '0'_L1);
}

Outcome<ResourceGroup> ResourceGroups::plan(const ResourceGroupSpec &spec)
{
    if (const Outcome<> named = checkResourceGroupName(spec.name); !named)
        return named.error();
    if (const Outcome<> described = checkDescription(spec.description); !described)
        return described.error();
    if (spec.slotCount < 0 || spec.slotCount > slotLimit)
        return Error::invalid(
            u"SlotCount"_s,
            u"%1 slots are not possible; a resource group has 1 to %2."_s.arg(spec.slotCount).arg(slotLimit));
    if (spec.orderNumber.size() > orderNumberLimit)
        return Error::invalid(u"OrderNumber"_s, u"The order number has %1 characters; at most %2 are allowed."_s
                                                    .arg(spec.orderNumber.size())
                                                    .arg(orderNumberLimit));
    for (const ResourceGroup &other : std::as_const(m_groups)) {
        if (other.name == spec.name)
            return Error{
                ErrorKind::Conflict,
                u"Invalid.ResourceGroup.NameExists"_s,
                u"There is already a resource group named `%1`; names are unique in the tenant."_s.arg(spec.name),
                u"Name"_s,
                {},
                false};
        if (!spec.orderNumber.isEmpty() && other.orderNumber == spec.orderNumber)
            return Error{ErrorKind::Conflict,
                         u"Invalid.ResourceGroup.OrderUsed"_s,
                         u"The order number %1 was already used for the resource group `%2`."_s.arg(spec.orderNumber,
                                                                                                    other.name),
                         u"OrderNumber"_s,
                         {},
                         false};
    }
    ResourceGroup group;
    group.id = m_parts.ids.next<ResourceGroupId>();
    group.identifier = u"group_%1"_s.arg(group.id.toString());
    group.name = spec.name;
    group.description = spec.description;
    group.orderNumber = spec.orderNumber.isEmpty() ? purchaseOrder() : spec.orderNumber;
    group.backend = spec.backend;
    group.slotCount = spec.slotCount > 0 ? spec.slotCount : std::clamp(m_settings.defaultSlots, 1, slotLimit);
    group.createdAt = m_parts.clock.now();
    return group;
}

void ResourceGroups::create(const ResourceGroupSpec &spec, Answer<ResourceGroup> answer)
{
    m_parts.commands.submit<ResourceGroup>(
        [this, spec]() -> Outcome<Plan<ResourceGroup>> {
            const Outcome<ResourceGroup> group = plan(spec);
            if (!group)
                return group.error();
            const auto apply = [this, group = *group] {
                store(group);
                advance(group.id);
            };
            return Plan<ResourceGroup>{{{*group}, {*group}, apply}, *group};
        },
        std::move(answer));
}

// Creating, then Initialising, then Running; each after half of the time that initialisation takes.
void ResourceGroups::advance(ResourceGroupId id)
{
    m_parts.timers.at(m_parts.clock.now() + m_settings.initialisation / 2, [this, id] {
        const auto next = [](ResourceGroup group) -> Outcome<ResourceGroup> {
            if (!isInitialising(group.state))
                return Cancelled{};
            group.state = group.state == ResourceGroupState::Creating ? ResourceGroupState::Initialising
                                                                      : ResourceGroupState::Running;
            return group;
        };
        change(id, next, [this, id](const Outcome<> &outcome) {
            const auto found = m_groups.constFind(id);
            const bool goesOn = found != m_groups.constEnd() && isInitialising(found->state);
            if (goesOn || (outcome.failed() && outcome.error().retryable))
                advance(id);
        });
    });
}

void ResourceGroups::change(ResourceGroupId id, const std::function<Outcome<ResourceGroup>(ResourceGroup)> &edit,
                            Answer<> answer)
{
    m_parts.commands.submit<Nothing>(
        [this, id, edit]() -> Outcome<Plan<Nothing>> {
            const auto found = m_groups.constFind(id);
            if (found == m_groups.constEnd())
                return noGroup(id);
            const Outcome<ResourceGroup> edited = edit(*found);
            if (edited.failed())
                return edited.error();
            if (edited.cancelled() || *edited == *found)
                return Plan<Nothing>{};
            const auto apply = [this, next = *edited] {
                store(next);
                if (next.state == ResourceGroupState::Running && m_onRunning)
                    m_onRunning(next.identifier);
            };
            return Plan<Nothing>{{{*edited}, {*edited}, apply}, {}};
        },
        std::move(answer));
}

void ResourceGroups::start(ResourceGroupId id, Answer<> answer)
{
    const auto edit = [](ResourceGroup group) -> Outcome<ResourceGroup> {
        if (group.state != ResourceGroupState::Stopped && group.state != ResourceGroupState::Running)
            return wrongState(group, u"started"_s);
        group.state = ResourceGroupState::Running;
        return group;
    };
    change(id, edit, std::move(answer));
}

void ResourceGroups::stop(ResourceGroupId id, Answer<> answer)
{
    const auto edit = [](ResourceGroup group) -> Outcome<ResourceGroup> {
        if (group.state != ResourceGroupState::Stopped && group.state != ResourceGroupState::Running)
            return wrongState(group, u"stopped"_s);
        group.state = ResourceGroupState::Stopped;
        return group;
    };
    change(id, edit, std::move(answer));
}

Outcome<> ResourceGroups::mayRemove(const ResourceGroup &group) const
{
    const auto refused = [&group](const QString &why) {
        return Error::conflict(u"Invalid.ResourceGroup.InUse"_s,
                               u"The resource group `%1` cannot be deleted: %2."_s.arg(group.name, why));
    };
    if (!group.workspaces.isEmpty()) {
        const Workspace *workspace = m_parts.catalog.workspace(group.workspaces.first());
        return refused(
            u"it is bound to the workspace `%1`; unbind it first"_s.arg(workspace ? workspace->identifier : QString()));
    }
    if (group.runningInstances + group.queuedInstances > 0)
        return refused(
            u"%1 instance(s) run and %2 wait in it"_s.arg(group.runningInstances).arg(group.queuedInstances));
    return {};
}

void ResourceGroups::remove(ResourceGroupId id, Answer<> answer)
{
    m_parts.commands.submit<Nothing>(
        [this, id]() -> Outcome<Plan<Nothing>> {
            const auto found = m_groups.constFind(id);
            if (found == m_groups.constEnd())
                return noGroup(id);
            if (const Outcome<> allowed = mayRemove(*found); !allowed)
                return allowed.error();
            const auto apply = [this, id] { m_byIdentifier.remove(m_groups.take(id).identifier); };
            return Plan<Nothing>{{{RemoveGroup{id}}, {GroupRemoved{id}}, apply}, {}};
        },
        std::move(answer));
}

void ResourceGroups::bind(ResourceGroupId id, WorkspaceId workspace, Answer<> answer)
{
    const auto edit = [this, workspace](ResourceGroup group) -> Outcome<ResourceGroup> {
        if (!m_parts.catalog.workspace(workspace))
            return Error::notFound(u"Invalid.Tenant.ProjectNotExist"_s,
                                   u"There is no workspace %1."_s.arg(workspace.toString()));
        if (!group.workspaces.contains(workspace))
            group.workspaces.append(workspace);
        return group;
    };
    change(id, edit, std::move(answer));
}

Outcome<> ResourceGroups::mayUnbind(const ResourceGroup &group, WorkspaceId workspace) const
{
    for (const Node &node : m_parts.catalog.nodes()) {
        if (node.workspace == workspace && !node.undeployed &&
            node.current.properties.resourceGroup == group.identifier)
            return Error::conflict(
                u"Invalid.ResourceGroup.InUse"_s,
                u"The resource group `%1` cannot be unbound: the committed node `%2` of workflow `%3` runs in it. "
                u"Choose another group for the node and commit it first."_s.arg(group.name, node.current.name,
                                                                                node.workflowName));
    }
    return {};
}

void ResourceGroups::unbind(ResourceGroupId id, WorkspaceId workspace, Answer<> answer)
{
    const auto edit = [this, workspace](ResourceGroup group) -> Outcome<ResourceGroup> {
        if (const Outcome<> allowed = mayUnbind(group, workspace); !allowed)
            return allowed.error();
        group.workspaces.removeAll(workspace);
        return group;
    };
    change(id, edit, std::move(answer));
}

} // namespace slipway
