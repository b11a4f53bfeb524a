#pragma once

#include "models/backend/backends.h"
#include "models/backend/services_backend.h"
#include "models/items/service_tables.h"

#include <QObject>
#include <QTimer>

namespace slipway {

// The services of one region, and everything about the chosen one, kept true by the event feed.
class ServicesPresenter : public QObject
{
    Q_OBJECT

public:
    enum class Command { Start, Stop, Restart, Delete };

    explicit ServicesPresenter(const Backends &backends, QObject *parent = nullptr);

    ServiceTableModel &services() { return m_services; }
    ServiceVersionTableModel &versions() { return m_versions; }
    ServiceInstanceTableModel &instances() { return m_instances; }
    ServiceEventTableModel &events() { return m_events; }
    enum class State { Loading, Ready, Failed };
    State state() const { return m_state; }
    // Why it is Failed.
    const Error &error() const { return m_error; }
    const QString &region() const { return m_region; }
    // The chosen one with its token; an empty name: none.
    const Service &current() const { return m_current; }

    void setRegion(const QString &region);
    // In which times are told.
    void setTimeZone(const QTimeZone &zone);
    void select(const QString &name);
    void perform(Command command);
    void switchVersion(int version);
    void scale(int instances);
    void readLogs();
    void predict(const QByteArray &body);

public slots:
    void reload();

signals:
    void listChanged();
    void currentChanged();
    // The chosen one has come to rest: what was asked of it is done, or has failed.
    void settled();
    void answered(const slipway::PredictAnswer &answer);
    void notAnswered(const slipway::Error &error);
    void logsRead(const QStringList &lines);
    void failed(const QString &what, const slipway::Error &error);
    void accepted(const QString &message);

private:
    void changed(const Service &service);
    void takeCurrent(Service service);
    void replaceCurrent(const Service &service);
    void readSoon();
    void received(const Outcome<QList<Service>> &services);
    // Whether the chosen service is still the one that was asked about.
    bool isCurrent(const QString &region, const QString &name) const;
    void readDetails();
    void readCurrent();
    template <class Reply>
    void report(Reply reply, const QString &what);

    Backends m_backends;
    ServiceTableModel m_services;
    ServiceVersionTableModel m_versions;
    ServiceInstanceTableModel m_instances;
    ServiceEventTableModel m_events;
    QString m_region;
    Service m_current;
    State m_state = State::Loading;
    Error m_error;
    int m_changes = 0; // counts what the feed told of the chosen one: an answer to an older question is out of date
    QTimer m_settle;   // several changes in a row ask for the details once
};

} // namespace slipway
