#include "ui/operations/log_presenter.h"

#include <algorithm>

namespace slipway {

namespace {
constexpr qint64 chunkBytes = 512 * 1024;
constexpr auto pollInterval = std::chrono::milliseconds(150); // what a reader takes for "at once"
} // namespace

LogPresenter::LogPresenter(LogsBackend &logs, QObject *parent) : QObject(parent), m_logs(logs)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this,
            [this] { request(m_window.isEmpty() ? -chunkBytes : m_window.end(), chunkBytes); });
}

void LogPresenter::show(InstanceId instance, int attempt)
{
    clear();
    m_instance = instance;
    m_attempt = attempt;
    setState(State::Loading);
    request(-chunkBytes, chunkBytes);
}

void LogPresenter::clear()
{
    ++m_generation;
    m_asking = false;
    m_next.stop();
    m_instance = {};
    m_window.reset();
    m_size = 0;
    setState(State::Nothing);
}

void LogPresenter::loadOlder()
{
    if (!hasOlder() || m_asking)
        return;
    m_next.stop();
    const qint64 bytes = std::min(chunkBytes, m_window.begin());
    request(m_window.begin() - bytes, bytes);
}

void LogPresenter::retry()
{
    if (m_state != State::Failed)
        return;
    setState(State::Loading);
    m_next.start(0);
}

void LogPresenter::request(qint64 offset, qint64 bytes)
{
    m_asking = true;
    m_logs.read(m_instance, m_attempt, offset, bytes)
        .then(this, [this, generation = m_generation](const Outcome<LogChunk> &chunk) {
            if (generation != m_generation)
                return;
            m_asking = false;
            if (chunk.ok())
                received(*chunk);
            else if (chunk.failed())
                failed(chunk.error());
        });
}

void LogPresenter::received(const LogChunk &chunk)
{
    m_size = chunk.size;
    if (chunk.size < m_window.end() || !m_window.insert(chunk.offset, chunk.bytes)) {
        m_window.reset(); // the log is another one now: begin again at its end
        m_next.start(pollInterval);
        return;
    }
    const bool complete = chunk.finished && m_window.end() >= chunk.size;
    setState(complete ? State::Finished : State::Streaming);
    if (!complete)
        m_next.start(m_window.end() < chunk.size ? std::chrono::milliseconds(0) : pollInterval);
}

void LogPresenter::failed(const Error &error)
{
    setState(State::Failed, error.message);
    if (error.retryable)
        m_next.start(std::chrono::seconds(2));
}

void LogPresenter::setState(State state, const QString &problem)
{
    if (m_state == state && m_problem == problem)
        return;
    m_state = state;
    m_problem = problem;
    emit stateChanged();
}

} // namespace slipway
