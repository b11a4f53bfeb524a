#include "app/run/spawn.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace slipway {

namespace {

// The kernel's form of struct sigaction. The C library's function leaves out the two signals that it keeps for itself,
// and posix_spawn hands these down ignored.
struct KernelSigaction
{
    void (*handler)(int) = SIG_DFL;
    unsigned long flags = 0;
    void (*restorer)() = nullptr;
    unsigned long mask = 0;
};

void resetSignals()
{
    const KernelSigaction action;
    for (int number = 1; number < NSIG; ++number)
        ::syscall(SYS_rt_sigaction, number, &action, nullptr, sizeof action.mask);
    const unsigned long none = 0;
    ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, nullptr, sizeof none);
}

[[noreturn]] void failChild(int reportFd)
{
    const int failure = errno;
    [[maybe_unused]] const ssize_t written = ::write(reportFd, &failure, sizeof failure);
    ::_exit(127);
}

// All descriptors above standard error are close-on-exec by now.
[[noreturn]] void becomeProgram(const SpawnRequest &request, pid_t supervisor, int reportFd)
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != supervisor)
        ::_exit(127); // it ended before we asked to be told
    resetSignals();
    ::umask(request.umask);
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0 || ::dup2(null, 0) < 0 || ::dup2(request.outputFd, 1) < 0 || ::dup2(request.outputFd, 2) < 0)
        failChild(reportFd);
    if (::fchdir(request.workFolderFd) != 0)
        failChild(reportFd);
    ::execvp(request.command[0], request.command);
    failChild(reportFd);
}

} // namespace

pid_t spawnProgram(const SpawnRequest &request, std::string &problem)
{
    int report[2];
    if (::pipe2(report, O_CLOEXEC) != 0) {
        problem = std::string("Could not make a pipe: ") + std::strerror(errno) + '.';
        return -1;
    }
    const pid_t supervisor = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        becomeProgram(request, supervisor, report[1]);
    int failure = child < 0 ? errno : 0;
    ::close(report[1]);
    if (child > 0) {
        ::setpgid(child, child); // both sides do it, whoever comes first
        while (::read(report[0], &failure, sizeof failure) < 0 && errno == EINTR) {
        }
    }
    ::close(report[0]);
    if (failure == 0)
        return child;
    if (child > 0)
        ::waitpid(child, nullptr, 0);
    problem = std::string("Could not start ") + request.command[0] + ": " + std::strerror(failure) + '.';
    return -1;
}

} // namespace slipway
