#include "models/contract/request_parameters.h"
#include "models/contract/signing.h"

#include <QCryptographicHash>
#include <QLocale>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const QString &code, const QString &message)
{
    return {ErrorKind::Unauthenticated, code, message, {}, {}, false};
}

Error incomplete(const QString &message)
{
    return refusal(u"IncompleteSignature"_s, message);
}

Error mismatch()
{
    return refusal(u"SignatureDoesNotMatch"_s,
                   u"The signature does not fit the request: the AccessKey secret is wrong, or the request was changed "
                   "on its way."_s);
}

Outcome<QByteArray> findSecret(const SecretLookup &secretOf, const QByteArray &id)
{
    if (const auto secret = secretOf(id))
        return *secret;
    return refusal(u"InvalidAccessKeyId.NotFound"_s,
                   u"The AccessKey ID \"%1\" is not known here."_s.arg(QString::fromUtf8(id.left(64))));
}

// `format` is in UTC. Fails for a date that is not in that form or too far from `now`.
Outcome<Instant> checkedDate(const QByteArray &text, const QString &format, Instant now)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text), format);
    if (!date.isValid())
        return incomplete(
            u"The request's date \"%1\" is not in the form %2."_s.arg(QString::fromLatin1(text.left(40)), format));
    date.setTimeSpec(Qt::UTC);
    const Instant signedAt = fromDateTime(date);
    if (std::chrono::abs(signedAt - now) > signatureWindow)
        return refusal(u"InvalidTimeStamp.Expired"_s,
                       u"The request was signed at %1; it must be within %2 minutes of the engine's clock."_s
                           .arg(date.toString(Qt::ISODate))
                           .arg(signatureWindow.count()));
    return signedAt;
}

struct Acs3Authorization
{
    QByteArray accessKeyId;
    QByteArrayList signedHeaders;
    QByteArray signature;
};

Outcome<Acs3Authorization> parseAcs3(QByteArray header)
{
    Acs3Authorization parsed;
    header.remove(0, header.indexOf(' ') + 1);
    for (const QByteArray &part : header.split(',')) {
        const QByteArray item = part.trimmed();
        const QByteArray value = item.mid(item.indexOf('=') + 1);
        if (item.startsWith("Credential="))
            parsed.accessKeyId = value;
        else if (item.startsWith("SignedHeaders="))
            parsed.signedHeaders = value.toLower().split(';');
        else if (item.startsWith("Signature="))
            parsed.signature = value;
    }
    if (parsed.accessKeyId.isEmpty() || parsed.signedHeaders.isEmpty() || parsed.signature.isEmpty())
        return incomplete(u"The Authorization header must have Credential, SignedHeaders and Signature."_s);
    return parsed;
}

// Every header that decides about a request must be covered, so that nobody can add one on the way.
Outcome<> checkCoverage(const WireRequest &request, const QByteArrayList &signedHeaders)
{
    for (const char *name :
         {"host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"}) {
        if (!signedHeaders.contains(QByteArray(name)))
            return incomplete(u"The signature must cover the header %1."_s.arg(QLatin1StringView(name)));
    }
    for (const auto &header : request.headers) {
        const QByteArray name = header.first.toLower();
        if (name.startsWith("x-acs-") && !signedHeaders.contains(name))
            return incomplete(u"The header %1 is not covered by the signature."_s.arg(QString::fromLatin1(name)));
    }
    return Nothing{};
}

WireHeaders coveredHeaders(const WireRequest &request, const QByteArrayList &names)
{
    WireHeaders covered;
    for (const auto &[name, value] : request.headers) {
        if (names.contains(name.toLower()))
            covered.emplaceBack(name.toLower(), value.trimmed());
    }
    return covered;
}

Outcome<VerifiedCaller> verifyAcs3(const WireRequest &request, const SecretLookup &secretOf, Instant now)
{
    const auto authorization = parseAcs3(headerValue(request.headers, "authorization"));
    if (!authorization)
        return authorization.error();
    if (const auto covered = checkCoverage(request, authorization->signedHeaders); !covered)
        return covered.error();
    const auto secret = findSecret(secretOf, authorization->accessKeyId);
    if (!secret)
        return secret.error();
    const auto canonical = acs3CanonicalRequest(request, authorization->signedHeaders);
    if (!canonical)
        return canonical.error();
    const bool bodyFits =
        equalInConstantTime(headerValue(request.headers, "x-acs-content-sha256").toLower(), sha256Hex(request.body));
    if (!equalInConstantTime(acs3Signature(*canonical, *secret), authorization->signature.toLower()) || !bodyFits)
        return mismatch();
    const auto date = checkedDate(headerValue(request.headers, "x-acs-date"), u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s, now);
    if (!date)
        return date.error();
    return VerifiedCaller{authorization->accessKeyId,
                          SignatureScheme::Acs3,
                          headerValue(request.headers, "x-acs-signature-nonce"),
                          *date,
                          headerValue(request.headers, "x-acs-security-token"),
                          coveredHeaders(request, authorization->signedHeaders)};
}

Outcome<VerifiedCaller> verifyRoaV1(const WireRequest &request, const SecretLookup &secretOf, Instant now)
{
    const QByteArray authorization = headerValue(request.headers, "authorization").mid(4).trimmed();
    const qsizetype colon = authorization.indexOf(':');
    const QByteArray nonce = headerValue(request.headers, "x-acs-signature-nonce");
    if (colon <= 0 || nonce.isEmpty())
        return incomplete(u"The request needs \"Authorization: acs <AccessKeyId>:<signature>\" and "
                          "x-acs-signature-nonce."_s);
    if (const auto query = RequestParameters::fromQuery(request.query()); !query)
        return query.error();
    const auto secret = findSecret(secretOf, authorization.left(colon));
    if (!secret)
        return secret.error();
    const QByteArray md5 = headerValue(request.headers, "content-md5");
    const QByteArray bodyMd5 = QCryptographicHash::hash(request.body, QCryptographicHash::Md5).toBase64();
    if (!equalInConstantTime(roaV1Signature(request, *secret), authorization.mid(colon + 1)) ||
        (!md5.isEmpty() && md5 != bodyMd5))
        return mismatch();
    const auto date = checkedDate(headerValue(request.headers, "date"), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s, now);
    if (!date)
        return date.error();
    VerifiedCaller caller{authorization.left(colon), SignatureScheme::RoaV1, nonce, *date, {}, {}};
    for (const auto &[name, value] : request.headers) {
        if (name.toLower().startsWith("x-acs-"))
            caller.signedHeaders.emplaceBack(name.toLower(), value.trimmed());
    }
    caller.securityToken = headerValue(caller.signedHeaders, "x-acs-security-token");
    return caller;
}

Outcome<VerifiedCaller> verifyRpcV1(const WireRequest &request, const RequestParameters &parameters,
                                    const SecretLookup &secretOf, Instant now)
{
    if (parameters.text(u"SignatureMethod"_s) != "HMAC-SHA1"_L1 || parameters.text(u"SignatureVersion"_s) != "1.0"_L1)
        return incomplete(u"SignatureMethod must be HMAC-SHA1 and SignatureVersion 1.0."_s);
    const QByteArray nonce = parameters.text(u"SignatureNonce"_s).toUtf8();
    if (nonce.isEmpty())
        return incomplete(u"The parameter SignatureNonce is missing."_s);
    const QByteArray id = parameters.text(u"AccessKeyId"_s).toUtf8();
    const auto secret = findSecret(secretOf, id);
    if (!secret)
        return secret.error();
    const auto expected = rpcV1Signature(request, *secret);
    if (!expected)
        return expected.error();
    if (!equalInConstantTime(*expected, parameters.text(u"Signature"_s).toUtf8()))
        return mismatch();
    const auto date = checkedDate(parameters.text(u"Timestamp"_s).toLatin1(), u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s, now);
    if (!date)
        return date.error();
    return VerifiedCaller{id, SignatureScheme::RpcV1, nonce, *date, parameters.text(u"SecurityToken"_s).toUtf8(), {}};
}

} // namespace

Outcome<VerifiedCaller> verifySignature(const WireRequest &request, const SecretLookup &secretOf, Instant now)
{
    const QByteArray authorization = headerValue(request.headers, "authorization");
    if (authorization.startsWith("ACS3-HMAC-SHA256 "))
        return verifyAcs3(request, secretOf, now);
    if (authorization.startsWith("acs "))
        return verifyRoaV1(request, secretOf, now);
    if (!authorization.isEmpty())
        return incomplete(u"The Authorization header must begin with ACS3-HMAC-SHA256 or acs."_s);
    const auto parameters = RequestParameters::fromRequest(request);
    if (!parameters)
        return parameters.error();
    if (!parameters->has(u"Signature"_s))
        return incomplete(u"The request is not signed. Sign it with an AccessKey pair."_s);
    return verifyRpcV1(request, *parameters, secretOf, now);
}

} // namespace slipway
