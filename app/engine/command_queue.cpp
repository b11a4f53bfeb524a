#include "app/engine/command_queue.h"

namespace slipway {

using namespace Qt::StringLiterals;

void CommandQueue::enqueue(std::function<void()> command)
{
    m_waiting.push_back(std::move(command));
    run();
}

void CommandQueue::release()
{
    m_busy = false;
    run();
}

// A loop, not a recursion: a thousand commands that are refused at once must not grow the stack.
void CommandQueue::run()
{
    if (m_running)
        return;
    m_running = true;
    while (!m_busy && !m_waiting.empty()) {
        const std::function<void()> command = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_busy = true;
        command();
    }
    m_running = false;
}

Error CommandQueue::refusal(const Outcome<> &outcome)
{
    if (!outcome.failed())
        return Error::unavailable(u"The engine is stopping; nothing was changed."_s);
    Error error = outcome.error();
    error.kind = ErrorKind::Unavailable;
    error.retryable = true;
    error.message = u"Nothing was changed, because the engine's database cannot be written: %1"_s.arg(error.message);
    return error;
}

} // namespace slipway
