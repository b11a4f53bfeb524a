#include "app/executors/local_executor.h"

#include "app/executors/exit_record_reader.h"
#include "app/executors/supervisor_process.h"

#include <QFileInfo>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <sys/wait.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// A supervisor writes its number as its first deed; a heavily loaded machine may delay that.
constexpr int pidTries = 200;
constexpr Millis pidInterval{50};

RunEnd unknownEnd(AttemptEnd end, const QString &message)
{
    RunEnd result;
    result.end = end;
    result.finishedAt = std::chrono::floor<Millis>(std::chrono::system_clock::now());
    result.message = message;
    return result;
}

RunEnd lost(const QString &why)
{
    return unknownEnd(AttemptEnd::Lost, u"How it ended is unknown: %1"_s.arg(why));
}

RunEnd endInAbsence(const QString &folder)
{
    if (const auto end = readExitRecord(folder))
        return *end;
    return lost(u"its supervisor is gone and has left no exit record (the machine may have lost power)."_s);
}

} // namespace

class LocalExecutor::Run
{
public:
    Run(SupervisorProcess process, QString folder)
        : m_process(std::move(process)),
          m_folder(std::move(folder)),
          m_notifier(m_process.fd.get(), QSocketNotifier::Read)
    {
    }

    QSocketNotifier &notifier() { return m_notifier; }

    void stop() const
    {
        signalProcess(m_process.fd, SIGUSR1);
        signalProcess(m_process.fd, SIGCONT); // in case somebody has halted it
    }

    // After its descriptor polled readable.
    RunEnd end() const
    {
        siginfo_t info = {};
        if (m_process.isChild)
            ::waitid(P_PIDFD, static_cast<id_t>(m_process.fd.get()), &info, WEXITED | WNOHANG);
        if (const auto end = readExitRecord(m_folder))
            return *end;
        if (info.si_pid == 0)
            return endInAbsence(m_folder);
        if (info.si_code == CLD_EXITED) {
            return unknownEnd(AttemptEnd::NotStarted, u"The run was not started: its supervisor could not work in %1 "
                                                      "(status %2). Is the disk full?"_s.arg(m_folder)
                                                          .arg(info.si_status));
        }
        return lost(u"its supervisor was ended by signal %1."_s.arg(info.si_status));
    }

private:
    SupervisorProcess m_process;
    QString m_folder;
    QSocketNotifier m_notifier;
};

LocalExecutor::LocalExecutor(LocalExecutorConfig config, QObject *parent) : QObject(parent), m_config(std::move(config))
{
}

LocalExecutor::~LocalExecutor() = default;

void LocalExecutor::onFinished(Finished finished)
{
    m_finished = std::move(finished);
}

Outcome<RunHandle> LocalExecutor::start(const RunRequest &request)
{
    Outcome<SupervisorProcess> process = startSupervisor(m_config, request);
    if (!process)
        return process.error();
    const RunHandle handle{process->identity.pid, process->identity.start};
    watch({request.instance, request.attempt}, std::make_unique<Run>(std::move(process.value()), request.folder));
    return handle;
}

void LocalExecutor::adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle)
{
    const Key key{instance, attempt};
    if (handle.supervisorPid == 0) {
        adoptWithoutHandle(key, folder, pidTries);
        return;
    }
    SupervisorProcess process;
    process.identity = {handle.supervisorPid, handle.supervisorStart};
    process.fd = openProcess(process.identity);
    if (process.fd.isValid())
        watch(key, std::make_unique<Run>(std::move(process), folder));
    else
        reportLater(key, endInAbsence(folder));
}

void LocalExecutor::adoptWithoutHandle(const Key &key, const QString &folder, int triesLeft)
{
    const SupervisorTrace trace = findSupervisor(folder);
    if (!trace.alive) {
        const bool began = trace.pid != 0 || QFileInfo::exists(folder + "/exit"_L1);
        reportLater(key,
                    began ? endInAbsence(folder)
                          : unknownEnd(AttemptEnd::NotStarted, u"The engine ended before it could start the run."_s));
        return;
    }
    if (const auto start = processStart(trace.pid)) {
        adopt(key.instance, key.attempt, folder, {trace.pid, *start});
        return;
    }
    if (triesLeft == 0) {
        reportLater(key, lost(u"its supervisor has not told its process id."_s));
        return;
    }
    QTimer::singleShot(pidInterval, this, [=, this] { adoptWithoutHandle(key, folder, triesLeft - 1); });
}

void LocalExecutor::stop(InstanceId instance, int attempt)
{
    const auto run = m_runs.find({instance, attempt});
    if (run != m_runs.end())
        run->second->stop();
}

void LocalExecutor::watch(const Key &key, std::unique_ptr<Run> run)
{
    connect(&run->notifier(), &QSocketNotifier::activated, this, [this, key] { ended(key); });
    m_runs[key] = std::move(run);
}

void LocalExecutor::ended(const Key &key)
{
    const auto run = m_runs.find(key);
    if (run == m_runs.end())
        return;
    run->second->notifier().setEnabled(false);
    const RunEnd end = run->second->end();
    // Not here: we are inside a signal of the notifier that would die with it.
    std::shared_ptr<Run> finished = std::move(run->second);
    m_runs.erase(run);
    QMetaObject::invokeMethod(
        this, [finished] {}, Qt::QueuedConnection);
    if (m_finished)
        m_finished(key.instance, key.attempt, end);
}

void LocalExecutor::reportLater(const Key &key, const RunEnd &end)
{
    QMetaObject::invokeMethod(
        this,
        [this, key, end] {
            if (m_finished)
                m_finished(key.instance, key.attempt, end);
        },
        Qt::QueuedConnection);
}

} // namespace slipway
