#pragma once

#include "app/engine/instance_writer.h"
#include "app/engine/plan_order.h"
#include "app/engine/timer_queue.h"
#include "models/domain/ids.h"

#include <QDate>

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace slipway {

class CatalogState;
class IdSource;
class InstanceBook;
class InstanceGenerator;

// Sees to it that every node's days are generated: the next one from 23:30 on in its workspace's zone, and at start
// those that fell into a time when the engine was off.
class DayPlanner
{
public:
    struct Parts
    {
        const CatalogState &catalog;
        InstanceBook &book;
        const InstanceGenerator &generator;
        InstanceWriter &writer;
        IdSource &ids;
        const Clock &clock;
        TimerQueue &timers;
    };
    explicit DayPlanner(const Parts &parts) : m_parts(parts) {}

    // Generates what is missing, a day and workspace at a time, and then waits for the next 23:30. After an absence
    // every day of the last year is made up for.
    void run();
    void halt() { m_halted = true; }

private:
    // A day of a workspace, generated in slices: each holds whole groups of nodes that wait for each other, and what a
    // node waits for comes in an earlier slice or its own. Between two slices the engine does other things. A slice is
    // planned while the one before is on its way to the store, and goes there when that one is durable.
    struct Progress
    {
        QDate day;
        DagId dag;
        PlanOrder order;
        std::vector<Instance> underWay;
    };
    struct Slice
    {
        std::vector<NodeId> nodes; // none: the day is planned
        InstanceChange change;
        int catalogRevision = 0;
    };
    using Missing = std::map<std::pair<QDate, WorkspaceId>, std::vector<NodeId>>;

    Missing missingDays() const;
    void sendNextSlice();
    std::vector<NodeId> takeNodes();
    Slice planSlice(std::vector<NodeId> nodes) const;
    void waitForNext();

    Parts m_parts;
    TimerQueue::Token m_timer = 0;
    std::optional<Progress> m_progress;
    std::optional<Slice> m_ahead;
    bool m_halted = false;
};

} // namespace slipway
