#pragma once

#include "app/daemon/daemon_options.h"
#include "app/engine/clock.h"

#include <memory>

namespace slipway {

// The machine's clock.
class SystemClock final : public Clock
{
public:
    Instant now() const override;
    Millis realTimeUntil(Instant t) const override;
};

// A clock for rehearsals: shows `shown` at the real moment `real` and runs `rate` times as fast from there. It never
// goes back, whatever the machine's clock does while the program runs.
class RehearsalClock final : public Clock
{
public:
    struct Course
    {
        Instant real;
        Instant shown;
        double rate = 1;
    };
    explicit RehearsalClock(const Course &course);

    Instant now() const override;
    Millis realTimeUntil(Instant t) const override;
    const Course &course() const { return m_course; }

private:
    Course m_course;
    Instant m_shownAtStart;
    std::chrono::steady_clock::time_point m_start;
};

// The clock that the options ask for. A rehearsal's course is kept in `file`, from where "resume" takes it up: the
// clock then shows what it would show had the engine never stopped. Errors: nothing to resume, an unreadable file.
Outcome<std::shared_ptr<Clock>> makeClock(const std::optional<ClockOption> &option, const QString &file);

} // namespace slipway
