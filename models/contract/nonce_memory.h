#pragma once

#include "models/domain/instant.h"

#include <QByteArray>
#include <QHash>

#include <deque>

namespace slipway {

// The nonces of the requests of the last while: one that comes twice is a replay.
class NonceMemory
{
public:
    explicit NonceMemory(Millis keep, size_t limit = 1'000'000) : m_keep(keep), m_limit(limit) {}

    // False if this caller used the nonce before. When the memory is full, the oldest are forgotten.
    bool remember(const QByteArray &accessKeyId, const QByteArray &nonce, Instant now);

private:
    void forgetBefore(Instant oldest);

    Millis m_keep;
    size_t m_limit;
    QHash<QByteArray, Instant> m_seen;
    std::deque<std::pair<Instant, QByteArray>> m_order;
};

} // namespace slipway
