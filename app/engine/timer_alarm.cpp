#include "app/engine/timer_alarm.h"

#include "app/engine/clock.h"

#include <algorithm>

namespace slipway {

namespace {

constexpr Millis longestSleep{30000};

} // namespace

TimerAlarm::TimerAlarm(const Clock &clock) : m_clock(clock)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { fire(); });
}

void TimerAlarm::set(Instant moment)
{
    m_moment = moment;
    m_timer.start(std::min(m_clock.realTimeUntil(moment), longestSleep));
}

void TimerAlarm::clear()
{
    m_timer.stop();
}

void TimerAlarm::fire()
{
    if (m_clock.now() < m_moment)
        set(m_moment);
    else if (m_ring)
        m_ring();
}

} // namespace slipway
