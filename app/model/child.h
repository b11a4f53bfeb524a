#pragma once

#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace slipway::host {

struct ChildSpec
{
    std::vector<std::string> arguments;                           // [0] is the program
    std::string folder;                                           // working folder; empty: unchanged
    std::vector<std::pair<std::string, std::string>> environment; // added to ours
    bool ownGroup = false;                                        // becomes the leader of a process group
    int output = -1; // descriptor for its standard output and error; -1: ours
    int passed = -1; // a descriptor that the child gets as number 3; -1: none
};

// Starts a process with /dev/null as standard input, default signal handling and no other descriptor of ours.
// The process id, or -1 with errno.
pid_t startChild(const ChildSpec &spec);

// This program's own file, to start it again in another role.
std::string ownProgram();

// Field 22 of /proc/<pid>/stat: with the pid it names a process for ever. 0 if there is none.
long long startTimeOf(pid_t pid);

// "guard --parent PID program ...": runs the program such that it is killed when the process that started it ends.
int guardMain(int argc, char **argv);

} // namespace slipway::host
