#include "app/engine/timer_queue.h"

#include "app/engine/alarm.h"
#include "app/engine/clock.h"

namespace slipway {

TimerQueue::TimerQueue(const Clock &clock, Alarm &alarm) : m_clock(clock), m_alarm(alarm)
{
    m_alarm.onRing([this] { ring(); });
}

TimerQueue::Token TimerQueue::at(Instant moment, std::function<void()> callback)
{
    const Token token = ++m_lastToken;
    m_waiting.emplace(Key{moment, token}, std::move(callback));
    m_moments.emplace(token, moment);
    if (m_waiting.begin()->first.second == token)
        arm();
    return token;
}

void TimerQueue::cancel(Token token)
{
    const auto found = m_moments.find(token);
    if (found == m_moments.end())
        return;
    m_waiting.erase({found->second, token});
    m_moments.erase(found);
    arm();
}

// Those that callbacks add for "now" wait for the next ring, so that a chain of them cannot starve the event loop.
void TimerQueue::ring()
{
    const Key last{m_clock.now(), m_lastToken};
    while (!m_waiting.empty() && m_waiting.begin()->first <= last && m_waiting.begin()->first.second <= last.second) {
        auto entry = m_waiting.extract(m_waiting.begin());
        m_moments.erase(entry.key().second);
        entry.mapped()();
    }
    arm();
}

void TimerQueue::arm()
{
    if (m_waiting.empty())
        m_alarm.clear();
    else
        m_alarm.set(m_waiting.begin()->first.first);
}

} // namespace slipway
