#include "app/client/remote_services.h"

#include "app/client/one_shot_body.h"
#include "app/client/slipway_call.h"
#include "models/contract/eas_codec.h"
#include "models/contract/percent_encoding.h"

#include <QElapsedTimer>
#include <QNetworkReply>

namespace slipway {

using namespace Qt::StringLiterals;

static constexpr int predictTimeoutMs = 120'000;
static constexpr int pageSize = 1000;
static constexpr int logPageSize = 500;

RemoteServices::RemoteServices(ApiConnection &api) : m_api(api)
{
    m_gateway.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Reply<QList<Service>> RemoteServices::listServices(const QString &region)
{
    const QByteArray target = "/api/v2/services?PageNumber=1&PageSize=" + QByteArray::number(pageSize);
    const auto decode = [](int status, const QByteArray &body) -> Outcome<QList<Service>> {
        const auto page = eas::decodeServicePage(status, body);
        if (!page)
            return page.error();
        QList<Service> services;
        for (const eas::ServiceReport &report : page->items)
            services += report.service;
        return services;
    };
    return m_api.ask<QList<Service>>(ApiCall::eas("GET", target, "ListServices"_L1, region), decode);
}

Reply<Service> RemoteServices::describe(const QString &region, const QString &name)
{
    const auto decode = [](int status, const QByteArray &body) {
        const auto report = eas::decodeService(status, body);
        return report ? Outcome<Service>(report->service) : Outcome<Service>(report.error());
    };
    return m_api.ask<Service>(ApiCall::eas("GET", eas::servicePath(region, name), "DescribeService"_L1, region),
                              decode);
}

Reply<Service> RemoteServices::create(const QString &region, const QByteArray &config)
{
    const auto decode = [](int status, const QByteArray &body) {
        const auto report = eas::decodeService(status, body);
        return report ? Outcome<Service>(report->service) : Outcome<Service>(report.error());
    };
    return m_api.ask<Service>(ApiCall::eas("POST", "/api/v2/services", "CreateService"_L1, region, config), decode);
}

Reply<QString> RemoteServices::put(const QString &region, const QString &name, QLatin1StringView rest,
                                   QLatin1StringView action, const QByteArray &json)
{
    return m_api.ask<QString>(ApiCall::eas("PUT", eas::servicePath(region, name, rest), action, region, json),
                              eas::decodeMessage);
}

Reply<QString> RemoteServices::modify(const QString &region, const QString &name, const QByteArray &config)
{
    return put(region, name, {}, "UpdateService"_L1, config);
}

Reply<QList<ServiceVersion>> RemoteServices::listVersions(const QString &region, const QString &name)
{
    return RpcCall(m_api, actions::listServiceVersionDetails)
        .with("RegionId"_L1, region)
        .with("ServiceName"_L1, name)
        .ask<QList<ServiceVersion>>();
}

Reply<QString> RemoteServices::switchVersion(const QString &region, const QString &name, int version)
{
    return put(region, name, "/version"_L1, "UpdateServiceVersion"_L1, eas::encodeNumberBody("Version", version));
}

Reply<QString> RemoteServices::scale(const QString &region, const QString &name, int instances)
{
    return put(region, name, "/scale"_L1, "ScaleService"_L1, eas::encodeNumberBody("Instance", instances));
}

Reply<QString> RemoteServices::start(const QString &region, const QString &name)
{
    return put(region, name, "/start"_L1, "StartService"_L1);
}

Reply<QString> RemoteServices::stop(const QString &region, const QString &name)
{
    return put(region, name, "/stop"_L1, "StopService"_L1);
}

Reply<QString> RemoteServices::restart(const QString &region, const QString &name)
{
    return put(region, name, "/restart"_L1, "RestartService"_L1);
}

Reply<QString> RemoteServices::remove(const QString &region, const QString &name)
{
    return m_api.ask<QString>(ApiCall::eas("DELETE", eas::servicePath(region, name), "DeleteService"_L1, region),
                              eas::decodeMessage);
}

Reply<QList<ServiceInstance>> RemoteServices::listInstances(const QString &region, const QString &name)
{
    const auto decode = [](int status, const QByteArray &body) -> Outcome<QList<ServiceInstance>> {
        const auto page = eas::decodeInstancePage(status, body);
        if (!page)
            return page.error();
        QList<ServiceInstance> instances;
        for (const eas::InstanceReport &report : page->items)
            instances += report.instance;
        return instances;
    };
    const QByteArray target = eas::servicePath(region, name, "/instances?PageNumber=1&PageSize=1000"_L1);
    return m_api.ask<QList<ServiceInstance>>(ApiCall::eas("GET", target, "ListServiceInstances"_L1, region), decode);
}

// Pages count from the oldest line, so the newest are on the last two.
static ApiCall logPage(const QString &region, const QString &name, const QString &instance, qsizetype number)
{
    QByteArray target = eas::servicePath(region, name, "/logs"_L1) + "?PageNum=" + QByteArray::number(number) +
                        "&PageSize=" + QByteArray::number(logPageSize);
    if (!instance.isEmpty())
        target += "&InstanceName=" + percentEncode(instance.toUtf8());
    return ApiCall::eas("GET", target, "DescribeServiceLog"_L1, region);
}

static Outcome<eas::Page<QString>> logPageOf(const Outcome<ApiAnswer> &answer)
{
    return answer ? eas::decodeLogPage(answer->status, answer->body) : Outcome<eas::Page<QString>>(answer.error());
}

Reply<QStringList> RemoteServices::logs(const QString &region, const QString &name, const QString &instance)
{
    const auto promise = std::make_shared<QPromise<Outcome<QStringList>>>();
    promise->start();
    const auto finish = [promise](const Outcome<QStringList> &lines) {
        promise->addResult(lines);
        promise->finish();
    };
    const auto ask = [this, region, name, instance](qsizetype number, ApiConnection::Done done) {
        m_api.send(logPage(region, name, instance, number), std::move(done));
    };
    ask(1, [ask, finish](const Outcome<ApiAnswer> &first) {
        const auto oldest = logPageOf(first);
        if (!oldest)
            return finish(oldest.error());
        const qsizetype pages = (oldest->total + logPageSize - 1) / logPageSize;
        if (pages <= 1)
            return finish(oldest->items);
        const auto withLast = [ask, finish, pages](const QStringList &before) {
            ask(pages, [finish, before](const Outcome<ApiAnswer> &last) {
                const auto newest = logPageOf(last);
                finish(newest ? Outcome<QStringList>(before + newest->items) : Outcome<QStringList>(newest.error()));
            });
        };
        if (pages == 2)
            return withLast(oldest->items);
        ask(pages - 1, [finish, withLast](const Outcome<ApiAnswer> &answer) {
            const auto page = logPageOf(answer);
            return page ? withLast(page->items) : finish(page.error());
        });
    });
    return promise->future();
}

Reply<QList<ServiceEvent>> RemoteServices::events(const QString &region, const QString &name)
{
    const QByteArray target = eas::servicePath(region, name, "/events?PageNum=1&PageSize=500"_L1);
    const auto decode = [](int status, const QByteArray &body) {
        const auto page = eas::decodeEventPage(status, body);
        return page ? Outcome<QList<ServiceEvent>>(page->items) : Outcome<QList<ServiceEvent>>(page.error());
    };
    return m_api.ask<QList<ServiceEvent>>(ApiCall::eas("GET", target, "DescribeServiceEvent"_L1, region), decode);
}

// --- predictions ---

static Outcome<PredictAnswer> predictAnswer(QNetworkReply &reply, Millis duration)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        return Error::unavailable(ApiConnection::tr("The service gave no answer at %1: %2")
                                      .arg(reply.url().toString(QUrl::RemoveUserInfo), reply.errorString()));
    }
    return PredictAnswer{status, reply.readAll(), reply.rawHeader("Content-Type"),
                         reply.rawHeader("X-Slipway-Version").toInt(), duration};
}

Reply<PredictAnswer> RemoteServices::predict(const Service &service, const QByteArray &body)
{
    const QUrl url(service.endpoint, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return readyReply<PredictAnswer>(
            Error::unavailable(ApiConnection::tr("The service %1 has no endpoint yet.").arg(service.name)));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", service.token.toUtf8());
    request.setRawHeader("Content-Type", "application/json");
    request.setRawHeader("Connection", "close"); // a fresh connection: none that the gateway may be closing
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setTransferTimeout(predictTimeoutMs);
    auto *source = new OneShotBody(body);
    QNetworkReply *reply = m_gateway.post(request, source);
    source->setParent(reply);
    const auto promise = std::make_shared<QPromise<Outcome<PredictAnswer>>>();
    promise->start();
    QElapsedTimer timer;
    timer.start();
    QObject::connect(reply, &QNetworkReply::finished, reply, [promise, reply, timer] {
        promise->addResult(predictAnswer(*reply, Millis(timer.elapsed())));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
}

} // namespace slipway
