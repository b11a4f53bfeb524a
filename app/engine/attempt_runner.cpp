#include "app/engine/attempt_runner.h"

#include "app/engine/catalog_state.h"
#include "app/engine/clock.h"
#include "app/engine/instance_book.h"
#include "app/engine/instance_writer.h"
#include "app/engine/reasons.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr Seconds defaultTimeout{3 * 24 * 3600}; // reference: dataworks 3.6

Seconds timeoutOf(const NodeProperties &properties)
{
    return properties.timeout.count() > 0 ? properties.timeout : defaultTimeout;
}

} // namespace

AttemptRunner::AttemptRunner(const Parts &parts, const Settings &settings) : m_parts(parts), m_settings(settings)
{
    m_parts.executor.onFinished([this](InstanceId id, int number, const RunEnd &end) { finished(id, number, end); });
}

std::optional<AttemptRunner::Code> AttemptRunner::codeOf(const Instance &instance) const
{
    if (instance.dagType == DagType::OneOff) {
        if (const RunCode *code = m_parts.book.keptCode(instance.id))
            return Code{code->script, 0, code->properties};
        const NodeDraft *draft = m_parts.catalog.draft(instance.file);
        return draft ? std::optional(Code{draft->script, 0, draft->properties}) : std::nullopt;
    }
    const Node *node = m_parts.catalog.node(instance.node);
    if (!node || node->undeployed)
        return std::nullopt;
    return Code{node->current.script, node->current.version, node->current.properties};
}

Attempt AttemptRunner::newAttempt(const Instance &instance, const Code &code) const
{
    const QTimeZone zone = m_parts.catalog.zoneOf(instance.workspace);
    Attempt attempt;
    attempt.instance = instance.id;
    attempt.number = instance.attempts + 1;
    attempt.startedAt = m_parts.clock.now();
    attempt.nodeVersion = code.version;
    attempt.resourceGroup = instance.resourceGroup;
    attempt.folder =
        u"%1/%2/%3/%4"_s.arg(m_settings.runsDir, toDateTime(attempt.startedAt, zone).date().toString(Qt::ISODate),
                             instance.id.toString(), QString::number(attempt.number));
    return attempt;
}

void AttemptRunner::start(InstanceRecord &record)
{
    InstanceChange change;
    const Start start = planStart(record, change);
    m_parts.writer.record(std::move(change));
    launchWhenDurable(start);
}

// The process is chosen first: the store then knows it from the attempt's first moment on.
AttemptRunner::Start AttemptRunner::planStart(const InstanceRecord &record, InstanceChange &change)
{
    const std::optional<Code> code = codeOf(record.instance);
    Instance running = record.instance;
    Attempt attempt = newAttempt(running, code.value_or(Code{}));
    Start start{running.id, attempt.number, Error::notFound(u"CodeNotFound"_s, u"its node or draft was deleted"_s)};
    if (code) {
        const Outcome<RunHandle> handle = m_parts.executor.reserve(running.id, attempt.number);
        start.code = handle ? Outcome<Code>(*code) : Outcome<Code>(handle.error());
        attempt.supervisorPid = handle ? handle->supervisorPid : 0;
        attempt.supervisorStart = handle ? handle->supervisorStart : 0;
    }
    running.state = InstanceState::Running;
    running.startedAt = attempt.startedAt;
    running.finishedAt = {};
    running.attempts = attempt.number;
    running.nodeVersion = attempt.nodeVersion;
    running.reason.clear();
    change.rows.push_back(std::move(running));
    change.alongside.push_back(std::move(attempt));
    return start;
}

// The first action when the attempt is durable; a stop that somebody asks for meanwhile comes after it.
void AttemptRunner::launchWhenDurable(const Start &start)
{
    m_parts.writer.whenFree(start.id, [this, start] {
        const Outcome<> launched = start.code ? launch(start.id, *start.code) : Outcome<>(start.code.error());
        if (!launched)
            conclude(start.id, start.number, {AttemptEnd::NotStarted, 0, 0, {}, launched.error().message});
    });
}

Outcome<> AttemptRunner::launch(InstanceId id, const Code &code)
{
    const InstanceRecord *record = m_parts.book.find(id);
    if (!record || !record->attempt)
        return Error::internal(u"the attempt was lost"_s);
    return m_parts.executor.start(request(record->instance, *record->attempt, code));
}

RunRequest AttemptRunner::request(const Instance &instance, const Attempt &attempt, const Code &code) const
{
    RunRequest request;
    request.instance = instance.id;
    request.attempt = attempt.number;
    request.folder = attempt.folder;
    request.script = code.script;
    request.arguments = instance.parameters;
    request.environment = environment(instance, attempt);
    request.secrets = m_settings.secrets;
    request.timeout = timeoutOf(code.properties);
    return request;
}

QProcessEnvironment AttemptRunner::environment(const Instance &instance, const Attempt &attempt) const
{
    const QTimeZone zone = m_parts.catalog.zoneOf(instance.workspace);
    QProcessEnvironment environment = m_settings.environment;
    environment.insert(u"SLIPWAY_INSTANCE_ID"_s, instance.id.toString());
    environment.insert(u"SLIPWAY_ATTEMPT"_s, QString::number(attempt.number));
    environment.insert(u"SLIPWAY_NODE_ID"_s, instance.node.toString());
    environment.insert(u"SLIPWAY_NODE_NAME"_s, instance.nodeName);
    environment.insert(u"SLIPWAY_NODE_VERSION"_s, QString::number(attempt.nodeVersion));
    environment.insert(u"SLIPWAY_WORKFLOW_NAME"_s, instance.workflowName);
    environment.insert(u"SKYNET_TASKID"_s, instance.id.toString());
    environment.insert(u"SKYNET_BIZDATE"_s, toDateTime(instance.bizdate, zone).toString(u"yyyyMMdd"));
    environment.insert(u"SKYNET_CYCTIME"_s, toDateTime(instance.scheduledTime, zone).toString(u"yyyyMMddHHmmss"));
    // `date` shows the workspace's time in a scheduled run, the person's own in a draft's (reference: dataworks 3.9).
    if (instance.dagType != DagType::OneOff)
        environment.insert(u"TZ"_s, QString::fromUtf8(zone.id()));
    return environment;
}

void AttemptRunner::adopt(const Attempt &attempt)
{
    m_parts.executor.adopt(attempt.instance, attempt.number, attempt.folder,
                           RunHandle{attempt.supervisorPid, attempt.supervisorStart});
}

void AttemptRunner::stop(const Instance &running)
{
    m_parts.executor.stop(running.id, running.attempts);
}

void AttemptRunner::finished(InstanceId id, int number, const RunEnd &end)
{
    m_parts.writer.whenFree(id, [this, id, number, end] { conclude(id, number, end); });
}

void AttemptRunner::conclude(InstanceId id, int number, const RunEnd &end)
{
    const InstanceRecord *record = m_parts.book.find(id);
    if (!record || record->instance.state != InstanceState::Running || record->instance.attempts != number)
        return; // told twice
    const Instant now = m_parts.clock.now();
    // The supervisor's clock is the machine's; the engine's may be another one.
    const bool plausible = end.finishedAt >= record->instance.startedAt && end.finishedAt <= now;
    const Instant finishedAt = plausible ? end.finishedAt : now;
    Attempt attempt = record->attempt.value_or(Attempt{});
    attempt.instance = id;
    attempt.number = number;
    attempt.finishedAt = finishedAt;
    attempt.end = end.end;
    attempt.exitCode = end.exitCode;
    attempt.signal = end.signal;
    const auto code = codeOf(record->instance);
    attempt.message = endText(end, code ? timeoutOf(code->properties) : defaultTimeout);
    Instance next = afterEnd(record->instance, end, finishedAt);
    next.reason = attempt.message + next.reason + caughtUpText(next);
    InstanceChange change{{next}, {attempt}};
    std::optional<Start> following;
    if (const InstanceRecord *successor = m_successor ? m_successor(record->instance) : nullptr)
        following = planStart(*successor, change);
    m_parts.writer.record(std::move(change));
    if (following)
        launchWhenDurable(*following);
}

Instance AttemptRunner::afterEnd(const Instance &instance, const RunEnd &end, Instant finishedAt) const
{
    Instance next = instance;
    next.finishedAt = finishedAt;
    if (end.end == AttemptEnd::Exited && end.exitCode == 0) {
        next.state = InstanceState::Success;
    } else if (end.end == AttemptEnd::Stopped) {
        next.state = InstanceState::Stopped;
    } else if (mayRetry(instance, end.end)) {
        next.state = InstanceState::WaitTime;
        const Instant at = retryTime(next).value_or(finishedAt);
        next.reason = u"; automatic rerun %1 of %2 at %3"_s.arg(instance.attempts)
                          .arg(codeOf(instance)->properties.autoRerunTimes)
                          .arg(momentText(at, m_parts.catalog.zoneOf(instance.workspace)));
    } else {
        next.state = InstanceState::Failure;
    }
    return next;
}

// Not after a stop or a timeout, and never against the node's policy (reference: dataworks 3.6).
bool AttemptRunner::mayRetry(const Instance &instance, AttemptEnd end) const
{
    const auto code = codeOf(instance);
    return code && instance.dagType != DagType::OneOff && end != AttemptEnd::TimedOut && end != AttemptEnd::Stopped &&
           code->properties.rerun != RerunPolicy::AllDenied && instance.attempts <= code->properties.autoRerunTimes;
}

std::optional<Instant> AttemptRunner::retryTime(const Instance &instance) const
{
    if (instance.state != InstanceState::WaitTime || instance.attempts == 0)
        return std::nullopt;
    const auto code = codeOf(instance);
    return instance.finishedAt + (code ? code->properties.autoRerunInterval : Millis{0});
}

} // namespace slipway
