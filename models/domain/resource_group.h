#pragma once

#include "models/domain/enum_names.h"
#include "models/domain/ids.h"
#include "models/domain/instant.h"

#include <QList>

namespace slipway {

enum class ResourceGroupState { Creating, Initialising, Running, Stopped, CreateFailed, Deleting };
template <>
std::span<const EnumName<ResourceGroupState>> enumNames();

// Where a group's runs are executed.
enum class ResourceGroupBackend { Local, Slurm };
template <>
std::span<const EnumName<ResourceGroupBackend>> enumNames();

// An exclusive resource group for scheduling.
struct ResourceGroup
{
    ResourceGroupId id;
    QString identifier; // "group_<number>", what CreateFile's ResourceGroupIdentifier takes
    QString name;       // unique in the tenant; letters, digits, `_`; at most 60 characters; never changes
    QString description;
    QString orderNumber; // as typed, or made by Purchase
    ResourceGroupState state = ResourceGroupState::Creating;
    QString stateReason; // one sentence when the state is a failure
    ResourceGroupBackend backend = ResourceGroupBackend::Local;
    int slotCount = 1;             // instances that run at the same time
    QList<WorkspaceId> workspaces; // bound
    Instant createdAt;

    // Live figures, not stored.
    int runningInstances = 0;
    int queuedInstances = 0;

    friend bool operator==(const ResourceGroup &, const ResourceGroup &) = default;
};

// What the create panel sends.
struct ResourceGroupSpec
{
    QString name;
    QString description;
    QString orderNumber; // empty: purchase one
    ResourceGroupBackend backend = ResourceGroupBackend::Local;
    int slotCount = 0; // 0: the number of processors
};

} // namespace slipway
