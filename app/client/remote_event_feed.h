#pragma once

#include "models/backend/event_feed.h"
#include "models/contract/signing.h"
#include "models/domain/event.h"
#include "models/domain/instant.h"

#include <QTimer>
#include <QUrl>

#include <memory>

class QWebSocket;

namespace slipway {

// The engine's event feed over a WebSocket. Connects again by itself, first at once, then ever more slowly up to 5 s.
class RemoteEventFeed final : public EventFeed
{
    Q_OBJECT

public:
    explicit RemoteEventFeed(QObject *parent = nullptr);
    ~RemoteEventFeed() override;

    ConnectionState connectionState() const override { return m_state; }

    // Follows the engine at `base` ("http://127.0.0.1:PORT") from now on.
    void follow(const QUrl &base, const Credentials &credentials);
    // Lets go; Offline with this sentence until follow().
    void leave(const QString &why);

signals:
    // The engine did not answer; whoever knows where engines are may look for a new one.
    void lost();

private:
    void connectNow();
    void dropSocket();
    void onMessage(const QByteArray &text);
    void onHello(qint64 revision);
    void onBroken(const QString &why);
    void setState(ConnectionState state, const QString &why = {});
    void tell(const Event &event);

    std::unique_ptr<QWebSocket> m_socket;
    QUrl m_base;
    Credentials m_credentials;
    ConnectionState m_state = ConnectionState::Connecting;
    QString m_why;
    qint64 m_revision = -1; // of the last message; -1: no Hello yet
    QTimer m_retry;
    QTimer m_silence; // since the last sign of life
    Millis m_pause;
};

} // namespace slipway
