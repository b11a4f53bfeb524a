#include "app/server/event_streamer.h"

#include "models/contract/event_codec.h"

namespace slipway {

EventStreamer::EventStreamer(EventLog &log)
    : m_log(log), m_subscription(log.subscribe([this](const NumberedEvent &event) { publish(event); }))
{
}

EventStreamer::~EventStreamer()
{
    m_log.unsubscribe(m_subscription);
}

void EventStreamer::add(std::shared_ptr<EventChannel> channel, std::optional<qint64> since)
{
    send(*channel, encodeHello(m_log.revision()), m_log.revision());
    if (since) {
        if (const auto missed = m_log.since(*since)) {
            for (const NumberedEvent &event : *missed)
                send(*channel, encodeEvent(event.revision, event.event), event.revision);
        } else {
            send(*channel, encodeGap(m_log.revision()), m_log.revision());
        }
    }
    m_channels.push_back(std::move(channel));
}

void EventStreamer::publish(const NumberedEvent &event)
{
    std::erase_if(m_channels, [](const auto &channel) { return !channel->isOpen(); });
    if (m_channels.empty())
        return;
    const QByteArray message = encodeEvent(event.revision, event.event);
    for (const auto &channel : m_channels)
        send(*channel, message, event.revision);
}

void EventStreamer::send(EventChannel &channel, const QByteArray &message, qint64 revision)
{
    if (!channel.send(message.toStdString()))
        channel.send(encodeGap(revision).toStdString());
}

} // namespace slipway
