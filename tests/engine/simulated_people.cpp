#include "tests/engine/simulated_people.h"

#include "app/engine/backfills.h"
#include "app/engine/rerun_change.h"
#include "app/engine/run_control.h"
#include "app/engine/runs.h"
#include "models/domain/node_properties.h"

#include <iterator>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// Refusals are part of life.
void ignore(const Outcome<> &) {}

} // namespace

template <class Container>
InstanceId SimulatedPeople::oneOf(const Container &ids)
{
    return ids.empty() ? InstanceId{} : *std::next(ids.begin(), below(static_cast<int>(ids.size())));
}

NodeId SimulatedPeople::aNode()
{
    if (m_nodes.isEmpty()) {
        for (const Node &node : m_fixture.engine->deployments().cycleTasks(m_fixture.workspace().id)) {
            if (node.file.isValid())
                m_nodes.append(node.id);
        }
    }
    return m_nodes.at(below(static_cast<int>(m_nodes.size())));
}

void SimulatedPeople::repair()
{
    for (const InstanceId id : std::set<InstanceId>(m_ledger.failed())) {
        if (chance(20))
            continue;
        if (chance(70))
            rerun(id);
        else
            m_fixture.engine->runs().setSuccess(id, ignore);
    }
}

void SimulatedPeople::rerun(InstanceId id)
{
    m_ledger.permit({id});
    m_fixture.engine->runs().rerun(id, [this, id](const Outcome<> &) { m_ledger.withdraw({id}); });
}

void SimulatedPeople::act()
{
    ++m_others;
    switch (below(16)) {
    case 0:
    case 1:
        return startBackfill();
    case 2:
    case 3:
        return orderBackfill();
    case 4:
        return rerun(oneOf(m_ledger.ended()));
    case 5:
        return rerunDownstream(oneOf(m_ledger.ended()), false);
    case 6:
        return rerunDownstream(oneOf(m_ledger.ended()), true);
    case 7:
    case 8:
        return stop(oneOf(m_ledger.open()));
    case 9:
        return freezeOne();
    case 10:
    case 11:
        return unfreezeOne();
    case 12:
        return freezeNode();
    case 13:
        return removeDependencies(oneOf(m_ledger.open()));
    case 14:
        return changePriority(oneOf(m_ledger.open()));
    default:
        return testNode();
    }
}

void SimulatedPeople::rerunDownstream(InstanceId root, bool forced)
{
    if (!root.isValid())
        return;
    const auto found = m_fixture.ask<InstanceLineage>([&](Answer<InstanceLineage> answer) {
        m_fixture.engine->control().lineage({root, LineageDirection::Downstream, wholeLineage, wholeLineage}, answer);
    });
    RunControl::Downstream what{root, {}, chance(70), forced};
    std::vector<InstanceId> reached;
    for (const Instance &instance : found->instances) {
        reached.push_back(instance.id);
        if (instance.id != root && !forced && chance(30))
            what.chosen.append(instance.id);
    }
    m_ledger.permit(reached);
    m_fixture.engine->control().rerunDownstream(what,
                                                [this, reached](const Outcome<> &) { m_ledger.withdraw(reached); });
}

void SimulatedPeople::stop(InstanceId id)
{
    m_fixture.engine->runs().stop(id, ignore);
}

void SimulatedPeople::freezeOne()
{
    m_fixture.engine->runs().freeze(oneOf(m_ledger.open()), ignore);
}

void SimulatedPeople::unfreezeOne()
{
    m_fixture.engine->runs().unfreeze(oneOf(m_ledger.frozen()), ignore);
}

void SimulatedPeople::freezeNode()
{
    const NodeId id = aNode();
    if (const Outcome<Node> node = m_fixture.engine->deployments().node(id))
        m_fixture.engine->deployments().freezeNode(id, !node->frozen && chance(50), ignore);
}

void SimulatedPeople::removeDependencies(InstanceId id)
{
    QList<InstanceId> some;
    for (const InstanceId parent : m_fixture.store.parentsOf(id)) {
        if (chance(50))
            some.append(parent);
    }
    m_fixture.engine->control().removeDependencies(id, some, ignore);
}

void SimulatedPeople::changePriority(InstanceId id)
{
    m_fixture.engine->control().changePriority(id, priorities.at(static_cast<std::size_t>(below(5))), ignore);
}

void SimulatedPeople::testNode()
{
    m_fixture.engine->runs().runSmokeTest(aNode(), m_fixture.clock.now() - Seconds{86400LL * below(30)}, u"me"_s,
                                          [](const Outcome<Instance> &) {});
}

// Of some nodes and a few days around the last ones.
BackfillSpec SimulatedPeople::aBackfill()
{
    BackfillSpec spec;
    spec.name = u"backfill %1"_s.arg(m_backfills);
    for (int i = 1 + below(6); i > 0; --i) {
        const NodeId id = aNode();
        if (!spec.nodes.contains(id) && !spec.dryNodes.contains(id))
            (i > 1 && chance(15) ? spec.dryNodes : spec.nodes).append(id);
    }
    QDate from = toDateTime(m_fixture.clock.now(), QTimeZone::utc()).date().addDays(-below(12));
    for (int i = 1 + below(2); i > 0; --i) {
        const QDate to = from.addDays(below(3));
        spec.ranges.append({from, to});
        from = to.addDays(1 + below(3));
    }
    if (chance(30)) {
        spec.windowStart = QTime(below(12), 0);
        spec.windowEnd = QTime(12 + below(12), 59);
    }
    spec.order = chance(70) ? BackfillOrder::Ascending : BackfillOrder::Descending;
    spec.groups = 1 + below(3);
    spec.skipSucceeded = chance(30);
    spec.runFutureNow = chance(30);
    return spec;
}

void SimulatedPeople::startBackfill()
{
    ++m_backfills;
    m_fixture.engine->backfills().start(m_fixture.workspace().id, aBackfill(), u"me"_s,
                                        [](const Outcome<Backfill> &) {});
}

void SimulatedPeople::orderBackfill()
{
    QList<BackfillId> going;
    for (const auto &[id, backfill] : m_fixture.store.backfills()) {
        if (!isOver(backfill.state))
            going.append(id);
    }
    if (going.isEmpty())
        return;
    const BackfillId id = going.at(below(static_cast<int>(going.size())));
    Backfills &backfills = m_fixture.engine->backfills();
    switch (below(5)) {
    case 0:
    case 1:
        return backfills.pause(id, ignore);
    case 2:
    case 3:
        return backfills.resume(id, ignore);
    default:
        return backfills.stop(id, ignore);
    }
}

bool SimulatedPeople::help()
{
    const bool needed = !m_ledger.frozen().empty() || !m_ledger.failed().empty();
    for (const Node &node : m_fixture.engine->deployments().cycleTasks(m_fixture.workspace().id)) {
        if (node.frozen)
            m_fixture.engine->deployments().freezeNode(node.id, false, ignore);
    }
    for (const InstanceId id : std::set<InstanceId>(m_ledger.frozen()))
        m_fixture.engine->runs().unfreeze(id, ignore);
    for (const InstanceId id : std::set<InstanceId>(m_ledger.failed()))
        m_fixture.engine->runs().setSuccess(id, ignore);
    for (const auto &[id, backfill] : m_fixture.store.backfills()) {
        if (backfill.state == BackfillState::Paused)
            m_fixture.engine->backfills().resume(id, ignore);
    }
    m_fixture.settle();
    return needed;
}

} // namespace slipway
