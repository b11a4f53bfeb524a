#pragma once

#include "models/domain/instant.h"

#include <QList>
#include <QObject>

namespace slipway {

class EventFeed;

// How the talk with the engine goes: latencies of the console's own status calls, and the events that came in.
class ConnectionLog : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionLog(EventFeed &events, QObject *parent = nullptr);

    void addCall(Millis latency, bool failed);

    qint64 calls() const { return m_calls; }
    qint64 failures() const { return m_failures; }
    Millis lastLatency() const { return m_latencies.isEmpty() ? Millis{0} : m_latencies.last(); }
    // Of the last hundred calls; 0 while there are none.
    Millis medianLatency() const;
    qint64 events() const { return m_events; }
    qint64 resynchronisations() const { return m_resyncs; }
    qint64 disconnections() const { return m_disconnections; }

signals:
    void changed();

private:
    void countEvent();

    QList<Millis> m_latencies;
    qint64 m_calls = 0;
    qint64 m_failures = 0;
    qint64 m_events = 0;
    qint64 m_resyncs = 0;
    qint64 m_disconnections = 0;
};

} // namespace slipway
