#include "app/engine/dispatcher.h"

#include "app/engine/resource_groups.h"

#include <utility>

namespace slipway {

void Dispatcher::enqueue(const Instance &instance)
{
    Queue &queue = m_queues[instance.resourceGroup];
    if (!queue.waiting.insert(keyOf(instance)).second)
        return;
    queue.fresh.insert(keyOf(instance));
    ++m_queued;
    tell(instance.resourceGroup, queue);
}

void Dispatcher::remove(const Instance &instance)
{
    const auto found = m_queues.find(instance.resourceGroup);
    if (found == m_queues.end() || found->waiting.erase(keyOf(instance)) == 0)
        return;
    --m_queued;
    tell(instance.resourceGroup, *found);
}

std::optional<InstanceId> Dispatcher::takeNext(const QString &group)
{
    const auto found = m_queues.constFind(group);
    const auto next = found == m_queues.cend() ? std::nullopt : takeFirst(group, found->used);
    if (next)
        occupy(group);
    return next;
}

std::optional<InstanceId> Dispatcher::takeSuccessor(const Instance &ending)
{
    const auto found = m_queues.constFind(ending.resourceGroup);
    return found == m_queues.cend() ? std::nullopt : takeFirst(ending.resourceGroup, found->used - 1);
}

// While so many slots are used.
std::optional<InstanceId> Dispatcher::takeFirst(const QString &group, int used)
{
    Queue &queue = m_queues[group];
    const ResourceGroup *known = m_groups.byIdentifier(group);
    if (queue.waiting.empty() || !known || known->state != ResourceGroupState::Running || used >= known->slotCount)
        return std::nullopt;
    const InstanceId next = std::get<InstanceId>(*queue.waiting.begin());
    queue.waiting.erase(queue.waiting.begin());
    --m_queued;
    tell(group, queue);
    return next;
}

void Dispatcher::ended(const Instance &instance)
{
    if (m_withoutSlot.erase(instance.id) == 0)
        release(instance.resourceGroup);
}

std::vector<InstanceId> Dispatcher::newlyWaiting(const QString &group)
{
    const auto found = m_queues.find(group);
    if (found == m_queues.end())
        return {};
    std::vector<InstanceId> ids;
    for (const Key &key : std::exchange(found->fresh, std::set<Key>{})) {
        if (found->waiting.contains(key))
            ids.push_back(std::get<InstanceId>(key));
    }
    return ids;
}

void Dispatcher::occupy(const QString &group)
{
    Queue &queue = m_queues[group];
    ++queue.used;
    ++m_running;
    tell(group, queue);
}

void Dispatcher::release(const QString &group)
{
    Queue &queue = m_queues[group];
    --queue.used;
    --m_running;
    tell(group, queue);
}

void Dispatcher::tell(const QString &group, const Queue &queue)
{
    m_groups.setUse(group, queue.used, static_cast<int>(queue.waiting.size()));
}

} // namespace slipway
