#pragma once

#include "models/backend/reply.h"
#include "models/domain/instance.h"
#include "models/domain/workflow.h"

#include <QList>

namespace slipway {

// A run of a draft as it stands, without committing it.
struct DraftRun
{
    FileId file;
    QString resourceGroup;  // identifier; must be bound to the workspace and Running
    QStringList parameters; // positional arguments, literally
};

// Cycle tasks, instances and what may be done with them.
class RunsBackend
{
public:
    virtual ~RunsBackend() = default;

    virtual Reply<QList<Node>> listCycleTasks(WorkspaceId workspace) = 0;
    virtual Reply<> freezeNode(NodeId node, bool frozen) = 0;

    virtual Reply<Instance> runDraft(const DraftRun &run) = 0;
    // Runs a committed node once for a data timestamp (smoke test).
    virtual Reply<Instance> runSmokeTest(NodeId node, Instant bizdate) = 0;

    virtual Reply<InstancePage> listInstances(const InstanceQuery &query) = 0;
    virtual Reply<Instance> instance(InstanceId instance) = 0;
    // Oldest first.
    virtual Reply<QList<Attempt>> listAttempts(InstanceId instance) = 0;
    // The script that an attempt ran.
    virtual Reply<QString> scriptAsRun(InstanceId instance, int attempt) = 0;

    virtual Reply<> stop(InstanceId instance) = 0;
    virtual Reply<> rerun(InstanceId instance) = 0;
    virtual Reply<> setSuccess(InstanceId instance) = 0;
    virtual Reply<> freeze(InstanceId instance) = 0;
    virtual Reply<> unfreeze(InstanceId instance) = 0;
};

} // namespace slipway
