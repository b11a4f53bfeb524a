#include "models/contract/eas_codec.h"
#include "models/contract/json_reader.h"
#include "models/contract/percent_encoding.h"
#include "models/domain/enum_names.h"

#include <QRegularExpression>

namespace slipway::eas {

using namespace Qt::StringLiterals;
using wire::Json;

// --- hosts and paths ---

QString regionOfEndpoint(const QString &host)
{
    static const QRegularExpression form(u"^pai-eas(?:-manage-vpc)?\\.([a-z0-9-]+)\\.aliyuncs\\.com$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return form.match(host).captured(1).toLower();
}

QByteArray servicePath(const QString &region, const QString &name, QLatin1StringView rest)
{
    return "/api/v2/services/" + percentEncode(region.toUtf8()) + '/' + percentEncode(name.toUtf8()) +
           QByteArray(rest.data(), rest.size());
}

Outcome<ServicePath> parseServicePath(const QByteArray &path)
{
    static const QByteArray start = "/api/v2/services/";
    const Error unknown = Error::notFound(u"InvalidAction.NotFound"_s,
                                          u"There is no action at %1."_s.arg(QString::fromUtf8(path.left(200))));
    if (!path.startsWith(start))
        return unknown;
    QStringList segments;
    for (const QByteArray &segment : path.mid(start.size()).split('/')) {
        const auto decoded = percentDecode(segment);
        if (!decoded)
            return decoded.error();
        if (decoded->isEmpty())
            return unknown;
        segments += QString::fromUtf8(*decoded);
    }
    if (segments.size() < 2)
        return unknown;
    return ServicePath{segments[0], segments[1], segments.mid(2)};
}

// --- answers ---

static Json utc(Instant time)
{
    return wire::toJson(toDateTime(time, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s));
}

template <class T, class Make>
static Json rows(const QList<T> &values, Make make)
{
    Json list = Json::array();
    for (const T &value : values)
        list.push_back(make(value));
    return list;
}

template <class T>
static Json paged(const char *key, Json list, const Page<T> &page)
{
    return {{key, std::move(list)}, {"PageNumber", page.number}, {"PageSize", page.size}, {"TotalCount", page.total}};
}

// What the list and the description share (reference: eas 3.3).
static Json serviceRow(const Service &service)
{
    return {{"ServiceName", wire::toJson(service.name)},
            {"ServiceId", wire::toJson(service.uid)},
            {"ServiceUid", wire::toJson(service.uid)},
            {"Region", wire::toJson(service.region)},
            {"Namespace", wire::toJson(service.name)},
            {"ServiceType", "Standard"},
            {"Status", wire::toJson(toText(service.state))},
            {"Reason", wire::toJson(service.reason)},
            {"Message", wire::toJson(service.message)},
            {"CurrentVersion", service.currentVersion},
            {"LatestVersion", service.latestVersion},
            {"TotalInstance", service.instances},
            {"RunningInstance", service.readyInstances},
            {"PendingInstance", service.pendingInstances},
            {"Cpu", service.cpu},
            {"Gpu", 0},
            {"Memory", service.memoryMb},
            {"Weight", service.weight},
            {"TrafficState", "standalone"},
            {"SafetyLock", "none"},
            {"AutoscalerEnabled", false},
            {"CronscalerEnabled", false},
            {"Labels", Json::array()},
            {"ServiceConfig", wire::toJson(service.config)}, // JSON inside a text
            {"AccessToken", wire::toJson(service.token)},
            {"InternetEndpoint", wire::toJson(service.endpoint)},
            {"IntranetEndpoint", wire::toJson(service.endpoint)},
            {"CreateTime", utc(service.createdAt)},
            {"UpdateTime", utc(service.updatedAt)}};
}

QByteArray encodeService(const Service &service)
{
    return wire::toText(serviceRow(service));
}

QByteArray encodeServicePage(const Page<Service> &page)
{
    return wire::toText(paged("Services", rows(page.items, serviceRow), page));
}

QByteArray encodeCreatedService(const Service &service)
{
    return wire::toText(Json{{"ServiceName", wire::toJson(service.name)},
                             {"ServiceId", wire::toJson(service.uid)},
                             {"Region", wire::toJson(service.region)},
                             {"Status", wire::toJson(toText(service.state))},
                             {"InternetEndpoint", wire::toJson(service.endpoint)},
                             {"IntranetEndpoint", wire::toJson(service.endpoint)}});
}

QByteArray encodeMessage(const QString &message)
{
    return wire::toText(Json{{"Message", wire::toJson(message)}});
}

static const char *runnable(VersionState state)
{
    switch (state) {
    case VersionState::Failed:
        return "false";
    case VersionState::Serving:
    case VersionState::Draining:
    case VersionState::Retired:
        return "true";
    default:
        return "unknown";
    }
}

QByteArray encodeVersionPage(const Page<ServiceVersion> &page)
{
    const auto row = [](const ServiceVersion &version) {
        return Json{{"ImageId", version.number},
                    {"BuildTime", utc(version.createdAt)},
                    {"ImageAvailable", "true"},
                    {"ServiceRunnable", runnable(version.state)},
                    {"Message", wire::toJson(version.message)},
                    {"ServiceConfig", wire::toJson(version.config)}};
    };
    return wire::toText(paged("Versions", rows(page.items, row), page));
}

static Json lastStates(const QString &compact)
{
    if (compact.isEmpty())
        return Json::array();
    const auto json = wire::parseJson(compact.toUtf8());
    return json ? Json::array({*json}) : Json::array();
}

QByteArray encodeInstancePage(const Page<ServiceInstance> &page, int latestVersion)
{
    const auto row = [latestVersion](const ServiceInstance &instance) {
        return Json{{"InstanceName", wire::toJson(instance.name)},
                    {"Status", wire::toJson(instance.status)},
                    {"Reason", wire::toJson(instance.reason)},
                    {"InnerIP", "127.0.0.1"},
                    {"HostIP", "127.0.0.1"},
                    {"StartTime", utc(instance.startedAt)},
                    {"StartAt", utc(instance.startedAt)},
                    {"RestartCount", instance.restarts},
                    {"ReadyProcesses", instance.ready ? 1 : 0},
                    {"TotalProcesses", 1},
                    {"IsLatest", instance.version == latestVersion},
                    {"LastState", lastStates(instance.lastState)},
                    {"Role", "Standard"},
                    {"ResourceType", "PrivateResource"}};
    };
    return wire::toText(paged("Instances", rows(page.items, row), page));
}

// Logs and events count pages instead of repeating their size.
template <class T>
static QByteArray pagedByNumber(const char *key, Json list, const Page<T> &page)
{
    const qsizetype pages = page.size > 0 ? (page.total + page.size - 1) / page.size : 0;
    return wire::toText(
        Json{{key, std::move(list)}, {"PageNum", page.number}, {"TotalPageNum", pages}, {"TotalCount", page.total}});
}

QByteArray encodeLogPage(const Page<QString> &page)
{
    return pagedByNumber("Logs", rows(page.items, [](const QString &line) { return wire::toJson(line); }), page);
}

QByteArray encodeEventPage(const Page<ServiceEvent> &page)
{
    const auto row = [](const ServiceEvent &event) {
        return Json{{"Time", utc(event.time)},
                    {"Type", event.warning ? "Warning" : "Normal"},
                    {"Reason", wire::toJson(event.reason)},
                    {"Resource", wire::toJson(event.resource)},
                    {"Message", wire::toJson(event.message)}};
    };
    return pagedByNumber("Events", rows(page.items, row), page);
}

QByteArray encodeEndpoints(const QString &token, const QStringList &urls)
{
    const Json list = rows(urls, [](const QString &url) { return wire::toJson(url); });
    const Json gateway = {{"EndpointType", "DefaultGateway"},
                          {"PathType", "Service"},
                          {"InternetEndpoints", list},
                          {"IntranetEndpoints", list}};
    return wire::toText(Json{{"AccessToken", wire::toJson(token)}, {"Endpoints", Json::array({gateway})}});
}

QByteArray encodeRegions(const QList<RegionName> &regions)
{
    const auto row = [](const RegionName &region) {
        return Json{{"RegionId", wire::toJson(region.id)}, {"RegionName", wire::toJson(region.name)}};
    };
    return wire::toText(Json{{"Regions", rows(regions, row)}});
}

QByteArray encodeNumberBody(const char *key, int number)
{
    return wire::toText(Json{{key, number}});
}

} // namespace slipway::eas
