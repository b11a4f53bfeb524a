#include "models/items/service_tables.h"

#include "models/items/roles.h"
#include "models/items/state_kind.h"
#include "models/items/time_words.h"

namespace slipway {

namespace {
constexpr int shownDigest = 12;
} // namespace

ServiceTableModel::ServiceTableModel(QObject *parent)
    : KeyedTable({tr("Service"), tr("State"), tr("Version"), tr("Instances")}, parent)
{
}

QString ServiceTableModel::versionWords(const Service &service)
{
    if (service.currentVersion == 0)
        return tr("V%1 starting").arg(service.latestVersion);
    if (service.currentVersion == service.latestVersion)
        return tr("V%1").arg(service.currentVersion);
    return tr("V%1 of %2").arg(service.currentVersion).arg(service.latestVersion);
}

QVariant ServiceTableModel::cell(const Service &service, int column, int role) const
{
    if (role == StateRole)
        return column == State ? QVariant::fromValue(stateCell(service.state)) : QVariant();
    if (role == Qt::ToolTipRole)
        return column == State ? service.message : QVariant();
    if (role == SortRole && column == Version)
        return service.currentVersion;
    if (role == KeyRole)
        return service.name;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return service.name;
    case State:
        return stateCell(service.state).word;
    case Version:
        return versionWords(service);
    default:
        return tr("%1 / %2").arg(service.readyInstances).arg(service.instances);
    }
}

ServiceVersionTableModel::ServiceVersionTableModel(QObject *parent)
    : KeyedTable({tr("Version"), tr("State"), tr("Made"), tr("By"), tr("Traffic"), tr("Artefact"), tr("Message")},
                 parent)
{
}

QString ServiceVersionTableModel::provenanceWords(const Provenance &provenance)
{
    if (!provenance.instance.isValid())
        return provenance.caller.isEmpty() ? tr("by hand") : tr("by hand (%1)").arg(provenance.caller);
    const QString version = provenance.nodeVersion > 0 ? tr("V%1").arg(provenance.nodeVersion) : tr("draft");
    return tr("%1 %2, instance %3").arg(provenance.nodeName, version, provenance.instance.toString());
}

void ServiceVersionTableModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    columnChanged(Made);
}

QVariant ServiceVersionTableModel::cell(const ServiceVersion &version, int column, int role) const
{
    if (role == StateRole)
        return column == State ? QVariant::fromValue(stateCell(version.state)) : QVariant();
    if (role == SortRole && (column == Number || column == Traffic))
        return column == Number ? version.number : version.trafficPercent;
    if (role == KeyRole)
        return version.number;
    if (role == Qt::ToolTipRole && column == Digest)
        return version.artefactDigest;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Number:
        return tr("V%1").arg(version.number);
    case State:
        return stateCell(version.state).word;
    case Made:
        return exactTime(version.createdAt, m_zone);
    case By:
        return provenanceWords(version.provenance);
    case Traffic:
        return version.trafficPercent > 0 ? tr("%1 %").arg(version.trafficPercent) : QString();
    case Digest:
        return version.artefactDigest.left(shownDigest);
    default:
        return version.message;
    }
}

ServiceInstanceTableModel::ServiceInstanceTableModel(QObject *parent)
    : KeyedTable(
          {tr("Instance"), tr("Status"), tr("Version"), tr("Ready"), tr("Restarts"), tr("Started"), tr("Reason")},
          parent)
{
}

void ServiceInstanceTableModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    columnChanged(Started);
}

QVariant ServiceInstanceTableModel::cell(const ServiceInstance &instance, int column, int role) const
{
    if (role == StateRole && column == Status)
        return QVariant::fromValue(
            StateCell{instance.ready ? StateKind::Success : StateKind::Waiting, instance.status});
    if (role == Qt::ToolTipRole && column == Reason)
        return instance.lastState;
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Name:
        return instance.name;
    case Status:
        return instance.status;
    case Version:
        return tr("V%1").arg(instance.version);
    case Ready:
        return instance.ready ? QStringLiteral("[1/1]") : QStringLiteral("[0/1]");
    case Restarts:
        return QString::number(instance.restarts);
    case Started:
        return exactTime(instance.startedAt, m_zone);
    default:
        return instance.reason;
    }
}

ServiceEventTableModel::ServiceEventTableModel(QObject *parent)
    : KeyedTable({tr("Time"), tr("Type"), tr("Reason"), tr("Message")}, parent)
{
}

void ServiceEventTableModel::setEvents(const QList<ServiceEvent> &events)
{
    QList<ServiceEventRow> rows;
    for (const ServiceEvent &event : events) // numbered from the oldest, so that a row keeps its number
        rows << ServiceEventRow{static_cast<int>(events.size() - rows.size()), event};
    setRows(rows);
}

void ServiceEventTableModel::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    columnChanged(Time);
}

QVariant ServiceEventTableModel::cell(const ServiceEventRow &row, int column, int role) const
{
    const ServiceEvent &event = row.event;
    if (role == StateRole && column == Type)
        return QVariant::fromValue(StateCell{event.warning ? StateKind::Failure : StateKind::Queued,
                                             event.warning ? tr("Warning") : tr("Normal")});
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (column) {
    case Time:
        return exactTime(event.time, m_zone);
    case Type:
        return event.warning ? tr("Warning") : tr("Normal");
    case Reason:
        return event.reason;
    default:
        return event.message;
    }
}

} // namespace slipway
