#include "app/engine/day_planner.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_generator.h"
#include "models/domain/generation.h"

#include <algorithm>
#include <utility>

namespace slipway {

namespace {

constexpr int daysBack = 366; // nothing that was due leaves no trace
// Instances planned at a time, so that the engine answers within some ten milliseconds meanwhile.
constexpr int sliceSize = 150;
constexpr std::chrono::hours remembered{72};

} // namespace

// For each node only its earliest missing day: a day links to the day before.
DayPlanner::Missing DayPlanner::missingDays() const
{
    Missing missing;
    QHash<WorkspaceId, QDate> lastDays;
    for (const Workspace &workspace : m_parts.catalog.workspaces())
        lastDays.insert(workspace.id,
                        lastGeneratedDay(toDateTime(m_parts.clock.now(), m_parts.catalog.zoneOf(workspace.id))));
    for (const Node &node : m_parts.catalog.nodes()) {
        if (!m_parts.catalog.isScheduled(node))
            continue;
        const QDate last = lastDays.value(node.workspace);
        const QDate made = m_parts.book.lastGeneratedDay(node.id);
        const QDate first = made.isValid() ? std::max(made.addDays(1), last.addDays(-daysBack)) : last;
        if (first <= last)
            missing[{first, node.workspace}].push_back(node.id);
    }
    return missing;
}

void DayPlanner::run()
{
    if (m_progress || m_halted)
        return;
    Missing missing = missingDays();
    if (missing.empty()) {
        m_parts.book.forgetBefore(m_parts.clock.now() - remembered);
        waitForNext();
        return;
    }
    auto &[key, nodes] = *missing.begin();
    const Instant begin = fromDateTime(key.first.startOfDay(m_parts.catalog.zoneOf(key.second)));
    m_parts.book.forgetBefore(std::min(m_parts.clock.now(), begin) - remembered);
    m_progress.emplace(
        Progress{key.first, m_parts.ids.next<DagId>(), PlanOrder(m_parts.catalog, std::move(nodes)), {}});
    sendNextSlice();
}

// Empty: the day is planned.
std::vector<NodeId> DayPlanner::takeNodes()
{
    std::vector<NodeId> nodes;
    int size = 0;
    while (size < sliceSize) {
        const std::vector<NodeId> group = m_progress->order.next();
        if (group.empty())
            break;
        for (const NodeId id : group) {
            const Node *node = m_parts.catalog.node(id);
            size += node ? std::max(instancesPerDay(node->current.properties.schedule), 1) : 1;
        }
        nodes.insert(nodes.end(), group.begin(), group.end());
    }
    return nodes;
}

DayPlanner::Slice DayPlanner::planSlice(std::vector<NodeId> nodes) const
{
    InstanceChange change;
    if (!nodes.empty())
        change = m_parts.generator.planDay(nodes, m_progress->day, m_progress->dag, m_progress->underWay);
    return {std::move(nodes), std::move(change), m_parts.catalog.revision()};
}

void DayPlanner::sendNextSlice()
{
    if (m_halted)
        return;
    std::optional<Slice> slice = std::exchange(m_ahead, std::nullopt);
    if (!slice || slice->catalogRevision != m_parts.catalog.revision()) {
        m_progress->underWay.clear(); // all that was sent is durable
        slice = planSlice(slice ? std::move(slice->nodes) : takeNodes());
    }
    if (slice->nodes.empty()) {
        m_progress.reset();
        run();
        return;
    }
    m_progress->underWay = slice->change.rows;
    m_parts.writer.record(std::move(slice->change), [this] { sendNextSlice(); });
    if (m_progress && !m_ahead)
        m_ahead = planSlice(takeNodes());
}

void DayPlanner::waitForNext()
{
    const Instant now = m_parts.clock.now();
    Instant next = Instant::max();
    for (const Workspace &workspace : m_parts.catalog.workspaces()) {
        const QTimeZone zone = m_parts.catalog.zoneOf(workspace.id);
        const QDate today = toDateTime(now, zone).date();
        Instant moment = fromDateTime(QDateTime(today, generationTime, zone));
        if (moment <= now)
            moment = fromDateTime(QDateTime(today.addDays(1), generationTime, zone));
        next = std::min(next, moment);
    }
    m_parts.timers.cancel(m_timer);
    if (next != Instant::max())
        m_timer = m_parts.timers.at(next, [this] { run(); });
}

} // namespace slipway
