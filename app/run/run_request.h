#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

// What the engine asks a supervisor to run. On the wire: fields "key=value", each ended by a zero byte; numbers are
// decimal. `secret`, `environment` ("NAME=value") and `argument` may come several times, all others once at most.
struct SupervisedRun
{
    std::string folder;                               // absolute; holds everything about the run
    std::int64_t timeoutSeconds = 0;                  // 0: none
    std::int64_t graceSeconds = 10;                   // between TERM and KILL
    std::int64_t maxLogBytes = std::int64_t{1} << 30; // 0: no limit
    std::vector<std::string> secrets;                 // values that the log must not show
    std::vector<std::string> environment;             // the whole of the program's environment
    std::vector<std::string> command;                 // the program, by its path, and its arguments

    friend bool operator==(const SupervisedRun &, const SupervisedRun &) = default;
};

// A request that is larger is refused unread.
constexpr std::size_t maxRequestBytes = std::size_t{64} << 20;

// False and a sentence in `problem` when the text breaks a rule.
bool parseRequest(std::string_view text, SupervisedRun &run, std::string &problem);

} // namespace slipway
