#pragma once

#include <chrono>

namespace slipway::host {

using TimePoint = std::chrono::steady_clock::time_point;
using Delay = std::chrono::milliseconds;

// When a host that died is started again (reference: serving 8.3). One that was ready comes back at once, but not more
// often than every 0.2 s; one that never became ready waits 0.2 s, doubling to 30 s. A minute of readiness forgets.
class RestartPolicy
{
public:
    void started(TimePoint now)
    {
        m_startedAt = now;
        m_ready = false;
    }
    void becameReady(TimePoint now)
    {
        m_ready = true;
        m_readyAt = now;
    }
    // Returns how long to wait. `jitter` from -1 to 1 spreads the waits of many instances by a fifth.
    Delay died(TimePoint now, double jitter)
    {
        if (m_ready) {
            if (now - m_readyAt >= std::chrono::seconds(60))
                m_earlyDeaths = 0;
            const auto age = std::chrono::duration_cast<Delay>(now - m_startedAt);
            return age >= shortest ? Delay(0) : shortest - age;
        }
        ++m_earlyDeaths;
        Delay delay = shortest;
        for (int i = 1; i < m_earlyDeaths && delay < longest; ++i)
            delay *= 2;
        delay = delay < longest ? delay : longest;
        return delay + Delay(static_cast<long>(jitter * 0.2 * static_cast<double>(delay.count())));
    }
    // Deaths in a row before readiness.
    int earlyDeaths() const { return m_earlyDeaths; }

private:
    static constexpr Delay shortest{200};
    static constexpr Delay longest{30000};
    TimePoint m_startedAt{};
    TimePoint m_readyAt{};
    int m_earlyDeaths = 0;
    bool m_ready = false;
};

} // namespace slipway::host
