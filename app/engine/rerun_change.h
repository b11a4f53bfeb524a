#pragma once

#include "app/engine/instance_writer.h"
#include "models/domain/lineage.h"

namespace slipway {

// Instances below one that a rerun may take in.
inline constexpr int wholeLineage = 100'000;
Outcome<> checkWholeLineage(const InstanceLineage &found);

// As if it had never run: it waits for its parents again.
Instance waitingAgain(Instance instance);

// Opens `rows`, which are of the lineage, again: each waits for those of its parents that are in it, and for others
// that have not succeeded.
InstanceChange rerunChange(const InstanceLineage &found, const QList<Instance> &rows);

} // namespace slipway
