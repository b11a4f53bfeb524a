#pragma once

#include "models/domain/schedule.h"
#include "models/domain/workflow.h"

#include <QString>

namespace slipway {

// The values of a node's properties as forms and comparisons name them.
QString wordOf(ScheduleMode mode);
QString wordOf(InstanceGeneration generation);
QString wordOf(CatchUp rule);
// After "Rerun allowed".
QString wordOf(RerunPolicy policy);

} // namespace slipway
