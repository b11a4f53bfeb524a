#pragma once

#include "models/contract/request_parameters.h"
#include "models/domain/outcome.h"
#include "models/domain/service.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

// EAS OpenAPI 2021-07-01 (reference: eas 3), both directions. Encoders give the text of a JSON object without
// RequestId; wrap it with encodeRoaAnswer(). Decoders take a whole answer, the vendor's too: fields that a view can do
// without may be missing, numbers may be text.
namespace slipway::eas {

// A page of a list and what it says about the whole.
template <class T>
struct Page
{
    QList<T> items;
    int number = 1;
    int size = 100;
    qsizetype total = 0;
};

template <class T>
Page<T> pageOf(const QList<T> &list, int number, int size)
{
    return {list.mid(qsizetype(number - 1) * size, size), number, size, list.size()};
}

// --- hosts and paths ---

// "cn-shanghai" of "pai-eas.cn-shanghai.aliyuncs.com" or its VPC twin, in any case; empty for other hosts.
QString regionOfEndpoint(const QString &host);

// "/api/v2/services/<region>/<name><rest>", segments percent-encoded; rest such as "/version".
QByteArray servicePath(const QString &region, const QString &name, QLatin1StringView rest = {});

struct ServicePath
{
    QString region;
    QString name;
    QStringList rest; // the segments behind, e.g. {"instances", "demo-7f-x2"}
};
// The path of a request below /api/v2/services, without query. NotFound for anything else; empty names are refused.
Outcome<ServicePath> parseServicePath(const QByteArray &path);

// --- services ---

QByteArray encodeService(const Service &service);        // DescribeService
QByteArray encodeServicePage(const Page<Service> &page); // ListServices
QByteArray encodeCreatedService(const Service &service); // CreateService: no token
QByteArray encodeMessage(const QString &message);        // most writes
QByteArray encodeVersionPage(const Page<ServiceVersion> &page);
QByteArray encodeInstancePage(const Page<ServiceInstance> &page, int latestVersion);
QByteArray encodeLogPage(const Page<QString> &page);                       // DescribeServiceLog
QByteArray encodeEventPage(const Page<ServiceEvent> &page);                // DescribeServiceEvent
QByteArray encodeEndpoints(const QString &token, const QStringList &urls); // DescribeServiceEndpoints

struct RegionName
{
    QString id;   // cn-shanghai
    QString name; // China (Shanghai)
};
QByteArray encodeRegions(const QList<RegionName> &regions); // DescribeRegions

// --- request bodies ---

// {"Version": N} of UpdateServiceVersion, {"Instance": N} of ScaleService: `key`, a whole number or its text.
Outcome<int> decodeNumberBody(const QByteArray &body, const char *key);
QByteArray encodeNumberBody(const char *key, int number);

// --- answers, for clients ---

// A service as a server describes it, with what Service has no place for.
struct ServiceReport
{
    Service service;
    QString status; // the word as sent
    QString internetEndpoint;
    QString intranetEndpoint;
    int gpu = 0;
    QString image;
};
Outcome<ServiceReport> decodeService(int status, const QByteArray &body);
Outcome<Page<ServiceReport>> decodeServicePage(int status, const QByteArray &body);
Outcome<QString> decodeMessage(int status, const QByteArray &body);

// `runnable` false: the version failed and `message` says why.
struct VersionReport
{
    ServiceVersion version;
    QString runnable; // true, false, unknown
};
Outcome<Page<VersionReport>> decodeVersionPage(int status, const QByteArray &body);

struct InstanceReport
{
    ServiceInstance instance;
    QString innerIp;
    QString hostIp;
    int readyProcesses = 0;
    int totalProcesses = 1;
};
Outcome<Page<InstanceReport>> decodeInstancePage(int status, const QByteArray &body);
Outcome<Page<QString>> decodeLogPage(int status, const QByteArray &body);
Outcome<Page<ServiceEvent>> decodeEventPage(int status, const QByteArray &body);

} // namespace slipway::eas
