#include "tests/serving/http_client.h"

#include <QLocalSocket>
#include <QNetworkReply>
#include <QSignalSpy>

namespace slipway {

namespace {

constexpr int patienceMs = 20'000;

QNetworkRequest makeRequest(const QUrl &url, const QByteArray &authorization)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    if (!authorization.isEmpty())
        request.setRawHeader("Authorization", authorization);
    return request;
}

HttpAnswer answerOf(QNetworkReply *reply)
{
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->rawHeader("X-Slipway-Version").toInt()};
}

} // namespace

HttpAnswer ask(const QString &url, const QByteArray &authorization, const QByteArray &body)
{
    QNetworkAccessManager network;
    const QNetworkRequest request = makeRequest(QUrl(url), authorization);
    QNetworkReply *reply = body.isNull() ? network.get(request) : network.post(request, body);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    if (!finished.wait(patienceMs))
        return {};
    return answerOf(reply);
}

HttpAnswer askSocket(const QString &socketPath, const QByteArray &body, const QByteArray &extraHeaders,
                     const QByteArray &target)
{
    QLocalSocket socket;
    socket.connectToServer(socketPath);
    if (!socket.waitForConnected(patienceMs))
        return {};
    socket.write("POST " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + extraHeaders +
                 "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QSignalSpy closed(&socket, &QLocalSocket::disconnected);
    if (socket.state() != QLocalSocket::UnconnectedState && !closed.wait(patienceMs))
        return {};
    const QByteArray text = socket.readAll();
    const qsizetype head = text.indexOf("\r\n\r\n");
    HttpAnswer answer{text.mid(9, 3).toInt(), text.mid(head + 4), 0};
    const qsizetype at = text.indexOf("X-Slipway-Version: ");
    if (at > 0)
        answer.version = text.mid(at + 19, text.indexOf('\r', at) - at - 19).toInt();
    return answer;
}

LoadLoop::LoadLoop(const QString &url, const QByteArray &authorization, const QByteArray &body)
    : m_url(url), m_authorization(authorization), m_body(body)
{
}

void LoadLoop::start(int parallel)
{
    for (int i = 0; i < parallel; ++i)
        next();
}

void LoadLoop::next()
{
    if (!m_running)
        return;
    QNetworkReply *reply = m_network.post(makeRequest(m_url, m_authorization), m_body);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        const HttpAnswer answer = answerOf(reply);
        reply->deleteLater();
        ++answered;
        ++byVersion[answer.version];
        if (answer.status != 200 && ++failed == 1)
            firstFailure = QByteArray::number(answer.status) + ' ' + answer.body + ' ' + reply->errorString().toUtf8();
        next();
    });
}

} // namespace slipway
