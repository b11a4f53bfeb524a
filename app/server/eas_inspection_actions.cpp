// EAS 2021-07-01: what only looks (reference: eas 3.3, 3.4).

#include "app/server/action_tables.h"
#include "app/server/regions.h"
#include "app/serving/service_registry.h"
#include "models/contract/eas_codec.h"
#include "models/domain/enum_names.h"

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr int eventLimit = 1000; // that the store is asked for

struct PageRequest
{
    int number = 1;
    int size = 100;
};

// Lists use PageNumber, logs and events PageNum; sizes default to 100, of logs to 500.
Outcome<PageRequest> requestedPage(const RequestParameters &parameters, const QString &numberName, int usualSize)
{
    const auto number = parameters.integer(numberName, 1, 1, 1'000'000);
    const auto size = parameters.integer(u"PageSize"_s, usualSize, 1, 1000);
    if (!number || !size)
        return number ? size.error() : number.error();
    return PageRequest{int(*number), int(*size)};
}

// "YYYY-MM-DD HH:MM:SS", UTC. Absent: not set.
Outcome<Instant> requestedTime(const RequestParameters &parameters, const QString &name)
{
    const QString text = parameters.text(name);
    if (text.isEmpty())
        return Instant{};
    QDateTime time = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm:ss"_s);
    if (!time.isValid())
        time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return Error::invalid(
            name, u"%1 \"%2\" must be a UTC time in the form YYYY-MM-DD HH:MM:SS."_s.arg(name, text.left(40)));
    time.setTimeSpec(Qt::UTC);
    return fromDateTime(time);
}

void describeService(const ApiContext &api, const IncomingCall &call)
{
    const auto service = api.services.describe(call.region, call.pathArguments.first());
    if (!service)
        return call.failWith(service);
    call.answerObject(eas::encodeService(*service));
}

bool isWanted(const RequestParameters &filters, const Service &service)
{
    const auto equals = [&filters](const QString &name, const QString &value) {
        const QString wanted = filters.text(name);
        return wanted.isEmpty() || wanted.compare(value, Qt::CaseInsensitive) == 0;
    };
    return equals(u"ServiceName"_s, service.name) && equals(u"ServiceUid"_s, service.uid) &&
           equals(u"ServiceStatus"_s, toText(service.state));
}

// Newest first, or by `Sort` and `Order`.
Outcome<> sortServices(const RequestParameters &parameters, QList<Service> &services)
{
    const QString sort = parameters.text(u"Sort"_s);
    const QString order = parameters.text(u"Order"_s);
    if (!order.isEmpty() && order.compare("asc"_L1, Qt::CaseInsensitive) != 0 &&
        order.compare("desc"_L1, Qt::CaseInsensitive) != 0)
        return Error::invalid(u"Order"_s, u"Order \"%1\" must be asc or desc."_s.arg(order.left(64)));
    const bool byName = sort == "ServiceName"_L1;
    const bool byUpdate = sort == "UpdateTime"_L1;
    const auto precedes = [byName, byUpdate](const Service &a, const Service &b) {
        if (byName)
            return a.name < b.name;
        return byUpdate ? a.updatedAt < b.updatedAt : a.createdAt < b.createdAt;
    };
    std::stable_sort(services.begin(), services.end(), precedes);
    if (order.compare("asc"_L1, Qt::CaseInsensitive) != 0)
        std::reverse(services.begin(), services.end());
    return {};
}

void listServices(const ApiContext &api, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters, u"PageNumber"_s, 100);
    if (!page)
        return call.failWith(page);
    QList<Service> services = api.services.list(call.region, call.parameters.text(u"Filter"_s));
    services.removeIf([&call](const Service &service) { return !isWanted(call.parameters, service); });
    if (const auto sorted = sortServices(call.parameters, services); !sorted)
        return call.failWith(sorted);
    call.answerObject(eas::encodeServicePage(eas::pageOf(services, page->number, page->size)));
}

void listServiceVersions(const ApiContext &api, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters, u"PageNumber"_s, 100);
    if (!page)
        return call.failWith(page);
    const auto versions = api.services.versions(call.region, call.pathArguments.first());
    if (!versions)
        return call.failWith(versions);
    call.answerObject(eas::encodeVersionPage(eas::pageOf(*versions, page->number, page->size)));
}

void listServiceInstances(const ApiContext &api, const IncomingCall &call)
{
    const auto page = requestedPage(call.parameters, u"PageNumber"_s, 100);
    if (!page)
        return call.failWith(page);
    const auto service = api.services.describe(call.region, call.pathArguments.first());
    if (!service)
        return call.failWith(service);
    auto instances = api.services.instances(call.region, call.pathArguments.first());
    if (!instances)
        return call.failWith(instances);
    const QString name = call.parameters.text(u"InstanceName"_s);
    const QString filter = call.parameters.text(u"Filter"_s);
    const QString status = call.parameters.text(u"InstanceStatus"_s);
    instances.value().removeIf([&](const ServiceInstance &instance) {
        return (!name.isEmpty() && instance.name != name) || !instance.name.contains(filter) ||
               (!status.isEmpty() && instance.status.compare(status, Qt::CaseInsensitive) != 0);
    });
    call.answerObject(
        eas::encodeInstancePage(eas::pageOf(*instances, page->number, page->size), service->latestVersion));
}

void describeServiceLog(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto page = in.take(requestedPage(call.parameters, u"PageNum"_s, 500));
    ServiceLogQuery query;
    query.instance = in.text(u"InstanceName"_s);
    query.keyword = in.text(u"Keyword"_s);
    query.from = in.take(requestedTime(call.parameters, u"StartTime"_s));
    query.to = in.take(requestedTime(call.parameters, u"EndTime"_s));
    if (in.failed())
        return call.fail(in.error());
    const auto answer = [page](const IncomingCall &done, const QStringList &lines) {
        done.answerObject(eas::encodeLogPage(eas::pageOf<QString>(lines, page.number, page.size)));
    };
    api.services.logs(call.region, call.pathArguments.first(), query, call.then<QStringList>(answer));
}

// EventType and the time window of DescribeServiceEvent.
struct EventFilter
{
    QString type;
    Instant from;
    Instant to;

    bool passes(const ServiceEvent &event) const
    {
        const QString typeOf = event.warning ? u"Warning"_s : u"Normal"_s;
        return (type.isEmpty() || type == typeOf) && (!isSet(from) || event.time >= from) &&
               (!isSet(to) || event.time <= to);
    }
};

void describeServiceEvent(const ApiContext &api, const IncomingCall &call)
{
    ParameterReader in(call.parameters);
    const auto page = in.take(requestedPage(call.parameters, u"PageNum"_s, 100));
    EventFilter filter;
    filter.type = in.text(u"EventType"_s);
    filter.from = in.take(requestedTime(call.parameters, u"StartTime"_s));
    filter.to = in.take(requestedTime(call.parameters, u"EndTime"_s));
    if (in.failed())
        return call.fail(in.error());
    using Events = std::vector<ServiceEvent>;
    const auto answer = [page, filter](const IncomingCall &done, const Events &events) {
        QList<ServiceEvent> wanted;
        std::copy_if(events.begin(), events.end(), std::back_inserter(wanted),
                     [&filter](const ServiceEvent &event) { return filter.passes(event); });
        done.answerObject(eas::encodeEventPage(eas::pageOf(wanted, page.number, page.size)));
    };
    api.services.events(call.region, call.pathArguments.first(), eventLimit, call.then<Events>(answer));
}

void describeServiceEndpoints(const ApiContext &api, const IncomingCall &call)
{
    const auto endpoints = api.services.endpoints(call.region, call.pathArguments.first());
    if (!endpoints)
        return call.failWith(endpoints);
    call.answerObject(eas::encodeEndpoints(endpoints->token, endpoints->urls));
}

void describeRegions(const ApiContext &, const IncomingCall &call)
{
    QList<eas::RegionName> names;
    for (const EasRegion &region : easRegions())
        names.append({region.id, region.place});
    call.answerObject(eas::encodeRegions(names));
}

} // namespace

RoaActions easInspectionActions()
{
    static constexpr RoaAction table[] = {
        {"DescribeService"_L1, "GET"_L1, "/api/v2/services/*/*"_L1, describeService},
        {"ListServices"_L1, "GET"_L1, "/api/v2/services"_L1, listServices},
        {"ListServiceVersions"_L1, "GET"_L1, "/api/v2/services/*/*/versions"_L1, listServiceVersions},
        {"ListServiceInstances"_L1, "GET"_L1, "/api/v2/services/*/*/instances"_L1, listServiceInstances},
        {"DescribeServiceLog"_L1, "GET"_L1, "/api/v2/services/*/*/logs"_L1, describeServiceLog},
        {"DescribeServiceEvent"_L1, "GET"_L1, "/api/v2/services/*/*/events"_L1, describeServiceEvent},
        {"DescribeServiceEndpoints"_L1, "GET"_L1, "/api/v2/services/*/*/endpoints"_L1, describeServiceEndpoints},
        {"DescribeRegions"_L1, "GET"_L1, "/api/v2/regions"_L1, describeRegions},
    };
    return table;
}

} // namespace slipway
