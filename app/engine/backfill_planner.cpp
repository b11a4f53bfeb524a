#include "app/engine/backfill_planner.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_generator.h"
#include "app/engine/instance_linker.h"
#include "models/domain/backfill_preview.h"
#include "models/domain/deadlocks.h"
#include "models/domain/parameters.h"

#include <algorithm>
#include <iterator>

namespace slipway {

using namespace Qt::StringLiterals;

struct BackfillPlanner::DayPlan
{
    const Backfill &backfill;
    const BackfillDate &date;
    const Succeeded &succeeded;
    QTimeZone zone;
    QDate day; // of the scheduled times
    InstanceChange change = {};
};

Instance BackfillPlanner::make(const Node &node, const Occurrence &occurrence, const DayPlan &plan) const
{
    const BackfillSpec &spec = plan.backfill.spec;
    Instance instance = m_parts.generator.make(node, occurrence, plan.date.dag, plan.zone);
    instance.dagType = DagType::Backfill;
    instance.owner = plan.backfill.owner;
    if (!spec.resourceGroup.isEmpty())
        instance.resourceGroup = spec.resourceGroup;
    QString line = node.current.properties.parameters;
    for (const auto &[id, other] : spec.parameters) {
        if (id == node.id)
            line = other;
    }
    ParameterContext context{occurrence.time, plan.zone, node.workflow, node.id, instance.id, {}};
    context.today = toDateTime(m_parts.clock.now(), plan.zone).date(); // the dates are not of now
    // The lines were checked when the node was saved and when the backfill was asked for.
    if (const auto resolved = resolveParameters(line, context); resolved)
        instance.parameters = positionalValues(*resolved);
    return instance;
}

void BackfillPlanner::planNode(const Node &node, bool dry, DayPlan &plan) const
{
    for (const Occurrence &occurrence : occurrencesOn(node.current.properties.schedule, plan.zone, plan.day)) {
        if (!isInWindow(occurrence, node.current.properties.schedule, plan.backfill.spec))
            continue;
        Instance instance = make(node, occurrence, plan);
        if (dry)
            instance.taskType = TaskType::Skip;
        if (const InstanceId done = plan.succeeded.value({node.id, toMillis(occurrence.time)}); done.isValid()) {
            instance.state = InstanceState::Success;
            instance.taskType = TaskType::SkipUnchoose;
            instance.finishedAt = m_parts.clock.now();
            instance.reason = u"skipped: instance %1 of the same time has succeeded"_s.arg(done.toString());
        }
        plan.change.rows.push_back(std::move(instance));
    }
}

// What else the first instance of a chain waits for.
void BackfillPlanner::linkBefore(const Node &node, DayPlan &plan, std::vector<InstanceDependency> &links) const
{
    if (plan.date.position > 0 || !dependsOnItself(node.current.properties.crossCycle))
        return;
    const auto first = std::find_if(plan.change.rows.begin(), plan.change.rows.end(), [&node](const Instance &row) {
        return row.node == node.id && !isFinished(row.state);
    });
    const std::vector<CycleEntry> before =
        m_parts.book.cycleInstances(node.id, fromDateTime(plan.day.addDays(-1).startOfDay(plan.zone)),
                                    fromDateTime(plan.day.startOfDay(plan.zone)));
    if (first != plan.change.rows.end() && !before.empty() && !isFinished(before.back().state))
        links.push_back({first->id, before.back().id, true});
}

void BackfillPlanner::link(const std::vector<const Node *> &nodes, DayPlan &plan) const
{
    const InstanceBook nothing; // only what is planned here counts
    InstanceLinker linker(m_parts.catalog, nothing, plan.zone, plan.day, InstanceLinker::Absent::Ignored);
    linker.add(plan.change.rows);
    std::vector<InstanceDependency> links;
    for (const Node *node : nodes) {
        std::ranges::copy(linker.linksOf(*node), std::back_inserter(links));
        linkBefore(*node, plan, links);
    }
    removeDeadlocks(links);
    QHash<InstanceId, std::vector<InstanceDependency>> linksOf;
    for (const InstanceDependency &link : links) {
        linksOf[link.child].push_back(link);
        plan.change.alongside.push_back(link);
    }
    for (Instance &instance : plan.change.rows) {
        if (!isFinished(instance.state))
            m_parts.generator.settle(instance, linksOf.value(instance.id), linker, plan.zone);
    }
}

InstanceChange BackfillPlanner::plan(const Backfill &backfill, const BackfillDate &date,
                                     const Succeeded &succeeded) const
{
    DayPlan plan{backfill, date, succeeded, m_parts.catalog.zoneOf(backfill.workspace), date.bizdate.addDays(1)};
    std::vector<const Node *> nodes;
    const auto planAll = [&](const QList<NodeId> &ids, bool dry) {
        for (const NodeId id : ids) {
            const Node *node = m_parts.catalog.node(id);
            if (!node || node->undeployed || isRootNode(*node))
                continue;
            nodes.push_back(node);
            planNode(*node, dry, plan);
        }
    };
    planAll(backfill.spec.nodes, false);
    planAll(backfill.spec.dryNodes, true);
    link(nodes, plan);
    return std::move(plan.change);
}

} // namespace slipway
