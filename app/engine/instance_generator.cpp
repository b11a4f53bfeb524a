#include "app/engine/instance_generator.h"

#include "app/engine/catalog_state.h"
#include "app/engine/catch_up.h"
#include "app/engine/clock.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_linker.h"
#include "app/engine/reasons.h"
#include "models/domain/deadlocks.h"
#include "models/domain/dependencies.h"
#include "models/domain/generation.h"
#include "models/domain/parameters.h"

#include <algorithm>
#include <iterator>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

void expire(Instance &instance, const QString &reason, Instant now)
{
    instance.state = InstanceState::Success;
    instance.taskType = TaskType::Expired;
    instance.reason = reason;
    instance.finishedAt = now;
}

} // namespace

struct InstanceGenerator::DayPlan
{
    QDate day;
    QTimeZone zone;
    DagId dag;
    Instant now;
    InstanceChange change;
};

InstanceGenerator::InstanceGenerator(const CatalogState &catalog, const InstanceBook &book, IdSource &ids,
                                     const Clock &clock)
    : m_catalog(catalog), m_book(book), m_ids(ids), m_clock(clock)
{
}

// Many instances have the same, and finding the first moment of a day costs much.
Instant InstanceGenerator::bizdate(const Occurrence &occurrence, const QTimeZone &zone) const
{
    const QDate day = occurrence.local.date();
    if (!day.isValid())
        return bizdateOf(occurrence.time, zone);
    if (m_bizdate.day != day || m_bizdate.zone != zone)
        m_bizdate = {day, zone, bizdateOf(occurrence.time, zone)};
    return m_bizdate.moment;
}

Instance InstanceGenerator::make(const Node &node, const Occurrence &occurrence, DagId dag, const QTimeZone &zone) const
{
    const NodeProperties &properties = node.current.properties;
    Instance instance;
    instance.id = m_ids.next<InstanceId>();
    instance.dag = dag;
    instance.taskType = taskTypeFor(properties.schedule.mode, node.frozen, occurrence.offDay);
    instance.workspace = node.workspace;
    instance.workflow = node.workflow;
    instance.node = node.id;
    instance.file = node.file;
    instance.nodeVersion = node.current.version;
    instance.nodeName = node.current.name;
    instance.workflowName = node.workflowName;
    instance.kind = node.current.kind;
    instance.owner = node.owner;
    instance.scheduledTime = occurrence.time;
    instance.bizdate = bizdate(occurrence, zone);
    instance.resourceGroup = properties.resourceGroup;
    instance.priority = properties.priority;
    instance.createdAt = m_clock.now();
    if (properties.parameters.isEmpty())
        return instance;
    const ParameterContext context{occurrence.time, zone, node.workflow, node.id, instance.id, {}};
    // The line was checked when the node was saved.
    if (const auto resolved = resolveParameters(properties.parameters, context); resolved)
        instance.parameters = positionalValues(*resolved);
    return instance;
}

Instance InstanceGenerator::single(const Node &node, Instant scheduled, DagType type) const
{
    Occurrence occurrence;
    occurrence.time = scheduled;
    Instance instance = make(node, occurrence, m_ids.next<DagId>(), m_catalog.zoneOf(node.workspace));
    instance.dagType = type;
    instance.taskType = TaskType::Normal;
    return instance;
}

std::optional<Instance> InstanceGenerator::planOccurrence(const Node &node, const Occurrence &occurrence,
                                                          const DayPlan &plan) const
{
    Instance instance = make(node, occurrence, plan.dag, plan.zone);
    if (occurrence.time < plan.now && instance.taskType != TaskType::Pause) { // a frozen one would not have run
        const QString skipped = reasonToSkip(node.current.properties.schedule, plan.zone, occurrence.time, plan.now);
        if (!skipped.isEmpty())
            expire(instance, skipped, plan.now);
        else
            instance.caughtUp = true;
    }
    return instance;
}

void InstanceGenerator::planNode(const Node &node, DayPlan &plan) const
{
    for (const Occurrence &occurrence : occurrencesOn(node.current.properties.schedule, plan.zone, plan.day)) {
        if (auto instance = planOccurrence(node, occurrence, plan))
            plan.change.rows.push_back(std::move(*instance));
    }
    plan.change.alongside.push_back(GeneratedDay{node.id, plan.day, node.current.version});
}

InstanceChange InstanceGenerator::planDay(const std::vector<NodeId> &ids, QDate day, DagId dag,
                                          const std::vector<Instance> &underWay) const
{
    std::vector<const Node *> nodes;
    for (const NodeId id : ids) {
        const Node *node = m_catalog.node(id);
        if (node && m_catalog.isScheduled(*node))
            nodes.push_back(node);
    }
    if (nodes.empty())
        return {};
    DayPlan plan{day, m_catalog.zoneOf(nodes.front()->workspace), dag, m_clock.now(), {}};
    for (const Node *node : nodes)
        planNode(*node, plan);
    link(nodes, plan, underWay);
    return std::move(plan.change);
}

// A changed node's instance that has not started takes the new plan; one that the new plan does not have is closed.
std::optional<Instance> InstanceGenerator::replaceOccurrence(const Node &node, InstanceId existing,
                                                             const Occurrence *occurrence, const DayPlan &plan) const
{
    const InstanceRecord *record = m_book.find(existing);
    if (!record || record->busy || record->instance.attempts > 0 || record->instance.scheduledTime <= plan.now ||
        record->instance.state == InstanceState::Running)
        return std::nullopt;
    Instance instance = record->instance;
    if (occurrence) {
        const Instance fresh = make(node, *occurrence, instance.dag, plan.zone);
        instance.nodeVersion = fresh.nodeVersion;
        instance.nodeName = fresh.nodeName;
        instance.taskType = fresh.taskType;
        instance.resourceGroup = fresh.resourceGroup;
        instance.priority = fresh.priority;
        instance.parameters = fresh.parameters;
    } else {
        expire(instance, u"replaced: version %1 of the node does not run at this time"_s.arg(node.current.version),
               plan.now);
    }
    return instance;
}

void InstanceGenerator::planCommitted(const Node &node, DayPlan &plan) const
{
    const bool isNew = node.current.version == 1;
    const Instant from = fromDateTime(plan.day.startOfDay(plan.zone));
    const Instant to = fromDateTime(plan.day.addDays(1).startOfDay(plan.zone));
    std::map<Instant, InstanceId> existing;
    for (const CycleEntry &entry : m_book.cycleInstances(node.id, from, to))
        existing.emplace(entry.scheduledTime, entry.id);
    for (const Occurrence &occurrence : occurrencesOn(node.current.properties.schedule, plan.zone, plan.day)) {
        if (const auto found = existing.find(occurrence.time); found != existing.end()) {
            if (auto replaced = replaceOccurrence(node, found->second, &occurrence, plan))
                plan.change.rows.push_back(std::move(*replaced));
            existing.erase(found);
            continue;
        }
        const CommitEffect effect = commitEffect(occurrence.time, plan.now, isNew);
        if (effect == CommitEffect::Kept)
            continue;
        Instance instance = make(node, occurrence, plan.dag, plan.zone);
        if (effect == CommitEffect::Expired)
            expire(instance, u"expired: due less than 10 minutes after the node was committed"_s, plan.now);
        plan.change.rows.push_back(std::move(instance));
    }
    for (const auto &[time, id] : existing) {
        if (auto closed = replaceOccurrence(node, id, nullptr, plan))
            plan.change.rows.push_back(std::move(*closed));
    }
}

InstanceChange InstanceGenerator::planCommit(const Node &node) const
{
    const QTimeZone zone = m_catalog.zoneOf(node.workspace);
    const QDateTime now = toDateTime(m_clock.now(), zone);
    const QDate last = lastGeneratedDay(now);
    DayPlan plan{now.date(), zone, m_ids.next<DagId>(), m_clock.now(), {}};
    const bool today = firstGeneratedDay(node.current.properties.schedule.generation, now) == now.date();
    if (today && m_catalog.isScheduled(node)) {
        planCommitted(node, plan);
        link({&node}, plan);
        linkDependents(node, plan);
    }
    // Days before the node existed are never generated afterwards.
    const QDate made = m_book.lastGeneratedDay(node.id);
    if (!made.isValid() || made < last)
        plan.change.alongside.push_back(GeneratedDay{node.id, last, node.current.version});
    return std::move(plan.change);
}

void InstanceGenerator::link(const std::vector<const Node *> &nodes, DayPlan &plan,
                             const std::vector<Instance> &underWay) const
{
    InstanceLinker linker(m_catalog, m_book, plan.zone, plan.day);
    linker.add(plan.change.rows);
    linker.addUnderWay(underWay);
    std::vector<InstanceDependency> all;
    for (const Node *node : nodes)
        std::ranges::copy(linker.linksOf(*node), std::back_inserter(all));
    removeDeadlocks(all);
    QHash<InstanceId, std::vector<InstanceDependency>> linksOf;
    for (const InstanceDependency &link : all)
        linksOf[link.child].push_back(link);
    for (const Instance &row : plan.change.rows) {
        const std::vector<InstanceDependency> links = linksOf.value(row.id);
        if (m_book.find(row.id))
            relink(row.id, isFinished(row.state) ? std::vector<InstanceDependency>() : links, {}, plan);
        else
            plan.change.alongside.insert(plan.change.alongside.end(), links.begin(), links.end());
    }
    for (Instance &instance : plan.change.rows) {
        if (!isFinished(instance.state) && !m_book.find(instance.id))
            settle(instance, linksOf.value(instance.id), linker, plan.zone);
    }
}

// Today's instances of the nodes that wait for a changed one follow its new times, as long as they have not started.
void InstanceGenerator::linkDependents(const Node &node, DayPlan &plan) const
{
    InstanceLinker linker(m_catalog, m_book, plan.zone, plan.day);
    linker.add(plan.change.rows);
    linker.useVersion(node);
    std::vector<Instance> children;
    for (const Node *dependent : dependentsOf(node)) {
        QHash<InstanceId, std::vector<InstanceDependency>> linksOf;
        const std::vector<Instance> own = openInstances(*dependent, plan);
        for (const Instance &child : own)
            linker.addExisting(child.id);
        for (const InstanceDependency &link : linker.linksOf(*dependent)) {
            const NodeId parent = linker.markOf(link.parent).node;
            if (!link.parent.isValid() || parent == node.id)
                linksOf[link.child].push_back(link);
        }
        for (const Instance &child : own)
            relink(child.id, linksOf.value(child.id), node.id, plan);
        children.insert(children.end(), own.begin(), own.end());
    }
    // They are looked at again when this is done.
    plan.change.rows.insert(plan.change.rows.end(), children.begin(), children.end());
}

// Those that wait for it in the same cycle or for its cycle before; by name, or as a child of theirs.
std::vector<const Node *> InstanceGenerator::dependentsOf(const Node &node) const
{
    std::vector<const Node *> dependents;
    const auto add = [&](const Node *other) {
        if (other && other->id != node.id && std::find(dependents.begin(), dependents.end(), other) == dependents.end())
            dependents.push_back(other);
    };
    for (const QString &output : node.current.properties.outputs) {
        for (const Node *child : m_catalog.nodesWaitingFor(output))
            add(child);
    }
    for (const Node *other : m_catalog.nodesWaitingForCycleOf(node.id))
        add(other);
    for (const QString &input : node.current.properties.inputs) {
        const Node *parent = m_catalog.nodeOffering(input);
        if (parent && dependsOnChildren(parent->current.properties.crossCycle))
            add(parent);
    }
    return dependents;
}

// Of the planned day, not started and not queued.
std::vector<Instance> InstanceGenerator::openInstances(const Node &node, const DayPlan &plan) const
{
    std::vector<Instance> open;
    const Instant from = fromDateTime(plan.day.startOfDay(plan.zone));
    const Instant to = fromDateTime(plan.day.addDays(1).startOfDay(plan.zone));
    for (const CycleEntry &entry : m_book.cycleInstances(node.id, from, to)) {
        const InstanceRecord *record = m_book.find(entry.id);
        if (record && !record->busy && record->instance.attempts == 0 && !isPastConditions(record->instance))
            open.push_back(record->instance);
    }
    return open;
}

// From the links that an instance has to those it shall have; with `only`, links to other nodes stay as they are.
void InstanceGenerator::relink(InstanceId child, const std::vector<InstanceDependency> &links, NodeId only,
                               DayPlan &plan) const
{
    const std::vector<InstanceId> old = m_book.find(child)->parents;
    const auto isOld = [&old](InstanceId id) { return std::find(old.begin(), old.end(), id) != old.end(); };
    for (const InstanceDependency &link : links) {
        if (!isOld(link.parent))
            plan.change.alongside.push_back(link);
    }
    for (const InstanceId parent : old) {
        const auto mark = m_book.markOf(parent);
        const bool concerned = !only.isValid() || !parent.isValid() || (mark && mark->node == only);
        const bool stays =
            std::any_of(links.begin(), links.end(), [parent](const auto &l) { return l.parent == parent; });
        if (concerned && !stays)
            plan.change.alongside.push_back(RemoveDependency{child, parent});
    }
}

// The state an instance has from the start: waiting for a parent, or for its time.
void InstanceGenerator::settle(Instance &instance, const std::vector<InstanceDependency> &links,
                               const InstanceLinker &linker, const QTimeZone &zone) const
{
    instance.state = InstanceState::WaitTime;
    instance.reason = waitsForTime(instance.scheduledTime, m_clock.now(), zone);
    for (const InstanceDependency &link : links) {
        const InstanceMark parent = linker.markOf(link.parent);
        if (parent.state == InstanceState::Success)
            continue;
        const QString name = linker.nameOf(link.parent);
        instance.state = InstanceState::NotRun;
        instance.reason = name.isEmpty() ? noParentText({})
                                         : waitsForInstance(name, parent.scheduledTime, link.crossCycle, zone) +
                                               u", "_s + whichState(parent.state);
        return;
    }
}

} // namespace slipway
