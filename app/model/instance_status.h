#pragma once

#include "app/model/result.h"

#include <string>

namespace slipway::host {

// What the supervisor tells the engine about its instance, as the file "status.json" in the instance's folder; replaced
// as a whole, so that a reader never sees half of it.
struct InstanceStatus
{
    std::string state; // starting, ready, waiting (for the next start), stopping, stopped
    long long supervisorPid = 0;
    long long supervisorStart = 0;
    long long hostPid = 0;
    int restarts = 0;          // since the supervisor started
    int earlyDeaths = 0;       // in a row, before the host was ready
    long long readyAt = 0;     // ms since the epoch
    long long nextStartAt = 0; // ms; only when waiting
    int lastExitCode = -1;     // -1: none
    int lastSignal = 0;
    std::string lastText;      // why, for people
    long long lastEndedAt = 0; // ms
};

// False with errno if it cannot be written.
bool writeStatus(const std::string &folder, const InstanceStatus &status);

} // namespace slipway::host
