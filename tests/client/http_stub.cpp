#include "tests/client/http_stub.h"

#include <QTcpSocket>

namespace slipway::test {

HttpStub::HttpStub(const Credentials &credentials) : m_credentials(credentials)
{
    connect(&m_server, &QTcpServer::newConnection, this, &HttpStub::onConnection);
    m_server.listen(QHostAddress::LocalHost);
}

QUrl HttpStub::url() const
{
    return QUrl::fromEncoded("http://" + address());
}

QByteArray HttpStub::address() const
{
    return "127.0.0.1:" + QByteArray::number(m_server.serverPort());
}

void HttpStub::close()
{
    m_server.close();
}

QByteArray HttpStub::nameOf(const WireRequest &request)
{
    if (request.path() == "/")
        return headerValue(request.headers, "x-acs-action");
    return request.method + ' ' + request.path();
}

QList<WireRequest> HttpStub::requestsFor(const QByteArray &what) const
{
    QList<WireRequest> found;
    for (const WireRequest &request : m_requests) {
        if (nameOf(request) == what)
            found += request;
    }
    return found;
}

void HttpStub::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onData(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        onData(socket);
    }
}

void HttpStub::onData(QTcpSocket *socket)
{
    const QByteArray pending = socket->peek(64 * 1024 * 1024);
    const qsizetype end = pending.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const auto lines = pending.left(end).split('\n');
    const auto start = lines.first().trimmed().split(' ');
    WireRequest request{start.value(0), start.value(1), {}, {}};
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.emplaceBack(lines[i].left(colon), lines[i].mid(colon + 1).trimmed());
    }
    const qsizetype length = headerValue(request.headers, "content-length").toLongLong();
    if (pending.size() < end + 4 + length)
        return;
    socket->read(end + 4);
    request.body = socket->read(length);
    m_requests += request;
    if (!request.path().startsWith("/api/predict")) {
        const auto lookup = [this](const QByteArray &id) {
            return id == m_credentials.accessKeyId ? std::optional(m_credentials.secret) : std::nullopt;
        };
        const auto caller =
            verifySignature(request, lookup, std::chrono::time_point_cast<Millis>(std::chrono::system_clock::now()));
        if (!caller)
            m_problems += caller.error().message;
    }
    answer(socket, request);
}

void HttpStub::answer(QTcpSocket *socket, const WireRequest &request)
{
    QList<StubAnswer> &answers = m_script[nameOf(request)];
    StubAnswer answer{
        404, R"({"RequestId":"R-404","Code":"InvalidAction.NotFound","Message":"not scripted"})", false, false, {}};
    if (!answers.isEmpty())
        answer = answers.size() > 1 ? answers.takeFirst() : answers.first();
    if (answer.silent)
        return;
    if (!answer.hangUp) {
        QByteArray head =
            "HTTP/1.1 " + QByteArray::number(answer.status) + " Stub\r\nContent-Type: application/json\r\n";
        for (const auto &[name, value] : answer.headers)
            head += name + ": " + value + "\r\n";
        socket->write(head + "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body);
    }
    if (answer.hangUp)
        socket->disconnectFromHost();
}

} // namespace slipway::test
