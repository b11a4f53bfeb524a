#include "ui/shell/connection_log.h"

#include "models/backend/event_feed.h"

#include <algorithm>

namespace slipway {
namespace {

constexpr qsizetype keptCalls = 100;

} // namespace

ConnectionLog::ConnectionLog(EventFeed &events, QObject *parent) : QObject(parent)
{
    connect(&events, &EventFeed::groupChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::groupRemoved, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::workflowChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::workflowRemoved, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::draftChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::draftRemoved, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::nodeChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::instanceChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::serviceChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::serviceRemoved, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::serviceVersionsChanged, this, &ConnectionLog::countEvent);
    connect(&events, &EventFeed::resynchronise, this, [this] {
        ++m_resyncs;
        emit changed();
    });
    connect(&events, &EventFeed::connectionChanged, this, [this](ConnectionState state) {
        m_disconnections += state == ConnectionState::Offline ? 1 : 0;
        emit changed();
    });
}

void ConnectionLog::addCall(Millis latency, bool failed)
{
    ++m_calls;
    m_failures += failed ? 1 : 0;
    if (m_latencies.size() == keptCalls)
        m_latencies.removeFirst();
    m_latencies.append(latency);
    emit changed();
}

Millis ConnectionLog::medianLatency() const
{
    if (m_latencies.isEmpty())
        return Millis{0};
    QList<Millis> sorted = m_latencies;
    std::sort(sorted.begin(), sorted.end());
    return sorted.at(sorted.size() / 2);
}

void ConnectionLog::countEvent()
{
    ++m_events;
    emit changed();
}

} // namespace slipway
