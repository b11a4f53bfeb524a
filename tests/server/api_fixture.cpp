#include "tests/server/api_fixture.h"

#include "app/engine/catalog.h"
#include "models/contract/percent_encoding.h"
#include "tests/server/raw_client.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

namespace slipway::test {

using namespace Qt::StringLiterals;

ApiFixture::ApiFixture(std::function<Instant()> wallClock)
{
    QLoggingCategory::setFilterRules(u"slipway.*=false"_s);
    keys.add(key);
    auto opened = SqliteStore::open(folder.filePath(u"slipway.db"_s));
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    store = std::move(opened.value());
    ApiServerOptions options;
    if (wallClock)
        options.wallClock = std::move(wallClock);
    api = std::make_unique<ApiServer>(options, keys, events, clock);
    ServingOptions serving;
    serving.dataDir = folder.path();
    serving.runDir = folder.filePath(u"run"_s);
    services = std::make_unique<ServiceRegistry>(serving, clock, *store, events);
    alarm = std::make_unique<TimerAlarm>(clock);
    EngineOptions engineOptions;
    engineOptions.runsDir = folder.filePath(u"runs"_s);
    engineOptions.timeZone = "Asia/Shanghai";
    engineOptions.groupInitialisation = Millis(1);
    engine = std::make_unique<Engine>(Engine::Ports{*store, clock, *alarm, executor, events}, engineOptions);
    const auto stored = store->load();
    if (!stored || !engine->start() || !services->start(*stored) || !api->start())
        qFatal("the parts behind the API do not start");
    // The first workspace is there once the store has it.
    if (!QTest::qWaitFor([this] { return !engine->catalog().workspaces().isEmpty(); }))
        qFatal("the engine makes no workspace");
    EngineStatus identity;
    identity.version = u"0"_s;
    identity.dataDir = folder.path();
    api->serve({*engine, *services, logs}, identity);
}

ApiFixture::~ApiFixture()
{
    api.reset();
}

QByteArray toBytes(const WireRequest &request)
{
    QByteArray bytes = request.method + ' ' + request.target + " HTTP/1.1\r\n";
    for (const auto &[name, value] : request.headers)
        bytes += name + ": " + value + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\nConnection: close\r\n\r\n";
    return bytes + request.body;
}

WireRequest ApiFixture::signedRequest(WireRequest request, const QByteArray &action, const QByteArray &version) const
{
    if (headerValue(request.headers, "host").isEmpty())
        setHeader(request.headers, "host", host());
    signAcs3(request, {key.id.toLatin1(), key.secret.toLatin1(), {}}, action, version, SigningMoment::make());
    return request;
}

WireRequest ApiFixture::rpcRequest(const QByteArray &version, const QString &action, const Parameters &parameters) const
{
    QByteArrayList pairs;
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        pairs.append(percentEncode(it.key().toUtf8()) + '=' + percentEncode(it.value().toUtf8()));
    WireRequest request{"POST", "/", {}, pairs.join('&')};
    if (!request.body.isEmpty())
        setHeader(request.headers, "content-type", "application/x-www-form-urlencoded");
    return signedRequest(request, action.toLatin1(), version);
}

WireRequest ApiFixture::roaRequest(const QByteArray &method, const QByteArray &target, const QByteArray &body) const
{
    WireRequest request{method, target, {}, body};
    if (!body.isEmpty())
        setHeader(request.headers, "content-type", "application/json; charset=utf-8");
    return signedRequest(request, "AnyName", "2021-07-01");
}

ApiAnswer ApiFixture::ask(const WireRequest &request) const
{
    return askBytes(toBytes(request));
}

ApiAnswer ApiFixture::askBytes(const QByteArray &request) const
{
    RawClient client(api->port());
    client.send(request);
    if (!QTest::qWaitFor([&client] { return client.isClosed(); }, 10000))
        return {};
    return {client.status(), QJsonDocument::fromJson(client.body()).object()};
}

} // namespace slipway::test
