#pragma once

#include "app/server/action_tables.h"
#include "models/domain/resource_group.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <QTimeZone>

namespace slipway {

// What many DataWorks actions read from their parameters. Errors name the parameter.

// ProjectId or ProjectIdentifier; one of the two must be there.
Outcome<Workspace> requestedWorkspace(const ApiContext &api, const RequestParameters &parameters);

// ProjectEnv: DEV or PROD. A workspace in basic mode has PROD only.
Outcome<> checkProjectEnv(const RequestParameters &parameters);

// PageNumber (from 1) and PageSize (10, at most 100).
struct PageRequest
{
    int number = 1;
    int size = 10;
};
Outcome<PageRequest> requestedPage(const RequestParameters &parameters);

QTimeZone zoneOf(const Workspace &workspace);

// The id behind ProjectEnv and an id parameter, for the many actions that take just these two.
Outcome<qint64> requestedId(const RequestParameters &parameters, const QString &name);

// Of a group's identifier; empty and invalid for an unknown one.
QString groupName(const ApiContext &api, const QString &identifier);
ResourceGroupId groupId(const ApiContext &api, const QString &identifier);

// The deployed nodes of all workspaces, root nodes included.
QList<Node> deployedNodes(const ApiContext &api);

} // namespace slipway
