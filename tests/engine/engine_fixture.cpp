#include "tests/engine/engine_fixture.h"

#include "tests/engine/node_text.h"
#include "tests/support/trace.h"

#include <QtTest>

namespace slipway {

using namespace Qt::StringLiterals;

EngineFixture::EngineFixture(const QString &now, const QByteArray &timeZone) : clock(utc(now))
{
    options.runsDir = u"/runs"_s;
    options.timeZone = timeZone;
    sink.onEvent = [this](const Event &event) {
        if (onEvent)
            onEvent(event);
        if (const auto line = keepTrace ? traceLine(clock.now(), event) : std::nullopt)
            m_trace.append(*line);
    };
    start();
}

void EngineFixture::start()
{
    alarm.clear();
    if (runPlan)
        executor.onAdopt = [this](const FakeExecutor::Asked &asked) { return endInAbsence(asked); };
    engine = std::make_unique<Engine>(Engine::Ports{store, clock, alarm, executor, sink}, options);
    const Outcome<> started = engine->start();
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    settle();
}

void EngineFixture::kill()
{
    store.crash();
    engine.reset();
    alarm.clear();
}

void EngineFixture::stop()
{
    bool done = false;
    engine->stop(Engine::RunsAtStop::GoOn, [&done] { done = true; });
    store.pump();
    QVERIFY(done);
    engine.reset();
}

// A script "5s exit 3" ends five seconds after its start; any other text runs until the test ends it.
void EngineFixture::planEnds()
{
    for (; m_planned < executor.started.size(); ++m_planned)
        planEnd(executor.started.at(m_planned));
    if (runPlan) { // a long run of many; nobody looks back
        executor.started.clear();
        m_planned = 0;
        planStops();
    }
}

void EngineFixture::planEnd(const RunRequest &request)
{
    static const QRegularExpression form(u"^(\\d+)s exit (\\d+)$"_s);
    const FakeExecutor::Asked asked{request.instance, request.attempt};
    if (runPlan) {
        const auto [length, end] = runPlan(request);
        planEnd(asked, length, end);
    } else if (const QRegularExpressionMatch match = form.match(request.script); match.hasMatch()) {
        planEnd(asked, Seconds{match.captured(1).toInt()}, exited(match.captured(2).toInt()));
    }
}

void EngineFixture::planEnd(const FakeExecutor::Asked &asked, Seconds length, const RunEnd &end)
{
    m_plannedEnds[asked] = {clock.now() + length, end};
    m_ends.emplace(clock.now() + length, asked);
}

// What is to end by itself before that is not waited for.
void EngineFixture::planStops()
{
    constexpr Seconds grace{3};
    for (const FakeExecutor::Asked &asked : std::exchange(executor.stopped, {})) {
        const auto planned = m_plannedEnds.find(asked);
        if (planned != m_plannedEnds.end() && planned->second.first > clock.now() + grace)
            planEnd(asked, grace, {AttemptEnd::Stopped, 0, 15, {}, {}});
    }
}

// Of a run that was stopped meanwhile, or whose end was heard of at a restart, nothing more comes.
void EngineFixture::endNext()
{
    const auto next = m_ends.extract(m_ends.begin());
    const auto planned = m_plannedEnds.find(next.mapped());
    if (planned == m_plannedEnds.end() || planned->second.first != next.key())
        return;
    const RunEnd end = planned->second.second;
    m_heardEnds.insert(m_plannedEnds.extract(planned));
    if (onRunEnd)
        onRunEnd(next.mapped(), end);
    executor.finish(next.mapped().instance, next.mapped().attempt, end);
}

std::optional<RunEnd> EngineFixture::endInAbsence(const FakeExecutor::Asked &asked)
{
    RunEnd end{AttemptEnd::NotStarted, 0, 0, {}, {}};
    const auto heard = m_heardEnds.find(asked);
    if (const auto planned = m_plannedEnds.find(asked); planned != m_plannedEnds.end()) {
        if (planned->second.first > clock.now())
            return std::nullopt;
        end = planned->second.second;
        end.finishedAt = planned->second.first;
        m_heardEnds.insert(m_plannedEnds.extract(planned));
    } else if (heard != m_heardEnds.end()) {
        end = heard->second.second;
        end.finishedAt = heard->second.first;
    }
    if (onRunEnd)
        onRunEnd(asked, end);
    return end;
}

void EngineFixture::settle()
{
    do {
        store.pump();
        planEnds();
        if (engine && alarm.moment() && *alarm.moment() <= clock.now())
            alarm.ring();
    } while (store.pumpOne());
    planEnds();
    m_heardEnds.clear();
}

void EngineFixture::advanceTo(const QString &utcMoment)
{
    const Instant target = utc(utcMoment);
    settle();
    while (true) {
        const Instant ring = engine ? alarm.moment().value_or(Instant::max()) : Instant::max();
        const Instant end = m_ends.empty() || !engine ? Instant::max() : m_ends.begin()->first;
        const Instant next = std::min(ring, end);
        if (next > target)
            break;
        clock.set(std::max(clock.now(), next));
        if (end <= ring)
            endNext();
        else
            alarm.ring();
        settle();
    }
    clock.set(std::max(clock.now(), target));
    settle();
}

WorkflowId EngineFixture::workflow()
{
    const QList<Workflow> existing = engine->catalog().workflows(workspace().id);
    if (!existing.isEmpty())
        return existing.first().id;
    return ask<Workflow>([this](Answer<Workflow> answer) {
               engine->catalog().createWorkflow(workspace().id, u"flow"_s, {}, u"me"_s, answer);
           })
        ->id;
}

QString EngineFixture::group(int slotCount, const QString &name)
{
    ResourceGroupSpec spec;
    spec.name = name;
    spec.slotCount = slotCount;
    const auto group = ask<ResourceGroup>([&](Answer<ResourceGroup> answer) { engine->groups().create(spec, answer); });
    ask<Nothing>([&](Answer<> answer) { engine->groups().bind(group->id, workspace().id, answer); });
    advanceTo(toDateTime(clock.now() + Seconds{2}, QTimeZone::utc()).toString(u"yyyy-MM-dd HH:mm:ss"));
    m_group = group->identifier;
    return m_group;
}

NodeDraft EngineFixture::draft(const QString &name, NodeKind kind)
{
    NewNode node;
    node.workflow = workflow();
    node.name = name;
    node.kind = kind;
    node.owner = u"me"_s;
    return *ask<NodeDraft>([&](Answer<NodeDraft> answer) { engine->drafts().createNode(node, answer); });
}

Outcome<NodeDraft> EngineFixture::save(const NodeDraft &draft)
{
    return ask<NodeDraft>([&](Answer<NodeDraft> answer) { engine->drafts().saveDraft(draft, u"me"_s, answer); });
}

Outcome<NodeVersion> EngineFixture::commit(FileId file, bool manyInstances)
{
    return ask<NodeVersion>([&](Answer<NodeVersion> answer) {
        engine->deployments().commit(file, {{}, u"me"_s, manyInstances}, answer);
    });
}

NodeDraft EngineFixture::draftFrom(const QString &line)
{
    if (m_group.isEmpty())
        group();
    const NodeText text = parseNodeText(line);
    NodeDraft result;
    for (const NodeDraft &existing : engine->drafts().drafts(workflow())) {
        if (existing.name == text.name)
            result = existing;
    }
    if (!result.id.isValid())
        result = draft(text.name, text.kind);
    const QStringList outputs = result.properties.outputs;
    result.script = text.script;
    result.properties = text.properties;
    result.properties.outputs = outputs;
    if (result.properties.resourceGroup.isEmpty())
        result.properties.resourceGroup = m_group;
    for (const QString &parent : text.parents) {
        if (parent == "root"_L1)
            result.properties.inputs.append(workspace().rootOutput());
        for (const NodeDraft &other : engine->drafts().drafts(workflow())) {
            if (other.name == parent)
                result.properties.inputs.append(other.properties.outputs.first());
        }
    }
    for (const QString &name : text.cycleOf)
        result.properties.crossCycleNodes.append(node(name));
    return result;
}

NodeId EngineFixture::node(const QString &name) const
{
    for (const Node &node : engine->deployments().cycleTasks(workspace().id)) {
        if (node.current.name == name)
            return node.id;
    }
    return {};
}

void EngineFixture::deploy(const QString &line)
{
    const Outcome<NodeDraft> saved = save(draftFrom(line));
    if (!saved)
        qFatal("%s", qPrintable(saved.error().message));
    const Outcome<NodeVersion> version = commit(saved->id);
    if (!version)
        qFatal("%s", qPrintable(version.error().message));
}

Instance EngineFixture::instance(const QString &name, const QString &scheduled)
{
    for (const auto &[id, instance] : store.instances()) {
        if (instance.nodeName == name && (scheduled.isEmpty() || instance.scheduledTime == utc(scheduled)))
            return *this->instance(id);
    }
    return {};
}

Outcome<Instance> EngineFixture::instance(InstanceId id)
{
    return ask<Instance>([&](Answer<Instance> answer) { engine->runs().instance(id, answer); });
}

QStringList EngineFixture::takeTrace()
{
    return std::exchange(m_trace, {});
}

} // namespace slipway
