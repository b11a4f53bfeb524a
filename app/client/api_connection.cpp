#include "app/client/api_connection.h"

#include "models/contract/slipway_actions.h"

#include <QNetworkReply>
#include <QTimer>

namespace slipway {

using namespace Qt::StringLiterals;

static QByteArray toBytes(QLatin1StringView text)
{
    return {text.data(), text.size()};
}

ApiCall ApiCall::rpc(QLatin1StringView action, QLatin1StringView version, const RequestParameters &parameters)
{
    ApiCall call;
    call.action = toBytes(action);
    call.version = toBytes(version);
    call.body = parameters.toForm();
    call.contentType = "application/x-www-form-urlencoded";
    return call;
}

ApiCall ApiCall::eas(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                     const QString &region, const QByteArray &json)
{
    ApiCall call;
    call.method = method;
    call.target = target;
    call.action = toBytes(action);
    call.version = toBytes(actions::easVersion);
    call.body = json;
    call.contentType = "application/json; charset=utf-8";
    if (!region.isEmpty())
        call.host = "pai-eas." + region.toLatin1() + ".aliyuncs.com";
    return call;
}

ApiConnection::ApiConnection(Millis timeout, QObject *parent)
    : QObject(parent), m_timeout(timeout), m_why(tr("There is no engine yet."))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // a signature is for one server only
}

void ApiConnection::setTarget(const QUrl &base, const Credentials &credentials)
{
    m_base = base;
    m_credentials = credentials;
}

void ApiConnection::clearTarget(const QString &why)
{
    m_base.clear();
    m_why = why;
}

static QByteArray authorityOf(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

WireRequest ApiConnection::signedRequest(const ApiCall &call) const
{
    WireRequest request{call.method, call.target, call.headers, call.body};
    setHeader(request.headers, "Host", call.host.isEmpty() ? authorityOf(m_base) : call.host);
    setHeader(request.headers, "Accept", "application/json");
    if (!call.body.isEmpty())
        setHeader(request.headers, "Content-Type", call.contentType);
    signAcs3(request, m_credentials, call.action, call.version, SigningMoment::make());
    return request;
}

void ApiConnection::send(const ApiCall &call, Done done)
{
    if (m_base.isEmpty()) {
        const Error error = Error::unavailable(m_why);
        QTimer::singleShot(0, this, [done, error] { done(error); });
        return;
    }
    const WireRequest wire = signedRequest(call);
    QNetworkRequest request(QUrl::fromEncoded(m_base.toEncoded(QUrl::RemovePath) + wire.target, QUrl::StrictMode));
    for (const auto &[name, value] : wire.headers)
        request.setRawHeader(name, value);
    request.setTransferTimeout(int(m_timeout.count()));
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    QNetworkReply *reply = m_network.sendCustomRequest(request, wire.method, wire.body);
    connect(reply, &QNetworkReply::finished, this, [this, reply, done] { finish(reply, done); });
}

void ApiConnection::finish(QNetworkReply *reply, const Done &done) const
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool cutShort = reply->error() == QNetworkReply::RemoteHostClosedError ||
                          reply->error() == QNetworkReply::OperationCanceledError;
    if (status == 0 || cutShort)
        done(unreachable(*reply));
    else
        done(ApiAnswer{status, reply->readAll()});
}

Error ApiConnection::unreachable(const QNetworkReply &reply) const
{
    const QString server = QString::fromLatin1(authorityOf(reply.url()));
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
        return Error::unavailable(tr("Nothing answers at %1. The engine may have stopped.").arg(server));
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return Error::unavailable(tr("%1 did not answer within %2 s.").arg(server).arg(m_timeout.count() / 1000.0));
    case QNetworkReply::HostNotFoundError:
        return Error::unavailable(
            tr("The host %1 is not known. Check the endpoint's name and the network.").arg(server));
    case QNetworkReply::RemoteHostClosedError:
        return Error::unavailable(tr("%1 closed the connection before it answered.").arg(server));
    default:
        return Error::unavailable(tr("%1 could not be reached: %2").arg(server, reply.errorString()));
    }
}

} // namespace slipway
