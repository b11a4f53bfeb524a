#pragma once

#include "app/server/action_router.h"
#include "app/server/deployment_log.h"
#include "app/server/event_streamer.h"
#include "app/server/request_gate.h"
#include "models/domain/engine_status.h"

#include <QDateTime>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>

namespace slipway {

struct ApiServerOptions
{
    quint16 port = 0;              // 0: the first free one of preferredPorts, else any
    QList<quint16> preferredPorts; // kept the same over restarts, since scripts that run keep the address
    QString defaultRegion = QStringLiteral("cn-shanghai"); // of EAS calls that name none
    std::size_t maxConnections = 512;
    // The clock that the dates of signatures are held against: the machine's.
    std::function<Instant()> wallClock = [] { return fromMillis(QDateTime::currentMSecsSinceEpoch()); };
};

// The API of the engine on loopback: DataWorks 2020-05-18, EAS 2021-07-01, Slipway 2026-11-22 and the event feed.
// Lives on the engine's thread; the transport has its own. Every request is signed.
class ApiServer : public QObject
{
    Q_OBJECT

public:
    // What it needs to listen; it answers 503 until serve().
    ApiServer(ApiServerOptions options, const KeyRing &keys, EventLog &events, const Clock &clock,
              QObject *parent = nullptr);
    ~ApiServer() override;

    // Opens the port. The error of a port that is taken names it.
    Outcome<> start();
    quint16 port() const;
    QString address() const; // http://127.0.0.1:PORT

    // What its calls are about. Separate from start(), because the engine hands the API's address to every run.
    struct Parts
    {
        Engine &engine;
        ServiceRegistry &services;
        const LogReader &logs;
    };
    void serve(const Parts &parts, const EngineStatus &identity);

    // Takes no more connections, lets calls in flight end (for at most `seconds`), then runs `done` on this thread.
    void stop(int seconds, std::function<void()> done);

    const ActionRouter &router() const { return m_router; }

private:
    void onRequest(const WireRequest &request, const ServerReply &reply);
    void onUpgrade(const WireRequest &request, const UpgradeReply &reply);
    IncomingCall newCall(const WireRequest &request) const;

    ApiServerOptions m_options;
    const Clock &m_clock;
    EngineStatus m_identity;
    RequestGate m_gate;
    ActionRouter m_router;
    DeploymentLog m_deployments;
    EventStreamer m_streamer;
    std::optional<ApiContext> m_context; // from serve() on
    std::unique_ptr<HttpServer> m_http;  // last: its thread ends before the rest goes
};

} // namespace slipway
