#include "app/daemon/access_keys.h"

#include "app/platform/files.h"
#include "app/platform/random_id.h"
#include "app/platform/secret_file.h"

namespace slipway {

using namespace Qt::StringLiterals;

std::optional<QByteArray> AccessKeys::secretOf(const QByteArray &accessKeyId) const
{
    const auto found = m_secrets.constFind(accessKeyId);
    return found == m_secrets.constEnd() ? std::nullopt : std::optional(*found);
}

Outcome<AccessKeyPair> loadOrCreateAccessKey(const QString &file)
{
    const auto text = readSecretFile(file);
    if (text)
        return decodeAccessKeyFile(*text);
    if (text.error().kind != ErrorKind::NotFound)
        return text.error();
    // The vendor's ids begin with LTAI and have 24 characters, the secrets have 30; scripts may check the lengths.
    const AccessKeyPair key{u"LTAI"_s + randomToken(20), randomToken(30)};
    if (const auto written = writeFileAtomically(file, encodeAccessKeyFile(key)); !written)
        return written.error();
    return key;
}

} // namespace slipway
