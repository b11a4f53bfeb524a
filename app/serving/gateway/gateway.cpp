#include "app/serving/gateway/gateway.h"

#include "app/serving/gateway/runtime_socket.h"
#include "app/serving/serving_options.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QTcpServer>

#include <csignal>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

constexpr int structurePollMs = 10;
constexpr int structurePolls = 500;
constexpr int firstRetryMs = 500;
constexpr int longestRetryMs = 30'000;
constexpr int longestCommandLine = 8000; // HAProxy reads it into one buffer of 16 KB

constexpr QByteArrayView unavailablePage = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\n"
                                           "Cache-Control: no-cache\r\nContent-Length: 19\r\n\r\nno healthy upstream";

bool writePrivate(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.write(text) == text.size() && file.commit();
}

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64 << 10) : QByteArray();
}

quint16 bindable(quint16 port)
{
    QTcpServer server;
    return server.listen(QHostAddress(QHostAddress::LocalHost), port) ? server.serverPort() : quint16(0);
}

} // namespace

Gateway::Gateway(const ServingOptions &options) : m_options(options), m_folder(options.runDir + "/gw"_L1)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { sync(); });
}

Gateway::~Gateway() = default;

QString Gateway::file(const char *name) const
{
    return m_folder + u'/' + QLatin1String(name);
}

void Gateway::start()
{
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!adopt())
        choosePort();
    m_started = true;
    sync();
}

// "pid start port" of an earlier engine's proxy. It has our port, or it is in the way and ends.
bool Gateway::adopt()
{
    const QList<QByteArray> fields = readSmall(file("process")).trimmed().split(' ');
    if (fields.size() != 3)
        return false;
    m_process = ChildProcess::adopt(fields[0].toLongLong(), fields[1].toLongLong());
    if (!m_process)
        return false;
    m_port = fields[2].toUShort();
    if (m_options.gatewayPort != 0 && m_options.gatewayPort != m_port) {
        m_process->signal(SIGTERM);
        m_process.reset();
        return false;
    }
    connect(
        m_process.get(), &ChildProcess::finished, this, [this] { onEnded(); }, Qt::QueuedConnection);
    return true;
}

void Gateway::choosePort()
{
    const QString remembered = m_options.dataDir + "/serving/gateway.port"_L1;
    const quint16 earlier = readSmall(remembered).trimmed().toUShort();
    m_port = m_options.gatewayPort;
    if (m_port == 0)
        m_port = earlier != 0 && bindable(earlier) != 0 ? earlier : bindable(0);
    QDir().mkpath(m_options.dataDir + "/serving"_L1);
    writePrivate(remembered, QByteArray::number(m_port));
}

void Gateway::launch()
{
    if (m_options.haproxyProgram.isEmpty())
        return fail(tr("The gateway cannot run: the program haproxy is not installed. Install the package haproxy."));
    if (bindable(m_port) == 0) {
        return fail(tr("The gateway cannot run: port %1 of 127.0.0.1 is taken by another program. End that program or "
                       "start the engine with another gateway port.")
                        .arg(m_port));
    }
    ProcessSpec process;
    process.ownSession = true;
    process.outputFile = file("haproxy.log");
    process.arguments = {m_options.haproxyProgram, u"-W"_s, u"-db"_s, u"-f"_s, file("haproxy.cfg")};
    QFile::remove(file("haproxy.log"));
    m_process = ChildProcess::start(process);
    if (!m_process)
        return fail(tr("The gateway cannot run: %1 cannot be started.").arg(m_options.haproxyProgram));
    connect(
        m_process.get(), &ChildProcess::finished, this, [this] { onEnded(); }, Qt::QueuedConnection);
    writePrivate(file("process"), QByteArray::number(m_process->pid()) + ' ' +
                                      QByteArray::number(m_process->startTime()) + ' ' + QByteArray::number(m_port));
}

void Gateway::onEnded()
{
    m_process.reset();
    QFile::remove(file("process"));
    if (m_stopped) {
        const std::function<void()> done = std::move(m_stopped);
        return done();
    }
    fail(tr("The gateway ended unexpectedly: %1")
             .arg(QString::fromUtf8(readSmall(file("haproxy.log")).right(500)).trimmed()));
}

void Gateway::stop(std::function<void()> done)
{
    m_started = false;
    m_retry.stop();
    if (!m_process) {
        QMetaObject::invokeMethod(this, std::move(done), Qt::QueuedConnection);
        return;
    }
    m_stopped = std::move(done);
    m_process->signal(SIGTERM);
}

void Gateway::setService(const GatewayService &service, std::function<void()> done)
{
    m_services[gatewayKey(service.region, service.name)] = {service, std::move(done)};
    sync();
}

void Gateway::removeService(const QString &region, const QString &name)
{
    if (m_services.erase(gatewayKey(region, name)) > 0)
        sync();
}

GatewayPlan Gateway::plan() const
{
    GatewayPlan plan{m_port, m_folder, {}};
    for (const auto &[key, wanted] : m_services)
        plan.services.append(wanted.service);
    return plan;
}

// One pass at a time; what changes meanwhile makes another.
void Gateway::sync()
{
    m_dirty = true;
    if (m_syncing || !m_started)
        return;
    m_syncing = true;
    m_dirty = false;
    const GatewayFiles files = renderGateway(plan());
    if (!writeFiles(files))
        return fail(tr("The gateway cannot run: its folder %1 cannot be written.").arg(m_folder));
    if (!m_process) {
        launch();
        if (m_process)
            awaitStructure(files.structure, structurePolls);
        return;
    }
    askRuntime(file("admin.sock"), "show info", this, [this, files](const QByteArray &info) { compare(files, info); });
}

bool Gateway::writeFiles(const GatewayFiles &files)
{
    return writePrivate(file("haproxy.cfg"), files.config) && writePrivate(file("tokens.map"), files.tokens) &&
           writePrivate(file("tokens64.map"), files.tokens64) && writePrivate(file("names.map"), files.names) &&
           writePrivate(file("503.http"), unavailablePage.toByteArray());
}

void Gateway::compare(const GatewayFiles &files, const QByteArray &info)
{
    if (runningStructure(info) != files.structure)
        return reload(files);
    askRuntime(file("admin.sock"), "show servers state", this,
               [this](const QByteArray &state) { applyServers(state); });
}

void Gateway::reload(const GatewayFiles &files)
{
    ProcessSpec check;
    check.arguments = {m_options.haproxyProgram, u"-c"_s, u"-f"_s, file("haproxy.cfg")};
    m_check = ChildProcess::start(check);
    if (!m_check)
        return fail(tr("The gateway cannot check its configuration."));
    connect(
        m_check.get(), &ChildProcess::finished, this,
        [this, structure = files.structure](int exitCode) {
            if (exitCode != 0)
                return fail(tr("The gateway refuses its configuration: %1")
                                .arg(QString::fromUtf8(m_check->output().left(500))));
            if (!m_process)
                return fail(tr("The gateway ended unexpectedly."));
            m_process->signal(SIGUSR2);
            awaitStructure(structure, structurePolls);
        },
        Qt::QueuedConnection);
}

// HAProxy does not tell when a start or reload is done; the new worker's description does.
void Gateway::awaitStructure(const QByteArray &structure, int attempts)
{
    askRuntime(file("admin.sock"), "show info", this, [this, structure, attempts](const QByteArray &info) {
        if (!m_syncing)
            return; // it ended meanwhile
        if (runningStructure(info) == structure)
            return synced();
        if (attempts <= 0)
            return fail(tr("The gateway does not take its new configuration: %1")
                            .arg(QString::fromUtf8(readSmall(file("haproxy.log")).right(500)).trimmed()));
        QTimer::singleShot(structurePollMs, this,
                           [this, structure, attempts] { awaitStructure(structure, attempts - 1); });
    });
}

// New servers first, then drains, then what may go: at no moment is a service without a server.
void Gateway::applyServers(const QByteArray &state)
{
    QList<QByteArray> leftover = runningServers(state);
    QByteArrayList added;
    QByteArrayList changed;
    for (const auto &[key, wanted] : m_services) {
        for (const GatewayServer &server : wanted.service.servers) {
            const QByteArray name = key.toUtf8() + '/' + server.name.toUtf8();
            if (leftover.removeAll(name) == 0 && !server.draining)
                added.append(addServerCommand(wanted.service, server));
            else
                changed.append("set server " + name + (server.draining ? " state drain" : " state ready"));
        }
    }
    for (const QByteArray &name : leftover)
        changed.append("set server " + name + " state maint;del server " + name);
    send(added + changed);
}

void Gateway::send(QByteArrayList commands)
{
    if (commands.isEmpty())
        return synced();
    QByteArray line = commands.takeFirst();
    while (!commands.isEmpty() && line.size() + commands.front().size() < longestCommandLine)
        line += ';' + commands.takeFirst();
    askRuntime(file("admin.sock"), line, this, [this, commands](const QByteArray &) { send(commands); });
}

void Gateway::synced()
{
    m_syncing = false;
    m_retryMs = 0;
    if (!m_problem.isEmpty()) {
        m_problem.clear();
        emit problemChanged();
    }
    if (m_dirty)
        return sync();
    for (auto &[key, wanted] : m_services) {
        const std::function<void()> done = std::exchange(wanted.done, nullptr);
        if (done)
            QMetaObject::invokeMethod(this, done, Qt::QueuedConnection);
    }
}

void Gateway::fail(const QString &problem)
{
    m_syncing = false;
    m_retryMs = qBound(firstRetryMs, m_retryMs * 2, longestRetryMs);
    m_retry.start(m_retryMs);
    if (m_problem == problem)
        return;
    m_problem = problem;
    emit problemChanged();
}

void Gateway::sessions(const QString &region, const QString &name, const QString &server, QObject *context,
                       std::function<void(int)> done)
{
    const QByteArray full = (gatewayKey(region, name) + u'/' + server).toUtf8();
    askRuntime(file("admin.sock"), "show stat", context,
               [full, done = std::move(done)](const QByteArray &csv) { done(currentSessions(csv, full)); });
}

} // namespace slipway
