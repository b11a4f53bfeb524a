#include "app/engine/event_log.h"

#include <algorithm>

namespace slipway {

EventLog::EventLog(std::size_t capacity) : m_capacity(std::max<std::size_t>(capacity, 1)) {}

void EventLog::publish(const Event &event)
{
    m_events.push_back({++m_revision, event});
    if (m_events.size() > m_capacity)
        m_events.pop_front();
    // A listener may subscribe or leave while it is called.
    const NumberedEvent numbered = m_events.back();
    const std::vector<Subscription> subscriptions = m_subscriptions;
    for (const Subscription &subscription : subscriptions)
        subscription.listener(numbered);
}

std::optional<std::vector<NumberedEvent>> EventLog::since(qint64 revision) const
{
    const qint64 missing = m_revision - revision;
    if (revision < 0 || missing < 0 || missing > static_cast<qint64>(m_events.size()))
        return std::nullopt;
    return std::vector<NumberedEvent>(m_events.end() - missing, m_events.end());
}

int EventLog::subscribe(Listener listener)
{
    m_subscriptions.push_back({++m_lastSubscription, std::move(listener)});
    return m_lastSubscription;
}

void EventLog::unsubscribe(int subscription)
{
    std::erase_if(m_subscriptions, [subscription](const Subscription &s) { return s.number == subscription; });
}

} // namespace slipway
