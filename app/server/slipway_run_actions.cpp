// Slipway 2026-11-22: runs of drafts, instances, attempts, logs.

#include "app/engine/engine.h"
#include "app/engine/runs.h"
#include "app/logs/log_reader.h"
#include "app/platform/files.h"
#include "app/server/action_tables.h"
#include "app/server/slipway_answers.h"
#include "models/contract/slipway_actions.h"

#include <QtConcurrent>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 scriptLimit = 16 * 1024 * 1024; // bytes

void runDraft(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    DraftRunSpec spec;
    spec.file = FileId(in.requiredInteger(u"FileId"_s));
    spec.resourceGroup = in.requiredText(u"ResourceGroupIdentifier"_s);
    spec.owner = call.caller;
    if (in.has(u"Parameters"_s))
        spec.parameters = in.take(decodeJson<QList<QString>>(in.text(u"Parameters"_s).toUtf8()));
    if (in.failed())
        return call.fail(in.error());
    api.engine.runs().runDraft(spec, thenData<Instance>(call));
}

void startSmokeTest(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const NodeId node(in.requiredInteger(u"NodeId"_s));
    const Instant bizdate = fromMillis(in.requiredInteger(u"Bizdate"_s));
    if (in.failed())
        return call.fail(in.error());
    api.engine.runs().runSmokeTest(node, bizdate, call.caller, thenData<Instance>(call));
}

void queryInstances(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const QString text = in.requiredText(u"Query"_s, 256 * 1024);
    if (in.failed())
        return call.fail(in.error());
    const auto query = decodeJson<InstanceQuery>(text.toUtf8());
    if (!query)
        return call.failWith(query);
    api.engine.runs().listInstances(*query, thenData<InstancePage>(call));
}

void getInstanceDetail(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    if (in.failed())
        return call.fail(in.error());
    api.engine.runs().instance(id, thenData<Instance>(call));
}

void listAttempts(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    if (in.failed())
        return call.fail(in.error());
    using Attempts = std::vector<Attempt>;
    api.engine.runs().attempts(id, call.then<Attempts>([](const IncomingCall &done, const Attempts &attempts) {
        answerData(done, QList<Attempt>(attempts.begin(), attempts.end()));
    }));
}

void getScriptAsRun(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    const int number = int(in.integer(u"Attempt"_s, 0, 0, INT_MAX));
    if (in.failed())
        return call.fail(in.error());
    const auto read = [owner = api.owner](const IncomingCall &asked, const Attempt &attempt) {
        const QString path = attempt.folder + u"/script.sh"_s;
        QtConcurrent::run([path] {
            return readSmallFile(path, scriptLimit);
        }).then(owner, [asked](const Outcome<QByteArray> &script) {
            if (!script)
                return asked.failWith(script);
            answerData(asked, QString::fromUtf8(*script));
        });
    };
    api.engine.runs().attempt(id, number, call.then<Attempt>(read));
}

void answerLog(const IncomingCall &call, const Outcome<LogWindow> &window, bool finished)
{
    // A run that is only just starting has no log yet.
    const bool missing = window.failed() && window.error().kind == ErrorKind::NotFound;
    if (!window && !missing)
        return call.failWith(window);
    LogChunk chunk;
    chunk.finished = finished;
    if (window) {
        chunk.offset = window->offset;
        chunk.bytes = window->bytes;
        chunk.size = window->size;
    }
    answerData(call, chunk);
}

void readRunLog(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const InstanceId id(in.requiredInteger(u"InstanceId"_s));
    const int number = int(in.integer(u"Attempt"_s, 0, 0, INT_MAX));
    const qint64 offset = in.integer(u"Offset"_s, 0);
    const qint64 maxBytes = in.integer(u"MaxBytes"_s, LogReader::maxWindow, 1, LogReader::maxWindow);
    if (in.failed())
        return call.fail(in.error());
    const auto read = [&logs = api.logs, owner = api.owner, offset, maxBytes](const IncomingCall &asked,
                                                                              const Attempt &attempt) {
        // Asked before the log is read: what had ended by then has nothing more to say.
        const bool finished = attempt.end != AttemptEnd::None;
        logs.read(attempt.folder + u"/log"_s, offset, maxBytes)
            .then(owner, [asked, finished](const Outcome<LogWindow> &window) { answerLog(asked, window, finished); });
    };
    api.engine.runs().attempt(id, number, call.then<Attempt>(read));
}

} // namespace

RpcActions slipwayRunActions()
{
    static constexpr RpcAction table[] = {
        {actions::runDraft, runDraft},
        {actions::startSmokeTest, startSmokeTest},
        {actions::queryInstances, queryInstances},
        {actions::getInstanceDetail, getInstanceDetail},
        {actions::listAttempts, listAttempts},
        {actions::getScriptAsRun, getScriptAsRun},
        {actions::readRunLog, readRunLog},
    };
    return table;
}

} // namespace slipway
