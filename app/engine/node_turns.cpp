#include "app/engine/node_turns.h"

#include <algorithm>
#include <utility>

namespace slipway {

NodeTurns::Sort NodeTurns::sortOf(const Instance &instance)
{
    if (!instance.node.isValid())
        return Sort::None;
    switch (instance.dagType) {
    case DagType::Daily:
        return Sort::Calendar;
    case DagType::SmokeTest:
    case DagType::Backfill:
        return Sort::Asked;
    case DagType::Manual:
    case DagType::OneOff:
        break;
    }
    return Sort::None;
}

std::optional<InstanceId> NodeTurns::blockerOf(const Instance &instance) const
{
    const Sort sort = sortOf(instance);
    const auto found = sort == Sort::None ? m_nodes.cend() : m_nodes.constFind(instance.node);
    if (found == m_nodes.cend())
        return std::nullopt;
    const std::vector<InstanceId> &others = sort == Sort::Calendar ? found->asked : found->calendar;
    return others.empty() ? std::nullopt : std::optional(others.front());
}

void NodeTurns::wait(const Instance &instance)
{
    const Waiting entry{sortOf(instance), instance.id};
    std::vector<Waiting> &waiting = m_nodes[instance.node].waiting;
    if (std::find(waiting.begin(), waiting.end(), entry) == waiting.end())
        waiting.push_back(entry);
}

void NodeTurns::started(const Instance &instance)
{
    if (const Sort sort = sortOf(instance); sort != Sort::None) {
        Runs &runs = m_nodes[instance.node];
        (sort == Sort::Calendar ? runs.calendar : runs.asked).push_back(instance.id);
    }
}

std::vector<InstanceId> NodeTurns::ended(const Instance &instance)
{
    const auto found = m_nodes.find(instance.node);
    const Sort sort = sortOf(instance);
    if (sort == Sort::None || found == m_nodes.end())
        return {};
    std::erase(sort == Sort::Calendar ? found->calendar : found->asked, instance.id);
    std::vector<Waiting> waiting;
    if ((sort == Sort::Calendar ? found->calendar : found->asked).empty())
        waiting = std::exchange(found->waiting, {});
    if (found->calendar.empty() && found->asked.empty())
        m_nodes.erase(found);
    std::sort(waiting.begin(), waiting.end());
    std::vector<InstanceId> ids;
    for (const Waiting &entry : waiting)
        ids.push_back(entry.id);
    return ids;
}

} // namespace slipway
