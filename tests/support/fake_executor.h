#pragma once

#include "app/engine/executor.h"

#include <optional>
#include <vector>

namespace slipway {

// Runs nothing; keeps what it was asked, and ends runs when a test says so.
class FakeExecutor : public NodeExecutor
{
public:
    struct Asked
    {
        InstanceId instance;
        int attempt = 0;
        friend auto operator<=>(const Asked &, const Asked &) = default;
    };
    struct Adopted
    {
        Asked asked;
        QString folder;
        RunHandle handle;
    };

    void onFinished(Finished finished) override { m_finished = std::move(finished); }
    Outcome<RunHandle> reserve(InstanceId instance, int attempt) override;
    Outcome<> start(const RunRequest &request) override;
    void adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle) override;
    void stop(InstanceId instance, int attempt) override;

    // Ends a run.
    void finish(InstanceId instance, int attempt, const RunEnd &end);
    void exit(InstanceId instance, int attempt, int status)
    {
        finish(instance, attempt, {AttemptEnd::Exited, status, 0, {}, {}});
    }

    std::vector<RunRequest> started;
    std::vector<Asked> running; // in order of their start
    std::vector<Asked> stopped;
    std::vector<Adopted> adopted;
    std::optional<Error> startError;  // start() fails with it
    std::optional<RunEnd> adoptedEnd; // adopt() reports it at once
    // How an adopted run has ended; nothing: it still runs.
    std::function<std::optional<RunEnd>(const Asked &)> onAdopt;
    std::function<void(const RunRequest &)> onStart;

private:
    Finished m_finished;
    qint64 m_lastPid = 1000;
};

} // namespace slipway
