#pragma once

#include "models/backend/reply.h"
#include "models/domain/ids.h"

namespace slipway {

// A window of a run's log.
struct LogChunk
{
    qint64 offset = 0;    // of the first byte in `bytes`
    QByteArray bytes;
    qint64 size = 0;      // of the whole log now
    bool finished = false; // nothing will be appended any more
};

class LogsBackend
{
public:
    virtual ~LogsBackend() = default;

    // attempt 0: the latest. A negative offset counts from the end. At most 1 MiB per call.
    virtual Reply<LogChunk> read(InstanceId instance, int attempt, qint64 offset, qint64 maxBytes) = 0;
};

} // namespace slipway
