#pragma once

#include "app/engine/executor.h"
#include "app/executors/local_executor.h"
#include "app/platform/unique_fd.h"

namespace slipway {

// The request for a supervisor (app/run/run_request.h says what it reads), in a file that has no name on any disk.
Outcome<UniqueFd> makeRunMessage(const LocalExecutorConfig &config, const RunRequest &request);

} // namespace slipway
