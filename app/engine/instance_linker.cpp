#include "app/engine/instance_linker.h"

#include "app/engine/catalog_state.h"
#include "app/engine/instance_book.h"

#include <algorithm>

namespace slipway {

InstanceLinker::InstanceLinker(const CatalogState &catalog, const InstanceBook &book, const QTimeZone &zone, QDate day,
                               Absent absent)
    : m_catalog(catalog),
      m_book(book),
      m_yesterday(fromDateTime(day.addDays(-1).startOfDay(zone))),
      m_today(fromDateTime(day.startOfDay(zone))),
      m_tomorrow(fromDateTime(day.addDays(1).startOfDay(zone))),
      m_absent(absent)
{
}

void InstanceLinker::add(const std::vector<Instance> &planned)
{
    for (const Instance &instance : planned) {
        m_plannedOf[instance.node].push_back(&instance);
        m_planned.insert(instance.id, &instance);
    }
}

void InstanceLinker::addUnderWay(const std::vector<Instance> &planned)
{
    for (const Instance &instance : planned) {
        m_plannedOf[instance.node].push_back(&instance);
        m_underWay.insert(instance.id, &instance);
    }
}

const Instance *InstanceLinker::newlyMade(InstanceId id) const
{
    const Instance *planned = m_planned.value(id);
    return planned ? planned : m_underWay.value(id);
}

const InstanceLinker::Side &InstanceLinker::sideOf(const Node &node)
{
    const auto known = m_sides.constFind(node.id);
    if (known != m_sides.constEnd())
        return *known;
    Side side;
    side.times.kind = cycleKindOf(node.current.properties.schedule);
    side.times.selfDependent = dependsOnItself(node.current.properties.crossCycle);
    std::vector<CycleEntry> today = m_book.cycleInstances(node.id, m_today, m_tomorrow);
    for (const Instance *planned : m_plannedOf.value(node.id)) {
        std::erase_if(today, [planned](const CycleEntry &entry) { return entry.id == planned->id; });
        today.push_back({planned->id, planned->scheduledTime, planned->state});
    }
    std::sort(today.begin(), today.end(),
              [](const auto &a, const auto &b) { return a.scheduledTime < b.scheduledTime; });
    for (const CycleEntry &entry : today) {
        side.times.today.append(entry.scheduledTime);
        side.today.push_back(entry.id);
    }
    for (const CycleEntry &entry : m_book.cycleInstances(node.id, m_yesterday, m_today)) {
        side.times.yesterday.append(entry.scheduledTime);
        side.yesterday.push_back(entry.id);
    }
    return *m_sides.insert(node.id, side);
}

bool InstanceLinker::isWanted(InstanceId id) const
{
    if (m_existing.contains(id))
        return true;
    const Instance *planned = m_planned.value(id);
    return planned && !isFinished(planned->state);
}

void InstanceLinker::append(const QList<DependencyLink> &found, const Side &own, const Side &other, bool crossCycle,
                            std::vector<InstanceDependency> &links) const
{
    for (const DependencyLink &link : found) {
        const InstanceId child = own.today.at(static_cast<std::size_t>(link.child));
        const auto &parents = link.parentYesterday ? other.yesterday : other.today;
        const InstanceId parent = parents.at(static_cast<std::size_t>(link.parent));
        // One of the same cycle may also be of the cycle before: the first counts.
        const auto same = [&](const auto &known) { return known.child == child && known.parent == parent; };
        if (isWanted(child) && child != parent && std::none_of(links.begin(), links.end(), same))
            links.push_back({child, parent, crossCycle});
    }
}

const Node *InstanceLinker::nodeOffering(const QString &output) const
{
    const bool own = m_version && m_version->current.properties.outputs.contains(output);
    return own ? m_version : m_catalog.nodeOffering(output);
}

QList<const Node *> InstanceLinker::nodesWaitingFor(const QString &output) const
{
    QList<const Node *> nodes = m_catalog.nodesWaitingFor(output);
    if (m_version) {
        nodes.removeIf([this](const Node *node) { return node->id == m_version->id; });
        if (m_version->current.properties.inputs.contains(output))
            nodes.append(m_version);
    }
    return nodes;
}

void InstanceLinker::linkSameCycle(const Node &child, const Side &own, std::vector<InstanceDependency> &links)
{
    std::vector<const Node *> seen; // a child may name two outputs of one parent
    for (const QString &input : child.current.properties.inputs) {
        const Node *parent = nodeOffering(input);
        if (!parent || isRootNode(*parent) || std::find(seen.begin(), seen.end(), parent) != seen.end())
            continue;
        seen.push_back(parent);
        const Side other = sideOf(*parent);
        if (!other.today.empty()) {
            append(sameCycleLinks(other.times, own.times), own, other, false, links);
            continue;
        }
        if (m_absent == Absent::Ignored)
            continue;
        for (const InstanceId id : own.today) {
            if (isWanted(id))
                links.push_back({id, InstanceId{}, false});
        }
    }
}

std::vector<const Node *> InstanceLinker::previousCycleNodes(const Node &child) const
{
    std::vector<const Node *> nodes;
    const NodeProperties &properties = child.current.properties;
    if (properties.crossCycle == CrossCycle::Others || properties.crossCycle == CrossCycle::SelfAndOthers) {
        for (const NodeId id : properties.crossCycleNodes) {
            const Node *node = m_version && m_version->id == id ? m_version : m_catalog.node(id);
            if (node && !node->undeployed)
                nodes.push_back(node);
        }
    }
    if (properties.crossCycle == CrossCycle::Children || properties.crossCycle == CrossCycle::SelfAndChildren) {
        for (const QString &output : properties.outputs) {
            for (const Node *node : nodesWaitingFor(output))
                nodes.push_back(node);
        }
    }
    return nodes;
}

void InstanceLinker::linkPreviousCycle(const Node &child, const Side &own, std::vector<InstanceDependency> &links)
{
    if (own.times.selfDependent)
        append(selfLinks(own.times), own, own, true, links);
    for (const Node *node : previousCycleNodes(child)) {
        const Side other = sideOf(*node);
        const bool waits = isChildOf(node->current.properties, child.current.properties);
        append(waits ? previousCycleOfChildLinks(other.times, own.times) : previousCycleLinks(other.times, own.times),
               own, other, true, links);
    }
}

std::vector<InstanceDependency> InstanceLinker::linksOf(const Node &child)
{
    std::vector<InstanceDependency> links;
    const Side own = sideOf(child);
    linkSameCycle(child, own, links);
    linkPreviousCycle(child, own, links);
    return links;
}

InstanceMark InstanceLinker::markOf(InstanceId id) const
{
    if (const Instance *planned = newlyMade(id))
        return {planned->id, planned->node, planned->scheduledTime, planned->state, planned->taskType};
    return m_book.markOf(id).value_or(InstanceMark{id, {}, {}, InstanceState::NotRun, TaskType::Normal});
}

// A planned instance's node may be about to be committed for the first time.
QString InstanceLinker::nameOf(InstanceId id) const
{
    if (const Instance *planned = newlyMade(id))
        return planned->nodeName;
    const Node *node = m_catalog.node(markOf(id).node);
    return node ? node->current.name : QString();
}

} // namespace slipway
