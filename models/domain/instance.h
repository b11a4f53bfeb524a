#pragma once

#include "models/domain/enum_names.h"
#include "models/domain/ids.h"
#include "models/domain/instant.h"
#include "models/domain/workflow.h"

#include <QStringList>

namespace slipway {

// DataWorks' states (reference: dataworks 5.4), with Stopped kept apart from Failure; on the DataWorks wire it is
// FAILURE.
enum class InstanceState { NotRun, WaitTime, WaitResource, Running, Failure, Success, Stopped };
template <>
std::span<const EnumName<InstanceState>> enumNames();

inline bool isFinished(InstanceState s)
{
    return s == InstanceState::Failure || s == InstanceState::Success || s == InstanceState::Stopped;
}

// How an instance came to its end without, or beside, running (reference: dataworks 5.4).
enum class TaskType {
    Normal = 0,
    Manual = 1,
    Pause = 2,
    Skip = 3,
    SkipUnchoose = 4,
    SkipCycle = 5,
    ConditionUnchoose = 6,
    Expired = 7
};
template <>
std::span<const EnumName<TaskType>> enumNames();

// What made the instance.
enum class DagType { Daily = 0, Manual = 1, SmokeTest = 2, Backfill = 3, OneOff = 5 }; // OneOff: a draft's run
template <>
std::span<const EnumName<DagType>> enumNames();

// A run slot of a node for one scheduled time, or one run of a draft.
struct Instance
{
    InstanceId id;
    DagId dag;
    DagType dagType = DagType::Daily;
    TaskType taskType = TaskType::Normal;
    InstanceState state = InstanceState::NotRun;
    bool frozen = false;
    bool caughtUp = false; // its time fell into an absence of the engine, and it runs after all

    WorkspaceId workspace;
    WorkflowId workflow;
    NodeId node; // invalid for a draft that was never committed
    FileId file;
    int nodeVersion = 0; // the version that the last attempt ran; 0 = a draft
    QString nodeName;
    QString workflowName;
    NodeKind kind = NodeKind::Shell;
    QString owner;

    Instant scheduledTime; // cyctime; never moves
    Instant bizdate;       // midnight of the data timestamp's day in the workspace's zone
    QString resourceGroup; // identifier
    int priority = 1;
    QStringList parameters; // positional arguments, resolved when the instance was made
    QString reason;         // one line: why it is in this state; always set while it is not running

    Instant createdAt;
    Instant waitingSince; // for a slot
    Instant startedAt;    // of the last attempt
    Instant finishedAt;
    int attempts = 0;

    friend bool operator==(const Instance &, const Instance &) = default;
};

// How an attempt ended.
enum class AttemptEnd { None, Exited, Signalled, TimedOut, Stopped, Lost, NotStarted };
template <>
std::span<const EnumName<AttemptEnd>> enumNames();

// One try to run an instance (API word: instance history).
struct Attempt
{
    InstanceId instance;
    int number = 0; // from 1
    Instant startedAt;
    Instant finishedAt;
    AttemptEnd end = AttemptEnd::None; // None while it runs
    int exitCode = 0;                  // for Exited
    int signal = 0;                    // for Signalled
    int nodeVersion = 0;
    QString resourceGroup;
    QString message; // one sentence for people
    QString folder;  // absolute; holds script, log and exit record
    qint64 supervisorPid = 0;
    qint64 supervisorStart = 0; // field 22 of /proc/<pid>/stat: tells a process from a later one with its number

    friend bool operator==(const Attempt &, const Attempt &) = default;
};

struct InstanceQuery
{
    WorkspaceId workspace;
    QList<InstanceState> states; // empty: all
    QList<DagType> dagTypes;     // empty: all
    NodeId node;
    WorkflowId workflow;
    DagId dag;
    QString text; // part of the node's name, or an instance id
    QString resourceGroup;
    Instant bizdateFrom, bizdateTo;     // inclusive, unset: open
    Instant scheduledFrom, scheduledTo; // inclusive, unset: open
    bool newestFirst = true;            // by (scheduledTime, id)
    QString cursor;                     // from the page before; empty: first page
    int limit = 100;                    // at most 500
};

struct InstancePage
{
    QList<Instance> instances;
    QString nextCursor; // empty: this was the last page
    qint64 total = -1;  // rows that match, -1: not counted
};

} // namespace slipway
