#include "models/contract/eas_codec.h"
#include "models/contract/error_mapping.h"
#include "models/contract/json_reader.h"
#include "models/domain/enum_names.h"

#include <limits>

namespace slipway::eas {

using namespace Qt::StringLiterals;
using wire::Json;

Outcome<int> decodeNumberBody(const QByteArray &body, const char *key)
{
    const auto json = wire::parseJson(body, 64 * 1024);
    if (!json)
        return json.error();
    const QString name = QString::fromLatin1(key);
    if (!json->is_object() || !json->contains(key)) {
        return Error{ErrorKind::InvalidArgument,
                     u"MissingParameter"_s,
                     u"The body must be a JSON object with %1."_s.arg(name),
                     name,
                     {},
                     false};
    }
    const qint64 number = wire::integerOr(*json, key, std::numeric_limits<qint64>::min());
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
        return Error::invalid(name, u"%1 must be a whole number."_s.arg(name));
    return int(number);
}

// --- answers ---

static Outcome<Json> answerObject(int status, const QByteArray &body)
{
    if (status >= 400)
        return decodeError(status, body);
    auto json = wire::parseJson(body);
    if (!json || !json->is_object())
        return decodeError(status, body);
    return json;
}

static Instant timeOr(const Json &object, const char *key)
{
    const QDateTime time = QDateTime::fromString(wire::textOr(object, key), Qt::ISODate);
    return time.isValid() ? fromDateTime(time) : Instant{};
}

static ServiceState stateOf(const QString &word)
{
    if (const auto state = fromText<ServiceState>(word))
        return *state;
    // Words of the vendor that have no state of their own here (reference: eas 3.8).
    if (word == "DeleteFailed"_L1)
        return ServiceState::Failed;
    return word == "Complete"_L1 ? ServiceState::Stopped : ServiceState::Updating;
}

static ServiceReport reportOf(const Json &json)
{
    ServiceReport report;
    Service &service = report.service;
    report.status = wire::textOr(json, "Status");
    report.internetEndpoint = wire::textOr(json, "InternetEndpoint");
    report.intranetEndpoint = wire::textOr(json, "IntranetEndpoint");
    report.gpu = int(wire::integerOr(json, "Gpu"));
    report.image = wire::textOr(json, "Image");
    service.name = wire::textOr(json, "ServiceName");
    service.region = wire::textOr(json, "Region");
    service.uid = wire::textOr(json, "ServiceUid", wire::textOr(json, "ServiceId"));
    service.state = stateOf(report.status);
    service.reason = wire::textOr(json, "Reason");
    service.message = wire::textOr(json, "Message");
    service.currentVersion = int(wire::integerOr(json, "CurrentVersion"));
    service.latestVersion = int(wire::integerOr(json, "LatestVersion"));
    service.instances = int(wire::integerOr(json, "TotalInstance"));
    service.readyInstances = int(wire::integerOr(json, "RunningInstance"));
    service.pendingInstances = int(wire::integerOr(json, "PendingInstance"));
    service.cpu = wire::numberOr(json, "Cpu");
    service.memoryMb = int(wire::integerOr(json, "Memory"));
    service.weight = int(wire::integerOr(json, "Weight"));
    service.config = wire::textOr(json, "ServiceConfig");
    service.token = wire::textOr(json, "AccessToken");
    service.endpoint = report.internetEndpoint.isEmpty() ? report.intranetEndpoint : report.internetEndpoint;
    service.createdAt = timeOr(json, "CreateTime");
    service.updatedAt = timeOr(json, "UpdateTime");
    return report;
}

Outcome<ServiceReport> decodeService(int status, const QByteArray &body)
{
    const auto json = answerObject(status, body);
    if (!json)
        return json.error();
    const ServiceReport report = reportOf(*json);
    if (report.service.name.isEmpty())
        return Error::internal(u"The answer describes no service: it lacks ServiceName."_s);
    return report;
}

template <class T, class Read>
static Outcome<Page<T>> pageOfRows(int status, const QByteArray &body, const char *key, Read read)
{
    const auto json = answerObject(status, body);
    if (!json)
        return json.error();
    Page<T> page;
    page.number = int(wire::integerOr(*json, "PageNumber", wire::integerOr(*json, "PageNum", 1)));
    page.size = int(wire::integerOr(*json, "PageSize", 0));
    const auto found = json->find(key);
    if (found != json->end() && found->is_array()) {
        for (const Json &row : *found) {
            if (row.is_object() || std::is_same_v<T, QString>)
                page.items += read(row);
        }
    }
    page.total = wire::integerOr(*json, "TotalCount", page.items.size());
    return page;
}

Outcome<Page<ServiceReport>> decodeServicePage(int status, const QByteArray &body)
{
    return pageOfRows<ServiceReport>(status, body, "Services", reportOf);
}

Outcome<QString> decodeMessage(int status, const QByteArray &body)
{
    const auto json = answerObject(status, body);
    return json ? Outcome<QString>(wire::textOr(*json, "Message")) : Outcome<QString>(json.error());
}

Outcome<Page<VersionReport>> decodeVersionPage(int status, const QByteArray &body)
{
    return pageOfRows<VersionReport>(status, body, "Versions", [](const Json &row) {
        VersionReport report;
        report.runnable = wire::textOr(row, "ServiceRunnable", u"unknown"_s);
        report.version.number = int(wire::integerOr(row, "ImageId"));
        report.version.createdAt = timeOr(row, "BuildTime");
        report.version.message = wire::textOr(row, "Message");
        report.version.config = wire::textOr(row, "ServiceConfig");
        if (report.runnable == "false"_L1)
            report.version.state = VersionState::Failed;
        else if (report.runnable == "true"_L1)
            report.version.state = VersionState::Retired;
        return report;
    });
}

Outcome<Page<InstanceReport>> decodeInstancePage(int status, const QByteArray &body)
{
    return pageOfRows<InstanceReport>(status, body, "Instances", [](const Json &row) {
        InstanceReport report;
        ServiceInstance &instance = report.instance;
        report.innerIp = wire::textOr(row, "InnerIP");
        report.hostIp = wire::textOr(row, "HostIP");
        report.readyProcesses = int(wire::integerOr(row, "ReadyProcesses"));
        report.totalProcesses = int(wire::integerOr(row, "TotalProcesses", 1));
        instance.name = wire::textOr(row, "InstanceName");
        instance.status = wire::textOr(row, "Status");
        instance.reason = wire::textOr(row, "Reason");
        instance.ready = report.totalProcesses > 0 && report.readyProcesses >= report.totalProcesses;
        instance.restarts = int(wire::integerOr(row, "RestartCount"));
        instance.startedAt = timeOr(row, "StartTime");
        const auto last = row.find("LastState");
        if (last != row.end() && last->is_array() && !last->empty())
            instance.lastState = QString::fromUtf8(wire::toText(last->front()));
        return report;
    });
}

Outcome<Page<QString>> decodeLogPage(int status, const QByteArray &body)
{
    return pageOfRows<QString>(status, body, "Logs",
                               [](const Json &row) { return row.is_string() ? wire::toQString(row) : QString(); });
}

Outcome<Page<ServiceEvent>> decodeEventPage(int status, const QByteArray &body)
{
    return pageOfRows<ServiceEvent>(status, body, "Events", [](const Json &row) {
        return ServiceEvent{timeOr(row, "Time"), wire::textOr(row, "Type") == "Warning"_L1, wire::textOr(row, "Reason"),
                            wire::textOr(row, "Resource"), wire::textOr(row, "Message")};
    });
}

} // namespace slipway::eas
