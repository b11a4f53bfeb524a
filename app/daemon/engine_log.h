#pragma once

#include "app/platform/unique_fd.h"
#include "models/domain/outcome.h"

#include <QString>

#include <mutex>

namespace slipway {

// The engine's own log: one line per message,
//   time=2026-03-01T00:00:00.000Z level=info part=server message="listening address=http://127.0.0.1:8700"
// on standard error and in a file, which is renamed to <file>.1 (and that to .2, .3) when it grows too large.
class EngineLog
{
public:
    static constexpr qint64 rotateAt = 8 * 1024 * 1024; // bytes
    static constexpr int keptFiles = 3;

    explicit EngineLog(QString file, qint64 limit = rotateAt) : m_file(std::move(file)), m_limit(limit) {}
    ~EngineLog();

    Outcome<> open();
    // From now on every message of the program comes here, on whatever thread. One log of a program at a time.
    void install(bool verbose);
    void write(const QByteArray &line);

    static QByteArray format(QtMsgType type, const QString &category, const QString &message);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void rotate();
    Outcome<> reopen();

    QString m_file;
    qint64 m_limit;
    std::mutex m_lock;
    UniqueFd m_fd;
    qint64 m_size = 0;
    bool m_installed = false;
};

} // namespace slipway
