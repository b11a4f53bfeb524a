#include "models/items/state_kind.h"

#include <QCoreApplication>

namespace slipway {
namespace {

StateCell cell(StateKind kind, const char *word)
{
    return {kind, QCoreApplication::translate("State", word)};
}

} // namespace

StateCell stateCell(InstanceState state)
{
    switch (state) {
    case InstanceState::NotRun:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Not run"));
    case InstanceState::WaitTime:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Waiting for time"));
    case InstanceState::WaitResource:
        return cell(StateKind::Queued, QT_TRANSLATE_NOOP("State", "Queued"));
    case InstanceState::Running:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Running"));
    case InstanceState::Failure:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Failed"));
    case InstanceState::Success:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Successful"));
    case InstanceState::Stopped:
        return cell(StateKind::Stopped, QT_TRANSLATE_NOOP("State", "Stopped"));
    }
    return {};
}

StateCell stateCell(const Instance &instance)
{
    if (instance.frozen && !isFinished(instance.state) && instance.state != InstanceState::Running)
        return cell(StateKind::Frozen, QT_TRANSLATE_NOOP("State", "Frozen"));
    const bool skipped = instance.taskType == TaskType::Skip || instance.taskType == TaskType::SkipUnchoose ||
                         instance.taskType == TaskType::SkipCycle;
    if (skipped && instance.state == InstanceState::Success)
        return cell(StateKind::DryRun, QT_TRANSLATE_NOOP("State", "Dry run"));
    return stateCell(instance.state);
}

StateCell stateCell(BackfillState state)
{
    switch (state) {
    case BackfillState::Running:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Running"));
    case BackfillState::Paused:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Paused"));
    case BackfillState::Stopping:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Stopping"));
    case BackfillState::Stopped:
        return cell(StateKind::Stopped, QT_TRANSLATE_NOOP("State", "Stopped"));
    case BackfillState::Failed:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Failed"));
    case BackfillState::Succeeded:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Successful"));
    }
    return {};
}

StateCell stateCell(DagState state)
{
    switch (state) {
    case DagState::Created:
        return cell(StateKind::Queued, QT_TRANSLATE_NOOP("State", "Not begun"));
    case DagState::Running:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Running"));
    case DagState::Failure:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Failed"));
    case DagState::Success:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Successful"));
    }
    return {};
}

StateCell stateCell(ResourceGroupState state)
{
    switch (state) {
    case ResourceGroupState::Creating:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Creating"));
    case ResourceGroupState::Initialising:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Initializing"));
    case ResourceGroupState::Running:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Running"));
    case ResourceGroupState::Stopped:
        return cell(StateKind::Stopped, QT_TRANSLATE_NOOP("State", "Stopped"));
    case ResourceGroupState::CreateFailed:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Creation failed"));
    case ResourceGroupState::Deleting:
        return cell(StateKind::Queued, QT_TRANSLATE_NOOP("State", "Deleting"));
    }
    return {};
}

StateCell stateCell(ServiceState state)
{
    switch (state) {
    case ServiceState::Creating:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Creating"));
    case ServiceState::Waiting:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Waiting"));
    case ServiceState::Starting:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Starting"));
    case ServiceState::Running:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Running"));
    case ServiceState::Updating:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Updating"));
    case ServiceState::Scaling:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Scaling"));
    case ServiceState::Stopping:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Stopping"));
    case ServiceState::Stopped:
        return cell(StateKind::Stopped, QT_TRANSLATE_NOOP("State", "Stopped"));
    case ServiceState::Failed:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Failed"));
    case ServiceState::Deleting:
        return cell(StateKind::Queued, QT_TRANSLATE_NOOP("State", "Deleting"));
    }
    return {};
}

StateCell stateCell(VersionState state)
{
    switch (state) {
    case VersionState::Preparing:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Preparing"));
    case VersionState::Starting:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Starting"));
    case VersionState::Warming:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Warming up"));
    case VersionState::Shifting:
        return cell(StateKind::Running, QT_TRANSLATE_NOOP("State", "Taking traffic"));
    case VersionState::Serving:
        return cell(StateKind::Success, QT_TRANSLATE_NOOP("State", "Serving"));
    case VersionState::Draining:
        return cell(StateKind::Waiting, QT_TRANSLATE_NOOP("State", "Draining"));
    case VersionState::Retired:
        return cell(StateKind::Queued, QT_TRANSLATE_NOOP("State", "Retired"));
    case VersionState::Failed:
        return cell(StateKind::Failure, QT_TRANSLATE_NOOP("State", "Failed"));
    case VersionState::Superseded:
        return cell(StateKind::DryRun, QT_TRANSLATE_NOOP("State", "Superseded"));
    }
    return {};
}

} // namespace slipway
