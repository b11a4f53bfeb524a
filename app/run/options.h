#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace slipway {

struct RunOptions
{
    std::string folder;                               // absolute or relative; holds everything about the run
    std::int64_t timeoutSeconds = 0;                  // 0: none
    std::int64_t graceSeconds = 10;                   // between TERM and KILL
    std::int64_t maxLogBytes = std::int64_t{1} << 30; // 0: no limit
    int secretsFd = -1;                               // values to mask, each ended by a zero byte
    int lockFd = -1;                                  // the open, locked file `supervisor`; kept open while we live
    std::vector<char *> command;                      // ends in a null pointer
    bool help = false;
    bool version = false;
};

extern const char *const usageText;

// False and a sentence in `problem` when the arguments break a rule.
bool parseOptions(int argc, char **argv, RunOptions &options, std::string &problem);

} // namespace slipway
