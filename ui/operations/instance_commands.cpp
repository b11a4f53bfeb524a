#include "ui/operations/instance_commands.h"

#include "models/domain/blockers.h"
#include "models/items/time_words.h"

#include <QCoreApplication>

#include <optional>

namespace slipway {

namespace {

class Commands
{
    Q_DECLARE_TR_FUNCTIONS(slipway::InstanceCommands)
};

Outcome<> refuse(const QString &message)
{
    return Error::conflict(QStringLiteral("InvalidInstanceState"), message);
}

std::optional<InstanceAction> actionOf(InstanceCommand command)
{
    switch (command) {
    case InstanceCommand::ViewLog:
        return InstanceAction::ViewLog;
    case InstanceCommand::Rerun:
        return InstanceAction::Rerun;
    case InstanceCommand::RerunDownstream:
        return InstanceAction::RerunDownstream;
    case InstanceCommand::Stop:
        return InstanceAction::Stop;
    case InstanceCommand::SetSuccess:
        return InstanceAction::SetSuccess;
    case InstanceCommand::Freeze:
        return InstanceAction::Freeze;
    case InstanceCommand::Unfreeze:
        return InstanceAction::Unfreeze;
    case InstanceCommand::RemoveDependencies:
        return InstanceAction::RemoveDependencies;
    case InstanceCommand::ChangePriority:
        return InstanceAction::ChangePriority;
    default:
        return {};
    }
}

bool isForOne(InstanceCommand command)
{
    switch (command) {
    case InstanceCommand::ViewLog:
    case InstanceCommand::RerunDownstream:
    case InstanceCommand::RemoveDependencies:
    case InstanceCommand::GoToBlocker:
    case InstanceCommand::CompareWithSuccess:
    case InstanceCommand::OpenScript:
        return true;
    default:
        return false;
    }
}

Outcome<> checkOne(InstanceCommand command, const Instance &instance, RerunPolicy policy)
{
    if (const auto action = actionOf(command))
        return checkAction(*action, instance, policy);
    if (command == InstanceCommand::GoToBlocker && instancesNamedIn(instance.reason).isEmpty())
        return refuse(Commands::tr("\"%1\" waits for no other instance.").arg(instance.nodeName));
    if (command == InstanceCommand::CompareWithSuccess && !instance.node.isValid())
        return refuse(Commands::tr("\"%1\" is the run of a draft; only runs of a committed node are compared with its "
                                   "last success. Choose two runs to compare them.")
                          .arg(instance.nodeName));
    if (command == InstanceCommand::OpenScript && !instance.file.isValid())
        return refuse(Commands::tr("\"%1\" has no script.").arg(instance.nodeName));
    return {};
}

} // namespace

Outcome<> checkCommand(InstanceCommand command, const QList<Instance> &chosen, const RerunPolicies &policies)
{
    if (chosen.isEmpty())
        return refuse(Commands::tr("No instance is selected."));
    if (command == InstanceCommand::Compare) {
        return chosen.size() == 2 ? Outcome<>()
                                  : refuse(Commands::tr("Two instances are compared; %1 selected.").arg(chosen.size()));
    }
    if (isForOne(command) && chosen.size() > 1)
        return refuse(Commands::tr("This is done for one instance at a time; %1 are selected.").arg(chosen.size()));
    for (const Instance &instance : chosen) {
        const Outcome<> allowed = checkOne(command, instance, policies ? policies(instance.node) : RerunPolicy{});
        if (!allowed)
            return allowed;
    }
    return {};
}

QString instanceTitle(const Instance &instance, const QTimeZone &zone)
{
    return Commands::tr("%1 of %2").arg(instance.nodeName, minuteTime(instance.scheduledTime, zone));
}

} // namespace slipway
