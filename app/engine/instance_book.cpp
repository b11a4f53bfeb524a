#include "app/engine/instance_book.h"

#include "models/domain/generation.h"

#include <algorithm>
#include <utility>

namespace slipway {

void InstanceBook::load(const StoredState &state)
{
    for (const InstanceMark &mark : state.finishedInstances) {
        m_finished.insert_or_assign(mark.id, mark);
        if (mark.node.isValid())
            m_cycles[mark.node].insert_or_assign(mark.scheduledTime, mark.id);
    }
    for (const Instance &instance : state.openInstances)
        put(instance);
    for (const InstanceDependency &dependency : state.openDependencies)
        link(dependency);
    for (const Attempt &attempt : state.openAttempts) {
        if (InstanceRecord *record = find(attempt.instance))
            record->attempt = attempt;
    }
    for (const RunCode &code : state.openRunCodes)
        keepCode(code);
    for (const GeneratedDay &day : state.generatedDays)
        setGenerated(day);
}

InstanceRecord *InstanceBook::find(InstanceId id)
{
    const auto found = m_open.find(id);
    return found == m_open.end() ? nullptr : &found->second;
}

const InstanceRecord *InstanceBook::find(InstanceId id) const
{
    const auto found = m_open.find(id);
    return found == m_open.end() ? nullptr : &found->second;
}

std::vector<InstanceId> InstanceBook::openIds() const
{
    std::vector<InstanceId> ids;
    ids.reserve(m_open.size());
    for (const auto &[id, record] : m_open)
        ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

void InstanceBook::put(const Instance &instance)
{
    const bool cycle = instance.dagType == DagType::Daily;
    if (cycle)
        m_cycles[instance.node].insert_or_assign(instance.scheduledTime, instance.id);
    if (!isFinished(instance.state)) {
        m_open[instance.id].instance = instance;
        m_finished.erase(instance.id);
        return;
    }
    m_open.erase(instance.id);
    m_codes.erase(instance.id);
    if (cycle || m_children.contains(instance.id))
        m_finished.insert_or_assign(instance.id, InstanceMark{instance.id, instance.node, instance.scheduledTime,
                                                              instance.state, instance.taskType});
}

void InstanceBook::link(const InstanceDependency &dependency)
{
    InstanceRecord *child = find(dependency.child);
    if (!child)
        return;
    child->parents.push_back(dependency.parent);
    if (dependency.crossCycle)
        child->previousCycle.push_back(dependency.parent);
    if (hasSucceeded(dependency.parent))
        return noteSuccess(*child, dependency.parent);
    ++child->openParents;
    m_children[dependency.parent].push_back(dependency.child);
}

void InstanceBook::unlink(const RemoveDependency &dependency)
{
    InstanceRecord *child = find(dependency.child);
    if (!child || std::erase(child->parents, dependency.parent) == 0)
        return;
    std::erase(child->previousCycle, dependency.parent);
    std::erase(child->dryRuns, dependency.parent);
    const auto waiting = m_children.find(dependency.parent);
    if (waiting == m_children.end() || std::erase(waiting->second, dependency.child) == 0)
        return;
    --child->openParents;
    if (waiting->second.empty())
        m_children.erase(waiting);
}

void InstanceBook::unlinkAll(InstanceId child)
{
    const InstanceRecord *record = find(child);
    const std::vector<InstanceId> parents = record ? record->parents : std::vector<InstanceId>();
    for (const InstanceId parent : parents)
        unlink({child, parent});
}

void InstanceBook::rememberSuccess(InstanceId id)
{
    if (!find(id))
        m_finished.try_emplace(id, InstanceMark{id, {}, {}});
}

std::vector<InstanceId> InstanceBook::releaseChildren(InstanceId parent)
{
    const auto found = m_children.find(parent);
    if (found == m_children.end())
        return {};
    std::vector<InstanceId> children = std::move(found->second);
    m_children.erase(found);
    for (const InstanceId id : children) {
        if (InstanceRecord *child = find(id)) {
            --child->openParents;
            noteSuccess(*child, parent);
        }
    }
    return children;
}

void InstanceBook::noteSuccess(InstanceRecord &child, InstanceId parent)
{
    const auto &before = child.previousCycle;
    if (std::find(before.begin(), before.end(), parent) == before.end())
        return;
    if (const auto mark = m_finished.find(parent); mark != m_finished.end() && handsDownDryRun(mark->second.taskType))
        child.dryRuns.push_back(parent);
}

const std::vector<InstanceId> &InstanceBook::childrenOf(InstanceId parent) const
{
    static const std::vector<InstanceId> none;
    const auto found = m_children.find(parent);
    return found == m_children.end() ? none : found->second;
}

std::optional<InstanceMark> InstanceBook::markOf(InstanceId id) const
{
    if (const InstanceRecord *record = find(id)) {
        const Instance &instance = record->instance;
        return InstanceMark{instance.id, instance.node, instance.scheduledTime, instance.state, instance.taskType};
    }
    const auto found = m_finished.find(id);
    return found == m_finished.end() ? std::nullopt : std::optional(found->second);
}

bool InstanceBook::hasSucceeded(InstanceId id) const
{
    const auto found = m_finished.find(id);
    return found != m_finished.end() && found->second.state == InstanceState::Success;
}

std::vector<CycleEntry> InstanceBook::cycleInstances(NodeId node, Instant from, Instant to) const
{
    std::vector<CycleEntry> entries;
    const auto cycles = m_cycles.find(node);
    if (cycles == m_cycles.end())
        return entries;
    for (auto it = cycles->second.lower_bound(from); it != cycles->second.end() && it->first < to; ++it) {
        if (const auto mark = markOf(it->second))
            entries.push_back({mark->id, mark->scheduledTime, mark->state});
    }
    return entries;
}

QDate InstanceBook::lastGeneratedDay(NodeId node) const
{
    const auto found = m_generated.find(node);
    return found == m_generated.end() ? QDate() : found->second;
}

void InstanceBook::setGenerated(const GeneratedDay &day)
{
    ++m_generatedRevision;
    QDate &last = m_generated[day.node];
    if (!last.isValid() || last < day.day)
        last = day.day;
}

void InstanceBook::forgetBefore(Instant limit)
{
    for (auto it = m_finished.begin(); it != m_finished.end();) {
        const InstanceMark &mark = it->second;
        if (mark.scheduledTime >= limit || m_children.contains(mark.id)) {
            ++it;
            continue;
        }
        if (const auto cycles = m_cycles.find(mark.node); cycles != m_cycles.end())
            cycles->second.erase(mark.scheduledTime);
        it = m_finished.erase(it);
    }
}

const RunCode *InstanceBook::keptCode(InstanceId id) const
{
    const auto found = m_codes.find(id);
    return found == m_codes.end() ? nullptr : &found->second;
}

} // namespace slipway
