// Slipway 2026-11-22: the engine, workspaces, resource groups, versions of services.

#include "app/engine/catalog.h"
#include "app/engine/clock.h"
#include "app/engine/engine.h"
#include "app/engine/resource_groups.h"
#include "app/server/action_tables.h"
#include "app/server/slipway_answers.h"
#include "app/serving/service_registry.h"
#include "models/contract/slipway_actions.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

void getEngineStatus(const ApiContext &api, const IncomingCall &call)
{
    EngineStatus status = api.identity;
    const EngineSummary summary = api.engine.summary();
    status.now = api.clock.now();
    status.runningInstances = summary.running;
    status.queuedInstances = summary.queued;
    status.nextNode = summary.nextNode;
    status.nextTime = summary.nextTime;
    status.gatewayAddress = api.services.gatewayAddress();
    status.gatewayProblem = api.services.gatewayProblem();
    status.gatewayRunning = status.gatewayProblem.isEmpty();
    answerData(call, status);
}

void listWorkspaceDetails(const ApiContext &api, const IncomingCall &call)
{
    answerData(call, api.engine.catalog().workspaces());
}

void createWorkspace(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString identifier = in.requiredText(u"Identifier"_s);
    if (in.failed())
        return call.fail(in.error());
    api.engine.catalog().createWorkspace(identifier, in.text(u"DisplayName"_s), in.text(u"TimeZone"_s).toLatin1(),
                                         thenData<Workspace>(call));
}

void listResourceGroupDetails(const ApiContext &api, const IncomingCall &call)
{
    answerData(call, api.engine.groups().groups());
}

void createResourceGroup(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString text = in.requiredText(u"Spec"_s, 64 * 1024);
    if (in.failed())
        return call.fail(in.error());
    const auto spec = decodeJson<ResourceGroupSpec>(text.toUtf8());
    if (!spec)
        return call.failWith(spec);
    api.engine.groups().create(*spec, thenData<ResourceGroup>(call));
}

void purchaseResourceGroupOrder(const ApiContext &api, const IncomingCall &call)
{
    answerData(call, api.engine.groups().purchaseOrder());
}

using GroupCommand = void (ResourceGroups::*)(ResourceGroupId, Answer<>);

template <GroupCommand command>
void commandGroup(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const ResourceGroupId group(in.requiredInteger(u"ResourceGroupId"_s));
    if (in.failed())
        return call.fail(in.error());
    (api.engine.groups().*command)(group, thenTrue(call));
}

using BindingCommand = void (ResourceGroups::*)(ResourceGroupId, WorkspaceId, Answer<>);

template <BindingCommand command>
void commandBinding(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const ResourceGroupId group(in.requiredInteger(u"ResourceGroupId"_s));
    const WorkspaceId workspace(in.requiredInteger(u"ProjectId"_s));
    if (in.failed())
        return call.fail(in.error());
    (api.engine.groups().*command)(group, workspace, thenTrue(call));
}

void listServiceVersionDetails(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString region = in.requiredText(u"RegionId"_s);
    const QString name = in.requiredText(u"ServiceName"_s);
    if (in.failed())
        return call.fail(in.error());
    const auto versions = api.services.versions(region, name);
    if (!versions)
        return call.failWith(versions);
    answerData(call, *versions);
}

} // namespace

RpcActions slipwayEngineActions()
{
    static constexpr RpcAction table[] = {
        {actions::getEngineStatus, getEngineStatus},
        {actions::listWorkspaceDetails, listWorkspaceDetails},
        {actions::createWorkspace, createWorkspace},
        {actions::listResourceGroupDetails, listResourceGroupDetails},
        {actions::createResourceGroup, createResourceGroup},
        {actions::purchaseResourceGroupOrder, purchaseResourceGroupOrder},
        {actions::startResourceGroup, commandGroup<&ResourceGroups::start>},
        {actions::stopResourceGroup, commandGroup<&ResourceGroups::stop>},
        {actions::deleteResourceGroup, commandGroup<&ResourceGroups::remove>},
        {actions::bindResourceGroup, commandBinding<&ResourceGroups::bind>},
        {actions::unbindResourceGroup, commandBinding<&ResourceGroups::unbind>},
        {actions::listServiceVersionDetails, listServiceVersionDetails},
    };
    return table;
}

} // namespace slipway
