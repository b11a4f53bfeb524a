#pragma once

#include "app/server/key_ring.h"
#include "models/contract/engine_file.h"

#include <QHash>
#include <QString>

namespace slipway {

// The AccessKeys of an engine, in its own memory.
class AccessKeys final : public KeyRing
{
public:
    void add(const AccessKeyPair &key) { m_secrets.insert(key.id.toLatin1(), key.secret.toLatin1()); }
    std::optional<QByteArray> secretOf(const QByteArray &accessKeyId) const override;

private:
    QHash<QByteArray, QByteArray> m_secrets;
};

// The pair in `file`, which is for the owner alone (0600). Made at the first start.
Outcome<AccessKeyPair> loadOrCreateAccessKey(const QString &file);

} // namespace slipway
