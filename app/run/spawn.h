#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace slipway {

struct SpawnRequest
{
    char *const *command = nullptr; // ends in a null pointer
    int workFolderFd = -1;
    int outputFd = -1; // becomes standard output and standard error
    mode_t umask = 022;
};

// Starts the program in a process group of its own, with /dev/null as standard input, default signal dispositions, an
// empty signal mask and no other descriptor. It dies with us. Returns its process id; -1 and a sentence on failure.
pid_t spawnProgram(const SpawnRequest &request, std::string &problem);

} // namespace slipway
