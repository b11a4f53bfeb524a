#pragma once

#include "models/contract/nonce_memory.h"
#include "models/contract/signing.h"
#include "models/contract/wire_request.h"
#include "models/domain/ids.h"

#include <functional>

namespace slipway {

class KeyRing;

// Who made a request, after its signature was found good.
struct AdmittedCaller
{
    QString accessKeyId;
    InstanceId instance; // from the signed header x-acs-slipway-instance; invalid for a call by hand
};

// Lets requests in: signature, date and nonce (reference: dataworks 6.3, 6.4; eas 4). Dates are held against the
// machine's clock, never against the engine's own, which a test may have set.
class RequestGate
{
public:
    using WallClock = std::function<Instant()>;
    RequestGate(const KeyRing &keys, WallClock now);

    Outcome<AdmittedCaller> admit(const WireRequest &request);

private:
    const KeyRing &m_keys;
    WallClock m_now;
    NonceMemory m_nonces;
};

} // namespace slipway
