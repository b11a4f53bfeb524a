#include "models/contract/nonce_memory.h"

namespace slipway {

bool NonceMemory::remember(const QByteArray &accessKeyId, const QByteArray &nonce, Instant now)
{
    forgetBefore(now - m_keep);
    const QByteArray key = accessKeyId + '\n' + nonce;
    if (m_seen.contains(key))
        return false;
    m_seen.insert(key, now);
    m_order.emplace_back(now, key);
    if (m_order.size() > m_limit) {
        m_seen.remove(m_order.front().second);
        m_order.pop_front();
    }
    return true;
}

void NonceMemory::forgetBefore(Instant oldest)
{
    while (!m_order.empty() && m_order.front().first < oldest) {
        m_seen.remove(m_order.front().second);
        m_order.pop_front();
    }
}

} // namespace slipway
