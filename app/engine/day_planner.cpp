#include "app/engine/day_planner.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_generator.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr int daysBack = 366; // nothing that was due leaves no trace
constexpr std::chrono::hours remembered{72};

// Of the last day whose instances must exist at this local time.
QDate lastDayAt(const QDateTime &local)
{
    return local.time() >= generationTime ? local.date().addDays(1) : local.date();
}

} // namespace

// For each node only its earliest missing day: a day links to the day before.
DayPlanner::Missing DayPlanner::missingDays() const
{
    Missing missing;
    QHash<WorkspaceId, QDate> lastDays;
    for (const Workspace &workspace : m_parts.catalog.workspaces())
        lastDays.insert(workspace.id, lastDayAt(toDateTime(m_parts.clock.now(), m_parts.catalog.zoneOf(workspace.id))));
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
    if (m_busy || m_halted)
        return;
    m_parts.book.forgetBefore(m_parts.clock.now() - remembered);
    Missing missing = missingDays();
    if (missing.empty()) {
        waitForNext();
        return;
    }
    auto &[key, nodes] = *missing.begin();
    std::sort(nodes.begin(), nodes.end());
    m_busy = true;
    m_parts.writer.record(m_parts.generator.planDay(nodes, key.first), [this] {
        m_busy = false;
        run();
    });
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
