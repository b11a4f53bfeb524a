#include "tests/store/sample_records.h"

namespace sample {

using namespace slipway;
using namespace Qt::StringLiterals;

Instant at(qint64 seconds)
{
    return fromMillis(1'700'000'000'000 + seconds * 1000 + 7);
}

Workspace workspace()
{
    return {WorkspaceId(1), u"rehearsal"_s, u"Rehearsal 演练"_s, u"text"_s, "Asia/Shanghai", false, at(1)};
}

ResourceGroup group(qint64 id, const QString &name)
{
    return {ResourceGroupId(id),
            u"group_%1"_s.arg(id),
            name,
            u"for models"_s,
            u"order-1"_s,
            ResourceGroupState::CreateFailed,
            u"no slots"_s,
            ResourceGroupBackend::Slurm,
            4,
            {WorkspaceId(1), WorkspaceId(7)},
            at(2),
            0,
            0};
}

Workflow workflow()
{
    return {WorkflowId(3), WorkspaceId(1), u"Deploy"_s, u"every night"_s, u"me"_s, at(3), at(4)};
}

NodeProperties properties()
{
    NodeProperties p;
    p.schedule.recurrence = Recurrence::Year;
    p.schedule.time = QTime(23, 59, 30);
    p.schedule.windowStart = QTime(1, 2);
    p.schedule.windowEnd = QTime(3, 4);
    p.schedule.interval = 5;
    p.schedule.hours = {0, 6, 23};
    p.schedule.weekDays = {1, 7};
    p.schedule.monthDays = {1, Schedule::lastDayOfMonth};
    p.schedule.months = {2, 12};
    p.schedule.cron = u"0 0/5 * * * ?"_s;
    p.schedule.effectiveFrom = QDate(2026, 1, 2);
    p.schedule.effectiveUntil = QDate(2027, 3, 4);
    p.schedule.mode = ScheduleMode::Frozen;
    p.schedule.generation = InstanceGeneration::Immediately;
    p.schedule.catchUp = CatchUp::Skip;
    p.schedule.maxLatenessMinutes = 45;
    p.inputs = {u"rehearsal_root"_s, u"with \"quotes\", 逗号"_s};
    p.outputs = {u"rehearsal.3_out"_s};
    p.crossCycle = CrossCycle::SelfAndOthers;
    p.crossCycleNodes = {NodeId(8), NodeId(9)};
    p.ignoreParentDryRun = true;
    p.parameters = u"prod $bizdate $[hh24miss-1/24]"_s;
    p.resourceGroup = u"group_2"_s;
    p.rerun = RerunPolicy::FailureAllowed;
    p.autoRerunTimes = 3;
    p.autoRerunInterval = Millis(1500);
    p.timeout = Seconds(3600);
    p.priority = 8;
    return p;
}

NodeDraft draft()
{
    return {FileId(4),
            WorkflowId(3),
            WorkspaceId(1),
            NodeId(5),
            u"Deployment"_s,
            NodeKind::Shell,
            u"what"_s,
            u"me"_s,
            u"#!/bin/bash\necho 'ä' > \"$1\"\n"_s,
            properties(),
            QPointF(-10.5, 1e6),
            2,
            false,
            9,
            at(5),
            at(6),
            u"you"_s};
}

NodeVersion nodeVersion(int version)
{
    return {
        NodeId(5),    FileId(4), version, u"Deployment"_s, NodeKind::ZeroLoad, u"echo %1"_s.arg(version), properties(),
        u"because"_s, u"me"_s,   at(7)};
}

Node node()
{
    return {NodeId(5), FileId(4), WorkflowId(3), WorkspaceId(1), u"Deploy"_s, u"me"_s, true, true, nodeVersion()};
}

Instance instance(qint64 id, InstanceState state)
{
    Instance i;
    i.id = InstanceId(id);
    i.dag = DagId(6);
    i.taskType = TaskType::Skip;
    i.state = state;
    i.frozen = true;
    i.caughtUp = true;
    i.workspace = WorkspaceId(1);
    i.workflow = WorkflowId(3);
    i.node = NodeId(5);
    i.file = FileId(4);
    i.nodeVersion = 2;
    i.nodeName = u"Deployment"_s;
    i.workflowName = u"Deploy"_s;
    i.kind = NodeKind::ZeroLoad;
    i.owner = u"me"_s;
    i.scheduledTime = at(100);
    i.bizdate = at(50);
    i.resourceGroup = u"group_2"_s;
    i.priority = 7;
    i.parameters = {u"prod"_s, QString(), u"two words"_s};
    i.reason = u"waits for its time"_s;
    i.createdAt = at(8);
    i.waitingSince = at(9);
    i.startedAt = at(10);
    i.finishedAt = at(11);
    i.attempts = 1;
    return i;
}

Attempt attempt(AttemptEnd end, int number)
{
    return {InstanceId(10),         number, at(12),   at(13), end, 7, 9, 2, u"group_2"_s, u"sentence"_s,
            u"/data/runs/0/10/1"_s, 4711,   123456789};
}

ServiceRecord service()
{
    ServiceRecord record;
    record.service = {u"cn-shanghai"_s,
                      u"echo"_s,
                      u"eas-m-1"_s,
                      ServiceState::Scaling,
                      u"SCALING"_s,
                      u"grows"_s,
                      2,
                      3,
                      4,
                      2,
                      1,
                      0.5,
                      512,
                      10,
                      u"{\"name\":\"echo\"}"_s,
                      u"secret"_s,
                      u"http://127.0.0.1:1/api/predict/echo"_s,
                      at(14),
                      at(15)};
    record.wantStopped = true;
    record.rolloutState = u"{\"step\":2}"_s;
    return record;
}

ServiceVersionRecord serviceVersion()
{
    const Provenance provenance{InstanceId(10), NodeId(5), 2, u"Deployment"_s, u"Deploy"_s, u"AK"_s};
    return {u"cn-shanghai"_s, u"echo"_s, u"eas-m-1"_s,
            ServiceVersion{3, VersionState::Warming, u"{}"_s, u"ab12"_s, provenance, at(16), u"loads"_s, 40}};
}

ServiceInstanceRecord serviceInstance()
{
    return {u"cn-shanghai"_s, u"echo"_s,
            ServiceInstance{u"echo-1-x"_s, 3, u"Running"_s, u"r"_s, true, 2, at(17), u"{\"code\":1}"_s, 99}, 1234,
            u"/run/s.sock"_s};
}

ServiceEventRecord serviceEvent(int n)
{
    return {u"cn-shanghai"_s, u"echo"_s, ServiceEvent{at(n), true, u"BackOff"_s, u"Pod"_s, u"message %1"_s.arg(n)}};
}

} // namespace sample
