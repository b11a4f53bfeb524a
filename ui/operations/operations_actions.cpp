#include "ui/operations/operations_actions.h"

#include <array>

namespace slipway {

namespace {

constexpr auto here = ActionContext::Operations;
constexpr int commandCount = int(InstanceCommand::OpenScript) + 1;

constexpr std::array<ActionSpec, commandCount> table{{
    {"instance.viewLog", QT_TRANSLATE_NOOP("Action", "View Runtime Log"), "", Icon::Log, here},
    {"instance.rerun", QT_TRANSLATE_NOOP("Action", "Rerun"), "Shift+R", Icon::Rerun, here},
    {"instance.rerunDownstream", QT_TRANSLATE_NOOP("Action", "Rerun with Downstream…"), "Shift+W", Icon::Lineage, here},
    {"instance.stop", QT_TRANSLATE_NOOP("Action", "Stop"), "Shift+X", Icon::Stop, here},
    {"instance.setSuccess", QT_TRANSLATE_NOOP("Action", "Set Successful"), "Shift+S", Icon::CheckCircle, here},
    {"instance.freeze", QT_TRANSLATE_NOOP("Action", "Freeze"), "Shift+F", Icon::Snowflake, here},
    {"instance.unfreeze", QT_TRANSLATE_NOOP("Action", "Unfreeze"), "Shift+U", Icon::Sun, here},
    {"instance.removeDependencies", QT_TRANSLATE_NOOP("Action", "Remove Dependencies…"), "Shift+D", Icon::Unlink, here},
    {"instance.changePriority", QT_TRANSLATE_NOOP("Action", "Change Priority"), "Shift+P", Icon::ChevronUp, here},
    {"instance.goToBlocker", QT_TRANSLATE_NOOP("Action", "Go to What It Waits For"), "Shift+B", Icon::External, here},
    {"instance.compareWithSuccess", QT_TRANSLATE_NOOP("Action", "Compare with Last Success"), "Shift+L", Icon::Compare,
     here},
    {"instance.compare", QT_TRANSLATE_NOOP("Action", "Compare Two Instances"), "Shift+C", Icon::List, here},
    {"instance.openScript", QT_TRANSLATE_NOOP("Action", "Open in DataStudio"), "Shift+O", Icon::DataStudio, here},
}};

} // namespace

std::span<const ActionSpec> instanceActions()
{
    return table;
}

const ActionSpec &instanceActionSpec(InstanceCommand command)
{
    return table[size_t(command)];
}

InstanceCommand commandOf(const ActionSpec &spec)
{
    return static_cast<InstanceCommand>(&spec - table.data());
}

QString commandName(const QString &key, InstanceCommand command)
{
    QString name = QString::fromLatin1(instanceActionSpec(command).id).section(QLatin1Char('.'), 1);
    name.front() = name.front().toUpper();
    return key + name;
}

} // namespace slipway
