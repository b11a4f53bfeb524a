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
    const bool had = hasSucceeded(instance.id);
    store(instance);
    if (const bool has = hasSucceeded(instance.id); has != had)
        countSuccess(instance.id, has);
}

void InstanceBook::store(const Instance &instance)
{
    const bool cycle = instance.dagType == DagType::Daily;
    if (cycle)
        m_cycles[instance.node].insert_or_assign(instance.scheduledTime, instance.id);
    if (!isFinished(instance.state)) {
        m_open[instance.id].instance = instance;
        m_finished.erase(instance.id);
        return;
    }
    const bool isNew = m_open.erase(instance.id) == 0; // finished from the start: its links come after it
    m_codes.erase(instance.id);
    if (cycle || isNew || m_children.contains(instance.id))
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
    std::vector<InstanceId> &children = m_children[dependency.parent];
    const auto place = std::lower_bound(children.begin(), children.end(), dependency.child);
    if (place == children.end() || *place != dependency.child)
        children.insert(place, dependency.child);
    if (hasSucceeded(dependency.parent))
        noteSuccess(*child, dependency.parent);
    else
        ++child->openParents;
}

void InstanceBook::unlink(const RemoveDependency &dependency)
{
    InstanceRecord *child = find(dependency.child);
    if (!child || std::erase(child->parents, dependency.parent) == 0)
        return;
    std::erase(child->previousCycle, dependency.parent);
    std::erase(child->dryRuns, dependency.parent);
    if (!hasSucceeded(dependency.parent))
        --child->openParents;
    const auto children = m_children.find(dependency.parent);
    if (children != m_children.end() && std::erase(children->second, dependency.child) > 0 && children->second.empty())
        m_children.erase(children);
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
    if (!find(id) && m_finished.try_emplace(id, InstanceMark{id, {}, {}}).second)
        countSuccess(id, true);
}

// One that was opened again without its parents waits for none.
void InstanceBook::countSuccess(InstanceId parent, bool succeeded)
{
    for (const InstanceId id : childrenOf(parent)) {
        InstanceRecord *child = find(id);
        if (!child || child->parents.empty())
            continue;
        if (succeeded) {
            --child->openParents;
            noteSuccess(*child, parent);
        } else {
            ++child->openParents;
            std::erase(child->dryRuns, parent);
        }
    }
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

bool InstanceBook::hasOpenChildren(InstanceId parent)
{
    const auto children = m_children.find(parent);
    if (children == m_children.end())
        return false;
    if (std::erase_if(children->second, [this](InstanceId id) { return !find(id); }) > 0 && children->second.empty())
        m_children.erase(children);
    return m_children.contains(parent);
}

// A backfill's instance of the same time is none of the calendar's.
void InstanceBook::forgetCycle(const InstanceMark &mark)
{
    const auto cycles = m_cycles.find(mark.node);
    if (cycles == m_cycles.end())
        return;
    const auto entry = cycles->second.find(mark.scheduledTime);
    if (entry != cycles->second.end() && entry->second == mark.id)
        cycles->second.erase(entry);
}

void InstanceBook::forgetBefore(Instant limit)
{
    for (auto it = m_finished.begin(); it != m_finished.end();) {
        const InstanceMark &mark = it->second;
        if (mark.scheduledTime >= limit || hasOpenChildren(mark.id)) {
            ++it;
            continue;
        }
        forgetCycle(mark);
        it = m_finished.erase(it);
    }
    hasOpenChildren({}); // isolated ones, which wait for no instance
}

const RunCode *InstanceBook::keptCode(InstanceId id) const
{
    const auto found = m_codes.find(id);
    return found == m_codes.end() ? nullptr : &found->second;
}

} // namespace slipway
