#pragma once

#include "app/engine/store.h"

#include <deque>
#include <map>
#include <optional>
#include <set>

namespace slipway {

// A store in memory. What it is asked for is done when the test pumps it, as a real one answers later. It outlives an
// Engine, so a test can stop one and start another on the same memory.
class MemoryStore : public Store
{
public:
    Outcome<StoredState> load() override;
    void commit(Changes changes, std::function<void(const Outcome<> &)> done) override;
    void listInstances(const InstanceQuery &query, std::function<void(const Outcome<InstancePage> &)> done) override;
    void countStates(const InstanceQuery &query, std::function<void(const Outcome<StateCounts> &)> done) override;
    void instance(InstanceId id, std::function<void(const Outcome<Instance> &)> done) override;
    void runCode(InstanceId id, std::function<void(const Outcome<std::optional<RunCode>> &)> done) override;
    void attempts(InstanceId id, std::function<void(const Outcome<std::vector<Attempt>> &)> done) override;
    void dependencies(InstanceId id,
                      std::function<void(const Outcome<std::vector<InstanceDependency>> &)> done) override;
    void lineage(const LineageQuery &query, std::function<void(const Outcome<InstanceLineage> &)> done) override;
    void nodeVersions(FileId file, std::function<void(const Outcome<std::vector<NodeVersion>> &)> done) override;
    void serviceEvents(const QString &region, const QString &service, int limit,
                       std::function<void(const Outcome<std::vector<ServiceEvent>> &)> done) override;

    // Does the next thing that waits; false when there is nothing.
    bool pumpOne();
    void pump();
    // The process is gone: what waits is forgotten, and nobody hears of it.
    void crash() { m_waiting.clear(); }
    // Commits become durable, but the process is gone before it hears of it.
    void crashAfterCommit();

    std::function<void(InstanceId)> onStored; // an instance was written
    std::optional<Error> commitError;         // commits fail with it, as on a full disk
    int commits = 0;                          // that were made durable

    const std::map<InstanceId, Instance> &instances() const { return m_instances; }
    std::vector<InstanceDependency> links() const; // by child, then parent
    std::vector<InstanceId> parentsOf(InstanceId child) const;
    const std::map<std::pair<InstanceId, int>, Attempt> &allAttempts() const { return m_attempts; }
    // Those of a DAG; none: an empty set.
    const std::set<InstanceId> &instancesOf(DagId dag) const;
    // Without their dates.
    const std::map<BackfillId, Backfill> &backfills() const { return m_backfills; }
    const std::map<DagId, BackfillDate> &backfillDates() const { return m_dates; }

private:
    struct Job
    {
        std::function<Outcome<>()> work;
        std::function<void(const Outcome<> &)> done;
    };

    template <class T>
    void answerLater(std::function<Outcome<T>()> read, std::function<void(const Outcome<T> &)> done);
    void apply(const Change &change);
    void put(const Instance &row);
    void put(const Attempt &row);
    std::vector<InstanceDependency> linksOf(InstanceId child) const;
    std::vector<InstanceDependency> linksFrom(InstanceId parent) const;
    std::vector<Backfill> loadBackfills() const;
    Outcome<InstanceLineage> findLineage(const LineageQuery &query) const;
    std::vector<InstanceMark> finishedMarks(const std::vector<InstanceDependency> &open) const;

    std::deque<Job> m_waiting;
    std::map<WorkspaceId, Workspace> m_workspaces;
    std::map<ResourceGroupId, ResourceGroup> m_groups;
    std::map<WorkflowId, Workflow> m_workflows;
    std::map<FileId, NodeDraft> m_drafts;
    std::map<NodeId, Node> m_nodes;
    std::vector<NodeVersion> m_versions;
    std::map<InstanceId, Instance> m_instances;
    std::set<InstanceId> m_open;                               // not finished
    std::map<DagId, std::set<InstanceId>> m_instancesOf;       // of backfills
    std::set<std::pair<Instant, InstanceId>> m_cycleTimes;     // of the calendar's instances
    std::map<std::pair<InstanceId, InstanceId>, bool> m_links; // child, parent; whether of the cycle before
    std::set<std::pair<InstanceId, InstanceId>> m_children;    // the same, parent first
    std::map<std::pair<InstanceId, int>, Attempt> m_attempts;
    std::set<std::pair<InstanceId, int>> m_openAttempts;
    std::map<BackfillId, Backfill> m_backfills;
    std::map<DagId, BackfillDate> m_dates;
    std::map<InstanceId, RunCode> m_codes;
    std::map<QDate, std::vector<GeneratedDay>> m_days;
    std::map<QString, QString> m_settings;
    qint64 m_highestId = 0;
};

} // namespace slipway
