#include "models/domain/instance_actions.h"

#include <QCoreApplication>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

class Actions
{
    Q_DECLARE_TR_FUNCTIONS(slipway::InstanceActions)
};

QString stateText(InstanceState state)
{
    switch (state) {
    case InstanceState::NotRun:
        return Actions::tr("not running");
    case InstanceState::WaitTime:
        return Actions::tr("waiting for its scheduled time");
    case InstanceState::WaitResource:
        return Actions::tr("waiting for resources");
    case InstanceState::Running:
        return Actions::tr("running");
    case InstanceState::Failure:
        return Actions::tr("failed");
    case InstanceState::Success:
        return Actions::tr("successful");
    case InstanceState::Stopped:
        return Actions::tr("stopped");
    }
    return {};
}

Outcome<> refuse(const QString &message)
{
    return Error::conflict(u"InvalidInstanceState"_s, message);
}

// "clean is running; only ... can be ...".
Outcome<> refuseState(const Instance &instance, const QString &rule)
{
    return refuse(Actions::tr("\"%1\" is %2; %3.").arg(instance.nodeName, stateText(instance.state), rule));
}

bool isFailed(InstanceState state)
{
    return state == InstanceState::Failure || state == InstanceState::Stopped;
}

bool isWaiting(InstanceState state)
{
    return state == InstanceState::WaitTime || state == InstanceState::WaitResource;
}

Outcome<> checkViewLog(const Instance &instance)
{
    if (instance.state == InstanceState::Running || isFinished(instance.state) || instance.attempts > 0)
        return {};
    return refuseState(instance, Actions::tr("it has no log before it runs"));
}

Outcome<> checkStop(const Instance &instance)
{
    if (isWaiting(instance.state) || instance.state == InstanceState::Running)
        return {};
    return refuseState(instance, Actions::tr("only a waiting or running instance can be stopped"));
}

Outcome<> checkRerun(const Instance &instance, RerunPolicy rerun)
{
    if (instance.frozen)
        return refuse(Actions::tr("\"%1\" is frozen; unfreeze it before it runs.").arg(instance.nodeName));
    if (instance.state != InstanceState::NotRun && !isFinished(instance.state))
        return refuseState(instance,
                           Actions::tr("only an instance that is not running, successful or failed can be rerun"));
    if (rerun == RerunPolicy::AllDenied && isFinished(instance.state))
        return refuse(Actions::tr("The rerun policy of \"%1\" denies every rerun.").arg(instance.nodeName));
    if (rerun == RerunPolicy::FailureAllowed && instance.state == InstanceState::Success)
        return refuse(Actions::tr("\"%1\" was successful; its rerun policy allows a rerun after a failure only.")
                          .arg(instance.nodeName));
    return {};
}

Outcome<> checkForceRerun(const Instance &instance, RerunPolicy rerun)
{
    if (!isFinished(instance.state))
        return refuseState(instance,
                           Actions::tr("what is below can be rerun by force only when it was successful or failed"));
    return checkRerun(instance, rerun);
}

Outcome<> checkSetSuccess(const Instance &instance)
{
    return isFailed(instance.state)
               ? Outcome<>()
               : refuseState(instance, Actions::tr("only a failed instance can be set successful"));
}

Outcome<> checkFreeze(const Instance &instance)
{
    if (instance.frozen)
        return refuse(Actions::tr("\"%1\" is frozen already.").arg(instance.nodeName));
    if (instance.state == InstanceState::Running)
        return refuseState(instance, Actions::tr("freezing has no effect on a running instance, stop it instead"));
    return {};
}

Outcome<> checkUnfreeze(const Instance &instance)
{
    return instance.frozen ? Outcome<>() : refuse(Actions::tr("\"%1\" is not frozen.").arg(instance.nodeName));
}

Outcome<> checkRemoveDependencies(const Instance &instance)
{
    if (instance.state == InstanceState::NotRun)
        return {};
    return refuseState(instance, Actions::tr("only an instance that waits for parents has dependencies to remove"));
}

Outcome<> checkChangePriority(const Instance &instance)
{
    if (instance.state == InstanceState::NotRun || isWaiting(instance.state))
        return {};
    return refuseState(instance, Actions::tr("the priority matters, and can be changed, only before it runs"));
}

} // namespace

template <>
std::span<const EnumName<InstanceAction>> enumNames()
{
    using enum InstanceAction;
    static constexpr EnumName<InstanceAction> names[] = {{ViewLog, "ViewLog"_L1},
                                                         {ViewCode, "ViewCode"_L1},
                                                         {Stop, "Stop"_L1},
                                                         {Rerun, "Rerun"_L1},
                                                         {RerunDownstream, "RerunDownstream"_L1},
                                                         {ForceRerunDownstream, "ForceRerunDownstream"_L1},
                                                         {SetSuccess, "SetSuccess"_L1},
                                                         {Freeze, "Freeze"_L1},
                                                         {Unfreeze, "Unfreeze"_L1},
                                                         {RemoveDependencies, "RemoveDependencies"_L1},
                                                         {ChangePriority, "ChangePriority"_L1}};
    return names;
}

Outcome<> checkAction(InstanceAction action, const Instance &instance, RerunPolicy rerun)
{
    switch (action) {
    case InstanceAction::ViewLog:
        return checkViewLog(instance);
    case InstanceAction::ViewCode:
        return {};
    case InstanceAction::Stop:
        return checkStop(instance);
    case InstanceAction::Rerun:
    case InstanceAction::RerunDownstream:
        return checkRerun(instance, rerun);
    case InstanceAction::ForceRerunDownstream:
        return checkForceRerun(instance, rerun);
    case InstanceAction::SetSuccess:
        return checkSetSuccess(instance);
    case InstanceAction::Freeze:
        return checkFreeze(instance);
    case InstanceAction::Unfreeze:
        return checkUnfreeze(instance);
    case InstanceAction::RemoveDependencies:
        return checkRemoveDependencies(instance);
    case InstanceAction::ChangePriority:
        return checkChangePriority(instance);
    }
    return {};
}

TaskType runnable(TaskType type)
{
    return type == TaskType::Pause || type == TaskType::Expired ? TaskType::Normal : type;
}

Instance queuedAgain(Instance instance)
{
    instance.state = InstanceState::WaitResource;
    instance.taskType = runnable(instance.taskType);
    instance.finishedAt = {};
    instance.frozen = false;
    instance.reason = QStringLiteral("queued for a rerun");
    return instance;
}

Outcome<> checkRerunSelection(const QList<RerunCandidate> &selection)
{
    if (selection.isEmpty())
        return refuse(Actions::tr("No instance is selected."));
    for (const RerunCandidate &candidate : selection) {
        const Outcome<> allowed = checkRerun(candidate.instance, candidate.rerun);
        if (!allowed)
            return refuse(
                Actions::tr("The selection contains nodes that cannot be run. %1").arg(allowed.error().message));
    }
    return {};
}

} // namespace slipway
