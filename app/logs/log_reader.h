#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

#include <atomic>
#include <memory>
#include <vector>

class QThreadPool;

namespace slipway {

// A piece of a log file.
struct LogWindow
{
    qint64 offset = 0; // of the first byte in `bytes`; at most `size`
    QByteArray bytes;  // empty at the end of the file
    qint64 size = 0;   // of the file when it was read; less than an earlier answer's means that it was cut
};

// Where a search found its word.
struct LogMatches
{
    std::vector<qint64> offsets; // of the first byte of each match, ascending; matches do not overlap
    qint64 searchedTo = 0;       // a search that goes on starts here; the last match may have been the limit's
    bool atEnd = false;          // the file was read to its end
};

// Set to true to end a search early; its answer is then Cancelled.
using StopFlag = std::shared_ptr<std::atomic_bool>;

// Reads logs that may grow, shrink or vanish meanwhile, by pread in a thread pool: never a memory map, which a cut file
// would turn into a crash. Any thread may ask; the answer arrives by the future. A missing file is NotFound, what is no
// regular file is InvalidArgument.
class LogReader
{
public:
    static constexpr qint64 maxWindow = 1 << 20; // bytes an answer holds at most

    // `pool` must outlive the reader's answers; null: Qt's global pool.
    explicit LogReader(QThreadPool *pool = nullptr);

    // A negative offset counts from the end: -1000 is the last 1000 bytes. An offset beyond the end answers no bytes
    // with the offset set to the size. maxBytes is cut to `maxWindow`.
    QFuture<Outcome<LogWindow>> read(const QString &path, qint64 offset, qint64 maxBytes) const;
    QFuture<Outcome<qint64>> size(const QString &path) const;
    // Exact bytes, from `offset` on, at most `limit` matches (1..10000).
    QFuture<Outcome<LogMatches>> search(const QString &path, const QByteArray &word, qint64 offset, int limit,
                                        const StopFlag &stop) const;

private:
    QThreadPool *m_pool;
};

} // namespace slipway
