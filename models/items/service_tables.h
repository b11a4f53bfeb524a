#pragma once

#include "models/domain/service.h"
#include "models/items/keyed_table.h"

#include <QTimeZone>

namespace slipway {

// Services of a region. The Version column tells which one serves, and the latest where that is another.
class ServiceTableModel : public KeyedTable<Service, QString>
{
    Q_OBJECT

public:
    enum Column { Name, State, Version, Instances, ColumnCount };
    explicit ServiceTableModel(QObject *parent = nullptr);
    static QString versionWords(const Service &service);

protected:
    QVariant cell(const Service &service, int column, int role) const override;
    QString key(const Service &service) const override { return service.name; }
};

// The versions of one service, newest first, with where each came from.
class ServiceVersionTableModel : public KeyedTable<ServiceVersion, int>
{
    Q_OBJECT

public:
    enum Column { Number, State, Made, By, Traffic, Digest, Message, ColumnCount };
    explicit ServiceVersionTableModel(QObject *parent = nullptr);
    void setTimeZone(const QTimeZone &zone);
    // "Deployment V3, instance 100000123", or who called by hand.
    static QString provenanceWords(const Provenance &provenance);

protected:
    QVariant cell(const ServiceVersion &version, int column, int role) const override;
    int key(const ServiceVersion &version) const override { return version.number; }

private:
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

class ServiceInstanceTableModel : public KeyedTable<ServiceInstance, QString>
{
    Q_OBJECT

public:
    enum Column { Name, Status, Version, Ready, Restarts, Started, Reason, ColumnCount };
    explicit ServiceInstanceTableModel(QObject *parent = nullptr);
    void setTimeZone(const QTimeZone &zone);

protected:
    QVariant cell(const ServiceInstance &instance, int column, int role) const override;
    QString key(const ServiceInstance &instance) const override { return instance.name; }

private:
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

// Newest first; the number keeps a row apart from others.
struct ServiceEventRow
{
    int number = 0;
    ServiceEvent event;
    friend bool operator==(const ServiceEventRow &, const ServiceEventRow &) = default;
};

class ServiceEventTableModel : public KeyedTable<ServiceEventRow, int>
{
    Q_OBJECT

public:
    enum Column { Time, Type, Reason, Message, ColumnCount };
    explicit ServiceEventTableModel(QObject *parent = nullptr);
    void setTimeZone(const QTimeZone &zone);
    void setEvents(const QList<ServiceEvent> &events);

protected:
    QVariant cell(const ServiceEventRow &row, int column, int role) const override;
    int key(const ServiceEventRow &row) const override { return row.number; }

private:
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

} // namespace slipway
