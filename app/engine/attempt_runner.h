#pragma once

#include "app/engine/executor.h"
#include "models/domain/instance.h"
#include "models/domain/workflow.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <functional>
#include <optional>

namespace slipway {

class CatalogState;
class Clock;
class InstanceBook;
class InstanceWriter;
struct InstanceChange;
struct InstanceRecord;

// Attempts: an attempt is durable before its process starts, and how it ended is durable before anybody is told.
class AttemptRunner
{
public:
    struct Settings
    {
        QString runsDir;
        QProcessEnvironment environment;
        QStringList secrets;
    };
    struct Parts
    {
        const CatalogState &catalog;
        InstanceBook &book;
        InstanceWriter &writer;
        NodeExecutor &executor;
        const Clock &clock;
    };
    AttemptRunner(const Parts &parts, const Settings &settings);

    // Who may have the slot of an instance whose attempt has ended; null: nobody. Its start becomes durable together
    // with that end.
    using Successor = std::function<InstanceRecord *(const Instance &ended)>;
    void onSlotFreed(Successor successor) { m_successor = std::move(successor); }

    // The record must be free. Its code is the node's newest version, or the draft of a one-off run.
    void start(InstanceRecord &record);
    // After a restart of the engine: an attempt that the store has as running.
    void adopt(const Attempt &attempt);
    // Asks the executor; the end comes as Stopped.
    void stop(const Instance &running);

    // When an instance that ended with a failure is run again by itself; nothing: not waiting for that.
    std::optional<Instant> retryTime(const Instance &instance) const;

private:
    struct Code
    {
        QString script;
        int version = 0;
        NodeProperties properties;
    };
    struct Start
    {
        InstanceId id;
        int number = 0;
        Outcome<Code> code;
    };

    std::optional<Code> codeOf(const Instance &instance) const;
    Attempt newAttempt(const Instance &instance, const Code &code) const;
    Start planStart(const InstanceRecord &record, InstanceChange &change);
    void launchWhenDurable(const Start &start);
    Outcome<> launch(InstanceId id, const Code &code);
    RunRequest request(const Instance &instance, const Attempt &attempt, const Code &code) const;
    QProcessEnvironment environment(const Instance &instance, const Attempt &attempt) const;
    void finished(InstanceId id, int number, const RunEnd &end);
    void conclude(InstanceId id, int number, const RunEnd &end);
    Instance afterEnd(const Instance &instance, const RunEnd &end, Instant finishedAt) const;
    bool mayRetry(const Instance &instance, AttemptEnd end) const;

    Parts m_parts;
    Settings m_settings;
    Successor m_successor;
};

} // namespace slipway
