#include "app/serving/gateway/runtime_socket.h"

#include <QLocalSocket>
#include <QPointer>
#include <QTimer>
#include <QVariant>

namespace slipway {

namespace {

constexpr int timeLimitMs = 2000;

} // namespace

void askRuntime(const QString &socketPath, const QByteArray &commands, QObject *context,
                std::function<void(const QByteArray &)> done)
{
    auto *socket = new QLocalSocket(context);
    auto *timer = new QTimer(socket);
    const auto finish = [socket, done = std::move(done), guard = QPointer<QObject>(context)] {
        if (!guard || socket->property("answered").toBool())
            return;
        socket->setProperty("answered", true);
        const QByteArray text = socket->isOpen() ? socket->readAll() : QByteArray();
        socket->deleteLater();
        done(text);
    };
    QObject::connect(socket, &QLocalSocket::connected, socket, [socket, commands] { socket->write(commands + "\n"); });
    QObject::connect(socket, &QLocalSocket::disconnected, socket, finish);
    QObject::connect(socket, &QLocalSocket::errorOccurred, socket, finish);
    QObject::connect(timer, &QTimer::timeout, socket, finish);
    timer->start(timeLimitMs);
    socket->connectToServer(socketPath);
}

QByteArray runningStructure(const QByteArray &info)
{
    for (const QByteArray &line : info.split('\n')) {
        if (line.toLower().startsWith("description:"))
            return line.mid(12).trimmed();
    }
    return {};
}

QList<QByteArray> runningServers(const QByteArray &state)
{
    QList<QByteArray> servers;
    for (const QByteArray &line : state.split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        if (fields.size() > 5 && !line.startsWith('#'))
            servers.append(fields.at(1) + '/' + fields.at(3));
    }
    return servers;
}

int currentSessions(const QByteArray &csv, const QByteArray &server)
{
    for (const QByteArray &line : csv.split('\n')) {
        const QList<QByteArray> fields = line.split(',');
        if (fields.size() > 4 && fields.at(0) + '/' + fields.at(1) == server)
            return fields.at(4).toInt();
    }
    return 0;
}

} // namespace slipway
