#include "app/server/api_server.h"

#include <QLoggingCategory>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(serverLog, "slipway.server", QtInfoMsg)

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

WireRequest toWire(const ServerRequest &request)
{
    WireRequest wire{bytes(request.method), bytes(request.target), {}, bytes(request.body)};
    for (const ServerHeader &header : request.headers)
        wire.headers.emplaceBack(bytes(header.name), bytes(header.value));
    return wire;
}

ServerResponse toResponse(int status, const QByteArray &body)
{
    return {status, {}, body.toStdString()};
}

// Of the transport itself: on its thread, before anything is known about the caller.
ServerResponse transportError(int status, std::string_view code, std::string_view message)
{
    Error error;
    error.code = QString::fromUtf8(bytes(code));
    error.message = QString::fromUtf8(bytes(message));
    return toResponse(status, encodeError(error, makeRequestId(), u"127.0.0.1"_s, WireStyle::Roa));
}

// The revision that a follower of the feed has seen last, from `?since=`.
Outcome<std::optional<qint64>> sinceOf(const WireRequest &request)
{
    const auto parameters = RequestParameters::fromQuery(request.query());
    if (!parameters)
        return parameters.error();
    if (!parameters->has(u"since"_s))
        return std::optional<qint64>();
    const auto revision = parameters->integer(u"since"_s, 0, 0);
    if (!revision)
        return revision.error();
    return std::optional<qint64>(*revision);
}

} // namespace

ApiServer::ApiServer(ApiServerOptions options, const KeyRing &keys, EventLog &events, const Clock &clock,
                     QObject *parent)
    : QObject(parent),
      m_options(std::move(options)),
      m_clock(clock),
      m_gate(keys, m_options.wallClock),
      m_deployments(clock),
      m_streamer(events)
{
}

ApiServer::~ApiServer() = default;

Outcome<> ApiServer::start()
{
    HttpServerOptions options;
    options.port = m_options.port;
    options.maxConnections = m_options.maxConnections;
    options.preferredPorts.assign(m_options.preferredPorts.begin(), m_options.preferredPorts.end());
    // The transport's thread hands everything over to ours. It ends before this object does.
    HttpHandlers handlers;
    handlers.error = transportError;
    handlers.request = [this](ServerRequest request, ServerReply reply) {
        QMetaObject::invokeMethod(
            this, [this, wire = toWire(request), reply = std::move(reply)] { onRequest(wire, reply); },
            Qt::QueuedConnection);
    };
    handlers.upgrade = [this](ServerRequest request, UpgradeReply reply) {
        QMetaObject::invokeMethod(
            this, [this, wire = toWire(request), reply = std::move(reply)] { onUpgrade(wire, reply); },
            Qt::QueuedConnection);
    };
    m_http = std::make_unique<HttpServer>(std::move(options), std::move(handlers));
    if (const std::string problem = m_http->start(); !problem.empty())
        return Error{ErrorKind::Unavailable,
                     u"PortTaken"_s,
                     u"The API server cannot listen on %1. Choose another port with --port, or stop the program that "
                     "uses it."_s.arg(QString::fromStdString(problem)),
                     u"port"_s,
                     {},
                     false};
    qCInfo(serverLog).noquote() << u"listening address="_s + address();
    return Nothing{};
}

void ApiServer::serve(const Parts &parts, const EngineStatus &identity)
{
    m_identity = identity;
    m_identity.apiAddress = address();
    m_context.emplace(ApiContext{parts.engine, parts.services, parts.logs, m_deployments, m_clock, m_identity, this});
}

quint16 ApiServer::port() const
{
    return m_http ? m_http->port() : 0;
}

QString ApiServer::address() const
{
    return u"http://127.0.0.1:%1"_s.arg(port());
}

void ApiServer::stop(int seconds, std::function<void()> done)
{
    if (!m_http)
        return done();
    m_http->drain(seconds,
                  [this, done = std::move(done)] { QMetaObject::invokeMethod(this, done, Qt::QueuedConnection); });
}

IncomingCall ApiServer::newCall(const WireRequest &request) const
{
    IncomingCall call;
    call.style = request.path().startsWith("/api/") ? WireStyle::Roa : WireStyle::Rpc;
    call.requestId = makeRequestId();
    call.hostId = QString::fromLatin1(headerValue(request.headers, "host"));
    return call;
}

void ApiServer::onRequest(const WireRequest &request, const ServerReply &reply)
{
    IncomingCall call = newCall(request);
    call.send = [reply, id = call.requestId](int status, const QByteArray &body) {
        qCDebug(serverLog).noquote() << u"answered request="_s + id << u"status="_s + QString::number(status);
        reply(toResponse(status, body));
    };
    if (!m_context)
        return call.fail(Error::unavailable(u"The engine is still starting. Try again in a moment."_s));
    const auto caller = m_gate.admit(request);
    if (!caller) {
        if (caller.failed())
            qCWarning(serverLog).noquote()
                << u"refused request="_s + call.requestId << u"code="_s + caller.error().code;
        return call.failWith(caller);
    }
    call.caller = caller->accessKeyId;
    call.instance = caller->instance;
    const auto route = m_router.route(request, m_options.defaultRegion, call);
    if (!route)
        return call.failWith(route);
    qCDebug(serverLog).noquote() << u"called request="_s + call.requestId << u"action="_s + call.action;
    route->handler(*m_context, call);
}

void ApiServer::onUpgrade(const WireRequest &request, const UpgradeReply &reply)
{
    IncomingCall call = newCall(request);
    call.send = [reply](int status, const QByteArray &body) { reply({toResponse(status, body), {}}); };
    if (!m_context)
        return call.fail(Error::unavailable(u"The engine is still starting. Try again in a moment."_s));
    if (const auto caller = m_gate.admit(request); !caller)
        return call.failWith(caller);
    const auto since = sinceOf(request);
    if (!since)
        return call.failWith(since);
    const auto opened = [this, from = *since](const std::shared_ptr<EventChannel> &channel) {
        QMetaObject::invokeMethod(
            this, [this, from, channel] { m_streamer.add(channel, from); }, Qt::QueuedConnection);
    };
    reply({std::nullopt, opened});
}

} // namespace slipway
