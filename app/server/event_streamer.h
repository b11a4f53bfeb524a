#pragma once

#include "app/engine/event_log.h"
#include "app/server/http_server.h"

#include <memory>
#include <vector>

namespace slipway {

// Sends what changed to everybody who follows the event feed (messages: models/contract/event_codec.h). Engine's
// thread.
//
// A follower first gets Hello. One that names the revision it has seen last gets what it missed, or Gap when that is no
// longer known. One that reads too slowly loses what waits for it and gets a Gap instead.
class EventStreamer
{
public:
    explicit EventStreamer(EventLog &log);
    ~EventStreamer();
    EventStreamer(const EventStreamer &) = delete;
    EventStreamer &operator=(const EventStreamer &) = delete;

    // `since` is the last revision that the follower has seen; nothing: it starts now.
    void add(std::shared_ptr<EventChannel> channel, std::optional<qint64> since);

private:
    void publish(const NumberedEvent &event);
    static void send(EventChannel &channel, const QByteArray &message, qint64 revision);

    EventLog &m_log;
    int m_subscription = 0;
    std::vector<std::shared_ptr<EventChannel>> m_channels;
};

} // namespace slipway
