#pragma once

#include "app/engine/instance_writer.h"
#include "models/domain/schedule_rules.h"

#include <QDate>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace slipway {

class CatalogState;
class Clock;
class IdSource;
class InstanceBook;
class InstanceLinker;

// Plans instances; it stores nothing.
class InstanceGenerator
{
public:
    InstanceGenerator(const CatalogState &catalog, const InstanceBook &book, IdSource &ids, const Clock &clock);

    // A day's instances of nodes of one workspace that have none for it yet, with what they wait for and a
    // GeneratedDay for each node. Times that have passed meanwhile are treated as the node's catch-up rule says.
    // `underWay`: instances of the day that are on their way to the store.
    InstanceChange planDay(const std::vector<NodeId> &nodes, QDate day, DagId dag,
                           const std::vector<Instance> &underWay = {}) const;

    // What a commit changes today: nothing for generation on the next day; for generation at once, instances later than
    // 10 minutes from now, and, for a first commit, expired ones for what is earlier (reference: dataworks 3.4).
    InstanceChange planCommit(const Node &node) const;

    // One instance outside the calendar, e.g. a smoke test. Its parameters are resolved.
    Instance single(const Node &node, Instant scheduled, DagType type) const;

    // One instance of the calendar, its parameters resolved.
    Instance make(const Node &node, const Occurrence &occurrence, DagId dag, const QTimeZone &zone) const;
    // Gives a planned instance the state it has from the start: waiting for a parent, or for its time.
    void settle(Instance &instance, const std::vector<InstanceDependency> &links, const InstanceLinker &linker,
                const QTimeZone &zone) const;

private:
    struct DayPlan;

    Instant bizdate(const Occurrence &occurrence, const QTimeZone &zone) const;
    void planNode(const Node &node, DayPlan &plan) const;
    void planCommitted(const Node &node, DayPlan &plan) const;
    std::optional<Instance> planOccurrence(const Node &node, const Occurrence &occurrence, const DayPlan &plan) const;
    std::optional<Instance> replaceOccurrence(const Node &node, InstanceId existing, const Occurrence *occurrence,
                                              const DayPlan &plan) const;
    void link(const std::vector<const Node *> &nodes, DayPlan &plan, const std::vector<Instance> &underWay = {}) const;
    std::vector<const Node *> dependentsOf(const Node &node) const;
    std::vector<Instance> openInstances(const Node &node, const DayPlan &plan) const;
    void linkDependents(const Node &node, DayPlan &plan) const;
    void relink(InstanceId child, const std::vector<InstanceDependency> &links, NodeId only, DayPlan &plan) const;

    const CatalogState &m_catalog;
    const InstanceBook &m_book;
    IdSource &m_ids;
    const Clock &m_clock;
    struct
    {
        QDate day; // of scheduled times
        QTimeZone zone;
        Instant moment;
    } mutable m_bizdate;
};

} // namespace slipway
