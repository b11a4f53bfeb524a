#include "ui/operations/log_saver.h"

namespace slipway {

namespace {
constexpr qint64 pieceBytes = 1024 * 1024; // the most that one call answers
}

LogSaver::LogSaver(LogsBackend &logs, InstanceId instance, int attempt, const QString &path, QObject *parent)
    : QObject(parent), m_logs(logs), m_instance(instance), m_attempt(attempt), m_file(path)
{
}

void LogSaver::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return fail(m_file.errorString());
    readOn();
}

void LogSaver::cancel()
{
    m_over = true;
    m_file.cancelWriting();
}

void LogSaver::readOn()
{
    m_logs.read(m_instance, m_attempt, m_written, pieceBytes).then(this, [this](const Outcome<LogChunk> &chunk) {
        if (m_over)
            return;
        if (chunk.ok())
            received(*chunk);
        else
            fail(chunk.failed() ? chunk.error().message : tr("The connection to the engine was given up."));
    });
}

void LogSaver::received(const LogChunk &chunk)
{
    if (chunk.offset != m_written || chunk.size < m_written)
        return fail(tr("The log was replaced by another one meanwhile."));
    if (m_file.write(chunk.bytes) != chunk.bytes.size())
        return fail(m_file.errorString());
    m_written += chunk.bytes.size();
    emit progressed(m_written, chunk.size);
    if (m_written < chunk.size && !chunk.bytes.isEmpty())
        return readOn();
    m_over = true;
    if (!m_file.commit())
        return fail(m_file.errorString());
    emit finished(m_written);
}

void LogSaver::fail(const QString &why)
{
    cancel();
    emit failed(why);
}

} // namespace slipway
