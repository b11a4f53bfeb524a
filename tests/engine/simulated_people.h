#pragma once

#include "tests/engine/simulation_ledger.h"

#include <QRandomGenerator>

namespace slipway {

struct BackfillSpec;

// Those who work with an engine: they repair what failed, rerun, stop and freeze what they please, and ask for
// backfills; all by chance.
class SimulatedPeople
{
public:
    SimulatedPeople(EngineFixture &fixture, SimulationLedger &ledger, QRandomGenerator &random)
        : m_fixture(fixture), m_ledger(ledger), m_random(random)
    {
    }

    // Somebody looks at what failed.
    void repair();
    // Somebody does something, which is under way afterwards.
    void act();
    // Everybody wants everything done: nothing is left frozen, paused or failed. False: there was nothing to do.
    bool help();

    int backfills() const { return m_backfills; }
    int others() const { return m_others; } // things done that are neither

private:
    int below(int limit) { return m_random.bounded(limit); }
    bool chance(int percent) { return below(100) < percent; }
    template <class Container>
    InstanceId oneOf(const Container &ids);
    NodeId aNode();

    void rerun(InstanceId id);
    void rerunDownstream(InstanceId root, bool forced);
    void stop(InstanceId id);
    void freezeOne();
    void unfreezeOne();
    void freezeNode();
    void removeDependencies(InstanceId id);
    void changePriority(InstanceId id);
    void testNode();
    void startBackfill();
    void orderBackfill();
    BackfillSpec aBackfill();

    EngineFixture &m_fixture;
    SimulationLedger &m_ledger;
    QRandomGenerator &m_random;
    QList<NodeId> m_nodes;
    int m_backfills = 0;
    int m_others = 0;
};

} // namespace slipway
