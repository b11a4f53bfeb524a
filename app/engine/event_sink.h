#pragma once

#include "models/domain/instance.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <variant>

namespace slipway {

struct GroupRemoved { ResourceGroupId id; };
struct WorkflowRemoved { WorkflowId id; };
struct DraftRemoved { FileId id; };
struct ServiceRemoved { QString region; QString name; };
struct ServiceVersionsChanged { QString region; QString name; };

using Event = std::variant<Workspace, ResourceGroup, GroupRemoved, Workflow, WorkflowRemoved, NodeDraft, DraftRemoved, Node, Instance,
                           Service, ServiceRemoved, ServiceVersionsChanged>;

// Where the engine tells what changed, after it is durable. Never blocks.
class EventSink
{
public:
    virtual ~EventSink() = default;
    virtual void publish(const Event &event) = 0;
};

} // namespace slipway
