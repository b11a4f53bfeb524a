#include "models/contract/signing.h"

#include "models/contract/percent_encoding.h"
#include "models/contract/request_parameters.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>

namespace slipway {

using namespace Qt::StringLiterals;

using Hash = QCryptographicHash;

SigningMoment SigningMoment::make()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const QByteArrayView bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    const auto now = std::chrono::floor<Seconds>(std::chrono::system_clock::now());
    return {Instant(now), bytes.toByteArray().toHex()};
}

QByteArray sha256Hex(QByteArrayView bytes)
{
    return Hash::hash(bytes, Hash::Sha256).toHex();
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    // Hashing first makes the lengths equal, so that neither content nor length shows in the time it takes.
    const QByteArray left = Hash::hash(a, Hash::Sha256);
    const QByteArray right = Hash::hash(b, Hash::Sha256);
    unsigned different = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        different |= static_cast<unsigned char>(left[i] ^ right[i]);
    return different == 0;
}

// The path as signed: some clients leave these three in another form on the wire.
static QByteArray canonicalPath(QByteArray path)
{
    path.replace('+', "%20").replace('*', "%2A").replace("%7E", "~");
    return path.isEmpty() ? QByteArray("/") : path;
}

static QByteArray canonicalHeaderValue(const WireHeaders &headers, const QByteArray &name)
{
    QByteArrayList values;
    for (const auto &[candidate, value] : headers) {
        if (candidate.toLower() == name)
            values += value.trimmed();
    }
    std::sort(values.begin(), values.end());
    return values.join(',');
}

Outcome<QByteArray> acs3CanonicalRequest(const WireRequest &request, const QByteArrayList &signedHeaders)
{
    const auto query = RequestParameters::fromQuery(request.query());
    if (!query)
        return query.error();
    QByteArray text = request.method + '\n' + canonicalPath(request.path()) + '\n' + query->toForm() + '\n';
    for (const QByteArray &name : signedHeaders)
        text += name + ':' + canonicalHeaderValue(request.headers, name) + '\n';
    return text + '\n' + signedHeaders.join(';') + '\n' + sha256Hex(request.body);
}

QByteArray acs3Signature(const QByteArray &canonicalRequest, const QByteArray &secret)
{
    const QByteArray text = "ACS3-HMAC-SHA256\n" + sha256Hex(canonicalRequest);
    return QMessageAuthenticationCode::hash(text, secret, Hash::Sha256).toHex();
}

static QByteArrayList headersToSign(const WireHeaders &headers)
{
    QByteArrayList names;
    for (const auto &header : headers) {
        const QByteArray name = header.first.toLower();
        if (name == "host" || name == "content-type" || name.startsWith("x-acs-"))
            names += name;
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void signAcs3(WireRequest &request, const Credentials &credentials, const QByteArray &action, const QByteArray &version,
              const SigningMoment &moment)
{
    WireHeaders &headers = request.headers;
    setHeader(headers, "x-acs-action", action);
    setHeader(headers, "x-acs-version", version);
    setHeader(headers, "x-acs-date",
              toDateTime(moment.date, QTimeZone::utc()).toString(u"yyyy-MM-ddTHH:mm:ssZ").toLatin1());
    setHeader(headers, "x-acs-signature-nonce", moment.nonce);
    setHeader(headers, "x-acs-content-sha256", sha256Hex(request.body));
    if (!credentials.securityToken.isEmpty()) {
        setHeader(headers, "x-acs-accesskey-id", credentials.accessKeyId);
        setHeader(headers, "x-acs-security-token", credentials.securityToken);
    }
    const QByteArrayList names = headersToSign(headers);
    const auto canonical = acs3CanonicalRequest(request, names);
    Q_ASSERT(canonical); // our own targets are well formed
    setHeader(headers, "Authorization",
              "ACS3-HMAC-SHA256 Credential=" + credentials.accessKeyId + ",SignedHeaders=" + names.join(';') +
                  ",Signature=" + acs3Signature(canonical.value(), credentials.secret));
}

Outcome<QByteArray> rpcV1Signature(const WireRequest &request, const QByteArray &secret)
{
    auto parameters = RequestParameters::fromRequest(request);
    if (!parameters)
        return parameters.error();
    parameters.value().remove(u"Signature"_s);
    const QByteArray text = request.method + "&%2F&" + percentEncode(parameters->toForm());
    return QMessageAuthenticationCode::hash(text, secret + '&', Hash::Sha1).toBase64();
}

// Path and query with raw values, sorted by name.
static QByteArray roaV1Resource(const WireRequest &request)
{
    QByteArrayList pairs;
    if (const auto query = RequestParameters::fromQuery(request.query())) {
        for (auto it = query->values().begin(); it != query->values().end(); ++it)
            pairs += it.value().isEmpty() ? it.key().toUtf8() : it.key().toUtf8() + '=' + it.value().toUtf8();
    }
    return pairs.isEmpty() ? request.path() : request.path() + '?' + pairs.join('&');
}

QByteArray roaV1Signature(const WireRequest &request, const QByteArray &secret)
{
    QByteArray text = request.method + '\n';
    for (const char *name : {"accept", "content-md5", "content-type", "date"})
        text += headerValue(request.headers, name) + '\n';
    for (const QByteArray &name : headersToSign(request.headers)) {
        if (name.startsWith("x-acs-"))
            text += name + ':' + canonicalHeaderValue(request.headers, name).replace('\t', ' ') + '\n';
    }
    return QMessageAuthenticationCode::hash(text + roaV1Resource(request), secret, Hash::Sha1).toBase64();
}

} // namespace slipway
