#include "app/engine/forecast.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/instance_book.h"
#include "models/domain/schedule_days.h"
#include "models/domain/schedule_rules.h"

namespace slipway {

std::optional<Forecast::Next> Forecast::next() const
{
    const std::pair<int, int> revisions{m_catalog.revision(), m_book.generatedRevision()};
    const bool passed = m_known && m_known->time < m_clock.now();
    if (revisions != m_knownFor || passed) {
        m_known = search();
        m_knownFor = revisions;
    }
    return m_known;
}

// By wall clock first, which is quick; the moment itself only for what may come first.
std::optional<Forecast::Next> Forecast::search() const
{
    struct WallTime
    {
        QDate day;
        QTime time;
        WorkspaceId workspace;
    };
    std::optional<Next> best;
    WallTime bestWall;
    for (const Node &node : m_catalog.nodes()) {
        if (!m_catalog.isScheduled(node) || node.frozen)
            continue;
        const QDate today = toDateTime(m_clock.now(), m_catalog.zoneOf(node.workspace)).date();
        const QDate made = m_book.lastGeneratedDay(node.id);
        const ScheduleDays days(node.current.properties.schedule);
        const auto day = days.nextSelected(made.isValid() ? std::max(today, made.addDays(1)) : today);
        if (!day || days.timesOfDay().isEmpty())
            continue;
        const WallTime wall{*day, days.timesOfDay().first(), node.workspace};
        // Zones lie less than two days apart.
        if (best && (wall.day > bestWall.day.addDays(2) ||
                     (wall.workspace == bestWall.workspace && wall.day > today &&
                      std::pair(wall.day, wall.time) >= std::pair(bestWall.day, bestWall.time))))
            continue;
        const auto found = firstOf(node, *day);
        if (!found || (best && best->time <= found->time))
            continue;
        best = found;
        bestWall = wall;
    }
    return best;
}

std::optional<Forecast::Next> Forecast::firstOf(const Node &node, QDate from) const
{
    const QTimeZone zone = m_catalog.zoneOf(node.workspace);
    const Instant after = std::max(fromDateTime(from.startOfDay(zone)) - Millis{1}, m_clock.now());
    const QList<Occurrence> found = nextOccurrences(node.current.properties.schedule, zone, after, 1);
    if (found.isEmpty())
        return std::nullopt;
    return Next{node.current.name, found.first().time};
}

} // namespace slipway
