#include "models/contract/dataworks_json.h"
#include "models/domain/schedule_rules.h"

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

constexpr int notInNodeGroup = -1; // ParentId

QString folderPath(const FileFacts &file)
{
    return u"Business_process/%1/General"_s.arg(file.flowName);
}

Json fileJson(const FileFacts &facts)
{
    const NodeDraft &draft = facts.draft;
    Json file = {{"AdvancedSettings", ""},
                 {"AutoParsing", false},
                 {"BizId", idJson(draft.workflow)},
                 {"BusinessId", idJson(draft.workflow)},
                 {"CommitStatus", draft.changedSinceCommit ? 0 : 1},
                 {"ConnectionName", ""},
                 {"CreateUser", toJson(draft.owner)},
                 {"CurrentVersion", draft.latestVersion},
                 {"DeletedStatus", "NORMAL"},
                 {"FileDescription", toJson(draft.description)},
                 {"FileFolderId", toJson(draft.workflow.toString())},
                 {"FileId", idJson(draft.id)},
                 {"FileName", toJson(draft.name)},
                 {"FileType", int(draft.kind)},
                 {"IsMaxCompute", false},
                 {"LastEditUser", toJson(draft.modifiedBy)},
                 {"Owner", toJson(draft.owner)},
                 {"ParentId", notInNodeGroup},
                 {"UseType", "NORMAL"}};
    putTime(file, "CreateTime", draft.createdAt);
    putTime(file, "LastEditTime", draft.modifiedAt);
    if (draft.node.isValid())
        file["NodeId"] = idJson(draft.node);
    return file;
}

// Lists of objects, where the request has comma-separated text.
Json namesJson(const QStringList &names, const char *key, const char *other, const char *otherValue)
{
    Json list = Json::array();
    for (const QString &name : names)
        list.push_back({{key, toJson(name)}, {other, otherValue}});
    return list;
}

QString joinedIds(const QList<NodeId> &ids)
{
    QStringList texts;
    for (const NodeId id : ids)
        texts.append(id.toString());
    return texts.join(u',');
}

qint64 dayInMillis(QDate day, const QTimeZone &zone)
{
    return day.startOfDay(zone).toMSecsSinceEpoch();
}

Json nodeConfiguration(const FileFacts &file)
{
    const NodeProperties &properties = file.draft.properties;
    const Schedule &schedule = properties.schedule;
    const bool immediately = schedule.generation == InstanceGeneration::Immediately;
    Json json = {{"ApplyScheduleImmediately", immediately ? "true" : "false"},
                 {"AutoRerunIntervalMillis", properties.autoRerunInterval.count()},
                 {"AutoRerunTimes", properties.autoRerunTimes},
                 {"CronExpress", toJson(toCron(schedule))},
                 {"CycleType", toJson(cycleTypeOf(schedule))},
                 {"DependentNodeIdList", toJson(joinedIds(properties.crossCycleNodes))},
                 {"DependentType", wordJson(properties.crossCycle)},
                 {"EndEffectDate", dayInMillis(schedule.effectiveUntil, file.zone)},
                 {"IgnoreParentSkipRunningProperty", properties.ignoreParentDryRun ? "true" : "false"},
                 {"InputList", namesJson(properties.inputs, "Input", "ParseType", "MANUAL")},
                 {"InputParameters", Json::array()},
                 {"OutputList", namesJson(properties.outputs, "Output", "RefTableName", "")},
                 {"OutputParameters", Json::array()},
                 {"ParaValue", toJson(properties.parameters)},
                 {"RerunMode", wordJson(properties.rerun)},
                 {"SchedulerType", wordJson(schedule.mode)},
                 {"StartEffectDate", dayInMillis(schedule.effectiveFrom, file.zone)},
                 {"StartImmediately", false},
                 {"Stop", schedule.mode == ScheduleMode::Frozen}};
    if (file.resourceGroup.isValid())
        json["ResourceGroupId"] = idJson(file.resourceGroup);
    if (properties.timeout.count() > 0)
        json["Timeout"] = (properties.timeout.count() + 3599) / 3600; // hours
    return json;
}

// JSON text inside JSON, as in the vendor's answer.
QByteArray versionProperties(const NodeVersion &version)
{
    return wire::toText({{"fileName", toJson(version.name)}, {"fileType", int(version.kind)}});
}

QByteArray versionSchedule(const NodeVersion &version)
{
    const NodeProperties &properties = version.properties;
    return wire::toText({{"cycleType", cycleTypeOf(properties.schedule) == "DAY"_L1 ? 0 : 1},
                         {"cronExpress", toJson(toCron(properties.schedule))},
                         {"paraValue", toJson(properties.parameters)},
                         {"resourceGroup", toJson(properties.resourceGroup)},
                         {"inputList", toJson(properties.inputs.join(u','))},
                         {"outputList", toJson(properties.outputs.join(u','))}});
}

Json versionJson(const VersionFacts &facts)
{
    const NodeVersion &version = facts.version;
    Json json = {{"ChangeType", version.version == 1 ? "CREATE" : "UPDATE"},
                 {"Comment", toJson(version.comment)},
                 {"CommitUser", toJson(version.committedBy)},
                 {"FileContent", toJson(version.script)},
                 {"FileName", toJson(version.name)},
                 {"FilePropertyContent", versionProperties(version).toStdString()},
                 {"FileVersion", version.version},
                 {"IsCurrentProd", facts.isCurrent},
                 {"NodeContent", versionSchedule(version).toStdString()},
                 {"NodeId", idJson(version.node)},
                 {"Status", "DEPLOYED"}, // basic mode: a commit is live at once
                 {"UseType", "NORMAL"}};
    putTime(json, "CommitTime", version.committedAt);
    return json;
}

} // namespace

QByteArray encodeFile(const FileFacts &file)
{
    Json fileObject = fileJson(file);
    fileObject["Content"] = toJson(file.draft.script);
    return wire::toText({{"File", std::move(fileObject)},
                         {"NodeConfiguration", nodeConfiguration(file)},
                         {"ResourceDownloadLink", {{"downloadLink", ""}}}});
}

QByteArray encodeFilePage(const Page<FileFacts> &page, const FileListOptions &options)
{
    return wire::toText(pageJson(page, "Files", [&options](const FileFacts &file) {
        Json item = fileJson(file);
        if (options.content)
            item["Content"] = toJson(file.draft.script);
        if (options.absolutePath)
            item["AbsoluteFolderPath"] = toJson(folderPath(file));
        return item;
    }));
}

QByteArray encodeFileVersion(const VersionFacts &version)
{
    return wire::toText(versionJson(version));
}

QByteArray encodeFileVersionPage(const Page<VersionFacts> &page)
{
    return wire::toText(pageJson(page, "FileVersions", versionJson));
}

QByteArray encodeDeployment(const Deployment &deployment)
{
    const bool done = deployment.status == Deployment::Status::Success;
    const bool failed = deployment.status == Deployment::Status::Failed;
    Json json = {{"CreateTime", toMillis(deployment.createdAt)},
                 {"CreatorId", toJson(deployment.creator)},
                 {"ErrorMessage", toJson(deployment.errorMessage)},
                 {"FromEnvironment", deployment.fromEnvironment},
                 {"HandlerId", toJson(deployment.creator)},
                 {"Name", toJson(deployment.name)},
                 {"Status", int(deployment.status)},
                 {"ToEnvironment", deployment.toEnvironment}};
    putTime(json, "ExecuteTime", deployment.executedAt);
    const Json item = {{"FileId", idJson(deployment.file)},
                       {"FileVersion", deployment.fileVersion},
                       {"Status", done ? 1 : (failed ? 2 : 0)}};
    return wire::toText({{"DeployedItems", Json::array({item})}, {"Deployment", std::move(json)}});
}

} // namespace slipway::dataworks
