#pragma once

#include "models/backend/backfills_backend.h"
#include "models/backend/logs_backend.h"
#include "models/backend/runs_backend.h"
#include "models/domain/instance_actions.h"
#include "tests/support/fake_part.h"

#include <functional>

namespace slipway {

class FakeRuns : public RunsBackend, Fake
{
public:
    using Fake::Fake;
    Reply<QList<Node>> listCycleTasks(WorkspaceId workspace) override;
    Reply<> freezeNode(NodeId node, bool frozen) override;
    Reply<Instance> runDraft(const DraftRun &run) override;
    Reply<Instance> runSmokeTest(NodeId node, Instant bizdate) override;
    Reply<InstancePage> listInstances(const InstanceQuery &query) override;
    Reply<Instance> instance(InstanceId id) override;
    Reply<QList<Attempt>> listAttempts(InstanceId id) override;
    Reply<QString> scriptAsRun(InstanceId id, int attempt) override;
    Reply<> stop(InstanceId id) override;
    Reply<> rerun(InstanceId id) override;
    Reply<> setSuccess(InstanceId id) override;
    Reply<> freeze(InstanceId id) override;
    Reply<> unfreeze(InstanceId id) override;
    Reply<InstanceLineage> lineage(const LineageQuery &query) override;
    Reply<> rerunDownstream(const DownstreamRerun &rerun) override;
    Reply<> removeDependencies(InstanceId instance, const QList<InstanceId> &parents) override;
    Reply<> changePriority(InstanceId instance, int priority) override;
    Reply<InstanceComparison> compare(InstanceId instance, InstanceId other) override;

private:
    Reply<> done(const QString &call) { return answer<Nothing>(call, Nothing{}); }
    // As the engine: refused where the state does not allow it; told through the feed where it was changed.
    using Change = std::function<void(Instance &)>;
    Reply<> act(const QString &call, InstanceAction action, InstanceId id, const Change &change = {});
    RerunPolicy policyOf(NodeId node) const;
    const Instance *find(InstanceId id) const;
    const Instance *lastSuccess(const Instance &before) const;
    ComparedInstance side(const Instance &instance) const;
};

class FakeBackfills : public BackfillsBackend, Fake
{
public:
    using Fake::Fake;
    Reply<Backfill> start(WorkspaceId workspace, const BackfillSpec &spec) override;
    Reply<QList<Backfill>> list(WorkspaceId workspace) override;
    Reply<Backfill> backfill(BackfillId id) override;
    Reply<> pause(BackfillId id) override;
    Reply<> resume(BackfillId id) override;
    Reply<> stop(BackfillId id) override;

private:
    Outcome<> check(const BackfillSpec &spec) const;
    Backfill *find(BackfillId id) const;
    Reply<> change(const QString &call, BackfillAction action, BackfillId id, BackfillState state);
};

class FakeLogs : public LogsBackend, Fake
{
public:
    using Fake::Fake;
    Reply<LogChunk> read(InstanceId id, int attempt, qint64 offset, qint64 maxBytes) override;
};

} // namespace slipway
