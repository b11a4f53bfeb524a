#pragma once

#include <QByteArray>

namespace slipway {

// A window of a run's log.
struct LogChunk
{
    qint64 offset = 0; // of the first byte in `bytes`
    QByteArray bytes;
    qint64 size = 0;       // of the whole log now
    bool finished = false; // nothing will be appended any more

    friend bool operator==(const LogChunk &, const LogChunk &) = default;
};

} // namespace slipway
