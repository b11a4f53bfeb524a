#include "app/client/remote_backends.h"
#include "app/client/slipway_call.h"

namespace slipway {

using namespace Qt::StringLiterals;

Reply<QList<Node>> RemoteRuns::listCycleTasks(WorkspaceId workspace)
{
    return RpcCall(m_api, actions::listCycleTasks).with("ProjectId"_L1, workspace).ask<QList<Node>>();
}

Reply<> RemoteRuns::freezeNode(NodeId node, bool frozen)
{
    return RpcCall(m_api, actions::updateNodeRunMode, actions::dataWorksVersion)
        .with("NodeId"_L1, node)
        .with("ProjectEnv"_L1, u"PROD"_s)
        .with("SchedulerType"_L1, qint64(frozen ? 2 : 0))
        .run();
}

Reply<Instance> RemoteRuns::runDraft(const DraftRun &run)
{
    return RpcCall(m_api, actions::runDraft)
        .with("FileId"_L1, run.file)
        .with("ResourceGroupIdentifier"_L1, run.resourceGroup)
        .withJson("Parameters"_L1, run.parameters)
        .ask<Instance>();
}

Reply<Instance> RemoteRuns::runSmokeTest(NodeId node, Instant bizdate)
{
    return RpcCall(m_api, actions::startSmokeTest)
        .with("NodeId"_L1, node)
        .with("Bizdate"_L1, toMillis(bizdate))
        .ask<Instance>();
}

Reply<InstancePage> RemoteRuns::listInstances(const InstanceQuery &query)
{
    return RpcCall(m_api, actions::queryInstances).withJson("Query"_L1, query).ask<InstancePage>();
}

Reply<Instance> RemoteRuns::instance(InstanceId instance)
{
    return RpcCall(m_api, actions::getInstanceDetail).with("InstanceId"_L1, instance).ask<Instance>();
}

Reply<QList<Attempt>> RemoteRuns::listAttempts(InstanceId instance)
{
    return RpcCall(m_api, actions::listAttempts).with("InstanceId"_L1, instance).ask<QList<Attempt>>();
}

Reply<QString> RemoteRuns::scriptAsRun(InstanceId instance, int attempt)
{
    return RpcCall(m_api, actions::getScriptAsRun)
        .with("InstanceId"_L1, instance)
        .with("Attempt"_L1, qint64(attempt))
        .ask<QString>();
}

Reply<> RemoteRuns::act(QLatin1StringView action, InstanceId instance)
{
    return RpcCall(m_api, action, actions::dataWorksVersion)
        .with("InstanceId"_L1, instance)
        .with("ProjectEnv"_L1, u"PROD"_s)
        .run();
}

Reply<> RemoteRuns::stop(InstanceId instance)
{
    return act(actions::stopInstance, instance);
}

Reply<> RemoteRuns::rerun(InstanceId instance)
{
    return act(actions::restartInstance, instance);
}

Reply<> RemoteRuns::setSuccess(InstanceId instance)
{
    return act(actions::setSuccessInstance, instance);
}

Reply<> RemoteRuns::freeze(InstanceId instance)
{
    return act(actions::suspendInstance, instance);
}

Reply<> RemoteRuns::unfreeze(InstanceId instance)
{
    return act(actions::resumeInstance, instance);
}

namespace {

QList<qint64> numbers(const QList<InstanceId> &ids)
{
    QList<qint64> list;
    for (const InstanceId id : ids)
        list.append(id.value());
    return list;
}

} // namespace

Reply<InstanceLineage> RemoteRuns::lineage(const LineageQuery &query)
{
    return RpcCall(m_api, actions::getInstanceLineage)
        .with("InstanceId"_L1, query.instance)
        .with("Direction"_L1, toText(query.direction))
        .with("Levels"_L1, qint64(query.levels))
        .with("Limit"_L1, qint64(query.limit))
        .ask<InstanceLineage>();
}

Reply<> RemoteRuns::rerunDownstream(const DownstreamRerun &rerun)
{
    return RpcCall(m_api, actions::rerunDownstream)
        .with("InstanceId"_L1, rerun.root)
        .withJson("InstanceIds"_L1, numbers(rerun.instances))
        .with("WithRoot"_L1, rerun.withRoot ? u"true"_s : u"false"_s)
        .with("Force"_L1, rerun.forced ? u"true"_s : u"false"_s)
        .run();
}

Reply<> RemoteRuns::removeDependencies(InstanceId instance, const QList<InstanceId> &parents)
{
    return RpcCall(m_api, actions::removeInstanceDependencies)
        .with("InstanceId"_L1, instance)
        .withJson("ParentIds"_L1, numbers(parents))
        .run();
}

Reply<> RemoteRuns::changePriority(InstanceId instance, int priority)
{
    return RpcCall(m_api, actions::changeInstancePriority)
        .with("InstanceId"_L1, instance)
        .with("Priority"_L1, qint64(priority))
        .run();
}

Reply<InstanceComparison> RemoteRuns::compare(InstanceId instance, InstanceId other)
{
    return RpcCall(m_api, actions::compareInstances)
        .with("InstanceId"_L1, instance)
        .with("OtherInstanceId"_L1, other)
        .ask<InstanceComparison>();
}

// --- backfills ---

Reply<Backfill> RemoteBackfills::start(WorkspaceId workspace, const BackfillSpec &spec)
{
    return RpcCall(m_api, actions::startBackfill)
        .with("ProjectId"_L1, workspace)
        .withJson("Spec"_L1, spec)
        .ask<Backfill>();
}

Reply<QList<Backfill>> RemoteBackfills::list(WorkspaceId workspace)
{
    return RpcCall(m_api, actions::listBackfills).with("ProjectId"_L1, workspace).ask<QList<Backfill>>();
}

Reply<Backfill> RemoteBackfills::backfill(BackfillId backfill)
{
    return RpcCall(m_api, actions::getBackfill).with("BackfillId"_L1, backfill).ask<Backfill>();
}

Reply<> RemoteBackfills::act(QLatin1StringView action, BackfillId backfill)
{
    return RpcCall(m_api, action).with("BackfillId"_L1, backfill).run();
}

Reply<> RemoteBackfills::pause(BackfillId backfill)
{
    return act(actions::pauseBackfill, backfill);
}

Reply<> RemoteBackfills::resume(BackfillId backfill)
{
    return act(actions::resumeBackfill, backfill);
}

Reply<> RemoteBackfills::stop(BackfillId backfill)
{
    return act(actions::stopBackfill, backfill);
}

// --- logs ---

Reply<LogChunk> RemoteLogs::read(InstanceId instance, int attempt, qint64 offset, qint64 maxBytes)
{
    return RpcCall(m_api, actions::readRunLog)
        .with("InstanceId"_L1, instance)
        .with("Attempt"_L1, qint64(attempt))
        .with("Offset"_L1, offset)
        .with("MaxBytes"_L1, maxBytes)
        .ask<LogChunk>();
}

} // namespace slipway
