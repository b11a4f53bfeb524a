#pragma once

#include "app/engine/executor.h"
#include "app/executors/local_executor.h"
#include "app/platform/process_identity.h"
#include "app/platform/unique_fd.h"

namespace slipway {

// A supervisor that we started or found again.
struct SupervisorProcess
{
    ProcessIdentity identity;
    UniqueFd fd; // polls readable at its end
    bool isChild = false;
};

// Makes the attempt's folder with its script and starts slipway-run on it. Nothing runs when it fails.
Outcome<SupervisorProcess> startSupervisor(const LocalExecutorConfig &config, const RunRequest &request);

// What the file `supervisor` in an attempt's folder tells. The starting engine locks it before the supervisor exists,
// and the lock lives as long as the supervisor, whatever becomes of the engine.
struct SupervisorTrace
{
    bool alive = false;
    qint64 pid = 0; // 0: not written yet, or no supervisor ever began
};
SupervisorTrace findSupervisor(const QString &folder);

} // namespace slipway
