#include "app/run/spawn.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace slipway {

namespace {

// The child shares our memory until it is another program: it only makes system calls, and reports by `failure`.
[[noreturn]] void becomeProgram(const SpawnRequest &request, pid_t supervisor, volatile int &failure)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != supervisor)
        ::_exit(127); // it ended before we asked to be told
    const sigset_t none = {};
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::umask(request.umask);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0 && ::dup2(null, 0) == 0 && ::dup2(request.outputFd, 1) == 1 && ::dup2(request.outputFd, 2) == 2 &&
        ::fchdir(request.workFolderFd) == 0)
        ::execve(request.command[0], request.command, request.environment);
    failure = errno;
    ::_exit(127);
}

} // namespace

pid_t spawnProgram(const SpawnRequest &request, std::string &problem)
{
    volatile int failure = 0;
    const pid_t supervisor = ::getpid();
    // vfork: copying even our small memory takes as long as all the rest. We sleep until the child has become the
    // program or has failed, and all signals are blocked meanwhile.
    const pid_t child = ::vfork();
    if (child == 0)
        becomeProgram(request, supervisor, failure);
    if (child < 0)
        failure = errno;
    if (failure == 0)
        return child;
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    problem = std::string("Could not start ") + request.command[0] + ": " + std::strerror(failure) + '.';
    return -1;
}

} // namespace slipway
