#pragma once

#include "models/domain/instance.h"
#include "models/domain/outcome.h"
#include "models/domain/resource_group.h"
#include "models/domain/workflow.h"
#include "models/domain/workspace.h"

#include <QByteArray>
#include <QList>
#include <QTimeZone>

// The payloads of DataWorks 2020-05-18 as its clients expect them, asymmetries included (reference: dataworks 6.5 to
// 6.9, 6.12). All functions return the JSON text of the member that the answer's envelope carries ("Data" unless
// noted).
namespace slipway::dataworks {

// One page of a list: the items that are on it, and how many there are in all.
template <class T>
struct Page
{
    QList<T> items;
    int number = 1;
    int size = 10;
    qsizetype total = 0;
};

// Cuts page `number` (from 1) out of a list.
template <class T>
Page<T> pageOf(const QList<T> &list, int number, int size)
{
    return {list.mid(qsizetype(number - 1) * size, size), number, size, list.size()};
}

// --- workspaces, resource groups ---
QByteArray encodeProjectPage(const Page<Workspace> &page); // member PageResult
QByteArray encodeProject(const Workspace &workspace);
QByteArray encodeResourceGroups(const QList<ResourceGroup> &groups);

// --- business flows ---
QByteArray encodeBusiness(const Workflow &workflow);
QByteArray encodeBusinessPage(const Page<Workflow> &page);

// --- files, versions, deployments ---

// What a file's answer says beyond its draft.
struct FileFacts
{
    NodeDraft draft;
    QString flowName;
    ResourceGroupId resourceGroup;     // of draft.properties.resourceGroup
    QTimeZone zone = QTimeZone::utc(); // the workspace's
};
struct FileListOptions
{
    bool content = false;
    bool absolutePath = false;
};
QByteArray encodeFile(const FileFacts &file); // File, NodeConfiguration, ResourceDownloadLink
QByteArray encodeFilePage(const Page<FileFacts> &page, const FileListOptions &options);

struct VersionFacts
{
    NodeVersion version;
    bool isCurrent = false; // the one that the scheduler knows
};
QByteArray encodeFileVersion(const VersionFacts &version);
QByteArray encodeFileVersionPage(const Page<VersionFacts> &page);

// What a SubmitFile, DeployFile or DeleteFile came to. In DataWorks these are asynchronous and answer a number to ask
// with.
struct Deployment
{
    enum class Status { Ready = 0, Success = 1, Failed = 2 };
    qint64 id = 0;
    Status status = Status::Ready;
    FileId file;
    int fileVersion = 0;
    int fromEnvironment = 0; // 0 local, 1 DEV
    int toEnvironment = 1;   // 1 DEV, 2 PROD
    QString name;
    QString creator;
    QString errorMessage;
    Instant createdAt;
    Instant executedAt; // not set while Ready
};
QByteArray encodeDeployment(const Deployment &deployment);

// --- nodes ---

struct NodeFacts
{
    Node node;
    QString resourceGroupName;
};
QByteArray encodeNode(const NodeFacts &node);
QByteArray encodeNodePage(const Page<NodeFacts> &page);

struct RelatedNode
{
    Node node;
    bool previousCycle = false; // StepType 3 instead of 0
};
QByteArray encodeRelatedNodes(const QList<RelatedNode> &nodes);

struct OutputOwners
{
    QString output;
    QList<NodeFacts> nodes;
};
QByteArray encodeNodesByOutput(const QList<OutputOwners> &outputs);
// The older twin, SearchNodesByOutput: an object with a member per output.
QByteArray encodeNodesByOutputMap(const QList<OutputOwners> &outputs);
QByteArray encodeInputsOrOutputs(const Node &node, const QStringList &names);
QByteArray encodeFileTypes(const Page<NodeKind> &page); // member NodeTypeInfoList

// --- instances ---
QByteArray encodeInstance(const Instance &instance, int periodNumber); // periodNumber: of the day's cycles, from 1
QByteArray encodeInstancePage(const Page<Instance> &page);
QByteArray encodeInstanceHistory(const Instance &instance, const QList<Attempt> &attempts); // member Instances

struct StatusCounts
{
    qint64 notRun = 0;
    qint64 waitTime = 0;
    qint64 waitResource = 0;
    qint64 running = 0;
    qint64 success = 0;
    qint64 failure = 0;
};
QByteArray encodeStatusCounts(const StatusCounts &counts); // member StatusCount

} // namespace slipway::dataworks
