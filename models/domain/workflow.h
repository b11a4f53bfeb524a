#pragma once

#include "models/domain/ids.h"
#include "models/domain/instant.h"
#include "models/domain/schedule.h"

#include <QPointF>
#include <QStringList>

namespace slipway {

enum class NodeKind { Shell = 6, ZeroLoad = 99 }; // the values are DataWorks' FileType codes
template <>
std::span<const EnumName<NodeKind>> enumNames();

enum class RerunPolicy { AllAllowed, FailureAllowed, AllDenied };
template <>
std::span<const EnumName<RerunPolicy>> enumNames();

// Dependency on the previous cycle (reference: dataworks 3.8).
enum class CrossCycle { None, Self, Children, Others, SelfAndChildren, SelfAndOthers };
template <>
std::span<const EnumName<CrossCycle>> enumNames();

// A business flow. Its nodes are drafts (NodeDraft) that point back to it.
struct Workflow
{
    WorkflowId id;
    WorkspaceId workspace;
    QString name; // 1..128 characters: letters, digits, `_`, `.`; unique in the workspace
    QString description;
    QString owner;
    Instant createdAt;
    Instant modifiedAt;

    friend bool operator==(const Workflow &, const Workflow &) = default;
};

// What the Properties pane sets.
struct NodeProperties
{
    Schedule schedule;
    QStringList inputs;  // output names of the parents (same cycle)
    QStringList outputs; // own output names; the first is "<workspace>.<FileId>_out"
    CrossCycle crossCycle = CrossCycle::None;
    QList<NodeId> crossCycleNodes; // for Others
    bool ignoreParentDryRun = false;
    QString parameters;    // the parameter line: "prod $bizdate $[yyyymmddhh24-1/24]"
    QString resourceGroup; // identifier of a bound group; empty: none chosen yet
    RerunPolicy rerun = RerunPolicy::AllAllowed;
    int autoRerunTimes = 0;           // 0..10
    Millis autoRerunInterval{120000}; // 1 to 30 min
    Seconds timeout{0};               // 0: the system's default (3 days)
    int priority = 1;                 // see checkPriority(); larger first

    friend bool operator==(const NodeProperties &, const NodeProperties &) = default;
};

// The editable draft of a node (API word: File). Saving changes it; committing copies it into a NodeVersion.
struct NodeDraft
{
    FileId id;
    WorkflowId workflow;
    WorkspaceId workspace;
    NodeId node;  // invalid until the first commit
    QString name; // 1..128 characters: letters, digits, `_`, `.`, `-`; unique in the workflow
    NodeKind kind = NodeKind::Shell;
    QString description;
    QString owner;
    QString script;
    NodeProperties properties;
    QPointF position;      // centre of the node on the canvas, in canvas units (pixels at zoom 1)
    int latestVersion = 0; // 0: never committed
    bool changedSinceCommit = true;
    int revision = 0; // grows with every save; a save names the revision it started from
    Instant createdAt;
    Instant modifiedAt;
    QString modifiedBy;

    friend bool operator==(const NodeDraft &, const NodeDraft &) = default;
};

// What Commit makes: immutable.
struct NodeVersion
{
    NodeId node;
    FileId file;
    int version = 0; // from 1
    QString name;
    NodeKind kind = NodeKind::Shell;
    QString script;
    NodeProperties properties;
    QString comment;
    QString committedBy;
    Instant committedAt;

    friend bool operator==(const NodeVersion &, const NodeVersion &) = default;
};

// A scheduled node (cycle task): what the scheduler knows, made by commits of a draft.
struct Node
{
    NodeId id;
    FileId file;
    WorkflowId workflow;
    WorkspaceId workspace;
    QString workflowName;
    QString owner;
    bool frozen = false;     // by an operator; the schedule's own mode is separate
    bool undeployed = false; // kept for history, makes no instances
    NodeVersion current;

    friend bool operator==(const Node &, const Node &) = default;
};

} // namespace slipway
