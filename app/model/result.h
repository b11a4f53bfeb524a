#pragma once

#include <string>
#include <utility>
#include <variant>

namespace slipway::host {

// How slipway-model ends when it cannot serve; the supervisor and the engine know these numbers.
enum ExitCode {
    exitStopped = 0,
    exitUsage = 2,
    exitPluginMissing = 20,    // the shared object or the interpreter cannot be loaded
    exitSymbolMissing = 21,    // it has no initialize or process
    exitInitializeFailed = 22, // the model does not load
    exitWarmUpFailed = 23,
    exitBadDescription = 24,
    exitCommandEnded = 25,    // the custom command ended by itself
    exitAllWorkersStuck = 26, // every worker thread is past its deadline
    exitAlreadyRunning = 30,  // another supervisor has this instance
};

struct Failure
{
    int exitCode = exitBadDescription;
    std::string text; // one sentence for people
};

// A value or why there is none. The programs of this folder use no Qt, so that an instance stays small.
template <class T>
class Result
{
public:
    Result(T value) : m_value(std::move(value)) {}
    Result(Failure failure) : m_value(std::move(failure)) {}

    explicit operator bool() const { return std::holds_alternative<T>(m_value); }
    T &value() { return std::get<T>(m_value); }
    const Failure &failure() const { return std::get<Failure>(m_value); }

private:
    std::variant<T, Failure> m_value;
};

} // namespace slipway::host
