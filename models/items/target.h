#pragma once

#include "models/domain/ids.h"

#include <QString>

#include <variant>

namespace slipway {

struct ServiceTarget
{
    QString region;
    QString name;
    friend bool operator==(const ServiceTarget &, const ServiceTarget &) = default;
};

struct GroupsTarget
{
    friend bool operator==(GroupsTarget, GroupsTarget) = default;
};

// The cycle instances of a node, as opened from its script.
struct NodeInstancesTarget
{
    NodeId node;
    QString nodeName;
    friend bool operator==(const NodeInstancesTarget &, const NodeInstancesTarget &) = default;
};

// A new backfill that begins with a node.
struct BackfillTarget
{
    NodeId root;
    friend bool operator==(BackfillTarget, BackfillTarget) = default;
};

// Something in the console that can be gone to: from the palette, an issue, a link on another page.
using Target = std::variant<std::monostate, WorkflowId, FileId, InstanceId, NodeInstancesTarget, BackfillTarget,
                            ServiceTarget, GroupsTarget>;

} // namespace slipway
