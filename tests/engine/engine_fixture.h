#pragma once

#include "app/engine/answer.h"
#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/drafts.h"
#include "app/engine/engine.h"
#include "app/engine/resource_groups.h"
#include "app/engine/runs.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_executor.h"
#include "tests/support/memory_store.h"
#include "tests/support/recording_sink.h"

#include <map>
#include <memory>

namespace slipway {

// An engine on stand-ins: time moves only by advanceTo(), and a script such as "5s exit 3" says how its runs go.
class EngineFixture
{
public:
    explicit EngineFixture(const QString &now = QStringLiteral("2026-11-22 01:00"),
                           const QByteArray &timeZone = QByteArrayLiteral("UTC"));

    // On the same store and executor as an engine before.
    void start();
    // As SIGKILL does: what was not durable is gone, and runs go on.
    void kill();
    // Stops without touching runs.
    void stop();

    // Lets the store answer until nothing is left to do now.
    void settle();
    void advanceTo(const QString &utcMoment);

    // The answer of a command.
    template <class T>
    Outcome<T> ask(const std::function<void(Answer<T>)> &command)
    {
        std::optional<Outcome<T>> answer;
        command([&answer](const Outcome<T> &outcome) { answer = outcome; });
        settle();
        return answer ? *answer : Outcome<T>(Error::internal(QStringLiteral("no answer")));
    }

    Workspace workspace() const { return engine->catalog().workspaces().value(0); }
    WorkflowId workflow();
    // A group that is bound and Running; its identifier.
    QString group(int slotCount = 2, const QString &name = QStringLiteral("excl_1"));
    NodeDraft draft(const QString &name, NodeKind kind = NodeKind::Shell);
    Outcome<NodeDraft> save(const NodeDraft &draft);
    Outcome<NodeVersion> commit(FileId file, bool manyInstances = false);
    // "name | day 02:00 | root, other | 5s exit 0 | at-once, retry=2/60": made, saved and committed.
    void deploy(const QString &line);
    NodeDraft draftFrom(const QString &line);
    NodeId node(const QString &name) const; // a deployed one

    Instance instance(const QString &name, const QString &scheduled);
    Outcome<Instance> instance(InstanceId id);
    QStringList takeTrace();

    // Of every run: how long it takes and how it ends, in place of what the script says. An engine that comes back then
    // hears how runs ended in its absence, and a run that is stopped is gone after a while.
    struct PlannedRun
    {
        Seconds length{1};
        RunEnd end = exited(0);
    };
    std::function<PlannedRun(const RunRequest &)> runPlan;
    static RunEnd exited(int status) { return {AttemptEnd::Exited, status, 0, {}, {}}; }
    // An end that the engine is about to hear of.
    std::function<void(const FakeExecutor::Asked &, const RunEnd &)> onRunEnd;
    std::function<void(const Event &)> onEvent;
    bool keepTrace = true;

    FakeClock clock;
    FakeAlarm alarm;
    MemoryStore store;
    FakeExecutor executor;
    RecordingSink sink;
    EngineOptions options;
    std::unique_ptr<Engine> engine;

private:
    using End = std::pair<Instant, RunEnd>;

    void planEnds();
    void planEnd(const RunRequest &request);
    void planEnd(const FakeExecutor::Asked &asked, Seconds length, const RunEnd &end);
    void planStops();
    void endNext();
    std::optional<RunEnd> endInAbsence(const FakeExecutor::Asked &asked);

    std::multimap<Instant, FakeExecutor::Asked> m_ends;
    std::map<FakeExecutor::Asked, End> m_plannedEnds;
    std::map<FakeExecutor::Asked, End> m_heardEnds; // told to the engine, perhaps not durable yet
    std::size_t m_planned = 0;                      // starts of the executor whose end is planned
    QStringList m_trace;
    QString m_group;
};

} // namespace slipway
