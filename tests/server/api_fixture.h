#pragma once

#include "app/daemon/access_keys.h"
#include "app/daemon/engine_clock.h"
#include "app/engine/engine.h"
#include "app/engine/event_log.h"
#include "app/engine/timer_alarm.h"
#include "app/logs/log_reader.h"
#include "app/server/api_server.h"
#include "app/serving/service_registry.h"
#include "app/store/sqlite_store.h"
#include "models/contract/signing.h"
#include "tests/support/fake_executor.h"

#include <QJsonObject>
#include <QMap>
#include <QTemporaryDir>

namespace slipway::test {

// What came back.
struct ApiAnswer
{
    int status = 0;
    QJsonObject json;
    QString code() const { return json.value(QStringLiteral("Code")).toString(); }
};

using Parameters = QMap<QString, QString>;

// An API server with everything behind it, over loopback: real engine, store and registry; only scripts are not run.
class ApiFixture
{
public:
    explicit ApiFixture(std::function<Instant()> wallClock = {});
    ~ApiFixture();

    // A signed request as bytes; `tamper` may change it after that.
    WireRequest signedRequest(WireRequest request, const QByteArray &action, const QByteArray &version) const;
    WireRequest rpcRequest(const QByteArray &version, const QString &action, const Parameters &parameters) const;
    WireRequest roaRequest(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const;

    ApiAnswer ask(const WireRequest &request) const;
    ApiAnswer askBytes(const QByteArray &request) const;
    ApiAnswer rpc(const QByteArray &version, const QString &action, const Parameters &parameters = {}) const
    {
        return ask(rpcRequest(version, action, parameters));
    }
    ApiAnswer dataWorks(const QString &action, const Parameters &parameters = {}) const
    {
        return rpc("2020-05-18", action, parameters);
    }
    ApiAnswer slipway(const QString &action, const Parameters &parameters = {}) const
    {
        return rpc("2026-11-22", action, parameters);
    }
    ApiAnswer eas(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const
    {
        return ask(roaRequest(method, target, body));
    }
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(api->port()); }

    QTemporaryDir folder;
    AccessKeyPair key{QStringLiteral("testid"), QStringLiteral("testsecret")};
    AccessKeys keys;
    SystemClock clock;
    EventLog events;
    LogReader logs;
    std::shared_ptr<SqliteStore> store;
    FakeExecutor executor;
    std::unique_ptr<TimerAlarm> alarm;
    std::unique_ptr<ServiceRegistry> services;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<ApiServer> api;
};

// The bytes of a request, its connection to be closed afterwards.
QByteArray toBytes(const WireRequest &request);

} // namespace slipway::test
