// Slipway 2026-11-22: backfills, and what a person does to an instance and those around it.

#include "app/engine/backfills.h"
#include "app/engine/engine.h"
#include "app/engine/run_control.h"
#include "app/engine/runs.h"
#include "app/platform/files.h"
#include "app/server/dataworks_requests.h"
#include "app/server/slipway_answers.h"
#include "models/contract/slipway_actions.h"
#include "models/domain/comparison.h"

#include <QtConcurrent>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 scriptLimit = 16 * 1024 * 1024; // bytes
constexpr int mostLevels = 100'000;
constexpr int mostInstances = 20'000;

QList<InstanceId> instanceIds(ParameterReader &in, const QString &name)
{
    QList<InstanceId> ids;
    if (!in.has(name))
        return ids;
    for (const qint64 id : in.take(decodeJson<QList<qint64>>(in.text(name).toUtf8())))
        ids.append(InstanceId(id));
    return ids;
}

void getInstanceLineage(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    LineageQuery query;
    query.instance = InstanceId(in.requiredInteger(u"InstanceId"_s));
    const QString word = in.requiredText(u"Direction"_s);
    query.levels = int(in.integer(u"Levels"_s, 1, 1, mostLevels));
    query.limit = int(in.integer(u"Limit"_s, 1000, 1, mostInstances));
    const auto direction = fromText<LineageDirection>(word);
    if (!direction)
        in.take(Outcome<>(
            Error::invalid(u"Direction"_s, u"Direction \"%1\" must be Upstream or Downstream."_s.arg(word.left(64)))));
    if (in.failed())
        return call.fail(in.error());
    query.direction = *direction;
    api.engine.control().lineage(query, thenData<InstanceLineage>(call));
}

void rerunDownstream(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    RunControl::Downstream what;
    what.root = InstanceId(in.requiredInteger(u"InstanceId"_s));
    what.chosen = instanceIds(in, u"InstanceIds"_s);
    what.withRoot = in.boolean(u"WithRoot"_s, true);
    what.forced = in.boolean(u"Force"_s, false);
    if (in.failed())
        return call.fail(in.error());
    api.engine.control().rerunDownstream(what, thenTrue(call));
}

void removeInstanceDependencies(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    const QList<InstanceId> parents = instanceIds(in, u"ParentIds"_s);
    if (in.failed())
        return call.fail(in.error());
    api.engine.control().removeDependencies(id, parents, thenTrue(call));
}

void changeInstancePriority(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    const int priority = int(in.integer(u"Priority"_s, 0, INT_MIN, INT_MAX));
    if (in.failed())
        return call.fail(in.error());
    api.engine.control().changePriority(id, priority, thenTrue(call));
}

using Sides = std::shared_ptr<std::pair<ComparedInstance, ComparedInstance>>;

// An instance that has not run has neither script nor log.
void addAttempt(const ApiContext &api, ComparedInstance &side, const Sides &keep, std::function<void()> then)
{
    api.engine.runs().attempt(side.instance.id, 0, [&side, keep, then](const Outcome<Attempt> &attempt) {
        if (attempt) {
            side.attempt = *attempt;
            side.logFile = attempt->folder + u"/log"_s;
        }
        then();
    });
}

void readScript(ComparedInstance &side)
{
    if (side.attempt.number == 0)
        return;
    if (const auto script = readSmallFile(side.attempt.folder + u"/script.sh"_s, scriptLimit))
        side.script = QString::fromUtf8(*script);
}

void compare(const ApiContext &api, const IncomingCall &call, const Instance &left, const Instance &right)
{
    const auto sides = std::make_shared<Sides::element_type>();
    sides->first.instance = left;
    sides->second.instance = right;
    addAttempt(api, sides->first, sides, [api, call, sides] {
        addAttempt(api, sides->second, sides, [api, call, sides] {
            QtConcurrent::run([sides] {
                readScript(sides->first);
                readScript(sides->second);
            }).then(api.owner, [call, sides] {
                answerData(call, slipway::compareInstances(sides->first, sides->second));
            });
        });
    });
}

void compareInstances(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    const InstanceId other(in.integer(u"OtherInstanceId"_s, 0));
    if (in.failed())
        return call.fail(in.error());
    const auto withLeft = [api, other](const IncomingCall &asked, const Instance &left) {
        const auto withRight = asked.then<Instance>(
            [api, left](const IncomingCall &done, const Instance &right) { compare(api, done, left, right); });
        if (other.isValid())
            api.engine.runs().instance(other, withRight);
        else
            api.engine.control().lastSuccess(left, withRight);
    };
    api.engine.runs().instance(id, call.then<Instance>(withLeft));
}

void startBackfill(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto workspace = in.take(requestedWorkspace(api, call.parameters));
    const QString text = in.requiredText(u"Spec"_s, 1024 * 1024);
    if (in.failed())
        return call.fail(in.error());
    const auto spec = decodeJson<BackfillSpec>(text.toUtf8());
    if (!spec)
        return call.failWith(spec);
    api.engine.backfills().start(workspace.id, *spec, call.caller, thenData<Backfill>(call));
}

void listBackfills(const ApiContext &api, const IncomingCall &call)
{
    const auto workspace = requestedWorkspace(api, call.parameters);
    if (!workspace)
        return call.failWith(workspace);
    answerData(call, api.engine.backfills().list(workspace->id));
}

void getBackfill(const ApiContext &api, const IncomingCall &call)
{
    const auto id = call.parameters.requiredInteger(u"BackfillId"_s);
    if (!id)
        return call.failWith(id);
    call.then<Backfill>([](const IncomingCall &done, const Backfill &backfill) { answerData(done, backfill); })(
        api.engine.backfills().backfill(BackfillId(*id)));
}

using BackfillCommand = void (Backfills::*)(BackfillId, Answer<>);

template <BackfillCommand command>
void commandBackfill(const ApiContext &api, const IncomingCall &call)
{
    const auto id = call.parameters.requiredInteger(u"BackfillId"_s);
    if (!id)
        return call.failWith(id);
    (api.engine.backfills().*command)(BackfillId(*id), thenTrue(call));
}

} // namespace

RpcActions slipwaySchedulingActions()
{
    static constexpr RpcAction table[] = {
        {actions::getInstanceLineage, getInstanceLineage},
        {actions::rerunDownstream, rerunDownstream},
        {actions::removeInstanceDependencies, removeInstanceDependencies},
        {actions::changeInstancePriority, changeInstancePriority},
        {actions::compareInstances, compareInstances},
        {actions::startBackfill, startBackfill},
        {actions::listBackfills, listBackfills},
        {actions::getBackfill, getBackfill},
        {actions::pauseBackfill, commandBackfill<&Backfills::pause>},
        {actions::resumeBackfill, commandBackfill<&Backfills::resume>},
        {actions::stopBackfill, commandBackfill<&Backfills::stop>},
    };
    return table;
}

} // namespace slipway
