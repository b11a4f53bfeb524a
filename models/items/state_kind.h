#pragma once

#include "models/domain/backfill.h"
#include "models/domain/instance.h"
#include "models/domain/resource_group.h"
#include "models/domain/service.h"

#include <QMetaType>
#include <QString>

namespace slipway {

// What a state means to the person who looks at it. Views choose colour and shape by this, never by the
// state's own name, so that every object in the console is coloured alike.
enum class StateKind { Success, Running, Waiting, Queued, Failure, Stopped, Frozen, DryRun };

// A state as a table cell: the meaning for the icon, the word for the text.
struct StateCell
{
    StateKind kind = StateKind::Waiting;
    QString word; // translated

    friend bool operator==(const StateCell &, const StateCell &) = default;
};

StateCell stateCell(InstanceState state);
// Takes frozen and dry-run instances into account; prefer this where the whole instance is at hand.
StateCell stateCell(const Instance &instance);
StateCell stateCell(BackfillState state);
StateCell stateCell(DagState state);
StateCell stateCell(ResourceGroupState state);
StateCell stateCell(ServiceState state);
StateCell stateCell(VersionState state);

} // namespace slipway

Q_DECLARE_METATYPE(slipway::StateCell)
