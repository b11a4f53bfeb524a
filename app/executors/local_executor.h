#pragma once

#include "app/engine/executor.h"

#include <QObject>

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace slipway {

class SupervisorProcess;

struct LocalExecutorConfig
{
    QString supervisor; // absolute path of slipway-run
    QString shell = QStringLiteral("/bin/bash");
    qint64 maxLogBytes = qint64(1) << 30; // output beyond it is discarded, the run goes on
    QString path = QStringLiteral("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"); // PATH of the runs
};

// Runs scripts on this machine under supervisors (slipway-run). A supervisor runs one script at a time, so that every
// process below it belongs to that run, outlives the engine, and writes how the run ended into its folder; while the
// engine is there, it is used again for the next run. The folder of an attempt holds script.sh, log, exit (the exit
// record; exit.tmp from the moment when the run begins) and work/ (the script's working folder).
//
// A run gets /dev/null as standard input, no other descriptor than its output, default signal dispositions, and a clean
// environment: PATH, HOME, USER, LOGNAME, SHELL, LANG, LC_CTYPE, TZ, then what the request sets.
//
// Destroying the executor lets the runs go on; a later one adopts them. `finished` never runs inside start(), adopt()
// or stop(), always from the event loop.
class LocalExecutor final : public QObject, public NodeExecutor
{
    Q_OBJECT
public:
    explicit LocalExecutor(LocalExecutorConfig config, QObject *parent = nullptr);
    ~LocalExecutor() override;

    void onFinished(Finished finished) override;
    Outcome<RunHandle> reserve(InstanceId instance, int attempt) override;
    Outcome<> start(const RunRequest &request) override;
    void adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle) override;
    void stop(InstanceId instance, int attempt) override;

private:
    struct Key
    {
        InstanceId instance;
        int attempt = 0;
        auto operator<=>(const Key &) const = default;
    };
    struct Run
    {
        Key key;
        QString folder;
    };
    class AdoptedRun;

    Outcome<SupervisorProcess *> idleSupervisor();
    Outcome<> handOver(SupervisorProcess &supervisor, const RunRequest &request) const;
    void release(SupervisorProcess *supervisor);
    void ended(SupervisorProcess *supervisor, const QByteArray &record);
    void gone(SupervisorProcess *supervisor);
    void adoptedEnded(const Key &key);
    void report(const Key &key, const RunEnd &end);
    void reportLater(const Key &key, const RunEnd &end);

    LocalExecutorConfig m_config;
    Finished m_finished;
    // Supervisors belong to us as QObjects.
    std::vector<SupervisorProcess *> m_idle; // the last one was used last
    std::map<Key, SupervisorProcess *> m_reserved;
    std::unordered_map<SupervisorProcess *, Run> m_runs;
    std::map<Key, std::unique_ptr<AdoptedRun>> m_adopted;
};

} // namespace slipway
