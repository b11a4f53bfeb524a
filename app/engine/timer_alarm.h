#pragma once

#include "app/engine/alarm.h"

#include <QTimer>

namespace slipway {

class Clock;

// The alarm of a real engine: one QTimer on the engine's thread. It looks at the clock again at least every half
// minute, because a machine that slept or a clock that was set moves the moment while the timer does not notice.
class TimerAlarm : public Alarm
{
public:
    explicit TimerAlarm(const Clock &clock);

    void onRing(std::function<void()> ring) override { m_ring = std::move(ring); }
    void set(Instant moment) override;
    void clear() override;

private:
    void fire();

    const Clock &m_clock;
    std::function<void()> m_ring;
    QTimer m_timer;
    Instant m_moment;
};

} // namespace slipway
