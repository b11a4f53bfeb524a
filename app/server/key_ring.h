#pragma once

#include <QByteArray>

#include <optional>

namespace slipway {

// Whose signatures the API accepts. Asked on the engine's thread.
class KeyRing
{
public:
    virtual ~KeyRing() = default;
    // The secret of an AccessKey, nothing for an id that is not known.
    virtual std::optional<QByteArray> secretOf(const QByteArray &accessKeyId) const = 0;
};

} // namespace slipway
