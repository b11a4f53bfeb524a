#pragma once

#include "models/domain/cron.h"

#include <QString>

namespace slipway {

// What an expression says, in a sentence for people: "At 02:30, on the last working day of the month, in March."
QString describeCron(const CronExpression &cron);

} // namespace slipway
