#pragma once

#include "models/contract/wire_request.h"
#include "models/domain/instant.h"
#include "models/domain/outcome.h"

#include <functional>
#include <optional>

namespace slipway {

// The vendor's request signatures (reference: dataworks 6.3, 6.4; eas 4). Pure: secrets and times are handed in.

struct Credentials
{
    QByteArray accessKeyId;
    QByteArray secret;
    QByteArray securityToken; // of temporary keys, else empty
};

enum class SignatureScheme {
    Acs3,  // ACS3-HMAC-SHA256, both styles
    RpcV1, // HMAC-SHA1 over all parameters
    RoaV1, // HMAC-SHA1 over method, some headers and path
};

// --- client side ---

struct SigningMoment
{
    Instant date;     // cut to the second
    QByteArray nonce; // unique, at most 128 characters

    // Now, with a random nonce.
    static SigningMoment make();
};

// Signs with ACS3-HMAC-SHA256: adds x-acs-version, x-acs-action, x-acs-date, x-acs-signature-nonce,
// x-acs-content-sha256 and Authorization. `host` must be among the headers; it, content-type and every x-acs-* header
// are covered.
void signAcs3(WireRequest &request, const Credentials &credentials, const QByteArray &action, const QByteArray &version,
              const SigningMoment &moment);

// The older form of RPC: the value of the parameter Signature for a request whose query and form already hold all
// others.
Outcome<QByteArray> rpcV1Signature(const WireRequest &request, const QByteArray &secret);

// The older form of ROA: the signature for a request whose headers are complete.
QByteArray roaV1Signature(const WireRequest &request, const QByteArray &secret);

// --- server side ---

// The secret of an AccessKey id, nothing for an unknown one.
using SecretLookup = std::function<std::optional<QByteArray>(const QByteArray &accessKeyId)>;

struct VerifiedCaller
{
    QByteArray accessKeyId;
    SignatureScheme scheme = SignatureScheme::Acs3;
    QByteArray nonce;          // the caller's; remember it for `signatureWindow` and refuse it a second time
    Instant date;              // when it was signed
    QByteArray securityToken;  // as sent, covered by the signature; empty if none
    WireHeaders signedHeaders; // names in lower case; trust an x-acs-* header only if it is here
};

// How far a request's date may be from the server's clock, either way.
inline constexpr std::chrono::minutes signatureWindow{15};

// Verifies whichever of the three schemes the request uses. An unsigned x-acs-* header in an ACS3 request is refused.
// Errors (kind Unauthenticated unless noted): IncompleteSignature, InvalidAccessKeyId.NotFound, SignatureDoesNotMatch,
// InvalidTimeStamp.Expired; a malformed query or form is InvalidArgument.
Outcome<VerifiedCaller> verifySignature(const WireRequest &request, const SecretLookup &secretOf, Instant now);

// --- pieces, shown for tests and error messages ---

QByteArray sha256Hex(QByteArrayView bytes);
// `signedHeaders` in lower case, in the order of the signature.
Outcome<QByteArray> acs3CanonicalRequest(const WireRequest &request, const QByteArrayList &signedHeaders);
QByteArray acs3Signature(const QByteArray &canonicalRequest, const QByteArray &secret);
// Takes the same time whatever differs.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace slipway
