#pragma once

// Each RPC action once with success and once with an error. A value such as "$file" stands for something that the test
// has made.

#include "models/contract/slipway_codec.h"
#include "tests/server/api_fixture.h"

#include <QLatin1StringView>
#include <QList>

namespace slipway::test {

using namespace Qt::StringLiterals;

inline constexpr auto dataWorks = "2020-05-18"_L1;
inline constexpr auto slipwayProduct = "2026-11-22"_L1;

struct Row
{
    QLatin1StringView version;
    QLatin1StringView action;
    Parameters good;
    QString member; // that a good answer has
    Parameters bad; // laid over the good ones
    QString code;   // of the bad one's answer, or its beginning
};

inline Parameters with(std::initializer_list<std::pair<QString, QString>> pairs)
{
    Parameters parameters;
    for (const auto &[name, value] : pairs)
        parameters.insert(name, value);
    return parameters;
}

inline const Parameters instance = with({{u"InstanceId"_s, u"$instance"_s}, {u"ProjectEnv"_s, u"PROD"_s}});
inline const Parameters node = with({{u"NodeId"_s, u"$node"_s}, {u"ProjectEnv"_s, u"PROD"_s}});
inline const Parameters noInstance = with({{u"InstanceId"_s, u"1"_s}});
inline const Parameters noNode = with({{u"NodeId"_s, u"1"_s}});
inline const Parameters noProject = with({{u"ProjectId"_s, u"1"_s}});
inline const Parameters file = with({{u"FileId"_s, u"$file"_s}});
inline const Parameters noFile = with({{u"FileId"_s, u"1"_s}});
inline const Parameters project = with({{u"ProjectId"_s, u"$project"_s}});

inline QList<Row> dataWorksRows()
{
    const Parameters devEnvironment = with({{u"ProjectEnv"_s, u"DEV"_s}});
    return {
        {dataWorks, "ListProjects"_L1, {}, u"PageResult"_s, with({{u"PageSize"_s, u"101"_s}}), u"InvalidParameter"_s},
        {dataWorks, "GetProject"_L1, with({{u"ProjectIdentifier"_s, u"$identifier"_s}}), u"Data"_s,
         with({{u"ProjectIdentifier"_s, u"nowhere"_s}}), u"Invalid"_s},
        {dataWorks, "GetProjectDetail"_L1, project, u"Data"_s, noProject, u"Invalid"_s},
        {dataWorks, "CreateProject"_L1, with({{u"ProjectIdentifier"_s, u"second"_s}, {u"ProjectName"_s, u"Second"_s}}),
         u"Data"_s, with({{u"ProjectIdentifier"_s, u"two words"_s}}), u"InvalidParameter"_s},
        {dataWorks,
         "ListResourceGroups"_L1,
         {},
         u"Data"_s,
         with({{u"ResourceGroupType"_s, u"x"_s}}),
         u"InvalidParameter"_s},
        {dataWorks, "CreateBusiness"_L1, with({{u"ProjectId"_s, u"$project"_s}, {u"BusinessName"_s, u"another"_s}}),
         u"BusinessId"_s, with({{u"BusinessName"_s, u"two words"_s}}), u"InvalidParameter.BusinessName"_s},
        {dataWorks,
         "UpdateBusiness"_L1,
         with({{u"BusinessId"_s, u"$newFlow"_s}, {u"BusinessName"_s, u"renamed"_s}}),
         {},
         with({{u"BusinessId"_s, u"1"_s}}),
         u"Invalid"_s},
        {dataWorks,
         "DeleteBusiness"_L1,
         with({{u"BusinessId"_s, u"$newFlow"_s}}),
         {},
         with({{u"BusinessId"_s, u"$flow"_s}}),
         {}},
        {dataWorks, "GetBusiness"_L1, with({{u"BusinessId"_s, u"$flow"_s}, {u"ProjectId"_s, u"$project"_s}}), u"Data"_s,
         with({{u"BusinessId"_s, u"1"_s}}), u"Invalid"_s},
        {dataWorks, "ListBusiness"_L1, project, u"Data"_s, noProject, u"Invalid"_s},
        {dataWorks, "CreateFile"_L1,
         with({{u"ProjectId"_s, u"$project"_s},
               {u"FileName"_s, u"made"_s},
               {u"FileType"_s, u"6"_s},
               {u"FileFolderPath"_s, u"Business_process/flow/General"_s},
               {u"InputList"_s, u"$root"_s}}),
         u"Data"_s, with({{u"FileType"_s, u"10"_s}}), u"InvalidParameter.FileType"_s},
        {dataWorks,
         "UpdateFile"_L1,
         with({{u"FileId"_s, u"$file"_s}, {u"Content"_s, u"echo changed"_s}}),
         {},
         with({{u"RerunMode"_s, u"SOMETIMES"_s}}),
         u"InvalidParameter.RerunMode"_s},
        {dataWorks, "GetFile"_L1, with({{u"FileId"_s, u"$file"_s}, {u"ProjectId"_s, u"$project"_s}}), u"Data"_s, noFile,
         u"Invalid"_s},
        {dataWorks, "ListFiles"_L1, project, u"Data"_s, with({{u"FileFolderPath"_s, u"elsewhere/x"_s}}),
         u"InvalidParameter.FileFolderPath"_s},
        {dataWorks, "DeleteFile"_L1, with({{u"FileId"_s, u"$newFile"_s}}), {}, noFile, u"Invalid"_s},
        {dataWorks, "SubmitFile"_L1, with({{u"FileId"_s, u"$file"_s}, {u"Comment"_s, u"again"_s}}), u"Data"_s, noFile,
         u"Invalid"_s},
        {dataWorks, "DeployFile"_L1, file, u"Data"_s, with({{u"FileId"_s, u"$newFile"_s}}),
         u"Invalid.File.NotCommitted"_s},
        {dataWorks, "GetDeployment"_L1, with({{u"DeploymentId"_s, u"$deployment"_s}}), u"Data"_s,
         with({{u"DeploymentId"_s, u"1"_s}}), u"Invalid"_s},
        {dataWorks, "ListFileVersions"_L1, file, u"Data"_s, noFile, u"Invalid"_s},
        {dataWorks, "GetFileVersion"_L1, with({{u"FileId"_s, u"$file"_s}, {u"FileVersion"_s, u"1"_s}}), u"Data"_s,
         with({{u"FileVersion"_s, u"99"_s}}), u"Invalid"_s},
        {dataWorks, "ListNodes"_L1, with({{u"ProjectId"_s, u"$project"_s}, {u"ProjectEnv"_s, u"PROD"_s}}), u"Data"_s,
         devEnvironment, u"InvalidParameter.ProjectEnv"_s},
        {dataWorks, "GetNode"_L1, node, u"Data"_s, noNode, u"Invalid"_s},
        {dataWorks, "GetNodeCode"_L1, node, u"Data"_s, noNode, u"Invalid"_s},
        {dataWorks, "GetNodeParents"_L1, node, u"Data"_s, noNode, u"Invalid"_s},
        {dataWorks, "GetNodeChildren"_L1, node, u"Data"_s, noNode, u"Invalid"_s},
        {dataWorks, "ListNodeInputOrOutput"_L1,
         with({{u"NodeId"_s, u"$node"_s}, {u"ProjectEnv"_s, u"PROD"_s}, {u"IoType"_s, u"output"_s}}), u"Data"_s,
         with({{u"IoType"_s, u"both"_s}}), u"InvalidParameter.IoType"_s},
        {dataWorks, "ListNodeIO"_L1,
         with({{u"NodeId"_s, u"$node"_s}, {u"ProjectEnv"_s, u"PROD"_s}, {u"IoType"_s, u"input"_s}}), u"Data"_s, noNode,
         u"Invalid"_s},
        {dataWorks,
         "ListNodesByOutput"_L1,
         with({{u"Outputs"_s, u"$root,nothing"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s,
         with({{u"Outputs"_s, QString()}}),
         {}},
        {dataWorks, "SearchNodesByOutput"_L1, with({{u"Outputs"_s, u"$root"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, devEnvironment, u"InvalidParameter.ProjectEnv"_s},
        {dataWorks,
         "OfflineNode"_L1,
         with({{u"NodeId"_s, u"$newNode"_s}, {u"ProjectId"_s, u"$project"_s}}),
         {},
         noNode,
         u"Invalid"_s},
        {dataWorks,
         "UpdateNodeRunMode"_L1,
         with({{u"NodeId"_s, u"$node"_s}, {u"ProjectEnv"_s, u"PROD"_s}, {u"SchedulerType"_s, u"0"_s}}),
         {},
         with({{u"SchedulerType"_s, u"1"_s}}),
         u"InvalidParameter.SchedulerType"_s},
        {dataWorks,
         "ListFileType"_L1,
         {},
         u"NodeTypeInfoList"_s,
         with({{u"PageNumber"_s, u"0"_s}}),
         u"InvalidParameter"_s},
        {dataWorks,
         "GetNodeTypeListInfo"_L1,
         {},
         u"NodeTypeInfoList"_s,
         with({{u"PageSize"_s, u"0"_s}}),
         u"InvalidParameter"_s},
        {dataWorks, "ListInstances"_L1, with({{u"ProjectId"_s, u"$project"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, with({{u"Bizdate"_s, u"yesterday"_s}}), u"InvalidParameter.Bizdate"_s},
        {dataWorks, "GetInstance"_L1, instance, u"Data"_s, noInstance, u"InstanceNotFound"_s},
        {dataWorks, "GetInstanceLog"_L1, instance, u"Data"_s, noInstance, u"Invalid"_s},
        {dataWorks, "ListInstanceHistory"_L1, instance, u"Instances"_s, noInstance, u"InstanceNotFound"_s},
        {dataWorks, "GetInstanceStatusStatistic"_L1,
         with({{u"ProjectId"_s, u"$project"_s}, {u"ProjectEnv"_s, u"PROD"_s}, {u"BizDate"_s, u"2026-01-01"_s}}),
         u"StatusCount"_s, with({{u"DagType"_s, u"SOMETIMES"_s}}), u"InvalidParameter.DagType"_s},
        {dataWorks, "GetInstanceStatusCount"_L1,
         with({{u"ProjectId"_s, u"$project"_s}, {u"ProjectEnv"_s, u"PROD"_s}, {u"BizDate"_s, u"2026-01-01"_s}}),
         u"StatusCount"_s, with({{u"BizDate"_s, u"01.01.2026"_s}}), u"InvalidParameter.BizDate"_s},
        {dataWorks, "RestartInstance"_L1, instance, u"Data"_s, noInstance, u"InstanceNotFound"_s},
        {dataWorks, "StopInstance"_L1, with({{u"InstanceId"_s, u"$running"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, with({{u"InstanceId"_s, u"$finished"_s}}), u"Invalid"_s},
        {dataWorks, "SuspendInstance"_L1, with({{u"InstanceId"_s, u"$finished"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, noInstance, u"InstanceNotFound"_s},
        {dataWorks, "ResumeInstance"_L1, with({{u"InstanceId"_s, u"$frozen"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, noInstance, u"InstanceNotFound"_s},
        {dataWorks, "SetSuccessInstance"_L1, with({{u"InstanceId"_s, u"$failed"_s}, {u"ProjectEnv"_s, u"PROD"_s}}),
         u"Data"_s, with({{u"InstanceId"_s, u"$running"_s}}), u"Invalid"_s},
        {dataWorks, "RunSmokeTest"_L1,
         with({{u"NodeId"_s, u"$node"_s},
               {u"ProjectEnv"_s, u"PROD"_s},
               {u"Name"_s, u"try"_s},
               {u"Bizdate"_s, u"2026-01-01 00:00:00"_s}}),
         u"Data"_s, with({{u"NodeParams"_s, u"a=1"_s}}), u"InvalidParameter.NodeParams"_s},
        {dataWorks,
         "CreateDagTest"_L1,
         with({{u"NodeId"_s, u"$node"_s},
               {u"ProjectEnv"_s, u"PROD"_s},
               {u"Name"_s, u"try"_s},
               {u"Bizdate"_s, u"2026-01-02"_s}}),
         u"Data"_s,
         with({{u"Name"_s, QString()}}),
         {}},
    };
}

inline QList<Row> slipwayRows()
{
    const Parameters flow = with({{u"BusinessId"_s, u"$flow"_s}});
    const Parameters noFlow = with({{u"BusinessId"_s, u"1"_s}});
    const Parameters noGroup = with({{u"ResourceGroupId"_s, u"1"_s}});
    const QString spec =
        QString::fromUtf8(encodeJson(ResourceGroupSpec{u"fresh"_s, {}, {}, ResourceGroupBackend::Local, 1}));
    return {
        {slipwayProduct, "GetEngineStatus"_L1, {}, u"Data"_s, {}, {}},
        {slipwayProduct, "ListWorkspaceDetails"_L1, {}, u"Data"_s, {}, {}},
        {slipwayProduct, "CreateWorkspace"_L1,
         with({{u"Identifier"_s, u"third"_s}, {u"DisplayName"_s, u"Third"_s}, {u"TimeZone"_s, u"Europe/Berlin"_s}}),
         u"Data"_s, with({{u"TimeZone"_s, u"Mars/Base"_s}, {u"Identifier"_s, u"fourth"_s}}), u"InvalidParameter"_s},
        {slipwayProduct, "ListResourceGroupDetails"_L1, {}, u"Data"_s, {}, {}},
        {slipwayProduct,
         "CreateResourceGroup"_L1,
         with({{u"Spec"_s, spec}}),
         u"Data"_s,
         with({{u"Spec"_s, u"{}"_s}}),
         {}},
        {slipwayProduct, "PurchaseResourceGroupOrder"_L1, {}, u"Data"_s, {}, {}},
        {slipwayProduct, "StopResourceGroup"_L1, with({{u"ResourceGroupId"_s, u"$newGroup"_s}}), u"Data"_s, noGroup,
         u"Invalid"_s},
        {slipwayProduct, "StartResourceGroup"_L1, with({{u"ResourceGroupId"_s, u"$stoppedGroup"_s}}), u"Data"_s,
         noGroup, u"Invalid"_s},
        {slipwayProduct, "DeleteResourceGroup"_L1, with({{u"ResourceGroupId"_s, u"$newGroup"_s}}), u"Data"_s, noGroup,
         u"Invalid"_s},
        {slipwayProduct, "BindResourceGroup"_L1,
         with({{u"ResourceGroupId"_s, u"$newGroup"_s}, {u"ProjectId"_s, u"$project"_s}}), u"Data"_s, noProject,
         u"Invalid"_s},
        {slipwayProduct, "UnbindResourceGroup"_L1,
         with({{u"ResourceGroupId"_s, u"$boundGroup"_s}, {u"ProjectId"_s, u"$project"_s}}), u"Data"_s, noGroup,
         u"Invalid"_s},
        {slipwayProduct, "ListServiceVersionDetails"_L1,
         with({{u"RegionId"_s, u"cn-shanghai"_s}, {u"ServiceName"_s, u"$service"_s}}), u"Data"_s,
         with({{u"ServiceName"_s, u"nobody"_s}}), u"InvalidService.NotFound"_s},
        {slipwayProduct, "ListWorkflows"_L1, project, u"Data"_s, noProject, u"Invalid"_s},
        {slipwayProduct, "GetWorkflow"_L1, flow, u"Data"_s, noFlow, u"Invalid"_s},
        {slipwayProduct, "ListDrafts"_L1, flow, u"Data"_s, noFlow, u"Invalid"_s},
        {slipwayProduct, "GetDraft"_L1, file, u"Data"_s, noFile, u"Invalid"_s},
        {slipwayProduct, "CreateNode"_L1,
         with({{u"BusinessId"_s, u"$flow"_s},
               {u"FileType"_s, u"99"_s},
               {u"Name"_s, u"start"_s},
               {u"X"_s, u"10"_s},
               {u"Y"_s, u"-4.5"_s}}),
         u"Data"_s, with({{u"Name"_s, u"bad name"_s}}), u"InvalidParameter"_s},
        {slipwayProduct,
         "SaveDraft"_L1,
         with({{u"Draft"_s, u"$draft"_s}}),
         u"Data"_s,
         with({{u"Draft"_s, u"[]"_s}}),
         {}},
        {slipwayProduct, "RestoreNode"_L1, with({{u"Draft"_s, u"$deletedDraft"_s}}), u"Data"_s,
         with({{u"Draft"_s, u"$draft"_s}}), u"Invalid.File.NotDeleted"_s},
        {slipwayProduct,
         "MoveNodes"_L1,
         with({{u"BusinessId"_s, u"$flow"_s}, {u"Positions"_s, u"$positions"_s}}),
         u"Data"_s,
         with({{u"Positions"_s, u"nowhere"_s}}),
         {}},
        {slipwayProduct, "CommitNode"_L1, file, u"Data"_s, noFile, u"Invalid"_s},
        {slipwayProduct, "ListNodeVersions"_L1, file, u"Data"_s, with({{u"FileId"_s, u"x"_s}}), u"InvalidParameter"_s},
        {slipwayProduct, "SearchOutputs"_L1, with({{u"ProjectId"_s, u"$project"_s}, {u"Text"_s, u"root"_s}}), u"Data"_s,
         with({{u"ProjectId"_s, u"x"_s}}), u"InvalidParameter"_s},
        {slipwayProduct, "ListCycleTasks"_L1, project, u"Data"_s, with({{u"ProjectId"_s, u"x"_s}}),
         u"InvalidParameter"_s},
        {slipwayProduct,
         "RunDraft"_L1,
         with({{u"FileId"_s, u"$file"_s},
               {u"ResourceGroupIdentifier"_s, u"$group"_s},
               {u"Parameters"_s, u"[\"a b\"]"_s}}),
         u"Data"_s,
         with({{u"ResourceGroupIdentifier"_s, u"group_0"_s}}),
         {}},
        {slipwayProduct, "StartSmokeTest"_L1, with({{u"NodeId"_s, u"$node"_s}, {u"Bizdate"_s, u"1767196800000"_s}}),
         u"Data"_s, noNode, u"Invalid"_s},
        {slipwayProduct,
         "QueryInstances"_L1,
         with({{u"Query"_s, u"$query"_s}}),
         u"Data"_s,
         with({{u"Query"_s, u"{"_s}}),
         {}},
        {slipwayProduct, "GetInstanceDetail"_L1, instance, u"Data"_s, noInstance, u"InstanceNotFound"_s},
        {slipwayProduct, "ListAttempts"_L1, instance, u"Data"_s, with({{u"InstanceId"_s, u"x"_s}}),
         u"InvalidParameter"_s},
        {slipwayProduct,
         "GetScriptAsRun"_L1,
         with({{u"InstanceId"_s, u"$instance"_s}, {u"Attempt"_s, u"1"_s}}),
         u"Data"_s,
         with({{u"Attempt"_s, u"7"_s}}),
         {}},
        {slipwayProduct, "ReadRunLog"_L1, instance, u"Data"_s, with({{u"MaxBytes"_s, u"0"_s}}), u"InvalidParameter"_s},
    };
}

} // namespace slipway::test
