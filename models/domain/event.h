#pragma once

#include "models/domain/backfill.h"
#include "models/domain/instance.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <variant>

namespace slipway {

// What changed in the engine. A value of a type itself means "this is what it looks like now".

struct GroupRemoved
{
    ResourceGroupId id;
};
struct WorkflowRemoved
{
    WorkflowId id;
};
struct DraftRemoved
{
    FileId id;
};
struct ServiceRemoved
{
    QString region;
    QString name;
};
struct ServiceVersionsChanged
{
    QString region;
    QString name;
};

using Event = std::variant<Workspace, ResourceGroup, GroupRemoved, Workflow, WorkflowRemoved, NodeDraft, DraftRemoved,
                           Node, Instance, Service, ServiceRemoved, ServiceVersionsChanged, Backfill, BackfillDate>;

} // namespace slipway
