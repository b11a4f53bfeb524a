#pragma once

#include "models/domain/instance.h"

#include <QHash>

#include <optional>
#include <vector>

namespace slipway {

// A node's runs by the calendar and those that were asked for over it (backfill, test) take turns, because they work on
// the same data: neither starts while one of the other sort runs (reference: dataworks 5.6 for the first half).
class NodeTurns
{
public:
    // Who runs and has to end first; nothing: the instance may start as far as this goes.
    std::optional<InstanceId> blockerOf(const Instance &instance) const;

    // It waits for its turn, and is named again by ended().
    void wait(const Instance &instance);

    void started(const Instance &instance);
    // Who waited for it and may be looked at again; the calendar's come first.
    std::vector<InstanceId> ended(const Instance &instance);

private:
    enum class Sort { None, Calendar, Asked };
    struct Waiting
    {
        Sort sort = Sort::None;
        InstanceId id;
        friend auto operator<=>(const Waiting &, const Waiting &) = default;
    };
    struct Runs
    {
        std::vector<InstanceId> calendar;
        std::vector<InstanceId> asked;
        std::vector<Waiting> waiting;
    };

    static Sort sortOf(const Instance &instance);

    QHash<NodeId, Runs> m_nodes; // with runs only
};

} // namespace slipway
