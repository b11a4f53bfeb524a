#pragma once

#include <string>
#include <sys/types.h>

namespace slipway {

struct SpawnRequest
{
    char *const *command = nullptr; // the program's path and its arguments; ends in a null pointer, as the next does
    char *const *environment = nullptr; // all of it
    int workFolderFd = -1;
    int outputFd = -1; // becomes standard output and standard error
    mode_t umask = 022;
};

// Starts the program in a process group of its own, with /dev/null as standard input, an empty signal mask and no other
// descriptor; signals that we ignore stay ignored. It dies with us. Returns its process id; -1 and a sentence on
// failure.
pid_t spawnProgram(const SpawnRequest &request, std::string &problem);

} // namespace slipway
