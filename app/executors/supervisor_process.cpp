#include "app/executors/supervisor_process.h"

#include "app/platform/files.h"

#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t maxAnswer = 8192;

// Spawn attributes: a session of its own, default dispositions, and those signals blocked that the supervisor reads
// from a descriptor, so that a stop right after the start is not lost.
class SpawnSettings
{
public:
    SpawnSettings()
    {
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawn_file_actions_init(&m_actions);
        sigset_t all;
        ::sigfillset(&all);
        ::posix_spawnattr_setsigdefault(&m_attributes, &all);
        sigset_t blocked;
        ::sigemptyset(&blocked);
        for (const int number : {SIGCHLD, SIGTERM, SIGINT, SIGUSR1, SIGHUP})
            ::sigaddset(&blocked, number);
        ::posix_spawnattr_setsigmask(&m_attributes, &blocked);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
        ::posix_spawn_file_actions_addopen(&m_actions, 0, "/dev/null", O_RDWR, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, 0, 1);
        ::posix_spawn_file_actions_adddup2(&m_actions, 0, 2);
    }
    ~SpawnSettings()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    SpawnSettings(const SpawnSettings &) = delete;
    SpawnSettings &operator=(const SpawnSettings &) = delete;

    // Onto itself: that keeps it open across exec (POSIX.1-2024, and glibc since 2.29).
    void inherit(const UniqueFd &fd) { ::posix_spawn_file_actions_adddup2(&m_actions, fd.get(), fd.get()); }
    const posix_spawnattr_t *attributes() const { return &m_attributes; }
    const posix_spawn_file_actions_t *actions() const { return &m_actions; }

private:
    posix_spawnattr_t m_attributes;
    posix_spawn_file_actions_t m_actions;
};

} // namespace

Outcome<SupervisorProcess *> SupervisorProcess::start(const QString &program, QObject *parent)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return Error::internal(u"The run could not be started: %1."_s.arg(systemReason(errno)));
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    SpawnSettings settings;
    settings.inherit(theirs);
    QByteArray name = QFile::encodeName(program);
    QByteArray option = "--socket";
    QByteArray socket = QByteArray::number(theirs.get());
    char *const arguments[] = {name.data(), option.data(), socket.data(), nullptr};
    char *const environment[] = {nullptr}; // each run brings its own
    pid_t pid = -1;
    const int failure =
        ::posix_spawn(&pid, name.constData(), settings.actions(), settings.attributes(), arguments, environment);
    if (failure != 0)
        return Error::internal(u"The run could not be started: %1: %2."_s.arg(program, systemReason(failure)));
    return new SupervisorProcess({pid, processStart(pid).value_or(0)}, openChild(pid), std::move(ours), parent);
}

SupervisorProcess::SupervisorProcess(const ProcessIdentity &identity, UniqueFd process, UniqueFd socket,
                                     QObject *parent)
    : QObject(parent),
      m_identity(identity),
      m_process(std::move(process)),
      m_socket(std::move(socket)),
      m_answers(m_socket.get(), QSocketNotifier::Read),
      m_end(m_process.get(), QSocketNotifier::Read)
{
    connect(&m_answers, &QSocketNotifier::activated, this, [this] { readSocket(); });
    connect(&m_end, &QSocketNotifier::activated, this, [this] { reap(); });
}

Outcome<> SupervisorProcess::send(const UniqueFd &request)
{
    char byte = 'r';
    iovec data = {&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message = {};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    const int fd = request.get();
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
    if (::sendmsg(m_socket.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
        return Error::internal(u"The run could not be handed to its supervisor: %1."_s.arg(systemReason(errno)));
    return {};
}

void SupervisorProcess::stopRun()
{
    m_stopped = true;
    signalProcess(m_process, SIGUSR1);
    signalProcess(m_process, SIGCONT); // in case somebody has halted it
}

void SupervisorProcess::close()
{
    m_answers.setEnabled(false);
    m_socket.reset();
}

void SupervisorProcess::readSocket()
{
    if (!m_socket.isValid())
        return;
    char answer[maxAnswer];
    const ssize_t size = ::recv(m_socket.get(), answer, sizeof answer, MSG_DONTWAIT);
    if (size > 0)
        emit ended(QByteArray(answer, size));
    else if (size == 0 || (errno != EAGAIN && errno != EINTR))
        m_answers.setEnabled(false); // its end follows
}

void SupervisorProcess::reap()
{
    m_end.setEnabled(false);
    readSocket(); // what it said last
    siginfo_t info = {};
    ::waitid(P_PIDFD, static_cast<id_t>(m_process.get()), &info, WEXITED | WNOHANG);
    m_howItEnded = info.si_code == CLD_EXITED ? u"ended with status %1"_s.arg(info.si_status)
                                              : u"was ended by signal %1"_s.arg(info.si_status);
    emit gone();
}

} // namespace slipway
