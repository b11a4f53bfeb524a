#include "models/contract/dataworks_json.h"

#include <QLocale>

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

constexpr int basicMode = 2;      // ProjectMode: one environment
constexpr int available = 0;      // project status
constexpr int schedulingKind = 7; // ResourceGroupType: exclusive, for scheduling

// Text such as "Dec 3, 2019 9:12:20 PM", not a number.
Json projectTime(Instant time)
{
    return toJson(QLocale::c().toString(toDateTime(time, QTimeZone::utc()), u"MMM d, yyyy h:mm:ss AP"_s));
}

Json projectBase(const Workspace &workspace)
{
    return {{"DisableDevelopment", true},
            {"IsDefault", 0},
            {"ProjectDescription", toJson(workspace.description)},
            {"ProjectId", idJson(workspace.id)},
            {"ProjectIdentifier", toJson(workspace.identifier)},
            {"ProjectName", toJson(workspace.displayName)},
            {"ProjectOwnerBaseId", "1"},
            {"TablePrivacyMode", 0},
            {"Tags", Json::array()},
            {"UseProxyOdpsAccount", false}};
}

Json projectItem(const Workspace &workspace)
{
    Json item = projectBase(workspace);
    item["ProjectStatus"] = available;
    item["ProjectStatusCode"] = "AVAILABLE";
    return item;
}

// Numbers of the reference, 1.5.
int statusNumber(ResourceGroupState state)
{
    switch (state) {
    case ResourceGroupState::Running:
        return 0;
    case ResourceGroupState::Stopped:
        return 1;
    case ResourceGroupState::Creating:
    case ResourceGroupState::Initialising:
        return 3;
    case ResourceGroupState::CreateFailed:
        return 4;
    case ResourceGroupState::Deleting:
        return 7;
    }
    return 4;
}

Json resourceGroup(const ResourceGroup &group)
{
    const QString created = toDateTime(group.createdAt, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"_s);
    return {{"BizExtKey", "single"},
            {"Cluster", group.backend == ResourceGroupBackend::Slurm ? "slurm" : "local"},
            {"CreateTime", toJson(created)},
            {"EnableKp", false},
            {"Id", idJson(group.id)},
            {"Identifier", toJson(group.identifier)},
            {"IsDefault", false},
            {"Mode", "ISOLATE"},
            {"Name", toJson(group.name)},
            {"ResourceGroupType", std::to_string(schedulingKind)},
            {"Sequence", 0},
            {"Specs", {{"Slots", group.slotCount}}},
            {"Status", statusNumber(group.state)},
            {"Tags", Json::array()},
            {"TenantId", 1},
            {"UpdateTime", toJson(created)}};
}

Json businessBase(const Workflow &workflow)
{
    return {{"BusinessId", idJson(workflow.id)},
            {"BusinessName", toJson(workflow.name)},
            {"Description", toJson(workflow.description)},
            {"Owner", toJson(workflow.owner)},
            {"UseType", "NORMAL"}};
}

} // namespace

QByteArray encodeProjectPage(const Page<Workspace> &page)
{
    return wire::toText(pageJson(page, "ProjectList", projectItem));
}

QByteArray encodeProject(const Workspace &workspace)
{
    Json data = projectBase(workspace);
    data["Appkey"] = "";
    data["BaseProject"] = false;
    data["DevelopmentType"] = 1;
    data["EnvTypes"] = {"PROD"};
    data["GmtCreate"] = projectTime(workspace.createdAt);
    data["GmtModified"] = projectTime(workspace.createdAt);
    data["IsAllowDownload"] = 1;
    data["MaxFlowNode"] = 0;
    data["ProjectMode"] = basicMode;
    data["ProtectedMode"] = 0;
    data["SchedulerMaxRetryTimes"] = 3;
    data["SchedulerRetryInterval"] = 120000;
    data["Status"] = available;
    data["TenantId"] = 1;
    return wire::toText(data);
}

QByteArray encodeResourceGroups(const QList<ResourceGroup> &groups)
{
    Json list = Json::array();
    for (const ResourceGroup &group : groups)
        list.push_back(resourceGroup(group));
    return wire::toText(list);
}

QByteArray encodeBusiness(const Workflow &workflow)
{
    Json data = businessBase(workflow);
    data["ProjectId"] = toJson(workflow.workspace.toString()); // text here, a number in the list
    return wire::toText(data);
}

QByteArray encodeBusinessPage(const Page<Workflow> &page)
{
    return wire::toText(pageJson(page, "Business", [](const Workflow &workflow) {
        Json item = businessBase(workflow);
        item["ProjectId"] = idJson(workflow.workspace);
        return item;
    }));
}

} // namespace slipway::dataworks
