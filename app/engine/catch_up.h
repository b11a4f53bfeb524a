#pragma once

#include "models/domain/instant.h"
#include "models/domain/schedule.h"

#include <QString>
#include <QTimeZone>

namespace slipway {

// What becomes of an occurrence that was due while the engine could not run it: empty to run it now, else why it is
// skipped. `now` is when the engine is back.
QString reasonToSkip(const Schedule &schedule, const QTimeZone &zone, Instant scheduled, Instant now);

} // namespace slipway
