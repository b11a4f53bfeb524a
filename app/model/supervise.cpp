#include "app/model/supervise.h"

#include "app/model/arguments.h"
#include "app/model/child.h"
#include "app/model/instance_log.h"
#include "app/model/instance_status.h"
#include "app/model/restart_policy.h"
#include "app/model/result.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <random>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace slipway::host {

namespace {

using Clock = std::chrono::steady_clock;

long long wallMillis()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// Both ends close on exec.
struct Pipe
{
    int read = -1;
    int write = -1;

    bool open()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return false;
        read = ends[0];
        write = ends[1];
        ::fcntl(read, F_SETFL, O_NONBLOCK);
        return true;
    }
    void closeWrite()
    {
        if (write >= 0)
            ::close(write);
        write = -1;
    }
    void close()
    {
        closeWrite();
        if (read >= 0)
            ::close(read);
        read = -1;
    }
};

class Supervisor
{
public:
    Supervisor(std::string folder, std::chrono::seconds grace, std::vector<std::string> serveArguments)
        : m_folder(std::move(folder)),
          m_grace(grace),
          m_serveArguments(std::move(serveArguments)),
          m_log(m_folder + "/log")
    {
        m_status.supervisorPid = ::getpid();
        m_status.supervisorStart = startTimeOf(::getpid());
    }

    int run(int signalDescriptor)
    {
        startHost();
        while (!(m_stopping && m_host < 0)) {
            pollfd watched[] = {{signalDescriptor, POLLIN, 0}, {m_output.read, POLLIN, 0}, {m_ready.read, POLLIN, 0}};
            ::poll(watched, 3, waitTime());
            if (watched[1].revents)
                readOutput();
            if (watched[2].revents)
                readReadiness();
            if (watched[0].revents)
                takeSignals(signalDescriptor);
            onTime();
        }
        readOutput();
        report("stopped");
        return exitStopped;
    }

private:
    void startHost()
    {
        m_policy.started(Clock::now());
        m_nextStart.reset();
        m_readyText.clear();
        if (!m_output.open() || !m_ready.open())
            return startFailed();
        ChildSpec spec;
        spec.arguments = {ownProgram(), "serve", "--ready-fd", "3", "--parent", std::to_string(::getpid())};
        spec.arguments.insert(spec.arguments.end(), m_serveArguments.begin(), m_serveArguments.end());
        spec.ownGroup = true;
        spec.output = m_output.write;
        spec.passed = m_ready.write;
        m_host = startChild(spec);
        if (m_host < 0)
            return startFailed();
        m_output.closeWrite();
        m_ready.closeWrite();
        m_status.hostPid = m_host;
        report("starting");
    }

    void startFailed()
    {
        m_log.note(std::string("slipway: the instance cannot be started: ") + std::strerror(errno));
        m_status.lastText = "the instance cannot be started";
        m_output.close();
        m_ready.close();
        planNextStart();
    }

    void report(const char *state)
    {
        m_status.state = state;
        m_status.earlyDeaths = m_policy.earlyDeaths();
        if (!writeStatus(m_folder, m_status))
            m_log.note(std::string("slipway: the state of the instance cannot be written: ") + std::strerror(errno));
    }

    void readOutput()
    {
        char buffer[16384];
        ssize_t size = 0;
        while (m_output.read >= 0 && (size = ::read(m_output.read, buffer, sizeof buffer)) > 0)
            m_log.append({buffer, static_cast<std::size_t>(size)});
        if (size == 0)
            m_output.close();
    }

    void readReadiness()
    {
        char buffer[4096];
        ssize_t size = 0;
        while (m_ready.read >= 0 && (size = ::read(m_ready.read, buffer, sizeof buffer)) > 0)
            m_readyText.append(buffer, static_cast<std::size_t>(size));
        if (size == 0)
            m_ready.close();
        if (m_readyText == "READY\n") {
            m_readyText.clear();
            m_policy.becameReady(Clock::now());
            m_status.readyAt = wallMillis();
            report(m_stopping ? "stopping" : "ready");
        }
    }

    void takeSignals(int descriptor)
    {
        signalfd_siginfo info{};
        while (::read(descriptor, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
            if (info.ssi_signo == SIGCHLD)
                reap();
            else
                stop();
        }
    }

    void reap()
    {
        int status = 0;
        pid_t pid = 0;
        while ((pid = ::waitpid(-1, &status, WNOHANG)) > 0) {
            if (pid == m_host)
                hostEnded(status);
        }
    }

    void hostEnded(int status)
    {
        ::kill(-m_host, SIGKILL); // what its command left behind
        m_host = -1;
        readReadiness();
        readOutput();
        m_output.close();
        m_ready.close();
        m_status.hostPid = 0;
        m_status.lastExitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        m_status.lastSignal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
        m_status.lastEndedAt = wallMillis();
        m_status.lastText = endText();
        m_log.note("slipway: " + m_status.lastText);
        if (!m_stopping)
            planNextStart();
    }

    std::string endText() const
    {
        if (m_readyText.rfind("FAILED ", 0) == 0) {
            const std::size_t text = m_readyText.find(' ', 7);
            return m_readyText.substr(text + 1, m_readyText.size() - text - 2);
        }
        if (m_status.lastSignal)
            return std::string("the instance was ended by signal ") + std::to_string(m_status.lastSignal) + " (" +
                   strsignal(m_status.lastSignal) + ")";
        return "the instance ended with exit code " + std::to_string(m_status.lastExitCode);
    }

    void planNextStart()
    {
        std::uniform_real_distribution<double> spread(-1, 1);
        const Delay delay = m_policy.died(Clock::now(), spread(m_random));
        m_nextStart = Clock::now() + delay;
        m_status.nextStartAt = wallMillis() + delay.count();
        ++m_status.restarts;
        report("waiting");
    }

    void stop()
    {
        if (m_stopping)
            return;
        m_stopping = true;
        m_nextStart.reset();
        report("stopping");
        if (m_host < 0)
            return;
        ::kill(m_host, SIGTERM);
        m_killAt = Clock::now() + m_grace + std::chrono::seconds(2);
    }

    void onTime()
    {
        if (m_killAt && Clock::now() >= *m_killAt) {
            m_log.note("slipway: the instance did not end within its grace period and was killed");
            ::kill(-m_host, SIGKILL);
            m_killAt.reset();
        }
        if (m_nextStart && Clock::now() >= *m_nextStart)
            startHost();
    }

    int waitTime() const
    {
        const std::optional<TimePoint> next = m_nextStart ? m_nextStart : m_killAt;
        if (!next)
            return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - Clock::now()).count();
        return left > 0 ? static_cast<int>(left) : 0;
    }

    std::string m_folder;
    std::chrono::seconds m_grace;
    std::vector<std::string> m_serveArguments;
    InstanceLog m_log;
    InstanceStatus m_status;
    RestartPolicy m_policy;
    std::mt19937 m_random{std::random_device{}()};
    Pipe m_output;
    Pipe m_ready;
    std::string m_readyText;
    pid_t m_host = -1;
    bool m_stopping = false;
    std::optional<TimePoint> m_nextStart;
    std::optional<TimePoint> m_killAt;
};

int blockSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int number : {SIGTERM, SIGINT, SIGCHLD})
        sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    return ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool takeLock(const std::string &folder)
{
    const int descriptor = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    return descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0; // held until this process ends
}

} // namespace

int superviseMain(int argc, char **argv)
{
    const auto arguments = parseArguments(argc, argv, {"dir", "grace"});
    if (!arguments || arguments->value("dir").empty())
        return exitUsage;
    const int signals = blockSignals();
    if (signals < 0)
        return exitUsage;
    if (!takeLock(arguments->value("dir")))
        return exitAlreadyRunning;
    // Orphans of a host become our children, so that none outlives its instance unseen.
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return Supervisor(arguments->value("dir"), std::chrono::seconds(arguments->number("grace", 30)), arguments->rest)
        .run(signals);
}

} // namespace slipway::host
