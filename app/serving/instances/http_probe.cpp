#include "app/serving/instances/http_probe.h"

#include <QHostAddress>
#include <QLocalSocket>
#include <QPointer>
#include <QTcpSocket>
#include <QTimer>
#include <QVariant>

namespace slipway {

namespace {

constexpr int timeLimitMs = 2000;
constexpr qsizetype sizeLimit = 64 << 10;

ProbeAnswer parseAnswer(const QByteArray &text)
{
    ProbeAnswer answer;
    if (text.startsWith("HTTP/1.1 "))
        answer.status = text.mid(9, 3).toInt();
    const QByteArray head = text.left(text.indexOf("\r\n\r\n")).toLower();
    const qsizetype at = head.indexOf("\r\nx-slipway-version:");
    if (at >= 0) {
        const qsizetype from = at + 20;
        answer.version =
            head.mid(from, head.indexOf('\r', from) < 0 ? -1 : head.indexOf('\r', from) - from).trimmed().toInt();
    }
    return answer;
}

QByteArray request(const QByteArray &path, const QByteArray &token)
{
    QByteArray text = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    if (!token.isEmpty())
        text += "Authorization: " + token + "\r\n";
    return text + "\r\n";
}

// Lives as long as the exchange; deleted with its socket.
template <class Socket>
class Probe
{
public:
    static void run(Socket *socket, const QByteArray &text, const ProbeDone &done)
    {
        auto *timer = new QTimer(socket);
        // The socket is the context's child; while that goes away nobody waits for the answer.
        const auto finish = [socket, done, context = QPointer<QObject>(socket->parent())] {
            if (!context || socket->property("answered").toBool())
                return;
            socket->setProperty("answered", true);
            const ProbeAnswer answer = parseAnswer(socket->isOpen() ? socket->read(sizeLimit) : QByteArray());
            socket->deleteLater();
            done(answer);
        };
        QObject::connect(socket, &Socket::connected, socket, [socket, text] { socket->write(text); });
        QObject::connect(socket, &Socket::disconnected, socket, finish);
        QObject::connect(socket, &Socket::errorOccurred, socket, finish);
        QObject::connect(timer, &QTimer::timeout, socket, finish);
        timer->start(timeLimitMs);
    }
};

} // namespace

void probeInstance(const QString &socketPath, QObject *context, ProbeDone done)
{
    auto *socket = new QLocalSocket(context);
    Probe<QLocalSocket>::run(socket, request("/_slipway/health", {}), std::move(done));
    socket->connectToServer(socketPath);
}

void probeGateway(quint16 port, const QByteArray &path, const QByteArray &token, QObject *context, ProbeDone done)
{
    auto *socket = new QTcpSocket(context);
    Probe<QTcpSocket>::run(socket, request(path, token), std::move(done));
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

} // namespace slipway
