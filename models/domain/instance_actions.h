#pragma once

#include "models/domain/instance.h"
#include "models/domain/outcome.h"

namespace slipway {

// What a person can ask of an instance (reference: dataworks 5.5).
enum class InstanceAction {
    ViewLog,
    ViewCode,
    Stop,
    Rerun,
    RerunDownstream,
    ForceRerunDownstream, // emergency: whatever those below are doing
    SetSuccess,
    Freeze,
    Unfreeze,
    RemoveDependencies,
    ChangePriority,
};
template <>
std::span<const EnumName<InstanceAction>> enumNames();

// Whether the action is allowed now. Refused: Conflict, code InvalidInstanceState, and one sentence that names the
// instance's state (or the node's rerun policy) and the states that allow the action. Stopped counts as Failure.
Outcome<> checkAction(InstanceAction action, const Instance &instance, RerunPolicy rerun);

// What was kept from running (frozen, expired) runs when it is rerun; a dry run stays one.
TaskType runnable(TaskType type);
// The instance in the queue again, for a rerun with its old parameters. Its times are the caller's.
Instance queuedAgain(Instance instance);

// Rerunning a selection: one that cannot be rerun refuses all; the message names it.
struct RerunCandidate
{
    Instance instance;
    RerunPolicy rerun = RerunPolicy::AllAllowed;
};
Outcome<> checkRerunSelection(const QList<RerunCandidate> &selection);

} // namespace slipway
