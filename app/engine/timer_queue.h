#pragma once

#include "models/domain/instant.h"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace slipway {

class Alarm;
class Clock;

// All waits of the engine behind one alarm. Callbacks run in the order of their moments, equal ones in the order they
// were asked for.
class TimerQueue
{
public:
    using Token = std::uint64_t; // 0: none

    TimerQueue(const Clock &clock, Alarm &alarm);

    Token at(Instant moment, std::function<void()> callback);
    void cancel(Token token);

private:
    using Key = std::pair<Instant, Token>;

    void ring();
    void arm();

    const Clock &m_clock;
    Alarm &m_alarm;
    std::map<Key, std::function<void()>> m_waiting;
    std::map<Token, Instant> m_moments;
    Token m_lastToken = 0;
};

} // namespace slipway
