#include "tests/support/fake_runs.h"

#include "models/domain/instance_actions.h"

#include <QSet>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

bool fits(const Instance &instance, const InstanceQuery &query)
{
    return instance.workspace == query.workspace &&
           (query.dagTypes.isEmpty() || query.dagTypes.contains(instance.dagType)) &&
           (query.states.isEmpty() || query.states.contains(instance.state)) &&
           (!query.dag.isValid() || query.dag == instance.dag) &&
           (!query.node.isValid() || query.node == instance.node) &&
           (query.text.isEmpty() || instance.nodeName.contains(query.text, Qt::CaseInsensitive) ||
            instance.id.toString() == query.text);
}

QString joined(const QList<InstanceId> &ids)
{
    QStringList words;
    for (const InstanceId id : ids)
        words.append(id.toString());
    return words.join(u',');
}

} // namespace

Reply<QList<Node>> FakeRuns::listCycleTasks(WorkspaceId)
{
    return answer<QList<Node>>(u"listCycleTasks"_s, m_world.tasks);
}

Reply<> FakeRuns::freezeNode(NodeId node, bool)
{
    return done(u"freezeNode "_s + node.toString());
}

Reply<Instance> FakeRuns::runDraft(const DraftRun &run)
{
    Instance made;
    made.id = InstanceId(9000);
    made.file = run.file;
    made.dagType = DagType::OneOff;
    made.state = InstanceState::Running;
    return answer<Instance>(u"runDraft "_s + run.file.toString(), made);
}

Reply<Instance> FakeRuns::runSmokeTest(NodeId node, Instant)
{
    return answer<Instance>(u"runSmokeTest "_s + node.toString(), Instance{});
}

Reply<InstancePage> FakeRuns::listInstances(const InstanceQuery &query)
{
    InstancePage page;
    for (const Instance &instance : m_world.instances) {
        if (fits(instance, query))
            page.instances.append(instance);
    }
    page.total = page.instances.size();
    if (!query.newestFirst)
        std::reverse(page.instances.begin(), page.instances.end());
    const qsizetype begin = query.cursor.toLongLong();
    const qsizetype end = begin + query.limit;
    if (end < page.instances.size())
        page.nextCursor = QString::number(end);
    page.instances = page.instances.mid(begin, query.limit);
    return answer<InstancePage>(u"listInstances"_s, page);
}

const Instance *FakeRuns::find(InstanceId id) const
{
    const auto found = std::find_if(m_world.instances.cbegin(), m_world.instances.cend(),
                                    [id](const Instance &instance) { return instance.id == id; });
    return found == m_world.instances.cend() ? nullptr : &*found;
}

Reply<Instance> FakeRuns::instance(InstanceId id)
{
    const Instance *found = find(id);
    return answer<Instance>(u"instance"_s, found ? Outcome<Instance>(*found) : missing(u"instance"_s));
}

Reply<QList<Attempt>> FakeRuns::listAttempts(InstanceId id)
{
    if (!find(id))
        return answer<QList<Attempt>>(u"listAttempts"_s, missing(u"instance"_s));
    return answer<QList<Attempt>>(u"listAttempts"_s, m_world.attempts.value(id));
}

Reply<QString> FakeRuns::scriptAsRun(InstanceId id, int)
{
    const QString draft = m_world.drafts.isEmpty() ? QString() : m_world.drafts.first().script;
    if (!find(id))
        return answer<QString>(u"scriptAsRun"_s, missing(u"instance"_s));
    return answer<QString>(u"scriptAsRun"_s, m_world.scripts.value(id, draft));
}

RerunPolicy FakeRuns::policyOf(NodeId node) const
{
    for (const Node &task : std::as_const(m_world.tasks)) {
        if (task.id == node)
            return task.current.properties.rerun;
    }
    return {};
}

Reply<> FakeRuns::act(const QString &call, InstanceAction action, InstanceId id, const Change &change)
{
    const auto found = std::find_if(m_world.instances.begin(), m_world.instances.end(),
                                    [id](const Instance &instance) { return instance.id == id; });
    if (found == m_world.instances.end())
        return answer<Nothing>(call, missing(u"instance"_s));
    if (const Outcome<> allowed = checkAction(action, *found, policyOf(found->node)); !allowed)
        return answer<Nothing>(call, allowed.error());
    if (change && !refuses()) {
        change(*found);
        emit m_feed.instanceChanged(*found);
    }
    return done(call);
}

Reply<> FakeRuns::stop(InstanceId id)
{
    return act(u"stop "_s + id.toString(), InstanceAction::Stop, id,
               [](Instance &instance) { instance.state = InstanceState::Stopped; });
}

Reply<> FakeRuns::rerun(InstanceId id)
{
    return act(u"rerun "_s + id.toString(), InstanceAction::Rerun, id, [](Instance &instance) {
        instance = queuedAgain(instance);
        instance.state = InstanceState::Running;
        ++instance.attempts;
    });
}

Reply<> FakeRuns::setSuccess(InstanceId id)
{
    return act(u"setSuccess "_s + id.toString(), InstanceAction::SetSuccess, id,
               [](Instance &instance) { instance.state = InstanceState::Success; });
}

Reply<> FakeRuns::freeze(InstanceId id)
{
    return act(u"freeze "_s + id.toString(), InstanceAction::Freeze, id,
               [](Instance &instance) { instance.frozen = true; });
}

Reply<> FakeRuns::unfreeze(InstanceId id)
{
    return act(u"unfreeze "_s + id.toString(), InstanceAction::Unfreeze, id,
               [](Instance &instance) { instance.frozen = false; });
}

// Level by level along the world's links, as the engine does.
Reply<InstanceLineage> FakeRuns::lineage(const LineageQuery &query)
{
    const bool down = query.direction == LineageDirection::Downstream;
    InstanceLineage lineage;
    QList<InstanceId> level{query.instance};
    QSet<InstanceId> seen{query.instance};
    for (int distance = 0; !level.isEmpty(); ++distance) {
        QList<InstanceId> next;
        for (const InstanceId id : std::as_const(level)) {
            if (const Instance *found = find(id))
                lineage.instances.append(*found);
            for (const InstanceDependency &link : std::as_const(m_world.links)) {
                const InstanceId here = down ? link.parent : link.child;
                const InstanceId there = down ? link.child : link.parent;
                if (here != id || distance >= query.levels)
                    continue;
                lineage.links.append(link);
                if (there.isValid() && !seen.contains(there))
                    next.append(there);
                seen.insert(there);
            }
        }
        level = next;
    }
    const QString call = u"lineage %1 %2"_s.arg(query.instance.toString(), toText(query.direction));
    if (lineage.instances.isEmpty())
        return answer<InstanceLineage>(call, missing(u"instance"_s));
    return answer<InstanceLineage>(call, lineage);
}

Reply<> FakeRuns::rerunDownstream(const DownstreamRerun &rerun)
{
    const QString force = rerun.forced ? u" by force"_s : QString();
    const QString call = u"rerunDownstream %1 [%2] %3"_s.arg(
        rerun.root.toString(), joined(rerun.instances), (rerun.withRoot ? u"with root"_s : u"without root"_s) + force);
    return act(call, rerun.forced ? InstanceAction::ForceRerunDownstream : InstanceAction::RerunDownstream, rerun.root);
}

// One that waits for nobody any more runs.
Reply<> FakeRuns::removeDependencies(InstanceId instance, const QList<InstanceId> &parents)
{
    const QString call = u"removeDependencies %1 [%2]"_s.arg(instance.toString(), joined(parents));
    return act(call, InstanceAction::RemoveDependencies, instance, [this, parents](Instance &changed) {
        m_world.links.removeIf(
            [&](const InstanceDependency &link) { return link.child == changed.id && parents.contains(link.parent); });
        const auto isOwn = [&](const InstanceDependency &link) { return link.child == changed.id; };
        if (std::none_of(m_world.links.cbegin(), m_world.links.cend(), isOwn))
            changed.state = InstanceState::Running;
    });
}

Reply<> FakeRuns::changePriority(InstanceId instance, int priority)
{
    const QString call = u"changePriority %1 %2"_s.arg(instance.toString()).arg(priority);
    if (!QList<int>{1, 3, 5, 7, 8}.contains(priority))
        return answer<Nothing>(call, Error::invalid(u"Priority"_s, u"The priority must be 1, 3, 5, 7 or 8."_s));
    return act(call, InstanceAction::ChangePriority, instance,
               [priority](Instance &changed) { changed.priority = priority; });
}

const Instance *FakeRuns::lastSuccess(const Instance &before) const
{
    const Instance *last = nullptr;
    for (const Instance &instance : m_world.instances) {
        if (instance.id != before.id && instance.nodeName == before.nodeName &&
            instance.state == InstanceState::Success && instance.scheduledTime <= before.scheduledTime &&
            (!last || last->scheduledTime < instance.scheduledTime))
            last = &instance;
    }
    return last;
}

ComparedInstance FakeRuns::side(const Instance &instance) const
{
    ComparedInstance side;
    side.instance = instance;
    side.attempt.instance = instance.id;
    side.attempt.number = instance.attempts;
    side.attempt.startedAt = instance.startedAt;
    side.attempt.finishedAt = instance.finishedAt;
    side.attempt.end = isFinished(instance.state) ? AttemptEnd::Exited : AttemptEnd::None;
    side.attempt.exitCode = instance.state == InstanceState::Failure ? 1 : 0;
    side.attempt.nodeVersion = instance.nodeVersion;
    side.script = m_world.scripts.value(instance.id);
    return side;
}

Reply<InstanceComparison> FakeRuns::compare(InstanceId instance, InstanceId other)
{
    const QString call = u"compare %1 %2"_s.arg(instance.toString(), other.toString());
    const Instance *left = find(instance);
    const Instance *right = other.isValid() ? find(other) : left ? lastSuccess(*left) : nullptr;
    if (!left || !right)
        return answer<InstanceComparison>(
            call, Error::notFound(u"Invalid.Instance.NoSuccess"_s, u"No earlier run of it has succeeded."_s));
    return answer<InstanceComparison>(call, compareInstances(side(*left), side(*right)));
}

// --- backfills ---

Reply<Backfill> FakeBackfills::start(WorkspaceId workspace, const BackfillSpec &spec)
{
    const QString call = u"startBackfill "_s + spec.name;
    m_world.backfillSpecs.append(spec);
    if (const Outcome<> checked = check(spec); !checked)
        return answer<Backfill>(call, checked.error());
    Backfill made;
    made.id = BackfillId(3000 + qint64(m_world.backfills.size()));
    made.workspace = workspace;
    made.spec = spec;
    made.createdAt = m_world.status.now;
    const auto chains = backfillChains(spec);
    for (size_t chain = 0; chain < chains.size(); ++chain) {
        for (size_t position = 0; position < chains[chain].size(); ++position) {
            BackfillDate date;
            date.dag = DagId(made.id.value() * 1000 + qint64(made.dates.size()));
            date.backfill = made.id;
            date.bizdate = chains[chain][position];
            date.chain = int(chain);
            date.position = int(position);
            made.dates.append(date);
        }
    }
    if (!refuses()) {
        m_world.backfills.prepend(made);
        emit m_feed.backfillChanged(made);
    }
    return answer<Backfill>(call, made);
}

Reply<QList<Backfill>> FakeBackfills::list(WorkspaceId)
{
    return answer<QList<Backfill>>(u"listBackfills"_s, m_world.backfills);
}

Outcome<> FakeBackfills::check(const BackfillSpec &spec) const
{
    if (const Outcome<> good = checkBackfill(spec); !good)
        return good;
    const auto isTask = [this](NodeId id) {
        return std::any_of(m_world.tasks.cbegin(), m_world.tasks.cend(),
                           [id](const Node &task) { return task.id == id; });
    };
    const QList<NodeId> nodes = spec.nodes + spec.dryNodes;
    if (!std::all_of(nodes.begin(), nodes.end(), isTask))
        return Error::invalid(u"Nodes"_s, u"There is no such scheduled node."_s);
    const auto isIt = [&spec](const ResourceGroup &group) { return group.identifier == spec.resourceGroup; };
    if (!spec.resourceGroup.isEmpty() && std::none_of(m_world.groups.cbegin(), m_world.groups.cend(), isIt))
        return Error::invalid(u"ResourceGroup"_s, u"The resource group is not bound to the workspace."_s);
    return {};
}

Backfill *FakeBackfills::find(BackfillId id) const
{
    for (Backfill &backfill : m_world.backfills) {
        if (backfill.id == id)
            return &backfill;
    }
    return nullptr;
}

Reply<Backfill> FakeBackfills::backfill(BackfillId id)
{
    const Backfill *found = find(id);
    return answer<Backfill>(u"backfill"_s, found ? Outcome<Backfill>(*found) : missing(u"backfill"_s));
}

Reply<> FakeBackfills::change(const QString &call, BackfillAction action, BackfillId id, BackfillState state)
{
    const QString asked = call + u' ' + id.toString();
    Backfill *backfill = find(id);
    if (!backfill)
        return answer<Nothing>(asked, missing(u"backfill"_s));
    if (const Outcome<> allowed = checkAction(action, *backfill); !allowed)
        return answer<Nothing>(asked, allowed.error());
    if (!refuses()) {
        backfill->state = state;
        emit m_feed.backfillChanged(*backfill);
    }
    return answer<Nothing>(asked, Nothing{});
}

Reply<> FakeBackfills::pause(BackfillId id)
{
    return change(u"pauseBackfill"_s, BackfillAction::Pause, id, BackfillState::Paused);
}

Reply<> FakeBackfills::resume(BackfillId id)
{
    return change(u"resumeBackfill"_s, BackfillAction::Resume, id, BackfillState::Running);
}

Reply<> FakeBackfills::stop(BackfillId id)
{
    return change(u"stopBackfill"_s, BackfillAction::Stop, id, BackfillState::Stopping);
}

// --- logs ---

Reply<LogChunk> FakeLogs::read(InstanceId id, int, qint64 offset, qint64 maxBytes)
{
    const auto isIt = [id](const Instance &instance) { return instance.id == id; };
    if (!m_world.logs.contains(id) && std::none_of(m_world.instances.cbegin(), m_world.instances.cend(), isIt))
        return answer<LogChunk>(u"readLog"_s, missing(u"instance"_s));
    const QByteArray whole = m_world.logs.value(id);
    LogChunk chunk;
    chunk.size = whole.size();
    chunk.offset = offset < 0 ? qMax<qint64>(0, whole.size() + offset) : qMin<qint64>(offset, whole.size());
    chunk.bytes = whole.mid(chunk.offset, maxBytes);
    chunk.finished = true;
    return answer<LogChunk>(u"readLog"_s, chunk);
}

} // namespace slipway
