#pragma once

#include "models/backend/reply.h"
#include "models/contract/request_parameters.h"
#include "models/contract/signing.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QUrl>

#include <functional>
#include <memory>

class QNetworkReply;

namespace slipway {

// One call of an API, unsigned.
struct ApiCall
{
    QByteArray method = "POST";
    QByteArray target = "/"; // percent-encoded
    QByteArray body;
    QByteArray contentType; // for a body
    QByteArray action;
    QByteArray version;
    QByteArray host;     // the Host header; empty: the target's own
    WireHeaders headers; // more of them; x-acs-* ones are covered by the signature

    // RPC style: the parameters in the form body.
    static ApiCall rpc(QLatin1StringView action, QLatin1StringView version, const RequestParameters &parameters);
    // ROA style of EAS, for a region: servers tell the region by the Host header.
    static ApiCall eas(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                       const QString &region, const QByteArray &json = {});
};

struct ApiAnswer
{
    int status = 0; // HTTP
    QByteArray body;
};

// Signed calls to one server, over HTTP. Lives on one thread; answers come there, later. Never retries by itself.
class ApiConnection : public QObject
{
    Q_OBJECT

public:
    explicit ApiConnection(Millis timeout = Millis(30000), QObject *parent = nullptr);

    // Where calls go from now on; `base` is scheme, host and port.
    void setTarget(const QUrl &base, const Credentials &credentials);
    // Calls fail at once with this sentence until there is a target.
    void clearTarget(const QString &why);
    QUrl base() const { return m_base; }
    const Credentials &credentials() const { return m_credentials; }

    // An error only when no answer came: Unavailable, with a sentence that names the server. Answers with an error
    // status are answers.
    using Done = std::function<void(const Outcome<ApiAnswer> &)>;
    void send(const ApiCall &call, Done done);

    // send() as a future; `decode(status, body)` gives an Outcome<T>.
    template <class T, class Decode>
    Reply<T> ask(const ApiCall &call, Decode decode)
    {
        const auto promise = std::make_shared<QPromise<Outcome<T>>>();
        promise->start();
        send(call, [promise, decode](const Outcome<ApiAnswer> &answer) {
            promise->addResult(answer ? decode(answer->status, answer->body) : Outcome<T>(answer.error()));
            promise->finish();
        });
        return promise->future();
    }

private:
    WireRequest signedRequest(const ApiCall &call) const;
    void finish(QNetworkReply *reply, const Done &done) const;
    Error unreachable(const QNetworkReply &reply) const;

    QNetworkAccessManager m_network;
    Millis m_timeout;
    QUrl m_base;
    Credentials m_credentials;
    QString m_why;
};

// An answer that is already known.
template <class T>
Reply<T> readyReply(const Outcome<T> &outcome)
{
    QPromise<Outcome<T>> promise;
    promise.start();
    promise.addResult(outcome);
    promise.finish();
    return promise.future();
}

} // namespace slipway
