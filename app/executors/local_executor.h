#pragma once

#include "app/engine/executor.h"

#include <QObject>

#include <map>
#include <memory>

namespace slipway {

struct LocalExecutorConfig
{
    QString supervisor; // absolute path of slipway-run
    QString shell = QStringLiteral("/bin/bash");
    qint64 maxLogBytes = qint64(1) << 30; // output beyond it is discarded, the run goes on
    QString path = QStringLiteral("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"); // PATH of the runs
};

// Runs scripts on this machine, each under a supervisor of its own (slipway-run) that outlives the engine and writes
// how the run ended into its folder. The folder of an attempt holds script.sh, log, exit (the exit record),
// supervisor (its process id; locked while it lives) and work/ (the script's working folder).
//
// A run gets /dev/null as standard input, no other descriptor than its output, default signal dispositions, and a clean
// environment: PATH, HOME, USER, LOGNAME, SHELL, LANG, TZ, then what the request sets.
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
    Outcome<RunHandle> start(const RunRequest &request) override;
    // A handle without a process id is looked up in the folder (the engine may have ended before it could store it);
    // NotStarted is reported when no supervisor ever began there.
    void adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle) override;
    void stop(InstanceId instance, int attempt) override;

private:
    struct Key
    {
        InstanceId instance;
        int attempt = 0;
        auto operator<=>(const Key &) const = default;
    };
    class Run;

    void watch(const Key &key, std::unique_ptr<Run> run);
    void adoptWithoutHandle(const Key &key, const QString &folder, int triesLeft);
    void ended(const Key &key);
    void reportLater(const Key &key, const RunEnd &end);

    LocalExecutorConfig m_config;
    Finished m_finished;
    std::map<Key, std::unique_ptr<Run>> m_runs;
};

} // namespace slipway
