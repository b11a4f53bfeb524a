#pragma once

#include "models/domain/instance.h"

#include <QHash>

#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace slipway {

class ResourceGroups;

// Who runs next in which resource group: by priority, the calendar before backfills (reference: dataworks 3.6), then by
// scheduled time; and never more at once than the group has slots.
class Dispatcher
{
public:
    explicit Dispatcher(ResourceGroups &groups) : m_groups(groups) {}

    // An instance that may run as soon as its group has a slot.
    void enqueue(const Instance &instance);
    void remove(const Instance &instance);
    // Takes a slot for the first in the queue; nothing when there is no slot, nobody waits, or the group does not run.
    std::optional<InstanceId> takeNext(const QString &group);
    // Those enqueued since the last call that still wait.
    std::vector<InstanceId> newlyWaiting(const QString &group);

    // A slot for an instance that runs already.
    void occupy(const QString &group);
    void release(const QString &group);

    int running() const { return m_running; }
    int queued() const { return m_queued; }

private:
    using Key = std::tuple<int, bool, Instant, InstanceId>; // negative priority, backfill, ...
    struct Queue
    {
        std::set<Key> waiting;
        std::set<Key> fresh;
        int used = 0;
    };

    static Key keyOf(const Instance &instance)
    {
        return {-instance.priority, instance.dagType == DagType::Backfill, instance.scheduledTime, instance.id};
    }
    void tell(const QString &group, const Queue &queue);

    ResourceGroups &m_groups;
    QHash<QString, Queue> m_queues;
    int m_running = 0;
    int m_queued = 0;
};

} // namespace slipway
