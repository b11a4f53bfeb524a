#pragma once

#include "ui/operations/instance_commands.h"
#include "ui/shell/action_registry.h"

#include <span>

namespace slipway {

// The commands for instances as actions: titles, icons and keys, in the order of InstanceCommand.
std::span<const ActionSpec> instanceActions();
const ActionSpec &instanceActionSpec(InstanceCommand command);
InstanceCommand commandOf(const ActionSpec &spec);

// "cycleInstancesRerun": the object name of a button or menu entry.
QString commandName(const QString &key, InstanceCommand command);

} // namespace slipway
