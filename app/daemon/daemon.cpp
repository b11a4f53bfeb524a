#include "app/daemon/daemon.h"

#include "app/daemon/access_keys.h"
#include "app/daemon/engine_clock.h"
#include "app/daemon/run_environment.h"
#include "app/engine/engine.h"
#include "app/engine/event_log.h"
#include "app/engine/timer_alarm.h"
#include "app/executors/local_executor.h"
#include "app/logs/log_reader.h"
#include "app/platform/files.h"
#include "app/server/api_server.h"
#include "app/serving/service_registry.h"
#include "app/store/sqlite_store.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>
#include <QThread>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(daemonLog, "slipway.daemon", QtInfoMsg)

constexpr int drainSeconds = 5;
constexpr quint16 usualPort = 8700;

QString programNamed(const QString &name)
{
    return QCoreApplication::applicationDirPath() + u'/' + name;
}

} // namespace

// In the order in which they are made; the last goes first.
struct Daemon::Parts
{
    std::unique_ptr<DataFolderLock> lock;
    std::shared_ptr<Clock> clock;
    std::shared_ptr<Store> store;
    AccessKeys keys;
    EventLog events;
    LogReader logs;
    std::unique_ptr<ApiServer> api;
    std::unique_ptr<LocalExecutor> executor;
    std::unique_ptr<TimerAlarm> alarm;
    std::unique_ptr<ServiceRegistry> services;
    std::unique_ptr<Engine> engine;
    AccessKeyPair key;

    // The API first: its handlers use all the others.
    ~Parts() { api.reset(); }
};

Daemon::Daemon(const DaemonOptions &options, QObject *parent)
    : QObject(parent), m_options(options), m_folder(options.dataDir), m_parts(std::make_unique<Parts>())
{
}

Daemon::~Daemon() = default;

Outcome<> Daemon::start()
{
    if (const auto made = m_folder.create(); !made)
        return made;
    auto lock = DataFolderLock::acquire(m_folder);
    if (!lock)
        return lock.error();
    m_parts->lock = std::move(lock.value());
    const auto clock = makeClock(m_options.clock, m_folder.root() + u"/clock"_s);
    if (!clock)
        return clock.error();
    m_parts->clock = *clock;
    if (const auto opened = openStore(); !opened)
        return opened;
    if (const auto composed = compose(); !composed)
        return composed;
    if (const auto started = startParts(); !started)
        return started;
    // Commits keep their order: when this one is through, so is what the engine did at its start.
    m_parts->store->commit({}, [this](const Outcome<> &stored) { becomeReady(stored); });
    return {};
}

void Daemon::becomeReady(const Outcome<> &stored)
{
    const Outcome<> announced = stored.ok() ? announce() : stored;
    if (announced.failed())
        emit failed(announced.error());
    else if (!m_stopping)
        emit ready();
}

Outcome<> Daemon::openStore()
{
    auto store = SqliteStore::open(m_folder.databaseFile());
    if (!store)
        return store.error();
    m_parts->store = std::move(store.value());
    return {};
}

// The API listens before the engine is made, which gives its address to every run.
Outcome<> Daemon::compose()
{
    const auto key = loadOrCreateAccessKey(m_folder.accessKeyFile());
    if (!key)
        return key.error();
    m_parts->key = *key;
    m_parts->keys.add(*key);
    ApiServerOptions options;
    options.port = m_options.port;
    options.preferredPorts = preferredPorts();
    options.defaultRegion = m_options.region;
    m_parts->api = std::make_unique<ApiServer>(options, m_parts->keys, m_parts->events, *m_parts->clock);
    if (const auto listening = m_parts->api->start(); !listening)
        return listening;
    composeServing();
    return composeEngine();
}

void Daemon::composeServing()
{
    ServingOptions options;
    options.dataDir = m_folder.root();
    options.runDir = servingRunDir(m_folder.root());
    options.gatewayPort = m_options.gatewayPort;
    options.modelProgram = programNamed(u"slipway-model"_s);
    options.haproxyProgram = findHaproxy();
    m_parts->services = std::make_unique<ServiceRegistry>(options, *m_parts->clock, *m_parts->store, m_parts->events);
}

Outcome<> Daemon::composeEngine()
{
    const RunEnvironmentSpec spec{QCoreApplication::applicationDirPath(), m_folder.root(), apiAddress(), m_parts->key};
    if (const auto written = writeBashEnvironment(spec); !written)
        return written;
    LocalExecutorConfig executor;
    executor.supervisor = programNamed(u"slipway-run"_s);
    m_parts->executor = std::make_unique<LocalExecutor>(executor);
    m_parts->alarm = std::make_unique<TimerAlarm>(*m_parts->clock);
    EngineOptions options;
    options.dataDir = m_folder.root();
    options.runsDir = m_folder.runsFolder();
    options.defaultSlots = std::max(QThread::idealThreadCount(), 1);
    options.runEnvironment = makeRunEnvironment(spec);
    options.secrets = {m_parts->key.secret};
    m_parts->engine = std::make_unique<Engine>(
        Engine::Ports{*m_parts->store, *m_parts->clock, *m_parts->alarm, *m_parts->executor, m_parts->events}, options);
    return {};
}

Outcome<> Daemon::startParts()
{
    if (const auto started = m_parts->engine->start(); !started)
        return started;
    const auto stored = m_parts->store->load();
    if (!stored)
        return stored.error();
    if (const auto started = m_parts->services->start(*stored); !started)
        return started;
    if (const QString problem = m_parts->services->gatewayProblem(); !problem.isEmpty())
        qCWarning(daemonLog).noquote() << "gateway problem:" << problem;
    EngineStatus identity;
    identity.version = QStringLiteral(SLIPWAY_VERSION);
    identity.accessKeyId = m_parts->key.id;
    identity.dataDir = m_folder.root();
    identity.processId = QCoreApplication::applicationPid();
    m_parts->api->serve({*m_parts->engine, *m_parts->services, m_parts->logs}, identity);
    return {};
}

Outcome<> Daemon::announce() const
{
    const QByteArray port = QByteArray::number(m_parts->api->port()) + '\n';
    if (const auto kept = writeFileAtomically(m_folder.root() + u"/api-port"_s, port); !kept)
        return kept;
    EngineFile file;
    file.api = apiAddress();
    file.gateway = m_parts->services->gatewayAddress();
    file.processId = QCoreApplication::applicationPid();
    file.accessKeyFile = m_folder.accessKeyFile();
    file.version = QStringLiteral(SLIPWAY_VERSION);
    if (const auto written = writeFileAtomically(m_folder.engineFile(), encodeEngineFile(file)); !written)
        return written;
    qCInfo(daemonLog).noquote() << u"ready api="_s + file.api << u"gateway="_s + file.gateway
                                << u"data-dir="_s + m_folder.root() << u"version="_s + file.version;
    return {};
}

QList<quint16> Daemon::preferredPorts() const
{
    QList<quint16> ports;
    if (const auto last = readSmallFile(m_folder.root() + u"/api-port"_s, 16)) {
        if (const quint16 port = last->trimmed().toUShort(); port != 0)
            ports.append(port);
    }
    return ports << usualPort;
}

QString Daemon::apiAddress() const
{
    return m_parts->api->address();
}

void Daemon::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    qCInfo(daemonLog) << "stopping";
    QFile::remove(m_folder.engineFile());
    m_parts->api->stop(drainSeconds, [this] { stopEngine(); });
}

void Daemon::stopEngine()
{
    const auto runs = m_options.onExit == OnExit::Keep ? Engine::RunsAtStop::GoOn : Engine::RunsAtStop::Stop;
    m_parts->engine->stop(runs, [this] { stopServing(); });
}

void Daemon::stopServing()
{
    m_parts->services->stop(m_options.onExit == OnExit::Keep, [this] {
        qCInfo(daemonLog) << "stopped";
        emit stopped();
    });
}

} // namespace slipway
