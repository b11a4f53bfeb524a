#pragma once

#include "models/domain/instance.h"

#include <QList>

namespace slipway {

// An instance waits for another of its own; `crossCycle` marks a dashed edge.
struct InstanceDependency
{
    InstanceId child;
    InstanceId parent; // invalid: the parent node has no instance that day, so the child is isolated
    bool crossCycle = false;
    friend bool operator==(const InstanceDependency &, const InstanceDependency &) = default;
};

enum class LineageDirection { Upstream, Downstream };
template <>
std::span<const EnumName<LineageDirection>> enumNames();

struct LineageQuery
{
    InstanceId instance;
    LineageDirection direction = LineageDirection::Downstream;
    int levels = 1;   // how far away
    int limit = 1000; // instances in all
};

// The instances around one, and how they hang together.
struct InstanceLineage
{
    // The one asked for first, then by distance from it.
    QList<Instance> instances;
    // Every dependency of an instance that was reached downstream, also on parents that are not in the list; upstream,
    // those along the way.
    QList<InstanceDependency> links;
    // Of parents that are not in the list: those that have succeeded.
    QList<InstanceId> succeededParents;
    bool truncated = false; // there are more than were asked for

    friend bool operator==(const InstanceLineage &, const InstanceLineage &) = default;
};

} // namespace slipway
