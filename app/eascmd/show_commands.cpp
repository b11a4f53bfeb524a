#include "app/eascmd/commands.h"
#include "app/eascmd/table.h"
#include "models/contract/eas_codec.h"
#include "models/contract/json_text.h"

#include <QUrl>

#include <algorithm>

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

static QString localTime(Instant time)
{
    return isSet(time) ? toDateTime(time, QTimeZone::systemTimeZone()).toString(u"yyyy-MM-dd HH:mm:ss"_s) : QString();
}

// --- ls ---

static QStringList serviceRow(const eas::ServiceReport &report)
{
    const Service &service = report.service;
    const QString path = QUrl(service.endpoint).path();
    return {service.name,
            service.region,
            QString::number(service.instances),
            localTime(service.createdAt),
            localTime(service.updatedAt),
            report.status,
            QString::number(service.weight),
            path.isEmpty() ? u"/api/predict/"_s + service.name : path};
}

static void listPage(Session &session, int number, QList<QStringList> rows)
{
    const QByteArray target = "/api/v2/services?PageNumber=" + QByteArray::number(number) + "&PageSize=100";
    session.callOrFail("GET", target, "ListServices"_L1, {}, [&session, number, rows](const ApiAnswer &answer) mutable {
        const auto page = eas::decodeServicePage(answer.status, answer.body);
        if (!page)
            return session.fail(page.error());
        for (const eas::ServiceReport &report : page->items)
            rows += serviceRow(report);
        if (!page->items.isEmpty() && rows.size() < page->total)
            return listPage(session, number + 1, rows);
        session.printRequestId(answer);
        printOut(table({u"SERVICENAME"_s, u"REGION"_s, u"INSTANCE"_s, u"CREATETIME"_s, u"UPDATETIME"_s, u"STATUS"_s,
                        u"WEIGHT"_s, u"SERVICEPATH"_s},
                       rows));
        emit session.finished(Done);
    });
}

void listServices(Session &session)
{
    listPage(session, 1, {});
}

// --- desc ---

static QString description(const eas::ServiceReport &report)
{
    const Service &service = report.service;
    QList<std::pair<QString, QString>> rows{
        {u"Status"_s, report.status},
        {u"ServiceName"_s, service.name},
        {u"Region"_s, service.region},
        {u"CreateTime"_s, localTime(service.createdAt)},
        {u"UpdateTime"_s, localTime(service.updatedAt)},
        {u"AccessToken"_s, service.token},
        {u"PrivateToken"_s, QString()},
        {u"TotalInstance"_s, QString::number(service.instances)},
        {u"RunningInstance"_s, QString::number(service.readyInstances)},
        {u"PendingInstance"_s, QString::number(service.pendingInstances)},
        {u"CPU"_s, QString::number(service.cpu)},
        {u"GPU"_s, QString::number(report.gpu)},
        {u"Memory"_s, QString::number(service.memoryMb) + u'M'},
        {u"Image"_s, report.image},
        {u"Weight"_s, QString::number(service.weight)},
        {u"LatestVersion"_s, QString::number(service.latestVersion)},
        {u"CurrentVersion"_s, QString::number(service.currentVersion)},
        {u"Message"_s, service.message},
        {u"IntranetEndpoint"_s, report.intranetEndpoint},
        {u"ServiceConfig"_s, QString::fromUtf8(prettyJson(service.config.toUtf8()))},
    };
    return verticalTable(rows);
}

void describeService(Session &session)
{
    const QString name = session.options().operands.first();
    session.callOrFail("GET", eas::servicePath(session.region(), name), "DescribeService"_L1, {},
                       [&session](const ApiAnswer &answer) {
                           const auto report = eas::decodeService(answer.status, answer.body);
                           if (!report)
                               return session.fail(report.error());
                           printOut(session.options().json ? QString::fromUtf8(prettyJson(answer.body)) + u'\n'
                                                           : description(*report));
                           emit session.finished(Done);
                       });
}

// --- w ---

static QStringList workerRow(const eas::InstanceReport &report)
{
    const ServiceInstance &instance = report.instance;
    return {instance.name,
            report.innerIp,
            report.hostIp,
            localTime(instance.startedAt),
            QString::number(instance.restarts),
            instance.status,
            u"[%1/%2]"_s.arg(report.readyProcesses).arg(report.totalProcesses),
            instance.reason,
            instance.lastState};
}

void showWorkers(Session &session)
{
    const QString name = session.options().operands.first();
    const QByteArray target = eas::servicePath(session.region(), name, "/instances?PageNumber=1&PageSize=1000"_L1);
    session.callOrFail("GET", target, "ListServiceInstances"_L1, {}, [&session](const ApiAnswer &answer) {
        const auto page = eas::decodeInstancePage(answer.status, answer.body);
        if (!page)
            return session.fail(page.error());
        QList<QStringList> rows;
        for (const eas::InstanceReport &report : page->items)
            rows += workerRow(report);
        session.printRequestId(answer);
        printOut(table({u"INSTANCENAME"_s, u"INNERIP"_s, u"HOSTIP"_s, u"STARTAT"_s, u"RESTARTS"_s, u"STATUS"_s,
                        u"READY"_s, u"REASON"_s, u"LASTSTATE"_s},
                       rows));
        emit session.finished(Done);
    });
}

// --- logs ---

static constexpr int logPageSize = 500; // the vendor's

// Pages count from the oldest line; `lines` are the ones read so far, in order.
static void readLogPage(Session &session, int number, const QStringList &lines)
{
    const QString name = session.options().operands.first();
    const QByteArray target = eas::servicePath(session.region(), name, "/logs"_L1) +
                              "?PageNum=" + QByteArray::number(number) + "&PageSize=" + QByteArray::number(logPageSize);
    session.callOrFail("GET", target, "DescribeServiceLog"_L1, {}, [&session, number, lines](const ApiAnswer &answer) {
        const auto page = eas::decodeLogPage(answer.status, answer.body);
        if (!page)
            return session.fail(page.error());
        const int pages = int((page->total + logPageSize - 1) / logPageSize);
        const int firstWanted = int(std::max<qsizetype>(0, page->total - session.options().lines) / logPageSize) + 1;
        if (number < firstWanted)
            return readLogPage(session, firstWanted, {});
        const QStringList all = lines + page->items;
        if (number < pages && !page->items.isEmpty())
            return readLogPage(session, number + 1, all);
        for (const QString &line : all.mid(std::max<qsizetype>(0, all.size() - session.options().lines)))
            printOut(line + u'\n');
        emit session.finished(Done);
    });
}

void showLogs(Session &session)
{
    readLogPage(session, 1, {});
}

} // namespace slipway::eascmd
