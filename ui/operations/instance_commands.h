#pragma once

#include "models/domain/instance_actions.h"

#include <QList>

#include <functional>

namespace slipway {

// What the Operation Center offers for the instances that are chosen.
enum class InstanceCommand {
    ViewLog,
    Rerun,
    RerunDownstream,
    Stop,
    SetSuccess,
    Freeze,
    Unfreeze,
    RemoveDependencies,
    ChangePriority,
    GoToBlocker,
    CompareWithSuccess,
    Compare,
    OpenScript,
};

// A node's rerun policy; AllAllowed where it is not known, the engine checks again.
using RerunPolicies = std::function<RerunPolicy(NodeId)>;

// Whether the command may be given to all of them now (reference: dataworks 5.5), with one sentence why not.
Outcome<> checkCommand(InstanceCommand command, const QList<Instance> &chosen, const RerunPolicies &policies);

// Of an instance in words: "Deployment of 2026-11-22 02:00".
QString instanceTitle(const Instance &instance, const QTimeZone &zone);

} // namespace slipway
