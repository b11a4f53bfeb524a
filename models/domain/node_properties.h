#pragma once

#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

namespace slipway {

inline constexpr Seconds longestTimeout{168 * 3600}; // reference: dataworks 3.6
inline constexpr Seconds shortestTimeout{60};
inline constexpr int autoRerunLimit = 10;
inline constexpr Millis longestRerunInterval{30 * 60 * 1000};

// Whether what the Properties pane sets is within the rules: schedule, parameter line, timeout (0 or 1 min .. 168 h),
// automatic reruns (0..10, interval up to 30 min, none when reruns are denied), priority (1, 3, 5, 7, 8), input and
// output names (no doubles, none both), cross-cycle nodes. Whether parents and the resource group exist is not asked
// here. Of each of these at most one fault, in this order, field as the API has it.
QList<Error> propertyFaults(const NodeProperties &properties);
// The first of them.
Outcome<> checkProperties(const NodeProperties &properties);

} // namespace slipway
