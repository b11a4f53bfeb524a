#include "app/platform/unix_signals.h"

#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>

namespace slipway {

UnixSignals::UnixSignals(std::initializer_list<int> signalNumbers, QObject *parent) : QObject(parent)
{
    sigset_t set;
    ::sigemptyset(&set);
    for (const int number : signalNumbers)
        ::sigaddset(&set, number);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_fd.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { readPending(); });
}

UnixSignals::~UnixSignals() = default;

void UnixSignals::readPending()
{
    signalfd_siginfo info = {};
    while (::read(m_fd.get(), &info, sizeof info) == static_cast<ssize_t>(sizeof info))
        emit received(static_cast<int>(info.ssi_signo));
}

} // namespace slipway
