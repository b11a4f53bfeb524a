#include "ui/workflows/node_run_states.h"

#include <algorithm>

namespace slipway {
namespace {

constexpr int readLimit = 500;

// Whether there is something to show: it ran, runs, stands in line for a slot, or ended without running.
bool counts(const Instance &instance)
{
    return isSet(instance.startedAt) || instance.state == InstanceState::WaitResource ||
           instance.state == InstanceState::Running || isFinished(instance.state);
}

Instant moment(const Instance &instance)
{
    return std::max({instance.startedAt, instance.waitingSince, instance.finishedAt, instance.createdAt});
}

} // namespace

NodeRunStates::NodeRunStates(RunsBackend &runs, EventFeed &feed, QObject *parent) : QObject(parent), m_runs(runs)
{
    connect(&feed, &EventFeed::instanceChanged, this, &NodeRunStates::take);
    connect(&feed, &EventFeed::resynchronise, this, &NodeRunStates::read);
}

void NodeRunStates::load(WorkspaceId workspace)
{
    m_workspace = workspace;
    m_latest.clear();
    read();
}

void NodeRunStates::read()
{
    if (!m_workspace.isValid())
        return;
    InstanceQuery query;
    query.workspace = m_workspace;
    query.states = {InstanceState::WaitResource, InstanceState::Running, InstanceState::Failure, InstanceState::Success,
                    InstanceState::Stopped};
    query.limit = readLimit;
    m_runs.listInstances(query).then(this, [this, asked = m_workspace](const Outcome<InstancePage> &answer) {
        if (!answer.ok() || asked != m_workspace)
            return; // the connection bar tells of a silent engine; the feed asks again
        for (const Instance &instance : answer->instances)
            take(instance);
    });
}

const Instance *NodeRunStates::latest(FileId file) const
{
    const auto found = m_latest.constFind(file);
    return found == m_latest.cend() ? nullptr : &*found;
}

void NodeRunStates::take(const Instance &instance)
{
    if (instance.workspace != m_workspace || !instance.file.isValid() || !counts(instance))
        return;
    const auto known = m_latest.constFind(instance.file);
    const bool newer = known == m_latest.cend() || known->id == instance.id || moment(instance) >= moment(*known);
    if (!newer || (known != m_latest.cend() && *known == instance))
        return;
    m_latest.insert(instance.file, instance);
    emit changed(instance.file);
}

} // namespace slipway
