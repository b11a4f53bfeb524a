#pragma once

#include "models/backend/reply.h"
#include "models/domain/comparison.h"
#include "models/domain/instance.h"
#include "models/domain/lineage.h"
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

// Instances below another one that run again, as soon as their parents have.
struct DownstreamRerun
{
    InstanceId root;
    QList<InstanceId> instances; // empty: all below
    bool withRoot = true;
    bool forced = false; // an emergency: what runs below is stopped and runs again
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
    // Oldest first; none for one that has not run.
    virtual Reply<QList<Attempt>> listAttempts(InstanceId instance) = 0;
    // The script that an attempt ran.
    virtual Reply<QString> scriptAsRun(InstanceId instance, int attempt) = 0;

    virtual Reply<> stop(InstanceId instance) = 0;
    virtual Reply<> rerun(InstanceId instance) = 0;
    virtual Reply<> setSuccess(InstanceId instance) = 0;
    virtual Reply<> freeze(InstanceId instance) = 0;
    virtual Reply<> unfreeze(InstanceId instance) = 0;

    // Those that it waits for, or that wait for it.
    virtual Reply<InstanceLineage> lineage(const LineageQuery &query) = 0;
    // One that may not be rerun refuses all; the message names it.
    virtual Reply<> rerunDownstream(const DownstreamRerun &rerun) = 0;
    // It waits for these parents no longer, whatever becomes of them.
    virtual Reply<> removeDependencies(InstanceId instance, const QList<InstanceId> &parents) = 0;
    // 1, 3, 5, 7 or 8; larger first.
    virtual Reply<> changePriority(InstanceId instance, int priority) = 0;
    // An invalid `other` stands for the last success before it; NotFound where there is none.
    virtual Reply<InstanceComparison> compare(InstanceId instance, InstanceId other) = 0;
};

} // namespace slipway
