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
