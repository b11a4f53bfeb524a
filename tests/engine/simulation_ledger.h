#pragma once

#include "tests/engine/engine_fixture.h"

#include <deque>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace slipway {

// Watches an engine from outside: what it stores, starts and tells. Complains of everything that must not be.
class SimulationLedger
{
public:
    explicit SimulationLedger(EngineFixture &fixture) : m_fixture(fixture) {}

    void observe();

    // As long as somebody's rerun is under way, these may be opened again, whatever their parents do.
    void permit(const std::vector<InstanceId> &ids) { m_permits.insert(ids.begin(), ids.end()); }
    void withdraw(const std::vector<InstanceId> &ids);
    // The engine was killed: clients read everything again, and nothing asked for is under way any more.
    void restarted();

    // Nothing is on its way: what was written was told, and what was told was written.
    void checkTold();
    // Every occurrence since that day has exactly one record, and so has every one of the backfills' dates.
    void checkRecords(QDate first);
    // After everybody has helped: nothing waits that could run.
    void checkDone(Instant until);
    bool isDone(Instant until) const;

    const QStringList &complaints() const { return m_complaints; }
    const std::set<InstanceId> &open() const { return m_open; }
    const std::set<InstanceId> &failed() const { return m_failed; }
    const std::set<InstanceId> &frozen() const { return m_frozen; } // that are not finished
    const std::deque<InstanceId> &ended() const { return m_ended; } // the latest
    std::size_t starts() const { return m_starts.size(); }
    int reruns() const { return m_reruns; }

private:
    using Slot = std::tuple<DagId, NodeId, Instant>; // no DAG: by the calendar
    struct Seen
    {
        InstanceState state = InstanceState::NotRun;
        int attempts = 0;
        bool isNew = true;
        AttemptEnd lastEnd = AttemptEnd::None;
    };

    void noteTold(const Event &event);
    void noteStored(InstanceId id);
    void noteStart(const RunRequest &run);
    void checkOnlyOne(const Instance &instance);
    void checkStep(const Instance &instance, Seen &seen);
    void checkAllowed(const Instance &instance);
    void checkAutomaticRerun(const Instance &instance, const Seen &seen);
    void checkSlots();
    void checkTurns(const Instance &started);
    void checkDate(const BackfillDate &date);
    std::size_t checkNode(const Node &node, QDate first, QDate last);
    void sort(const Instance &instance);
    QString openParents(InstanceId id) const;
    const Instance &stored(InstanceId id) const { return m_fixture.store.instances().at(id); }
    void complain(const Instance &instance, const QString &what);
    void complain(const QString &what);

    EngineFixture &m_fixture;
    std::map<InstanceId, Instance> m_told; // since the last check; so the next two
    std::set<InstanceId> m_written;
    std::map<DagId, BackfillDate> m_toldDates;
    std::map<BackfillId, Backfill> m_toldBackfills;
    std::unordered_map<qint64, Seen> m_seen;
    std::map<Slot, InstanceId> m_slots;
    std::set<std::pair<InstanceId, int>> m_starts;
    std::multiset<InstanceId> m_permits;
    std::set<InstanceId> m_open;
    std::set<InstanceId> m_failed;
    std::set<InstanceId> m_frozen;
    std::deque<InstanceId> m_ended;
    Instant m_latest;
    int m_reruns = 0;
    QStringList m_complaints;
};

} // namespace slipway
