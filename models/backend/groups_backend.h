#pragma once

#include "models/backend/reply.h"
#include "models/domain/resource_group.h"
#include "models/domain/workspace.h"

#include <QList>

namespace slipway {

// Workspaces and exclusive resource groups.
class GroupsBackend
{
public:
    virtual ~GroupsBackend() = default;

    virtual Reply<QList<Workspace>> listWorkspaces() = 0;
    virtual Reply<Workspace> createWorkspace(const QString &identifier, const QString &displayName,
                                             const QByteArray &timeZone) = 0;
    virtual Reply<QList<ResourceGroup>> listGroups() = 0;
    // Answers at once with the group in state Creating; it becomes Running on its own.
    virtual Reply<ResourceGroup> createGroup(const ResourceGroupSpec &spec) = 0;
    // Makes an order number for a new group.
    virtual Reply<QString> purchaseOrder() = 0;
    virtual Reply<> startGroup(ResourceGroupId group) = 0;
    virtual Reply<> stopGroup(ResourceGroupId group) = 0;
    virtual Reply<> deleteGroup(ResourceGroupId group) = 0;
    virtual Reply<> bind(ResourceGroupId group, WorkspaceId workspace) = 0;
    virtual Reply<> unbind(ResourceGroupId group, WorkspaceId workspace) = 0;
};

} // namespace slipway
