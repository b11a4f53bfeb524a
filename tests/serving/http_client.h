#pragma once

#include <QByteArray>
#include <QMap>
#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace slipway {

struct HttpAnswer
{
    int status = 0; // 0: no HTTP answer
    QByteArray body;
    int version = 0; // X-Slipway-Version
};

// One POST (or GET when `body` is null) and its answer.
HttpAnswer ask(const QString &url, const QByteArray &authorization, const QByteArray &body = {});
// The same over a Unix socket.
HttpAnswer askSocket(const QString &socketPath, const QByteArray &body, const QByteArray &extraHeaders = {},
                     const QByteArray &target = "/");

// Sends requests one after the other until stop(); counts the answers.
class LoadLoop : public QObject
{
    Q_OBJECT

public:
    LoadLoop(const QString &url, const QByteArray &authorization, const QByteArray &body);
    void start(int parallel);
    void stop() { m_running = false; }

    int answered = 0;
    int failed = 0;
    QByteArray firstFailure;
    QMap<int, int> byVersion;

private:
    void next();

    QNetworkAccessManager m_network;
    QUrl m_url;
    QByteArray m_authorization;
    QByteArray m_body;
    bool m_running = true;
};

} // namespace slipway
