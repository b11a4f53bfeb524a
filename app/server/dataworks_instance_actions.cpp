// DataWorks 2020-05-18: instances (reference: dataworks 6.9, 6.10).

#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/engine.h"
#include "app/engine/runs.h"
#include "app/logs/log_reader.h"
#include "app/server/dataworks_requests.h"
#include "app/server/instance_walk.h"
#include "models/contract/dataworks_codec.h"
#include "models/contract/dataworks_instance_parameters.h"
#include "models/domain/enum_names.h"

#include <QFuture>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

struct InstanceListing
{
    dataworks::Page<Instance> page;
    QString flowName; // BizName

    void visit(const Instance &instance)
    {
        if (!flowName.isEmpty() && instance.workflowName != flowName)
            return;
        const qsizetype first = qsizetype(page.number - 1) * page.size;
        if (page.total >= first && page.total < first + page.size)
            page.items.append(instance);
        ++page.total;
    }
};

void listInstances(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    in.take(checkProjectEnv(call.parameters));
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const auto page = in.take(requestedPage(call.parameters));
    if (in.failed())
        return call.fail(in.error());
    const auto query = dataworks::readInstanceQuery(call.parameters, workspace.id, zoneOf(workspace));
    if (!query)
        return call.failWith(query);
    auto listing = std::make_shared<InstanceListing>();
    listing->page.number = page.number;
    listing->page.size = page.size;
    listing->flowName = in.text(u"BizName"_s);
    InstanceWalk::start(
        api, *query, [listing](const Instance &instance) { listing->visit(instance); },
        call.then<Nothing>([listing](const IncomingCall &done, Nothing) {
            done.answer(Envelope::E5, "Data", dataworks::encodeInstancePage(listing->page));
        }));
}

// Answers with the instance and its number among the cycles of its day.
void answerInstance(const ApiContext &api, const IncomingCall &call, const Instance &instance)
{
    InstanceQuery query;
    query.workspace = instance.workspace;
    query.node = instance.node;
    query.dagTypes = {instance.dagType};
    query.bizdateFrom = query.bizdateTo = instance.bizdate;
    query.scheduledTo = instance.scheduledTime;
    auto count = std::make_shared<int>(0);
    InstanceWalk::start(
        api, query, [count](const Instance &) { ++*count; },
        call.then<Nothing>([instance, count](const IncomingCall &done, Nothing) {
            done.answer(Envelope::E5, "Data", dataworks::encodeInstance(instance, std::max(*count, 1)));
        }));
}

void getInstance(const ApiContext &api, const IncomingCall &call)
{
    const auto id = requestedId(call.parameters, u"InstanceId"_s);
    if (!id)
        return call.failWith(id);
    const auto found = [api](const IncomingCall &asked, const Instance &instance) {
        answerInstance(api, asked, instance);
    };
    api.engine.runs().instance(InstanceId(*id), call.then<Instance>(found));
}

// The whole log, or of a long one the end with a line that says what is left out.
QString logText(const LogWindow &window)
{
    const QString text = QString::fromUtf8(window.bytes);
    if (window.offset == 0)
        return text;
    return u"[%1 bytes before this are left out]\n%2"_s.arg(window.offset).arg(text);
}

void getInstanceLog(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.take(requestedId(call.parameters, u"InstanceId"_s)));
    const int attempt = int(in.integer(u"InstanceHistoryId"_s, 0, 0, INT_MAX));
    if (in.failed())
        return call.fail(in.error());
    const auto read = [&logs = api.logs, owner = api.owner](const IncomingCall &asked, const Attempt &found) {
        logs.read(found.folder + u"/log"_s, -LogReader::maxWindow, LogReader::maxWindow)
            .then(owner, [asked](const Outcome<LogWindow> &window) {
                const bool missing = window.failed() && window.error().kind == ErrorKind::NotFound;
                if (!window && !missing)
                    return asked.failWith(window);
                asked.answer(Envelope::E5, "Data", jsonString(window ? logText(*window) : QString()));
            });
    };
    api.engine.runs().attempt(id, attempt, call.then<Attempt>(read));
}

void listInstanceHistory(const ApiContext &api, const IncomingCall &call)
{
    const auto id = call.parameters.requiredInteger(u"InstanceId"_s);
    if (!id)
        return call.failWith(id);
    using Attempts = std::vector<Attempt>;
    const auto withInstance = [api](const IncomingCall &asked, const Instance &instance) {
        const auto withAttempts = [instance](const IncomingCall &done, const Attempts &attempts) {
            const QList<Attempt> list(attempts.begin(), attempts.end());
            done.answer(Envelope::E2, "Instances", dataworks::encodeInstanceHistory(instance, list));
        };
        api.engine.runs().attempts(instance.id, asked.then<Attempts>(withAttempts));
    };
    api.engine.runs().instance(InstanceId(*id), call.then<Instance>(withInstance));
}

dataworks::StatusCounts statusCounts(const StateCounts &counts)
{
    const auto of = [&counts](InstanceState state) {
        const auto found = counts.find(state);
        return found == counts.end() ? 0 : found->second;
    };
    dataworks::StatusCounts sums;
    sums.notRun = of(InstanceState::NotRun);
    sums.waitTime = of(InstanceState::WaitTime);
    sums.waitResource = of(InstanceState::WaitResource);
    sums.running = of(InstanceState::Running);
    sums.success = of(InstanceState::Success);
    sums.failure = of(InstanceState::Failure) + of(InstanceState::Stopped);
    return sums;
}

void getInstanceStatusStatistic(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    in.take(checkProjectEnv(call.parameters));
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const QString day = in.requiredText(u"BizDate"_s);
    if (in.failed())
        return call.fail(in.error());
    InstanceQuery query;
    query.workspace = workspace.id;
    query.bizdateFrom = in.take(dataworks::readBizdate(u"BizDate"_s, day, zoneOf(workspace)));
    query.bizdateTo = query.bizdateFrom;
    if (const QString type = in.text(u"DagType"_s); !type.isEmpty()) {
        const auto dagType = fromText<DagType>(type);
        if (!dagType)
            in.take(Outcome<>(Error::invalid(u"DagType"_s, u"DagType \"%1\" does not exist."_s.arg(type.left(64)))));
        else
            query.dagTypes = {*dagType};
    }
    if (in.failed())
        return call.fail(in.error());
    api.engine.runs().countStates(
        query, call.then<StateCounts>([](const IncomingCall &done, const StateCounts &counts) {
            done.answer(Envelope::E1, "StatusCount", dataworks::encodeStatusCounts(statusCounts(counts)));
        }));
}

using InstanceCommand = void (Runs::*)(InstanceId, Answer<>);

template <InstanceCommand command>
void commandInstance(const ApiContext &api, const IncomingCall &call)
{
    const auto id = requestedId(call.parameters, u"InstanceId"_s);
    if (!id)
        return call.failWith(id);
    (api.engine.runs().*command)(InstanceId(*id), call.then<Nothing>([](const IncomingCall &done, Nothing) {
        done.answer(Envelope::E5, "Data", "true");
    }));
}

void runSmokeTest(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const NodeId id(in.take(requestedId(call.parameters, u"NodeId"_s)));
    const QString day = in.requiredText(u"Bizdate"_s);
    in.requiredText(u"Name"_s);
    if (in.failed())
        return call.fail(in.error());
    if (!in.text(u"NodeParams"_s).isEmpty())
        return call.fail(Error::invalid(u"NodeParams"_s, u"NodeParams is not supported: a test takes the node's own "
                                                         "parameters."_s));
    const auto node = api.engine.deployments().node(id);
    const auto workspace = node ? api.engine.catalog().workspace(node->workspace) : Outcome<Workspace>(node.error());
    if (!workspace)
        return call.failWith(workspace);
    const auto bizdate = dataworks::readBizdate(u"Bizdate"_s, day, zoneOf(*workspace));
    if (!bizdate)
        return call.failWith(bizdate);
    api.engine.runs().runSmokeTest(id, *bizdate, call.caller,
                                   call.then<Instance>([](const IncomingCall &done, const Instance &instance) {
                                       done.answer(Envelope::E5, "Data", instance.dag.toString().toLatin1());
                                   }));
}

} // namespace

RpcActions dataWorksInstanceActions()
{
    static constexpr RpcAction table[] = {
        {"ListInstances"_L1, listInstances},
        {"GetInstance"_L1, getInstance},
        {"GetInstanceLog"_L1, getInstanceLog},
        {"ListInstanceHistory"_L1, listInstanceHistory},
        {"GetInstanceStatusStatistic"_L1, getInstanceStatusStatistic},
        {"GetInstanceStatusCount"_L1, getInstanceStatusStatistic},
        {"RestartInstance"_L1, commandInstance<&Runs::rerun>},
        {"StopInstance"_L1, commandInstance<&Runs::stop>},
        {"SuspendInstance"_L1, commandInstance<&Runs::freeze>},
        {"ResumeInstance"_L1, commandInstance<&Runs::unfreeze>},
        {"SetSuccessInstance"_L1, commandInstance<&Runs::setSuccess>},
        {"RunSmokeTest"_L1, runSmokeTest},
        {"CreateDagTest"_L1, runSmokeTest},
    };
    return table;
}

} // namespace slipway
