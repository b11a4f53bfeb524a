#pragma once

#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

#include <array>

namespace slipway {

inline constexpr Seconds longestTimeout{168 * 3600}; // reference: dataworks 3.6
inline constexpr Seconds shortestTimeout{60};
inline constexpr int autoRerunLimit = 10;
inline constexpr Millis shortestRerunInterval{60 * 1000};
inline constexpr Millis longestRerunInterval{30 * 60 * 1000};

// Larger first (reference: dataworks 3.6).
inline constexpr std::array priorities{1, 3, 5, 7, 8};
// Field `Priority`.
Outcome<> checkPriority(int priority);

// Whether what the Properties pane sets is within the rules: schedule, parameter line, timeout (0 or 1 min .. 168 h),
// automatic reruns (0..10, interval 1 to 30 min, none when reruns are denied), priority, input and output names (no
// doubles, none both), cross-cycle nodes. Whether parents and the resource group exist is not asked here. An interval
// does not count as long as there are no automatic reruns; only the longest holds for it then. Of each of these at
// most one fault, in this order, field as the API has it.
QList<Error> propertyFaults(const NodeProperties &properties);
// The first of them.
Outcome<> checkProperties(const NodeProperties &properties);

} // namespace slipway
