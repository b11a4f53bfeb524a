#include "app/run/supervisor.h"

#include "app/run/process_tree.h"
#include "app/run/spawn.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
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
constexpr int pipeBytes = 1 << 20; // what an ordinary user may have; fewer switches when output is heavy
constexpr size_t readBytes = 256 << 10;

std::vector<char *> pointersTo(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::int64_t microseconds(const timeval &time)
{
    return time.tv_sec * std::int64_t{1'000'000} + time.tv_usec;
}

} // namespace

Supervisor::Supervisor(SupervisedRun run, const Surroundings &surroundings)
    : m_run(std::move(run)), m_surroundings(surroundings)
{
}

std::string Supervisor::run()
{
    if (!prepareFolder())
        return recordText(m_record);
    if (m_surroundings.stopRequested) {
        m_record.end = "stopped";
        m_record.cause = "user";
    } else if (startProgram()) {
        waitUntilGone();
    }
    return writeRecord();
}

bool Supervisor::prepareFolder()
{
    m_folderFd.reset(::open(m_run.folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!m_folderFd.isValid())
        return fail("open the folder " + m_run.folder, errno);
    if (const int failure = m_recordFile.reserve(m_folderFd.get()))
        return fail("reserve space for the exit record in " + m_run.folder, failure);
    return true;
}

bool Supervisor::fail(const std::string &what, int errorNumber)
{
    m_record.message = "Could not " + what + ": " + std::strerror(errorNumber) + '.';
    return false;
}

bool Supervisor::startProgram()
{
    if (::mkdirat(m_folderFd.get(), "work", 0700) != 0 && errno != EEXIST)
        return fail("make the working folder", errno);
    const UniqueFd workFolder(::openat(m_folderFd.get(), "work", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!workFolder.isValid())
        return fail("open the working folder", errno);
    const int logFd = ::openat(m_folderFd.get(), "log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (logFd < 0)
        return fail("open the log", errno);
    m_log = std::make_unique<LogWriter>(logFd, m_run.maxLogBytes, std::move(m_run.secrets));

    int output[2];
    if (::pipe2(output, O_CLOEXEC) != 0)
        return fail("make a pipe", errno);
    m_outputFd.reset(output[0]);
    const UniqueFd writeEnd(output[1]);
    ::fcntl(output[0], F_SETFL, O_NONBLOCK);
    ::fcntl(output[0], F_SETPIPE_SZ, pipeBytes);
    const std::vector<char *> command = pointersTo(m_run.command);
    const std::vector<char *> environment = pointersTo(m_run.environment);
    m_program = spawnProgram(
        {command.data(), environment.data(), workFolder.get(), writeEnd.get(), m_surroundings.umask}, m_record.message);
    if (m_program < 0) {
        m_log->note(m_record.message);
        return false;
    }
    if (m_run.timeoutSeconds > 0)
        m_deadline = Clock::now() + std::chrono::seconds(m_run.timeoutSeconds);
    return true;
}

void Supervisor::waitUntilGone()
{
    while (m_stage != Stage::Gone) {
        pollfd fds[] = {{m_surroundings.signalFd, POLLIN, 0}, {m_outputFd.get(), POLLIN, 0}};
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
        if (!m_outputFd.isValid())
            return;
        const ssize_t n = ::read(m_outputFd.get(), buffer, sizeof buffer);
        if (n > 0) {
            m_log->output({buffer, static_cast<size_t>(n)});
        } else if (n == 0) {
            m_outputFd.reset(); // poll ignores it from now on
        } else if (errno != EINTR) {
            return;
        }
    } while (m_stage == Stage::Gone);
}

void Supervisor::readSignals()
{
    signalfd_siginfo info = {};
    while (::read(m_surroundings.signalFd, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        const auto number = static_cast<int>(info.ssi_signo);
        if (number == SIGCHLD) {
            reap();
        } else if (number == SIGUSR1 || number == SIGTERM || number == SIGINT) {
            m_shutdown = m_shutdown || number != SIGUSR1;
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
    rusage usage = {}; // of the process and of those it has waited for itself
    while ((pid = ::wait4(-1, &status, WNOHANG, &usage)) > 0) {
        m_record.peakRssKb = std::max<std::int64_t>(m_record.peakRssKb, usage.ru_maxrss);
        m_cpuMicroseconds += microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
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
        m_log->note("The run has reached its limit of " + std::to_string(m_run.timeoutSeconds) + " s and is ended.");
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
    enter(Stage::Terminating, std::chrono::seconds(m_run.graceSeconds));
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

std::string Supervisor::writeRecord()
{
    m_record.cpuMs = m_cpuMicroseconds / 1000;
    if (m_log) {
        m_record.logErrno = m_log->errorNumber();
        m_record.logLostBytes = m_log->lostBytes();
        m_record.logCapped = m_log->isCapped();
    }
    const std::string text = recordText(m_record);
    if (const int failure = m_recordFile.write(text); failure && m_log)
        m_log->note(std::string("The exit record could not be written: ") + std::strerror(failure) + '.');
    return text;
}

} // namespace slipway
