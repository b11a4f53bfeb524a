#pragma once

#include "models/backend/reply.h"
#include "models/domain/ids.h"
#include "models/domain/log_chunk.h"

namespace slipway {

class LogsBackend
{
public:
    virtual ~LogsBackend() = default;

    // attempt 0: the latest. A negative offset counts from the end. At most 1 MiB per call.
    virtual Reply<LogChunk> read(InstanceId instance, int attempt, qint64 offset, qint64 maxBytes) = 0;
};

} // namespace slipway
