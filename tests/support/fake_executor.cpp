#include "tests/support/fake_executor.h"

namespace slipway {

Outcome<RunHandle> FakeExecutor::reserve(InstanceId, int)
{
    ++m_lastPid;
    return RunHandle{m_lastPid, m_lastPid * 10};
}

Outcome<> FakeExecutor::start(const RunRequest &request)
{
    if (startError)
        return *startError;
    started.push_back(request);
    running.push_back({request.instance, request.attempt});
    if (onStart)
        onStart(request);
    return {};
}

void FakeExecutor::adopt(InstanceId instance, int attempt, const QString &folder, const RunHandle &handle)
{
    adopted.push_back({{instance, attempt}, folder, handle});
    std::erase(running, Asked{instance, attempt});
    const std::optional<RunEnd> end = onAdopt ? onAdopt({instance, attempt}) : adoptedEnd;
    if (end)
        m_finished(instance, attempt, *end);
    else
        running.push_back({instance, attempt});
}

void FakeExecutor::stop(InstanceId instance, int attempt)
{
    stopped.push_back({instance, attempt});
}

void FakeExecutor::finish(InstanceId instance, int attempt, const RunEnd &end)
{
    std::erase(running, Asked{instance, attempt});
    m_finished(instance, attempt, end);
}

} // namespace slipway
