#include "app/logs/log_reader.h"

#include "app/platform/files.h"
#include "app/platform/unique_fd.h"

#include <QFile>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 searchBlock = 1 << 20;
constexpr int maxMatches = 10000;
constexpr qsizetype maxWord = 4096;

Error readError(const QString &path)
{
    return Error::internal(u"Could not read the log %1: %2."_s.arg(path, systemReason(errno)));
}

struct OpenLog
{
    UniqueFd fd;
    qint64 size = 0;
};

Outcome<OpenLog> openLog(const QString &path)
{
    // Not blocking: a script may have put a named pipe in the log's place.
    OpenLog log{UniqueFd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), 0};
    if (!log.fd.isValid()) {
        if (errno == ENOENT || errno == ENOTDIR)
            return Error::notFound(u"LogNotFound"_s, u"There is no log %1 (not written yet, or removed)."_s.arg(path));
        return readError(path);
    }
    struct stat info = {};
    if (::fstat(log.fd.get(), &info) != 0)
        return readError(path);
    if (!S_ISREG(info.st_mode))
        return Error::invalid(u"path"_s, u"The log %1 is not a regular file."_s.arg(path));
    log.size = info.st_size;
    return log;
}

// Fills as much of the buffer as the file has; -1 on an error.
qint64 readAt(int fd, char *buffer, qint64 count, qint64 offset)
{
    qint64 done = 0;
    while (done < count) {
        const ssize_t n = ::pread(fd, buffer + done, static_cast<size_t>(count - done), offset + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break; // the end, or the file was cut since
        done += n;
    }
    return done;
}

Outcome<LogWindow> readWindow(const QString &path, qint64 offset, qint64 maxBytes)
{
    Outcome<OpenLog> log = openLog(path);
    if (!log)
        return log.error();
    LogWindow window;
    window.size = log->size;
    window.offset = offset < 0 ? std::max<qint64>(0, log->size + offset) : std::min(offset, log->size);
    const qint64 count = std::clamp<qint64>(maxBytes, 0, std::min(LogReader::maxWindow, log->size - window.offset));
    window.bytes.resize(static_cast<qsizetype>(count));
    const qint64 got = readAt(log->fd.get(), window.bytes.data(), count, window.offset);
    if (got < 0)
        return readError(path);
    window.bytes.truncate(static_cast<qsizetype>(got));
    return window;
}

// Appends the matches that begin in the first `size` bytes; returns where the next one may begin.
qint64 findInBlock(const char *block, qint64 size, const QByteArray &word, qint64 blockOffset, size_t limit,
                   std::vector<qint64> &offsets)
{
    qint64 at = 0;
    while (offsets.size() < limit) {
        const void *hit =
            ::memmem(block + at, static_cast<size_t>(size - at), word.constData(), static_cast<size_t>(word.size()));
        if (!hit)
            // A match may begin in the last bytes and end in the next block.
            return std::max(at, size - word.size() + 1);
        at = static_cast<const char *>(hit) - block;
        offsets.push_back(blockOffset + at);
        at += word.size();
    }
    return at;
}

Outcome<LogMatches> searchLog(const QString &path, const QByteArray &word, qint64 offset, int limit,
                              const StopFlag &stop)
{
    Outcome<OpenLog> log = openLog(path);
    if (!log)
        return log.error();
    LogMatches matches;
    matches.searchedTo = std::clamp<qint64>(offset, 0, log->size);
    QByteArray block(static_cast<qsizetype>(searchBlock), Qt::Uninitialized);
    while (matches.offsets.size() < static_cast<size_t>(limit)) {
        if (stop && stop->load())
            return Cancelled{};
        const qint64 size = readAt(log->fd.get(), block.data(), block.size(), matches.searchedTo);
        if (size < 0)
            return readError(path);
        const bool last = size < block.size();
        if (size >= word.size()) {
            matches.searchedTo += findInBlock(block.constData(), size, word, matches.searchedTo,
                                              static_cast<size_t>(limit), matches.offsets);
        }
        if (last) {
            matches.atEnd = matches.offsets.size() < static_cast<size_t>(limit);
            return matches;
        }
    }
    return matches;
}

} // namespace

LogReader::LogReader(QThreadPool *pool) : m_pool(pool ? pool : QThreadPool::globalInstance()) {}

QFuture<Outcome<LogWindow>> LogReader::read(const QString &path, qint64 offset, qint64 maxBytes) const
{
    return QtConcurrent::run(m_pool, [=] { return readWindow(path, offset, maxBytes); });
}

QFuture<Outcome<qint64>> LogReader::size(const QString &path) const
{
    return QtConcurrent::run(m_pool, [=]() -> Outcome<qint64> {
        const Outcome<LogWindow> window = readWindow(path, 0, 0);
        if (!window)
            return window.error();
        return window->size;
    });
}

QFuture<Outcome<LogMatches>> LogReader::search(const QString &path, const QByteArray &word, qint64 offset, int limit,
                                               const StopFlag &stop) const
{
    return QtConcurrent::run(m_pool, [=]() -> Outcome<LogMatches> {
        if (word.isEmpty() || word.size() > maxWord)
            return Error::invalid(u"word"_s, u"The text to search for must have 1 to %1 bytes."_s.arg(maxWord));
        if (limit < 1 || limit > maxMatches)
            return Error::invalid(u"limit"_s, u"limit must be 1 to %1, it is %2."_s.arg(maxMatches).arg(limit));
        return searchLog(path, word, offset, limit, stop);
    });
}

} // namespace slipway
