#include "app/server/dataworks_requests.h"

#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/engine.h"
#include "app/engine/resource_groups.h"

namespace slipway {

using namespace Qt::StringLiterals;

Outcome<Workspace> requestedWorkspace(const ApiContext &api, const RequestParameters &parameters)
{
    if (const QString identifier = parameters.text(u"ProjectIdentifier"_s);
        !identifier.isEmpty() && parameters.text(u"ProjectId"_s).isEmpty())
        return api.engine.catalog().workspaceNamed(identifier);
    const auto id = parameters.requiredInteger(u"ProjectId"_s);
    if (!id)
        return id.error();
    return api.engine.catalog().workspace(WorkspaceId(*id));
}

Outcome<> checkProjectEnv(const RequestParameters &parameters)
{
    const auto environment = parameters.requiredText(u"ProjectEnv"_s);
    if (!environment)
        return environment.error();
    if (*environment == "PROD"_L1)
        return {};
    return Error::invalid(u"ProjectEnv"_s, u"ProjectEnv \"%1\" must be PROD: the workspace is in basic mode and has no "
                                           "other environment."_s.arg(environment->left(64)));
}

Outcome<PageRequest> requestedPage(const RequestParameters &parameters)
{
    const auto number = parameters.integer(u"PageNumber"_s, 1, 1, 1'000'000);
    const auto size = parameters.integer(u"PageSize"_s, 10, 1, 100);
    if (!number || !size)
        return number ? size.error() : number.error();
    return PageRequest{int(*number), int(*size)};
}

QTimeZone zoneOf(const Workspace &workspace)
{
    return QTimeZone(workspace.timeZone);
}

Outcome<qint64> requestedId(const RequestParameters &parameters, const QString &name)
{
    if (const auto environment = checkProjectEnv(parameters); !environment)
        return environment.error();
    return parameters.requiredInteger(name);
}

QString groupName(const ApiContext &api, const QString &identifier)
{
    const ResourceGroup *group = api.engine.groups().byIdentifier(identifier);
    return group ? group->name : QString();
}

ResourceGroupId groupId(const ApiContext &api, const QString &identifier)
{
    const ResourceGroup *group = api.engine.groups().byIdentifier(identifier);
    return group ? group->id : ResourceGroupId();
}

QList<Node> deployedNodes(const ApiContext &api)
{
    QList<Node> nodes;
    for (const Workspace &workspace : api.engine.catalog().workspaces())
        nodes += api.engine.deployments().cycleTasks(workspace.id);
    return nodes;
}

} // namespace slipway
