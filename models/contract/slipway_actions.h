#pragma once

#include <QLatin1StringView>

// The product "Slipway", version 2026-11-22: what the two vendor APIs cannot say. RPC style, POST /, parameters in the
// form body, envelope E5, signed like the others. Objects travel as one parameter that holds their JSON text
// (slipway_codec.h); an answer's payload is the member `Data`, the JSON of the type named behind the arrow.
// Everything else is asked with the vendor's own actions, see the list at the end.
namespace slipway::actions {

using namespace Qt::StringLiterals;

inline constexpr auto slipwayVersion = "2026-11-22"_L1;
inline constexpr auto dataWorksVersion = "2020-05-18"_L1;
inline constexpr auto easVersion = "2021-07-01"_L1;

// --- engine, workspaces, resource groups ---
inline constexpr auto getEngineStatus = "GetEngineStatus"_L1;           // -> EngineStatus
inline constexpr auto listWorkspaceDetails = "ListWorkspaceDetails"_L1; // -> [Workspace]
inline constexpr auto createWorkspace = "CreateWorkspace"_L1; // Identifier, DisplayName, TimeZone -> Workspace
inline constexpr auto listResourceGroupDetails = "ListResourceGroupDetails"_L1; // -> [ResourceGroup]
inline constexpr auto createResourceGroup = "CreateResourceGroup"_L1; // Spec: ResourceGroupSpec -> ResourceGroup
inline constexpr auto purchaseResourceGroupOrder = "PurchaseResourceGroupOrder"_L1; // -> string
inline constexpr auto startResourceGroup = "StartResourceGroup"_L1;                 // ResourceGroupId -> true
inline constexpr auto stopResourceGroup = "StopResourceGroup"_L1;                   // ResourceGroupId -> true
inline constexpr auto deleteResourceGroup = "DeleteResourceGroup"_L1;               // ResourceGroupId -> true
inline constexpr auto bindResourceGroup = "BindResourceGroup"_L1;     // ResourceGroupId, ProjectId -> true
inline constexpr auto unbindResourceGroup = "UnbindResourceGroup"_L1; // ResourceGroupId, ProjectId -> true

// --- workflows and drafts ---
inline constexpr auto listWorkflows = "ListWorkflows"_L1; // ProjectId -> [Workflow]
inline constexpr auto getWorkflow = "GetWorkflow"_L1;     // BusinessId -> Workflow
inline constexpr auto listDrafts = "ListDrafts"_L1;       // BusinessId -> [NodeDraft], scripts included
inline constexpr auto getDraft = "GetDraft"_L1;           // FileId -> NodeDraft
inline constexpr auto createNode = "CreateNode"_L1;       // BusinessId, FileType (6, 99), Name, X, Y -> NodeDraft
inline constexpr auto saveDraft = "SaveDraft"_L1;         // Draft: NodeDraft (Revision it was edited from) -> NodeDraft
inline constexpr auto restoreNode = "RestoreNode"_L1;     // Draft: NodeDraft of a deleted node -> NodeDraft
inline constexpr auto moveNodes = "MoveNodes"_L1;         // BusinessId, Positions: [NodePosition] -> true
inline constexpr auto commitNode = "CommitNode"_L1;       // FileId, Comment, AllowManyInstances -> NodeVersion
inline constexpr auto listNodeVersions = "ListNodeVersions"_L1; // FileId -> [NodeVersion], newest first
inline constexpr auto searchOutputs = "SearchOutputs"_L1;       // ProjectId, Text -> [string]

// --- cycle tasks, instances, logs ---
inline constexpr auto listCycleTasks = "ListCycleTasks"_L1; // ProjectId -> [Node]
inline constexpr auto runDraft = "RunDraft"_L1; // FileId, ResourceGroupIdentifier, Parameters: [string] -> Instance
inline constexpr auto startSmokeTest = "StartSmokeTest"_L1;       // NodeId, Bizdate (ms) -> Instance
inline constexpr auto queryInstances = "QueryInstances"_L1;       // Query: InstanceQuery -> InstancePage
inline constexpr auto getInstanceDetail = "GetInstanceDetail"_L1; // InstanceId -> Instance
inline constexpr auto listAttempts = "ListAttempts"_L1;           // InstanceId -> [Attempt], oldest first
inline constexpr auto getScriptAsRun = "GetScriptAsRun"_L1;       // InstanceId, Attempt (0: latest) -> string
inline constexpr auto readRunLog = "ReadRunLog"_L1;               // InstanceId, Attempt, Offset, MaxBytes -> LogChunk

// --- instances and those around them; lists of ids as JSON ---
inline constexpr auto getInstanceLineage =
    "GetInstanceLineage"_L1; // InstanceId, Direction (Upstream, Downstream), Levels, Limit -> InstanceLineage
inline constexpr auto rerunDownstream =
    "RerunDownstream"_L1; // InstanceId, InstanceIds: [id] (empty: all below), WithRoot, Force (stops what runs) -> true
inline constexpr auto removeInstanceDependencies =
    "RemoveInstanceDependencies"_L1; // InstanceId, ParentIds: [id] (empty: all) -> true
inline constexpr auto changeInstancePriority = "ChangeInstancePriority"_L1; // InstanceId, Priority -> true
inline constexpr auto compareInstances =
    "CompareInstances"_L1; // InstanceId, OtherInstanceId (0: the last success before it) -> InstanceComparison

// --- backfills ---
inline constexpr auto startBackfill = "StartBackfill"_L1; // ProjectId, Spec: BackfillSpec -> Backfill
inline constexpr auto listBackfills = "ListBackfills"_L1; // ProjectId -> [Backfill], newest first
inline constexpr auto getBackfill = "GetBackfill"_L1;     // BackfillId -> Backfill
inline constexpr auto pauseBackfill = "PauseBackfill"_L1; // BackfillId -> true; so the next two
inline constexpr auto resumeBackfill = "ResumeBackfill"_L1;
inline constexpr auto stopBackfill = "StopBackfill"_L1;

// --- services ---
inline constexpr auto listServiceVersionDetails =
    "ListServiceVersionDetails"_L1; // RegionId, ServiceName -> [ServiceVersion], newest first

// --- the event feed: GET /events as a WebSocket, the upgrade signed with ACS3; messages in event_codec.h ---
inline constexpr auto subscribeEvents = "SubscribeEvents"_L1;
inline constexpr auto eventsPath = "/events"_L1;

// --- of DataWorks 2020-05-18, used by our own client (BusinessId and FileId are unique: ProjectId may be left out) ---
inline constexpr auto createBusiness =
    "CreateBusiness"_L1; // ProjectId, BusinessName, Description -> BusinessId (top level)
inline constexpr auto updateBusiness = "UpdateBusiness"_L1; // BusinessId, BusinessName, Description
inline constexpr auto deleteBusiness = "DeleteBusiness"_L1; // BusinessId
inline constexpr auto deleteFile = "DeleteFile"_L1;         // FileId
inline constexpr auto updateNodeRunMode =
    "UpdateNodeRunMode"_L1;                             // NodeId, ProjectEnv=PROD, SchedulerType 0 unfreeze, 2 freeze
inline constexpr auto stopInstance = "StopInstance"_L1; // InstanceId, ProjectEnv=PROD; so the next four
inline constexpr auto restartInstance = "RestartInstance"_L1;
inline constexpr auto setSuccessInstance = "SetSuccessInstance"_L1;
inline constexpr auto suspendInstance = "SuspendInstance"_L1;
inline constexpr auto resumeInstance = "ResumeInstance"_L1;

} // namespace slipway::actions
