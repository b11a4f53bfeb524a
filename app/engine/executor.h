#pragma once

#include "models/domain/instance.h"
#include "models/domain/outcome.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <functional>

namespace slipway {

// What an executor needs to run a script once.
struct RunRequest
{
    InstanceId instance;
    int attempt = 1;
    QString folder; // absolute, made by the executor (0700): script.sh, log, exit record, work/
    QString script;
    QStringList arguments;           // $1, $2, ...
    QProcessEnvironment environment; // added to a clean base environment
    QStringList secrets;             // values to mask in the log; handed over on a descriptor, never in arguments
    Seconds timeout{0};              // 0: none
    Seconds stopGrace{10};           // between TERM and KILL
};

// The process that stands for an attempt; enough to find it again after a restart of the engine.
struct RunHandle
{
    qint64 supervisorPid = 0;
    qint64 supervisorStart = 0;
};

struct RunEnd
{
    AttemptEnd end = AttemptEnd::None;
    int exitCode = 0;
    int signal = 0;
    Instant finishedAt; // wall clock of the supervisor
    QString message;    // one sentence for people
};

// Runs scripts of Shell nodes. An attempt is reserved, made durable with the handle, and then started, so that whoever
// finds the attempt in the store also finds the process that it was, or would have been, given to. All functions and
// callbacks on the engine's thread.
class NodeExecutor
{
public:
    using Finished = std::function<void(InstanceId, int attempt, const RunEnd &)>;

    virtual ~NodeExecutor() = default;
    virtual void onFinished(Finished finished) = 0;

    // Chooses the process that will run the attempt.
    virtual Outcome<RunHandle> reserve(InstanceId instance, int attempt) = 0;
    // Starts a reserved attempt; the end is told through onFinished. An Error means that nothing was started.
    virtual Outcome<> start(const RunRequest &request) = 0;

    // After a restart of the engine: watches a run that goes on, or reports at once how it ended in the engine's
    // absence: NotStarted when it never began, Lost when neither the process nor its exit record is there.
    virtual void adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle) = 0;

    // TERM to the run's process group, KILL after the grace time; the whole process tree is gone when onFinished says
    // Stopped.
    virtual void stop(InstanceId instance, int attempt) = 0;
};

} // namespace slipway
