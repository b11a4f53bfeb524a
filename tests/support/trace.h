#pragma once

#include "app/engine/event_sink.h"
#include "models/domain/instant.h"

#include <QStringList>

#include <optional>

namespace slipway {

// An instance's event as a line: "02:00:05 clean 02:00 Running", the last part its reason in brackets if there is one:
// "02:00:09 clean 02:00 Failure (exited with status 3)". Nothing for other events. Times in UTC.
std::optional<QString> traceLine(Instant now, const Event &event);

// The same without the time of the event.
QString traceState(const Instance &instance);

} // namespace slipway
