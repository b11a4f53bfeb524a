#include "app/run/watched_signals.h"

#include <sys/signalfd.h>
#include <sys/syscall.h>
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

} // namespace

void resetSignals()
{
    const KernelSigaction action;
    for (int number = 1; number < NSIG; ++number)
        ::syscall(SYS_rt_sigaction, number, &action, nullptr, sizeof action.mask);
}

int watchSignals()
{
    sigset_t set;
    ::sigemptyset(&set);
    constexpr int watched[] = {SIGCHLD, SIGTERM, SIGINT, SIGUSR1, SIGHUP, SIGPIPE, SIGXFSZ};
    for (const int number : watched)
        ::sigaddset(&set, number);
    ::sigprocmask(SIG_BLOCK, &set, nullptr);
    return ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace slipway
