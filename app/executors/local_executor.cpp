#include "app/executors/local_executor.h"

#include "app/executors/exit_record_reader.h"
#include "app/executors/run_message.h"
#include "app/executors/supervisor_process.h"
#include "app/platform/files.h"

#include <QDir>
#include <QFileInfo>
#include <QSocketNotifier>

#include <csignal>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t maxIdle = 16; // supervisors kept for the next runs, 0.1 MB each

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
    if (!hasBegun(folder))
        return unknownEnd(AttemptEnd::NotStarted, u"The engine ended before it could start the run."_s);
    return lost(u"its supervisor is gone and has left no exit record (the machine may have lost power)."_s);
}

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

// The store has the script: after a power cut nobody needs the file.
Outcome<> makeFolder(const RunRequest &request)
{
    if (Outcome<> made = makePrivateFolder(request.folder); !made)
        return made;
    return writeNewFile(request.folder + "/script.sh"_L1, request.script.toUtf8(), 0600, Flush::Later);
}

} // namespace

// A run that an earlier engine started: its supervisor ends with it.
class LocalExecutor::AdoptedRun
{
public:
    AdoptedRun(UniqueFd process, QString folder)
        : m_process(std::move(process)), m_folder(std::move(folder)), m_end(m_process.get(), QSocketNotifier::Read)
    {
    }

    QSocketNotifier &processEnd() { return m_end; }
    RunEnd end() const { return endInAbsence(m_folder); }
    void stop() const
    {
        signalProcess(m_process, SIGUSR1);
        signalProcess(m_process, SIGCONT); // in case somebody has halted it
    }

private:
    UniqueFd m_process;
    QString m_folder;
    QSocketNotifier m_end;
};

LocalExecutor::LocalExecutor(LocalExecutorConfig config, QObject *parent) : QObject(parent), m_config(std::move(config))
{
}

LocalExecutor::~LocalExecutor() = default;

void LocalExecutor::onFinished(Finished finished)
{
    m_finished = std::move(finished);
}

Outcome<RunHandle> LocalExecutor::reserve(InstanceId instance, int attempt)
{
    const Outcome<SupervisorProcess *> supervisor = idleSupervisor();
    if (!supervisor)
        return supervisor.error();
    m_reserved[{instance, attempt}] = *supervisor;
    const ProcessIdentity &identity = (*supervisor)->identity();
    return RunHandle{identity.pid, identity.start};
}

Outcome<SupervisorProcess *> LocalExecutor::idleSupervisor()
{
    if (!m_idle.empty()) {
        SupervisorProcess *last = m_idle.back();
        m_idle.pop_back();
        return last;
    }
    const Outcome<SupervisorProcess *> started = SupervisorProcess::start(m_config.supervisor, this);
    if (started) {
        SupervisorProcess *supervisor = *started;
        connect(supervisor, &SupervisorProcess::ended, this,
                [this, supervisor](const QByteArray &record) { ended(supervisor, record); });
        connect(supervisor, &SupervisorProcess::gone, this, [this, supervisor] { gone(supervisor); });
    }
    return started;
}

Outcome<> LocalExecutor::start(const RunRequest &request)
{
    const Key key{request.instance, request.attempt};
    const auto reserved = m_reserved.extract(key);
    if (!reserved)
        return Error::unavailable(u"The run was not started: the supervisor that was to run it is gone."_s);
    SupervisorProcess *supervisor = reserved.mapped();
    Outcome<> done = handOver(*supervisor, request);
    if (done)
        m_runs[supervisor] = {key, request.folder};
    else
        release(supervisor);
    return done;
}

Outcome<> LocalExecutor::handOver(SupervisorProcess &supervisor, const RunRequest &request) const
{
    if (Outcome<> checked = checkRequest(request); !checked)
        return checked;
    if (Outcome<> made = makeFolder(request); !made)
        return made;
    const Outcome<UniqueFd> message = makeRunMessage(m_config, request);
    if (!message)
        return message.error();
    return supervisor.send(*message);
}

// For the next run, if it can have one; else it ends by itself.
void LocalExecutor::release(SupervisorProcess *supervisor)
{
    if (!supervisor->wasStopped() && m_idle.size() < maxIdle)
        m_idle.push_back(supervisor);
    else
        supervisor->close();
}

void LocalExecutor::adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle)
{
    const Key key{instance, attempt};
    UniqueFd process = openProcess({handle.supervisorPid, handle.supervisorStart});
    if (!process.isValid()) {
        reportLater(key, endInAbsence(folder));
        return;
    }
    // What its engine has asked a supervisor for, it runs, even if that engine is gone; then it ends.
    auto run = std::make_unique<AdoptedRun>(std::move(process), folder);
    connect(&run->processEnd(), &QSocketNotifier::activated, this, [this, key] { adoptedEnded(key); });
    m_adopted[key] = std::move(run);
}

void LocalExecutor::stop(InstanceId instance, int attempt)
{
    const Key key{instance, attempt};
    for (const auto &[supervisor, run] : m_runs) {
        if (run.key == key)
            supervisor->stopRun();
    }
    if (const auto adopted = m_adopted.find(key); adopted != m_adopted.end())
        adopted->second->stop();
}

void LocalExecutor::ended(SupervisorProcess *supervisor, const QByteArray &record)
{
    const auto run = m_runs.extract(supervisor);
    if (!run)
        return;
    release(supervisor);
    const std::optional<RunEnd> end = parseExitRecord(record);
    report(run.mapped().key, end ? *end : lost(u"its supervisor's answer is damaged."_s));
}

void LocalExecutor::gone(SupervisorProcess *supervisor)
{
    supervisor->deleteLater(); // not now: we are inside its signal
    std::erase(m_idle, supervisor);
    std::erase_if(m_reserved, [supervisor](const auto &reserved) { return reserved.second == supervisor; });
    const auto run = m_runs.extract(supervisor);
    if (!run)
        return;
    const auto &[key, folder] = run.mapped();
    if (const auto end = readExitRecord(folder))
        report(key, *end);
    else if (hasBegun(folder))
        report(key, lost(u"its supervisor %1."_s.arg(supervisor->howItEnded())));
    else
        report(key, unknownEnd(AttemptEnd::NotStarted,
                               u"The run was not started: its supervisor %1."_s.arg(supervisor->howItEnded())));
}

void LocalExecutor::report(const Key &key, const RunEnd &end)
{
    if (m_finished)
        m_finished(key.instance, key.attempt, end);
}

void LocalExecutor::adoptedEnded(const Key &key)
{
    const auto adopted = m_adopted.extract(key);
    if (!adopted)
        return;
    adopted.mapped()->processEnd().setEnabled(false);
    const RunEnd end = adopted.mapped()->end();
    // Not here: we are inside a signal of the notifier that would die with it.
    std::shared_ptr<AdoptedRun> finished = std::move(adopted.mapped());
    QMetaObject::invokeMethod(
        this, [finished] {}, Qt::QueuedConnection);
    report(key, end);
}

void LocalExecutor::reportLater(const Key &key, const RunEnd &end)
{
    QMetaObject::invokeMethod(
        this, [this, key, end] { report(key, end); }, Qt::QueuedConnection);
}

} // namespace slipway
