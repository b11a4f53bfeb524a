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
    // The first in the queue, as takeNext() would have it if this running instance had ended; takes no slot.
    std::optional<InstanceId> takeSuccessor(const Instance &ending);
    // The slot of a running instance goes to one from takeSuccessor().
    void passSlotOn(const Instance &ending) { m_withoutSlot.insert(ending.id); }
    // An instance no longer runs: its slot is free, unless it was passed on.
    void ended(const Instance &instance);
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
    std::optional<InstanceId> takeFirst(const QString &group, int used);
    void tell(const QString &group, const Queue &queue);

    ResourceGroups &m_groups;
    QHash<QString, Queue> m_queues;
    std::set<InstanceId> m_withoutSlot; // run no longer, which is not durable yet
    int m_running = 0;
    int m_queued = 0;
};

} // namespace slipway
