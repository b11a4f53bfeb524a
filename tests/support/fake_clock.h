#pragma once

#include "app/engine/alarm.h"
#include "app/engine/clock.h"

#include <QString>

#include <optional>

namespace slipway {

// A clock that stands still until a test moves it.
class FakeClock : public Clock
{
public:
    explicit FakeClock(Instant now) : m_now(now) {}

    Instant now() const override { return m_now; }
    Millis realTimeUntil(Instant t) const override { return std::max(t - m_now, Millis{0}); }
    void set(Instant now) { m_now = now; }

private:
    Instant m_now;
};

// An alarm that a test rings.
class FakeAlarm : public Alarm
{
public:
    void onRing(std::function<void()> ring) override { m_ring = std::move(ring); }
    void set(Instant moment) override { m_moment = moment; }
    void clear() override { m_moment.reset(); }

    std::optional<Instant> moment() const { return m_moment; }
    void ring();

private:
    std::function<void()> m_ring;
    std::optional<Instant> m_moment;
};

// "2026-11-22 02:00" or "2026-11-22 02:00:30", UTC.
Instant utc(const QString &text);

} // namespace slipway
