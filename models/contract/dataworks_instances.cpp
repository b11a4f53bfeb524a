#include "models/contract/dataworks_json.h"

namespace slipway::dataworks {

using namespace Qt::StringLiterals;

namespace {

// The vendor knows no stopped instances.
QString statusWord(InstanceState state)
{
    return toText(state == InstanceState::Stopped ? InstanceState::Failure : state);
}

// "NORMAL(0)"
Json taskTypeJson(TaskType type)
{
    return toJson(u"%1(%2)"_s.arg(toText(type)).arg(int(type)));
}

// What instance, list item and history entry share.
Json instanceBase(const Instance &instance)
{
    Json json = {{"DagId", idJson(instance.dag)},
                 {"DagType", wordJson(instance.dagType)},
                 {"InstanceId", idJson(instance.id)},
                 {"NodeId", idJson(instance.node)},
                 {"NodeName", toJson(instance.nodeName)},
                 {"Status", toJson(statusWord(instance.state))},
                 {"TaskType", taskTypeJson(instance.taskType)}};
    putTime(json, "Bizdate", instance.bizdate);
    putTime(json, "CycTime", instance.scheduledTime);
    putTime(json, "CreateTime", instance.createdAt);
    return json;
}

Json instanceJson(const Instance &instance)
{
    Json json = instanceBase(instance);
    json["BaselineId"] = noBaseline;
    json["BusinessId"] = idJson(instance.workflow);
    json["Connection"] = "";
    json["CreateUser"] = toJson(instance.owner);
    json["DqcDescription"] = "";
    json["DqcType"] = 1;
    json["ParamValues"] = toJson(instance.parameters.join(u' '));
    json["Priority"] = instance.priority;
    json["RelatedFlowId"] = idJson(instance.workflow);
    json["Repeatability"] = true;
    putTime(json, "BeginRunningTime", instance.startedAt);
    putTime(json, "BeginWaitResTime", instance.waitingSince);
    putTime(json, "BeginWaitTimeTime", instance.createdAt);
    putTime(json, "FinishTime", instance.finishedAt);
    const Instant modified =
        std::max({instance.createdAt, instance.waitingSince, instance.startedAt, instance.finishedAt});
    putTime(json, "ModifyTime", modified);
    return json;
}

// An attempt that ended otherwise than by its script's success is a failure, as in the instance's own state.
InstanceState stateOf(const Attempt &attempt)
{
    if (attempt.end == AttemptEnd::None)
        return InstanceState::Running;
    const bool good = attempt.end == AttemptEnd::Exited && attempt.exitCode == 0;
    return good ? InstanceState::Success : InstanceState::Failure;
}

Json historyJson(const Instance &instance, const Attempt &attempt)
{
    Json json = instanceBase(instance);
    json["InstanceHistoryId"] = attempt.number;
    json["Status"] = toJson(statusWord(stateOf(attempt)));
    putTime(json, "BeginRunningTime", attempt.startedAt);
    putTime(json, "BeginWaitResTime", attempt.startedAt);
    putTime(json, "BeginWaitTimeTime", instance.createdAt);
    putTime(json, "FinishTime", attempt.finishedAt);
    putTime(json, "ModifyTime", std::max(attempt.startedAt, attempt.finishedAt));
    if (stateOf(attempt) == InstanceState::Failure)
        json["ErrorMessage"] = toJson(attempt.message);
    return json;
}

} // namespace

QByteArray encodeInstance(const Instance &instance, int periodNumber)
{
    Json json = instanceJson(instance); // Owner, but no ErrorMessage, unlike the list
    json["Owner"] = toJson(instance.owner);
    json["PeriodNumber"] = periodNumber;
    return wire::toText(json);
}

QByteArray encodeInstancePage(const Page<Instance> &page)
{
    return wire::toText(pageJson(page, "Instances", [](const Instance &instance) {
        Json json = instanceJson(instance);
        if (instance.state == InstanceState::Failure || instance.state == InstanceState::Stopped)
            json["ErrorMessage"] = toJson(instance.reason);
        return json;
    }));
}

QByteArray encodeInstanceHistory(const Instance &instance, const QList<Attempt> &attempts)
{
    Json list = Json::array();
    for (const Attempt &attempt : attempts)
        list.push_back(historyJson(instance, attempt));
    return wire::toText(list);
}

QByteArray encodeStatusCounts(const StatusCounts &counts)
{
    const qint64 total =
        counts.notRun + counts.waitTime + counts.waitResource + counts.running + counts.success + counts.failure;
    return wire::toText({{"FailureCount", counts.failure},
                         {"NotRunCount", counts.notRun},
                         {"RunningCount", counts.running},
                         {"SuccessCount", counts.success},
                         {"TotalCount", total},
                         {"WaitResCount", counts.waitResource},
                         {"WaitTimeCount", counts.waitTime}});
}

} // namespace slipway::dataworks
