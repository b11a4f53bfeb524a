#pragma once

#include "models/contract/signing.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace slipway::test {

struct StubAnswer
{
    int status = 200;
    QByteArray body;
    bool hangUp = false; // close without an answer
    bool silent = false; // keep open without an answer
    WireHeaders headers;
};

// A small HTTP server on a free loopback port, with scripted answers. It remembers every request and checks signatures.
class HttpStub : public QObject
{
    Q_OBJECT

public:
    explicit HttpStub(const Credentials &credentials = {"id", "secret", {}});

    QUrl url() const;
    QByteArray address() const; // 127.0.0.1:PORT

    // Answers for "METHOD /path" (RPC calls: the action's name); one after the other, the last one again and again.
    void on(const QByteArray &what, const QList<StubAnswer> &answers) { m_script[what] = answers; }
    void on(const QByteArray &what, const QByteArray &body)
    {
        on(what, QList<StubAnswer>{{200, body, false, false, {}}});
    }
    void close();

    const QList<WireRequest> &requests() const { return m_requests; }
    // The requests that `on(what)` is about.
    QList<WireRequest> requestsFor(const QByteArray &what) const;
    // Why a signature was refused; empty if all were good. Requests to /api/predict are not signed.
    QStringList signatureProblems() const { return m_problems; }

private:
    void onConnection();
    void onData(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const WireRequest &request);
    static QByteArray nameOf(const WireRequest &request);

    Credentials m_credentials;
    QTcpServer m_server;
    QHash<QByteArray, QList<StubAnswer>> m_script;
    QList<WireRequest> m_requests;
    QStringList m_problems;
};

} // namespace slipway::test
