// DataWorks 2020-05-18: backfills and their DAGs (reference: dataworks 6.10).

#include "app/engine/backfills.h"
#include "app/engine/catalog.h"
#include "app/engine/deployments.h"
#include "app/engine/engine.h"
#include "app/engine/runs.h"
#include "app/server/dataworks_requests.h"
#include "models/contract/dataworks_backfill.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

QTimeZone zoneOfWorkspace(const ApiContext &api, WorkspaceId id)
{
    const auto workspace = api.engine.catalog().workspace(id);
    return workspace ? zoneOf(*workspace) : QTimeZone::utc();
}

void runCycleDagNodes(const ApiContext &api, const IncomingCall &call)
{
    if (const auto environment = checkProjectEnv(call.parameters); !environment)
        return call.failWith(environment);
    const auto spec = dataworks::readBackfill(call.parameters);
    if (!spec)
        return call.failWith(spec);
    const auto root = api.engine.deployments().node(spec->root);
    if (!root)
        return call.failWith(root);
    api.engine.backfills().start(root->workspace, *spec, call.caller,
                                 call.then<Backfill>([](const IncomingCall &done, const Backfill &backfill) {
                                     done.answer(Envelope::E5, "Data", dataworks::encodeDagIds(backfill));
                                 }));
}

// A smoke test's or a draft run's DAG has one instance, which says all about it.
dataworks::DagFacts factsOf(const Instance &instance, const QTimeZone &zone)
{
    dataworks::DagFacts dag;
    dag.id = instance.dag;
    dag.type = instance.dagType;
    const bool over = isFinished(instance.state);
    dag.state = instance.state == InstanceState::Success ? DagState::Success
                : over                                   ? DagState::Failure
                                                         : DagState::Running;
    dag.name = instance.nodeName;
    dag.workspace = instance.workspace;
    dag.owner = instance.owner;
    dag.bizdate = instance.bizdate;
    dag.scheduledDay = fromDateTime(toDateTime(instance.bizdate, zone).date().addDays(1).startOfDay(zone));
    dag.createdAt = instance.createdAt;
    dag.startedAt = instance.startedAt;
    dag.finishedAt = instance.finishedAt;
    return dag;
}

void answerOfInstance(const ApiContext &api, const IncomingCall &call, DagId id)
{
    InstanceQuery query;
    query.dag = id;
    query.limit = 1;
    const auto answer = [api, id](const IncomingCall &done, const InstancePage &page) {
        if (page.instances.isEmpty() || page.instances.first().dagType == DagType::Daily)
            return done.fail(
                Error::notFound(u"Invalid.Dag.NotFound"_s,
                                u"There is no DAG %1 of a backfill, test or manual run."_s.arg(id.toString())));
        const Instance &instance = page.instances.first();
        done.answer(Envelope::E5, "Data",
                    dataworks::encodeDag(factsOf(instance, zoneOfWorkspace(api, instance.workspace))));
    };
    api.engine.runs().listInstances(query, call.then<InstancePage>(answer));
}

void getDag(const ApiContext &api, const IncomingCall &call)
{
    const auto id = requestedId(call.parameters, u"DagId"_s);
    if (!id)
        return call.failWith(id);
    const auto date = api.engine.backfills().date(DagId(*id));
    if (!date)
        return answerOfInstance(api, call, DagId(*id));
    const auto backfill = api.engine.backfills().backfill(date->backfill);
    const QTimeZone zone = zoneOfWorkspace(api, backfill->workspace);
    call.answer(Envelope::E5, "Data", dataworks::encodeDag(dataworks::dagFacts(*backfill, *date, zone)));
}

void listDags(const ApiContext &api, const IncomingCall &call)
{
    const auto id = requestedId(call.parameters, u"OpSeq"_s);
    if (!id)
        return call.failWith(id);
    const auto backfill = api.engine.backfills().backfill(BackfillId(*id));
    if (!backfill)
        return call.failWith(backfill);
    const QTimeZone zone = zoneOfWorkspace(api, backfill->workspace);
    QList<dataworks::DagFacts> dags;
    for (const BackfillDate &date : backfill->dates)
        dags.append(dataworks::dagFacts(*backfill, date, zone));
    call.answer(Envelope::E5, "Data", dataworks::encodeDags(dags));
}

} // namespace

RpcActions dataWorksBackfillActions()
{
    static constexpr RpcAction table[] = {
        {"RunCycleDagNodes"_L1, runCycleDagNodes},
        {"GetDag"_L1, getDag},
        {"ListDags"_L1, listDags},
    };
    return table;
}

} // namespace slipway
