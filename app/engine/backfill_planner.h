#pragma once

#include "app/engine/instance_writer.h"
#include "models/domain/backfill.h"
#include "models/domain/schedule_rules.h"

#include <QHash>

#include <utility>

namespace slipway {

class CatalogState;
class Clock;
class InstanceBook;
class InstanceGenerator;

// Plans the instances of one data timestamp of a backfill; it stores nothing.
class BackfillPlanner
{
public:
    // What has succeeded before, by node and scheduled time.
    using Succeeded = QHash<std::pair<NodeId, qint64>, InstanceId>;

    struct Parts
    {
        const CatalogState &catalog;
        const InstanceBook &book;
        const InstanceGenerator &generator;
        const Clock &clock;
    };
    explicit BackfillPlanner(const Parts &parts) : m_parts(parts) {}

    // Instances wait for each other by the rules of a day, never for nodes outside the backfill; a self-dependent
    // node's first one of a chain also waits for the cycle instance before it, if that is still open (reference:
    // dataworks 5.6).
    InstanceChange plan(const Backfill &backfill, const BackfillDate &date, const Succeeded &succeeded) const;

private:
    struct DayPlan;

    void planNode(const Node &node, bool dry, DayPlan &plan) const;
    Instance make(const Node &node, const Occurrence &occurrence, const DayPlan &plan) const;
    void link(const std::vector<const Node *> &nodes, DayPlan &plan) const;
    void linkBefore(const Node &node, DayPlan &plan, std::vector<InstanceDependency> &links) const;

    Parts m_parts;
};

} // namespace slipway
