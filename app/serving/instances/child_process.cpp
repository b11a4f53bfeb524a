#include "app/serving/instances/child_process.h"

#include <QFile>
#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace slipway {

namespace {

int openPid(qint64 pid)
{
    return static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0));
}

// What posix_spawn needs, released with it.
class SpawnPlan
{
public:
    SpawnPlan()
    {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawnattr_init(&m_attributes);
    }
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&m_actions);
        posix_spawnattr_destroy(&m_attributes);
    }

    void setUp(int output, bool ownSession)
    {
        posix_spawn_file_actions_addopen(&m_actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&m_actions, output, 1);
        posix_spawn_file_actions_adddup2(&m_actions, output, 2);
        posix_spawn_file_actions_addclosefrom_np(&m_actions, 3);
        sigset_t all;
        sigset_t none;
        sigfillset(&all);
        sigemptyset(&none);
        posix_spawnattr_setsigdefault(&m_attributes, &all);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        int flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
        if (ownSession)
            flags |= POSIX_SPAWN_SETSID;
        posix_spawnattr_setflags(&m_attributes, static_cast<short>(flags));
    }

    pid_t spawn(const QStringList &arguments)
    {
        std::vector<QByteArray> words;
        for (const QString &argument : arguments)
            words.push_back(QFile::encodeName(argument));
        std::vector<char *> pointers;
        for (QByteArray &word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        pid_t pid = -1;
        const int error = posix_spawnp(&pid, pointers.front(), &m_actions, &m_attributes, pointers.data(), environ);
        errno = error;
        return error ? -1 : pid;
    }

private:
    posix_spawn_file_actions_t m_actions;
    posix_spawnattr_t m_attributes;
};

int openOutput(const QString &file)
{
    if (file.isEmpty())
        return ::memfd_create("output", MFD_CLOEXEC);
    return ::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

} // namespace

qint64 processStartTime(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    // The name in brackets may hold anything, so count from its end.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    return fields.size() > 19 && fields.front() != "Z" ? fields.at(19).toLongLong() : 0;
}

std::unique_ptr<ChildProcess> ChildProcess::start(const ProcessSpec &spec)
{
    const int output = openOutput(spec.outputFile);
    if (output < 0)
        return nullptr;
    SpawnPlan plan;
    plan.setUp(output, spec.ownSession);
    const pid_t pid = plan.spawn(spec.arguments);
    if (pid < 0 || !spec.outputFile.isEmpty()) {
        const int error = errno;
        ::close(output);
        errno = error;
    }
    if (pid < 0)
        return nullptr;
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid, openPid(pid), spec.outputFile.isEmpty() ? output : -1));
}

std::unique_ptr<ChildProcess> ChildProcess::adopt(qint64 pid, qint64 startTime)
{
    if (pid <= 0 || startTime <= 0)
        return nullptr;
    const int descriptor = openPid(pid);
    if (descriptor < 0)
        return nullptr;
    if (processStartTime(pid) != startTime) { // checked after the pidfd pins the process
        ::close(descriptor);
        return nullptr;
    }
    return std::unique_ptr<ChildProcess>(new ChildProcess(pid, descriptor, -1));
}

ChildProcess::ChildProcess(qint64 pid, int pidDescriptor, int outputDescriptor)
    : m_pid(pid),
      m_startTime(processStartTime(pid)),
      m_pidDescriptor(pidDescriptor),
      m_outputDescriptor(outputDescriptor),
      m_notifier(std::make_unique<QSocketNotifier>(pidDescriptor, QSocketNotifier::Read))
{
    ::fcntl(m_pidDescriptor, F_SETFD, FD_CLOEXEC);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { onEnded(); });
}

ChildProcess::~ChildProcess()
{
    m_notifier.reset();
    ::close(m_pidDescriptor);
    if (m_outputDescriptor >= 0)
        ::close(m_outputDescriptor);
}

void ChildProcess::signal(int number)
{
    ::syscall(SYS_pidfd_send_signal, m_pidDescriptor, number, nullptr, 0);
}

QByteArray ChildProcess::output() const
{
    QByteArray text(64 << 10, Qt::Uninitialized);
    const ssize_t size = ::pread(m_outputDescriptor, text.data(), static_cast<size_t>(text.size()), 0);
    text.truncate(size > 0 ? size : 0);
    return text;
}

void ChildProcess::onEnded()
{
    m_notifier->setEnabled(false);
    siginfo_t info{};
    const bool reaped = ::waitid(P_PIDFD, static_cast<id_t>(m_pidDescriptor), &info, WEXITED | WNOHANG) == 0;
    emit finished(reaped && info.si_code == CLD_EXITED ? info.si_status : -1);
}

} // namespace slipway
