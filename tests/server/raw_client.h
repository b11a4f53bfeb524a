#pragma once

#include <QTcpSocket>
#include <QTest>

#include <memory>

namespace slipway::test {

// A client that sends bytes as they are and keeps what comes back.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_received += m_socket.readAll(); });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { m_closed = true; });
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    }

    void send(const QByteArray &bytes) { m_socket.write(bytes); }
    // Not reading makes the server's answers pile up.
    void stopReading() { m_socket.setReadBufferSize(1); }
    void leave() { m_socket.abort(); }
    bool isConnected() const { return m_socket.state() == QTcpSocket::ConnectedState; }
    bool isClosed() const { return m_closed; }
    const QByteArray &received() const { return m_received; }

    // How many complete heads have come.
    int answers() const { return int(m_received.count("HTTP/1.1 ")); }
    // The status of the first answer, 0 before it is there.
    int status() const { return m_received.size() < 12 ? 0 : m_received.mid(9, 3).toInt(); }
    // What follows the last head that has come.
    QByteArray body() const
    {
        const qsizetype end = m_received.lastIndexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : m_received.mid(end + 4);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_closed = false;
};

} // namespace slipway::test
