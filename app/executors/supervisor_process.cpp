#include "app/executors/supervisor_process.h"

#include "app/platform/files.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <vector>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxPidText = 32;

QProcessEnvironment baseEnvironment(const LocalExecutorConfig &config)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, config.path);
    environment.insert(u"HOME"_s, QDir::homePath());
    environment.insert(u"SHELL"_s, config.shell);
    environment.insert(u"LANG"_s, qEnvironmentVariable("LANG", u"C.UTF-8"_s));
    for (const char *name : {"USER", "LOGNAME", "TZ"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    return environment;
}

// Keeps the bytes that an argument vector points to.
class CStrings
{
public:
    explicit CStrings(const QStringList &texts)
    {
        m_bytes.reserve(static_cast<size_t>(texts.size()));
        for (const QString &text : texts)
            m_bytes.push_back(QFile::encodeName(text));
        for (QByteArray &bytes : m_bytes)
            m_pointers.push_back(bytes.data());
        m_pointers.push_back(nullptr);
    }
    char *const *data() { return m_pointers.data(); }

private:
    std::vector<QByteArray> m_bytes;
    std::vector<char *> m_pointers;
};

// A descriptor without a name on disk that holds the values, each ended by a zero byte. Invalid if there are none.
Outcome<UniqueFd> secretsDescriptor(const QStringList &secrets)
{
    if (secrets.isEmpty())
        return UniqueFd();
    QByteArray bytes;
    for (const QString &secret : secrets)
        bytes += secret.toUtf8() + '\0';
    UniqueFd fd(::memfd_create("slipway-secrets", MFD_CLOEXEC));
    if (!fd.isValid() || ::write(fd.get(), bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size() ||
        ::lseek(fd.get(), 0, SEEK_SET) != 0)
        return Error::internal(u"Could not hand over the secrets: %1."_s.arg(systemReason(errno)));
    return fd;
}

Outcome<UniqueFd> lockedTrace(const QString &folder)
{
    const QString path = folder + "/supervisor"_L1;
    UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!fd.isValid())
        return Error::internal(u"Could not create %1: %2."_s.arg(path, systemReason(errno)));
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
        return Error::conflict(u"AttemptIsRunning"_s, u"A supervisor already works in %1."_s.arg(folder));
    return fd;
}

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

Outcome<> checkRequest(const RunRequest &request)
{
    if (!QDir::isAbsolutePath(request.folder))
        return Error::invalid(u"folder"_s,
                              u"The run's folder must be an absolute path, it is '%1'."_s.arg(request.folder));
    for (const QString &argument : request.arguments) {
        if (argument.contains(QChar::Null))
            return Error::invalid(u"arguments"_s, u"An argument of a run must not hold a zero character."_s);
    }
    return {};
}

Outcome<> makeFolder(const RunRequest &request)
{
    if (Outcome<> made = makePrivateFolder(request.folder); !made)
        return made;
    return writeNewFile(request.folder + "/script.sh"_L1, request.script.toUtf8(), 0600);
}

QStringList supervisorArguments(const LocalExecutorConfig &config, const RunRequest &request, const UniqueFd &trace,
                                const UniqueFd &secrets)
{
    QStringList arguments = {config.supervisor, u"--folder"_s, request.folder};
    arguments << u"--timeout"_s << QString::number(request.timeout.count());
    arguments << u"--grace"_s << QString::number(request.stopGrace.count());
    arguments << u"--max-log"_s << QString::number(config.maxLogBytes);
    arguments << u"--lock-fd"_s << QString::number(trace.get());
    if (secrets.isValid())
        arguments << u"--secrets-fd"_s << QString::number(secrets.get());
    arguments << u"--"_s << config.shell << request.folder + "/script.sh"_L1 << request.arguments;
    return arguments;
}

QString startProblem(const LocalExecutorConfig &config, int errorNumber)
{
    if (errorNumber == E2BIG)
        return u"The run could not be started: its arguments and environment are larger than the system allows."_s;
    return u"The run could not be started: %1: %2."_s.arg(config.supervisor, systemReason(errorNumber));
}

} // namespace

Outcome<SupervisorProcess> startSupervisor(const LocalExecutorConfig &config, const RunRequest &request)
{
    if (const Outcome<> checked = checkRequest(request); !checked)
        return checked.error();
    if (const Outcome<> made = makeFolder(request); !made)
        return made.error();
    Outcome<UniqueFd> trace = lockedTrace(request.folder);
    if (!trace)
        return trace.error();
    const Outcome<UniqueFd> secrets = secretsDescriptor(request.secrets);
    if (!secrets)
        return secrets.error();

    SpawnSettings settings;
    settings.inherit(*trace);
    if (secrets->isValid())
        settings.inherit(*secrets);
    CStrings arguments(supervisorArguments(config, request, *trace, *secrets));
    QProcessEnvironment variables = baseEnvironment(config);
    variables.insert(request.environment);
    CStrings environment(variables.toStringList());
    pid_t pid = -1;
    const int failure = ::posix_spawn(&pid, arguments.data()[0], settings.actions(), settings.attributes(),
                                      arguments.data(), environment.data());
    if (failure != 0)
        return Error::internal(startProblem(config, failure));

    trace.value().reset(); // the supervisor holds the lock now; the freed descriptor number is what the next lines need
    SupervisorProcess process;
    process.identity = {pid, processStart(pid).value_or(0)};
    process.fd = openChild(pid);
    process.isChild = true;
    return process;
}

SupervisorTrace findSupervisor(const QString &folder)
{
    const QString path = folder + "/supervisor"_L1;
    SupervisorTrace trace;
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC));
    if (!fd.isValid())
        return trace;
    trace.alive = ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (const Outcome<QByteArray> text = readSmallFile(path, maxPidText))
        trace.pid = text->trimmed().toLongLong();
    return trace;
}

} // namespace slipway
