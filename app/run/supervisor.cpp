#include "app/run/supervisor.h"

#include "app/run/process_tree.h"
#include "app/run/spawn.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace slipway {

using namespace std::chrono_literals;

namespace {

constexpr auto lingerTime = 2s;
constexpr auto killInterval = 20ms;
constexpr size_t maxSecretBytes = 1 << 20;
constexpr int pipeBytes = 1 << 20; // what an ordinary user may have; fewer switches when output is heavy
constexpr size_t readBytes = 256 << 10;

sigset_t watchedSignals()
{
    sigset_t set;
    ::sigemptyset(&set);
    for (const int number : {SIGCHLD, SIGTERM, SIGINT, SIGUSR1, SIGHUP, SIGPIPE, SIGXFSZ})
        ::sigaddset(&set, number);
    return set;
}

// Moves a descriptor that we were given out of the way of what is closed. -1 stays -1.
int keep(int fd, int place)
{
    if (fd < 0 || fd == place)
        return fd;
    const int moved = ::dup3(fd, place, O_CLOEXEC);
    ::close(fd);
    return moved;
}

} // namespace

Supervisor::Supervisor(RunOptions options) : m_options(std::move(options)) {}

Supervisor::~Supervisor() = default;

int Supervisor::run()
{
    if (!prepare())
        return 125;
    if (startProgram())
        waitUntilGone();
    return writeRecord();
}

bool Supervisor::prepare()
{
    ::setsid(); // fails when we lead a session already, which is what we want
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    m_umask = ::umask(077);
    readSecrets();
    m_options.lockFd = keep(m_options.lockFd, 3);
    ::close_range(m_options.lockFd < 0 ? 3 : 4, ~0U, 0);
    if (m_options.lockFd >= 0)
        ::fcntl(m_options.lockFd, F_SETFD, FD_CLOEXEC);

    const sigset_t signals = watchedSignals();
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    m_signalFd = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    return prepareFolder();
}

void Supervisor::readSecrets()
{
    if (m_options.secretsFd < 0)
        return;
    std::string text;
    char buffer[4096];
    ssize_t n = 0;
    while (text.size() < maxSecretBytes && (n = ::read(m_options.secretsFd, buffer, sizeof buffer)) > 0)
        text.append(buffer, static_cast<size_t>(n));
    ::close(m_options.secretsFd);
    for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find('\0', begin), text.size());
        m_secrets.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

bool Supervisor::prepareFolder()
{
    m_folderFd = ::open(m_options.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (m_folderFd < 0)
        return fail("open the folder " + m_options.folder, errno);
    const std::string pid = std::to_string(::getpid()) + '\n';
    if (m_options.lockFd >= 0 && ::write(m_options.lockFd, pid.data(), pid.size()) != static_cast<ssize_t>(pid.size()))
        return fail("write the process id", errno);
    if (const int failure = m_recordFile.reserve(m_folderFd))
        return fail("reserve space for the exit record", failure);
    return true;
}

bool Supervisor::fail(const std::string &what, int errorNumber)
{
    m_record.message = "Could not " + what + ": " + std::strerror(errorNumber) + '.';
    const std::string line = "slipway-run: " + m_record.message + '\n';
    [[maybe_unused]] const ssize_t written = ::write(2, line.data(), line.size());
    return false;
}

bool Supervisor::startProgram()
{
    if (::mkdirat(m_folderFd, "work", 0700) != 0 && errno != EEXIST)
        return fail("make the working folder", errno);
    m_workFd = ::openat(m_folderFd, "work", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (m_workFd < 0)
        return fail("open the working folder", errno);
    const int logFd = ::openat(m_folderFd, "log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (logFd < 0)
        return fail("open the log", errno);
    m_log = std::make_unique<LogWriter>(logFd, m_options.maxLogBytes, std::move(m_secrets));

    int output[2];
    if (::pipe2(output, O_CLOEXEC) != 0)
        return fail("make a pipe", errno);
    ::fcntl(output[0], F_SETFL, O_NONBLOCK);
    ::fcntl(output[0], F_SETPIPE_SZ, pipeBytes);
    m_outputFd = output[0];
    m_program = spawnProgram({m_options.command.data(), m_workFd, output[1], m_umask}, m_record.message);
    ::close(output[1]);
    if (m_program < 0) {
        m_log->note(m_record.message);
        return false;
    }
    if (m_options.timeoutSeconds > 0)
        m_deadline = Clock::now() + std::chrono::seconds(m_options.timeoutSeconds);
    return true;
}

void Supervisor::waitUntilGone()
{
    while (m_stage != Stage::Gone) {
        pollfd fds[] = {{m_signalFd, POLLIN, 0}, {m_outputFd, POLLIN, 0}};
        ::poll(fds, 2, pollTimeout());
        if (fds[1].revents)
            readOutput();
        if (fds[0].revents)
            readSignals();
        if (m_deadline && Clock::now() >= *m_deadline)
            deadlinePassed();
    }
    readOutput(); // what the last of them printed
    m_log->finish();
}

int Supervisor::pollTimeout() const
{
    if (!m_deadline)
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_deadline - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
}

void Supervisor::readOutput()
{
    static char buffer[readBytes];
    // While processes live, one piece at a time, so that endless output cannot keep us from signals and deadlines.
    do {
        if (m_outputFd < 0)
            return;
        const ssize_t n = ::read(m_outputFd, buffer, sizeof buffer);
        if (n > 0) {
            m_log->output({buffer, static_cast<size_t>(n)});
        } else if (n == 0) {
            ::close(m_outputFd);
            m_outputFd = -1; // poll ignores it from now on
        } else if (errno != EINTR) {
            return;
        }
    } while (m_stage == Stage::Gone);
}

void Supervisor::readSignals()
{
    signalfd_siginfo info = {};
    while (::read(m_signalFd, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        const auto number = static_cast<int>(info.ssi_signo);
        if (number == SIGCHLD) {
            reap();
        } else if (number == SIGUSR1 || number == SIGTERM || number == SIGINT) {
            if (m_stage == Stage::Running) {
                m_record.end = "stopped";
                m_record.cause = number == SIGUSR1 ? "user" : "shutdown";
            }
            if (m_stage == Stage::Running || m_stage == Stage::Lingering)
                terminate();
        }
    }
}

void Supervisor::reap()
{
    int status = 0;
    pid_t pid = 0;
    while ((pid = ::waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == m_program)
            programEnded(status);
    }
    if (pid < 0 && errno == ECHILD)
        enter(Stage::Gone, 0s);
    else if (m_programEnded && m_stage == Stage::Running)
        enter(Stage::Lingering, lingerTime);
}

void Supervisor::programEnded(int status)
{
    m_programEnded = true;
    m_record.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    m_record.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (m_stage == Stage::Running)
        m_record.end = WIFSIGNALED(status) ? "signalled" : "exited";
}

void Supervisor::deadlinePassed()
{
    switch (m_stage) {
    case Stage::Running:
        m_record.end = "timedout";
        m_log->note("The run has reached its limit of " + std::to_string(m_options.timeoutSeconds) +
                    " s and is ended.");
        terminate();
        break;
    case Stage::Lingering:
        m_log->note("The script has ended, processes that it left behind are ended too.");
        terminate();
        break;
    case Stage::Terminating:
    case Stage::Killing:
        kill();
        break;
    case Stage::Gone:
        break;
    }
}

void Supervisor::enter(Stage stage, Clock::duration time)
{
    m_stage = stage;
    m_deadline = Clock::now() + time;
}

void Supervisor::terminate()
{
    enter(Stage::Terminating, std::chrono::seconds(m_options.graceSeconds));
    signalTree(SIGTERM);
    signalTree(SIGCONT); // a halted process gets TERM only when it goes on
}

void Supervisor::kill()
{
    // Again and again: killed processes leave orphans to us that we did not see before.
    signalTree(SIGKILL);
    enter(Stage::Killing, killInterval);
    reap();
}

void Supervisor::signalTree(int number)
{
    // Once the program is reaped, the number of its group may belong to strangers.
    if (m_programEnded) {
        signalDescendants(number, 0);
        return;
    }
    signalDescendants(number, m_program);
    ::killpg(m_program, number);
}

int Supervisor::writeRecord()
{
    rusage usage = {};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    m_record.peakRssKb = usage.ru_maxrss;
    m_record.cpuMs = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * std::int64_t{1000} +
                     (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    if (m_log) {
        m_record.logErrno = m_log->errorNumber();
        m_record.logLostBytes = m_log->lostBytes();
        m_record.logCapped = m_log->isCapped();
    }
    if (const int failure = m_recordFile.write(m_record)) {
        fail("write the exit record", failure);
        return 125;
    }
    return 0;
}

} // namespace slipway
