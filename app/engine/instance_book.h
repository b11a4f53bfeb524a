#pragma once

#include "app/engine/store.h"
#include "models/domain/instance.h"

#include <functional>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace slipway {

// An instance that is not finished, as the scheduler knows it.
struct InstanceRecord
{
    Instance instance;   // as it is in the store and was told to clients
    bool busy = false;   // a change of it is on its way to the store
    int openParents = 0; // parents that have not succeeded
    std::vector<InstanceId> parents;
    std::vector<InstanceId> previousCycle; // those of the parents that are of the cycle before
    std::vector<InstanceId> dryRuns;       // those of them that have succeeded as dry runs
    std::optional<Attempt> attempt;        // the running one
    std::vector<std::function<void()>> whenFree;
};

// Its parents and its time are behind it: it is queued, or waits for an automatic rerun.
inline bool isPastConditions(const Instance &instance)
{
    return instance.state == InstanceState::WaitResource ||
           (instance.state == InstanceState::WaitTime && instance.attempts > 0);
}

// What a later instance may need to know of one.
struct CycleEntry
{
    InstanceId id;
    Instant scheduledTime;
    InstanceState state = InstanceState::NotRun;
};

// The scheduler's memory: unfinished instances, who waits for whom, and marks of finished ones that others may still
// depend on. Changes only when a transaction is durable.
class InstanceBook
{
public:
    void load(const StoredState &state);

    InstanceRecord *find(InstanceId id);
    const InstanceRecord *find(InstanceId id) const;
    std::vector<InstanceId> openIds() const;

    // Takes a new or changed instance; a finished one leaves a mark where its record was. Its open children have one
    // open parent fewer when it has succeeded now, one more when it had and is to run again.
    void put(const Instance &instance);
    void link(const InstanceDependency &dependency);
    void unlink(const RemoveDependency &dependency);
    // Forgets all parents of a child.
    void unlinkAll(InstanceId child);
    // Remembers a finished instance that has succeeded, for children that are linked to it.
    void rememberSuccess(InstanceId id);
    // Those that wait for it or have waited; some may be finished meanwhile.
    const std::vector<InstanceId> &childrenOf(InstanceId parent) const;

    // Open or finished; nothing for one that is not remembered.
    std::optional<InstanceMark> markOf(InstanceId id) const;
    bool hasSucceeded(InstanceId id) const;
    // A node's cycle instances with from <= scheduled time < to, in order.
    std::vector<CycleEntry> cycleInstances(NodeId node, Instant from, Instant to) const;

    // The instances of a paused backfill are held.
    void hold(DagId dag) { m_held.insert(dag); }
    void letGo(DagId dag) { m_held.erase(dag); }
    bool isHeld(DagId dag) const { return !m_held.empty() && m_held.contains(dag); }

    // The instances of some backfills do not wait for their scheduled time.
    void ignoreTime(DagId dag) { m_timeless.insert(dag); }
    bool ignoresTime(DagId dag) const { return !m_timeless.empty() && m_timeless.contains(dag); }

    // The last day whose instances were generated; invalid: none yet.
    QDate lastGeneratedDay(NodeId node) const;
    void setGenerated(const GeneratedDay &day);
    // Grows with every generated day.
    int generatedRevision() const { return m_generatedRevision; }
    // Forgets marks that lie before `limit` and that no open instance has as a parent.
    void forgetBefore(Instant limit);

    // What an open one-off run executes.
    void keepCode(const RunCode &code) { m_codes.insert_or_assign(code.instance, code); }
    void dropCode(InstanceId id) { m_codes.erase(id); }
    const RunCode *keptCode(InstanceId id) const;

private:
    void noteSuccess(InstanceRecord &child, InstanceId parent);
    void countSuccess(InstanceId parent, bool succeeded);
    void store(const Instance &instance);
    bool hasOpenChildren(InstanceId parent);
    void forgetCycle(const InstanceMark &mark);

    struct Hash
    {
        template <class Tag>
        std::size_t operator()(Id<Tag> id) const
        {
            return qHash(id);
        }
    };

    std::unordered_map<InstanceId, InstanceRecord, Hash> m_open;
    std::unordered_map<InstanceId, InstanceMark, Hash> m_finished;
    std::unordered_map<InstanceId, std::vector<InstanceId>, Hash> m_children; // in order of their ids
    std::unordered_map<NodeId, std::map<Instant, InstanceId>, Hash> m_cycles;
    std::unordered_map<NodeId, QDate, Hash> m_generated;
    std::unordered_map<InstanceId, RunCode, Hash> m_codes;
    std::unordered_set<DagId, Hash> m_held;
    std::unordered_set<DagId, Hash> m_timeless;
    int m_generatedRevision = 0;
};

} // namespace slipway
