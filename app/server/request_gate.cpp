#include "app/server/request_gate.h"

#include "app/server/key_ring.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Outcome<InstanceId> instanceOf(const WireHeaders &signedHeaders)
{
    const QByteArray value = headerValue(signedHeaders, "x-acs-slipway-instance");
    if (value.isEmpty())
        return InstanceId();
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    if (!isNumber || number <= 0)
        return Error::invalid(u"x-acs-slipway-instance"_s,
                              u"The header x-acs-slipway-instance must be the id of an instance, a positive number."_s);
    return InstanceId(number);
}

} // namespace

RequestGate::RequestGate(const KeyRing &keys, WallClock now)
    : m_keys(keys), m_now(std::move(now)), m_nonces(2 * Millis(signatureWindow))
{
}

Outcome<AdmittedCaller> RequestGate::admit(const WireRequest &request)
{
    const Instant now = m_now();
    const auto secretOf = [this](const QByteArray &id) { return m_keys.secretOf(id); };
    const auto caller = verifySignature(request, secretOf, now);
    if (!caller)
        return caller.error();
    if (!m_nonces.remember(caller->accessKeyId, caller->nonce, now))
        return Error{ErrorKind::Unauthenticated,
                     u"SignatureNonceUsed"_s,
                     u"The nonce of this request was used before. Sign each request with a new one."_s,
                     {},
                     {},
                     false};
    const auto instance = instanceOf(caller->signedHeaders);
    if (!instance)
        return instance.error();
    return AdmittedCaller{QString::fromLatin1(caller->accessKeyId), *instance};
}

} // namespace slipway
