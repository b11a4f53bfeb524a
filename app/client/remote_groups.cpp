#include "app/client/remote_backends.h"
#include "app/client/slipway_call.h"

namespace slipway {

using namespace Qt::StringLiterals;

// --- engine ---

Reply<EngineStatus> RemoteEngine::status()
{
    return RpcCall(m_api, actions::getEngineStatus).ask<EngineStatus>();
}

AccessKey RemoteEngine::accessKey() const
{
    return {QString::fromUtf8(m_api.credentials().accessKeyId), QString::fromUtf8(m_api.credentials().secret)};
}

// --- workspaces and resource groups ---

Reply<QList<Workspace>> RemoteGroups::listWorkspaces()
{
    return RpcCall(m_api, actions::listWorkspaceDetails).ask<QList<Workspace>>();
}

Reply<Workspace> RemoteGroups::createWorkspace(const QString &identifier, const QString &displayName,
                                               const QByteArray &timeZone)
{
    return RpcCall(m_api, actions::createWorkspace)
        .with("Identifier"_L1, identifier)
        .with("DisplayName"_L1, displayName)
        .with("TimeZone"_L1, QString::fromLatin1(timeZone))
        .ask<Workspace>();
}

Reply<QList<ResourceGroup>> RemoteGroups::listGroups()
{
    return RpcCall(m_api, actions::listResourceGroupDetails).ask<QList<ResourceGroup>>();
}

Reply<ResourceGroup> RemoteGroups::createGroup(const ResourceGroupSpec &spec)
{
    return RpcCall(m_api, actions::createResourceGroup).withJson("Spec"_L1, spec).ask<ResourceGroup>();
}

Reply<QString> RemoteGroups::purchaseOrder()
{
    return RpcCall(m_api, actions::purchaseResourceGroupOrder).ask<QString>();
}

Reply<> RemoteGroups::startGroup(ResourceGroupId group)
{
    return RpcCall(m_api, actions::startResourceGroup).with("ResourceGroupId"_L1, group).run();
}

Reply<> RemoteGroups::stopGroup(ResourceGroupId group)
{
    return RpcCall(m_api, actions::stopResourceGroup).with("ResourceGroupId"_L1, group).run();
}

Reply<> RemoteGroups::deleteGroup(ResourceGroupId group)
{
    return RpcCall(m_api, actions::deleteResourceGroup).with("ResourceGroupId"_L1, group).run();
}

Reply<> RemoteGroups::bind(ResourceGroupId group, WorkspaceId workspace)
{
    return RpcCall(m_api, actions::bindResourceGroup)
        .with("ResourceGroupId"_L1, group)
        .with("ProjectId"_L1, workspace)
        .run();
}

Reply<> RemoteGroups::unbind(ResourceGroupId group, WorkspaceId workspace)
{
    return RpcCall(m_api, actions::unbindResourceGroup)
        .with("ResourceGroupId"_L1, group)
        .with("ProjectId"_L1, workspace)
        .run();
}

} // namespace slipway
