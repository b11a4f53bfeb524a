#include "app/daemon/launcher.h"

#include "app/platform/files.h"
#include "app/platform/unique_fd.h"

#include <QFile>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <vector>

extern char **environ;

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int childReadyFd = 3;
constexpr int patienceMillis = 120000; // a large database is migrated before the engine is ready
constexpr qsizetype longestReport = 64 * 1024;

// What the child is given: one end of the socket pair as descriptor 3, nothing else of ours.
class SpawnPlan
{
public:
    explicit SpawnPlan(int reportFd)
    {
        ::posix_spawn_file_actions_init(&m_actions);
        ::posix_spawn_file_actions_addopen(&m_actions, 0, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&m_actions, 1, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_addopen(&m_actions, 2, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&m_actions, reportFd, childReadyFd);
        ::posix_spawn_file_actions_addclosefrom_np(&m_actions, childReadyFd + 1);
        ::posix_spawnattr_init(&m_attributes);
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&m_attributes, &none);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
    }
    ~SpawnPlan()
    {
        ::posix_spawn_file_actions_destroy(&m_actions);
        ::posix_spawnattr_destroy(&m_attributes);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;

    int spawn(const QStringList &arguments) const
    {
        std::vector<QByteArray> bytes;
        for (const QString &argument : arguments)
            bytes.push_back(QFile::encodeName(argument));
        std::vector<char *> pointers;
        for (QByteArray &argument : bytes)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        pid_t pid = 0;
        return ::posix_spawn(&pid, "/proc/self/exe", &m_actions, &m_attributes, pointers.data(), environ);
    }

private:
    posix_spawn_file_actions_t m_actions;
    posix_spawnattr_t m_attributes;
};

// All that comes until its other end is closed, or nothing within the patience.
QByteArray readReport(int fd)
{
    QByteArray report;
    char buffer[4096];
    pollfd wait{fd, POLLIN, 0};
    while (report.size() < longestReport && ::poll(&wait, 1, patienceMillis) > 0) {
        const ssize_t n = ::read(fd, buffer, sizeof buffer);
        if (n <= 0)
            break;
        report.append(buffer, n);
        if (report.endsWith('\n'))
            break;
    }
    return report.trimmed();
}

void report(int readyFd, const QByteArray &line)
{
    if (readyFd < 0)
        return;
    if (::send(readyFd, line.constData(), size_t(line.size()), MSG_NOSIGNAL) != line.size())
        qWarning("The launcher does not listen any more.");
    ::close(readyFd);
}

} // namespace

Outcome<QString> launchInBackground(const QStringList &arguments)
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error::internal(u"Could not make a socket pair: %1."_s.arg(systemReason(errno)));
    const UniqueFd ourEnd(ends[0]);
    UniqueFd childEnd(::fcntl(ends[1], F_DUPFD_CLOEXEC, childReadyFd + 1)); // never the child's number itself
    ::close(ends[1]);
    const QStringList full = arguments + QStringList{u"--foreground"_s, u"--ready-fd"_s, QString::number(childReadyFd)};
    if (const int problem = SpawnPlan(childEnd.get()).spawn(full); problem != 0)
        return Error::internal(u"Could not start the engine: %1."_s.arg(systemReason(problem)));
    childEnd.reset();
    const QByteArray answer = readReport(ourEnd.get());
    if (answer.startsWith("ready "))
        return QString::fromUtf8(answer.mid(6));
    if (answer.startsWith("failed "))
        return Error{ErrorKind::Unavailable, u"EngineNotReady"_s, QString::fromUtf8(answer.mid(7)), {}, {}, false};
    return Error::unavailable(
        u"The engine ended before it was ready. Its log says why: logs/engine.log in the data folder."_s);
}

void reportReady(int readyFd, const QString &apiAddress)
{
    report(readyFd, "ready " + apiAddress.toUtf8() + '\n');
}

void reportFailure(int readyFd, const QString &reason)
{
    report(readyFd, "failed " + QString(reason).replace(u'\n', u' ').toUtf8() + '\n');
}

} // namespace slipway
