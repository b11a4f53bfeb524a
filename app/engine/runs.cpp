#include "app/engine/runs.h"

#include "app/engine/attempt_runner.h"
#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/id_source.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_editor.h"
#include "app/engine/instance_generator.h"
#include "app/engine/reasons.h"
#include "app/engine/resource_groups.h"
#include "app/engine/wait_reasons.h"
#include "models/domain/schedule_rules.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int argumentLimit = 1000;
constexpr qsizetype argumentBytes = 64 * 1024;

Outcome<> checkArguments(const QStringList &arguments)
{
    qsizetype bytes = 0;
    for (const QString &argument : arguments) {
        if (argument.contains(QChar(0)))
            return Error::invalid(u"Parameters"_s, u"A parameter contains a NUL character, which no shell can take."_s);
        bytes += argument.toUtf8().size();
    }
    if (arguments.size() > argumentLimit || bytes > argumentBytes)
        return Error::invalid(
            u"Parameters"_s,
            u"%1 parameters of %2 bytes in all; at most %3 of %4 bytes are allowed."_s.arg(arguments.size())
                .arg(bytes)
                .arg(argumentLimit)
                .arg(argumentBytes));
    return {};
}

} // namespace

Runs::Runs(const Parts &parts) : m_parts(parts) {}

Outcome<> Runs::checkGroup(const QString &identifier, WorkspaceId workspace) const
{
    const QString field = u"ResourceGroupIdentifier"_s;
    if (identifier.isEmpty())
        return Error::invalid(field, u"No resource group is chosen; a run needs one that is bound to the workspace."_s);
    const ResourceGroup *group = m_parts.groups.byIdentifier(identifier);
    if (!group)
        return Error::invalid(field, u"There is no resource group `%1`."_s.arg(identifier));
    if (!group->workspaces.contains(workspace))
        return Error::invalid(
            field, u"The resource group `%1` is not bound to the workspace; bind it first."_s.arg(group->name));
    if (group->state != ResourceGroupState::Running)
        return Error::conflict(
            u"Invalid.ResourceGroup.State"_s,
            u"The resource group `%1` is %2; it must be Running."_s.arg(group->name, toText(group->state)));
    return {};
}

Instance Runs::draftInstance(const NodeDraft &draft, const DraftRunSpec &spec) const
{
    const QTimeZone zone = m_parts.catalog.zoneOf(draft.workspace);
    const Workflow *workflow = m_parts.catalog.workflow(draft.workflow);
    Instance instance;
    instance.id = m_parts.ids.next<InstanceId>();
    instance.dag = m_parts.ids.next<DagId>();
    instance.dagType = DagType::OneOff;
    instance.taskType = TaskType::Manual;
    instance.workspace = draft.workspace;
    instance.workflow = draft.workflow;
    instance.node = draft.node;
    instance.file = draft.id;
    instance.nodeName = draft.name;
    instance.workflowName = workflow ? workflow->name : QString();
    instance.kind = draft.kind;
    instance.owner = spec.owner.isEmpty() ? draft.owner : spec.owner;
    instance.createdAt = instance.scheduledTime = m_parts.clock.now();
    instance.bizdate = bizdateOf(instance.scheduledTime, zone);
    instance.resourceGroup = spec.resourceGroup;
    instance.parameters = spec.parameters;
    return instance;
}

void Runs::runDraft(const DraftRunSpec &spec, Answer<Instance> answer)
{
    const NodeDraft *draft = m_parts.catalog.draft(spec.file);
    if (!draft) {
        answer(Error::notFound(u"Invalid.File.NotFound"_s, u"There is no node draft %1."_s.arg(spec.file.toString())));
        return;
    }
    Outcome<> good = checkArguments(spec.parameters);
    if (good && draft->kind == NodeKind::Shell) {
        good = checkGroup(spec.resourceGroup, draft->workspace);
        if (good && draft->script.trimmed().isEmpty())
            good = Error::invalid(u"Content"_s,
                                  u"The script of `%1` is empty; there is nothing to run."_s.arg(draft->name));
    }
    if (!good) {
        answer(good.error());
        return;
    }
    const Instance instance = draftInstance(*draft, spec);
    const RunCode code{instance.id, draft->script, draft->properties};
    m_parts.book.keepCode(code);
    create(instance, {code}, answer);
}

void Runs::runSmokeTest(NodeId id, Instant bizdate, const QString &owner, Answer<Instance> answer)
{
    const Node *node = m_parts.catalog.node(id);
    if (!node || node->undeployed || isRootNode(*node)) {
        answer(Error::notFound(u"Invalid.Node.NotFound"_s, u"There is no scheduled node %1."_s.arg(id.toString())));
        return;
    }
    if (node->current.kind == NodeKind::Shell) {
        if (const Outcome<> usable = checkGroup(node->current.properties.resourceGroup, node->workspace); !usable) {
            answer(usable.error());
            return;
        }
    }
    // The business date's next day, at the node's first time of that day (reference: dataworks 4.1).
    const QTimeZone zone = m_parts.catalog.zoneOf(node->workspace);
    const QDate day = toDateTime(bizdate, zone).date().addDays(1);
    const QList<Occurrence> times = occurrencesOn(node->current.properties.schedule, zone, day);
    const Instant scheduled = times.isEmpty() ? fromDateTime(day.startOfDay(zone)) : times.first().time;
    Instance instance = m_parts.generator.single(*node, scheduled, DagType::SmokeTest);
    if (!owner.isEmpty())
        instance.owner = owner;
    create(instance, {}, answer);
}

// What is asked for by hand waits for neither parents nor time.
void Runs::create(const Instance &instance, const Changes &alongside, const Answer<Instance> &answer)
{
    Instance row = instance;
    row.state = InstanceState::WaitResource;
    row.waitingSince = row.createdAt;
    row.reason = u"queued"_s;
    m_parts.writer.tryRecord({{row}, alongside}, [this, row, answer](const Outcome<> &outcome) {
        if (outcome) {
            answer(live(row));
            return;
        }
        m_parts.book.dropCode(row.id);
        answer(unwritable(outcome));
    });
}

Instance Runs::live(const Instance &stored) const
{
    const InstanceRecord *record = m_parts.book.find(stored.id);
    if (!record)
        return stored;
    Instance instance = record->instance;
    instance.reason = m_parts.reasons.of(*record);
    return instance;
}

void Runs::listInstances(const InstanceQuery &query, Answer<InstancePage> answer) const
{
    m_parts.store.listInstances(query, [this, answer = std::move(answer)](const Outcome<InstancePage> &stored) {
        if (!stored) {
            answer(stored);
            return;
        }
        InstancePage page = *stored;
        for (Instance &instance : page.instances)
            instance = live(instance);
        answer(page);
    });
}

void Runs::countStates(const InstanceQuery &query, Answer<StateCounts> answer) const
{
    m_parts.store.countStates(query, std::move(answer));
}

void Runs::instance(InstanceId id, Answer<Instance> answer) const
{
    if (const InstanceRecord *record = m_parts.book.find(id)) {
        answer(live(record->instance));
        return;
    }
    m_parts.store.instance(id, std::move(answer));
}

void Runs::attempts(InstanceId id, Answer<std::vector<Attempt>> answer) const
{
    instance(id, [this, id, answer = std::move(answer)](const Outcome<Instance> &found) {
        if (found)
            m_parts.store.attempts(id, answer);
        else
            answer(found.failed() ? Outcome<std::vector<Attempt>>(found.error())
                                  : Outcome<std::vector<Attempt>>(Cancelled{}));
    });
}

void Runs::attempt(InstanceId id, int number, Answer<Attempt> answer) const
{
    m_parts.store.attempts(id, [id, number, answer = std::move(answer)](const Outcome<std::vector<Attempt>> &attempts) {
        if (!attempts) {
            answer(attempts.failed() ? Outcome<Attempt>(attempts.error()) : Outcome<Attempt>(Cancelled{}));
            return;
        }
        const Attempt *found = nullptr;
        for (const Attempt &attempt : *attempts) {
            if (attempt.number == number || (number == 0 && (!found || attempt.number > found->number)))
                found = &attempt;
        }
        if (found)
            answer(*found);
        else
            answer(Error::notFound(u"Invalid.Instance.NoAttempt"_s,
                                   number == 0
                                       ? u"The instance %1 has not run yet."_s.arg(id.toString())
                                       : u"The instance %1 has no attempt %2."_s.arg(id.toString()).arg(number)));
    });
}

void Runs::stop(InstanceId id, Answer<> answer)
{
    const auto stopIt = [this](Instance instance) -> Outcome<Instance> {
        if (instance.state == InstanceState::Running) {
            m_parts.runner.stop(instance);
            return Cancelled{}; // nothing to store: the end comes from the executor
        }
        instance.state = InstanceState::Stopped;
        instance.finishedAt = m_parts.clock.now();
        instance.reason = u"stopped by the user"_s;
        return instance;
    };
    m_parts.editor.edit(id, InstanceAction::Stop, stopIt, answer);
}

void Runs::rerun(InstanceId id, Answer<> answer)
{
    const auto again = [this](const Instance &instance) -> Outcome<Instance> {
        Instance next = queuedAgain(instance);
        next.waitingSince = m_parts.clock.now();
        return next;
    };
    // A draft's run runs again what it ran before, not what became of the draft.
    withCode(id, [this, id, again, answer] { m_parts.editor.edit(id, InstanceAction::Rerun, again, answer); });
}

void Runs::withCode(InstanceId id, std::function<void()> then)
{
    if (m_parts.book.find(id)) {
        then();
        return;
    }
    m_parts.store.runCode(id, [this, then = std::move(then)](const Outcome<std::optional<RunCode>> &code) {
        if (code && *code)
            m_parts.book.keepCode(**code);
        then();
    });
}

void Runs::setSuccess(InstanceId id, Answer<> answer)
{
    const auto succeed = [](Instance instance) -> Outcome<Instance> {
        instance.state = InstanceState::Success;
        instance.reason = u"set successful by the user"_s;
        return instance;
    };
    m_parts.editor.edit(id, InstanceAction::SetSuccess, succeed, answer);
}

void Runs::freeze(InstanceId id, Answer<> answer)
{
    const auto freezeIt = [](Instance instance) -> Outcome<Instance> {
        instance.frozen = true;
        return instance;
    };
    m_parts.editor.edit(id, InstanceAction::Freeze, freezeIt, answer);
}

void Runs::unfreeze(InstanceId id, Answer<> answer)
{
    const auto thaw = [this](Instance instance) -> Outcome<Instance> {
        const InstanceRecord *record = m_parts.book.find(instance.id);
        const bool missed = record && instance.dagType != DagType::OneOff &&
                            instance.scheduledTime <= m_parts.clock.now() &&
                            (record->openParents == 0 || isPastConditions(instance));
        instance.frozen = false;
        if (!missed)
            return instance;
        // Its turn came while it was frozen (reference: dataworks 3.5).
        instance.state = InstanceState::Failure;
        instance.finishedAt = m_parts.clock.now();
        instance.reason = u"was frozen when its turn came; rerun it by hand"_s;
        return instance;
    };
    m_parts.editor.edit(id, InstanceAction::Unfreeze, thaw, answer);
}

} // namespace slipway
