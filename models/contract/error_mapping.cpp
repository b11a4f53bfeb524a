#include "models/contract/error_mapping.h"

#include "models/contract/json_reader.h"

#include <QUuid>

#include <iterator>

namespace slipway {

using namespace Qt::StringLiterals;
using wire::Json;

namespace {

struct FixedCode
{
    QLatin1StringView code;
    int status;
    ErrorKind kind;
};

// Codes whose status the vendor fixed; the kind is what a client makes of them.
constexpr FixedCode fixedCodes[] = {
    {"IncompleteSignature"_L1, 400, ErrorKind::Unauthenticated},
    {"InvalidAccessKeyId.NotFound"_L1, 404, ErrorKind::Unauthenticated},
    {"SignatureDoesNotMatch"_L1, 403, ErrorKind::Unauthenticated},
    {"InvalidTimeStamp.Expired"_L1, 400, ErrorKind::Unauthenticated},
    {"SignatureNonceUsed"_L1, 400, ErrorKind::Unauthenticated},
};

struct KindStatus
{
    ErrorKind kind;
    int status;
};
constexpr KindStatus kindStatuses[] = {
    {ErrorKind::InvalidArgument, 400}, {ErrorKind::Unauthenticated, 401}, {ErrorKind::Denied, 403},
    {ErrorKind::NotFound, 404},        {ErrorKind::Conflict, 409},        {ErrorKind::TooLarge, 413},
    {ErrorKind::Throttled, 429},       {ErrorKind::Unavailable, 503},     {ErrorKind::Internal, 500},
};

ErrorKind kindOf(int status, const QString &code)
{
    for (const FixedCode &fixed : fixedCodes) {
        if (code == fixed.code)
            return fixed.kind;
    }
    if (code.contains("Throttling"_L1))
        return ErrorKind::Throttled;
    for (const KindStatus &entry : kindStatuses) {
        if (entry.status == status)
            return entry.kind;
    }
    return status >= 500 ? ErrorKind::Unavailable : ErrorKind::InvalidArgument;
}

} // namespace

int httpStatusOf(const Error &error)
{
    for (const FixedCode &fixed : fixedCodes) {
        if (error.code == fixed.code)
            return fixed.status;
    }
    for (const KindStatus &entry : kindStatuses) {
        if (entry.kind == error.kind)
            return entry.status;
    }
    return 500;
}

QByteArray encodeError(const Error &error, const QString &requestId, const QString &hostId, WireStyle style)
{
    Json body = {{"RequestId", wire::toJson(requestId)},
                 {"HostId", wire::toJson(hostId)},
                 {"Code", wire::toJson(error.code)},
                 {"Message", wire::toJson(error.message)}};
    if (!error.field.isEmpty())
        body["Field"] = wire::toJson(error.field);
    if (!error.detail.isEmpty())
        body["Detail"] = wire::toJson(error.detail);
    if (error.retryable)
        body["Retryable"] = true;
    if (style == WireStyle::Rpc) {
        body["HttpStatusCode"] = httpStatusOf(error);
        body["Success"] = false;
        body["ErrorCode"] = wire::toJson(error.code);
        body["ErrorMessage"] = wire::toJson(error.message);
    }
    return wire::toText(body);
}

Error decodeError(int httpStatus, const QByteArray &body)
{
    const auto json = wire::parseJson(body);
    if (!json || !json->is_object()) {
        const QString message = u"The server answered with status %1 and no readable reason."_s.arg(httpStatus);
        return {kindOf(httpStatus, {}), u"UnexpectedAnswer"_s, message, {}, {}, httpStatus >= 500};
    }
    Error error;
    error.code = wire::textOr(*json, "Code", wire::textOr(*json, "ErrorCode"));
    error.message = wire::textOr(*json, "Message", wire::textOr(*json, "ErrorMessage"));
    error.field = wire::textOr(*json, "Field");
    error.detail = wire::textOr(*json, "Detail");
    error.retryable = wire::booleanOr(*json, "Retryable");
    const int status = httpStatus >= 400 ? httpStatus : int(wire::integerOr(*json, "HttpStatusCode", 400));
    error.kind = kindOf(status, error.code);
    if (error.message.isEmpty())
        error.message = u"The server answered with status %1 and no reason."_s.arg(httpStatus);
    return error;
}

QByteArray jsonString(const QString &text)
{
    return wire::toText(wire::toJson(text));
}

static QByteArray envelopeStart(Envelope envelope, const QString &requestId)
{
    QByteArray text = "{\"RequestId\":" + jsonString(requestId);
    if (envelope == Envelope::E3 || envelope == Envelope::E5)
        text += ",\"HttpStatusCode\":200";
    if (envelope != Envelope::E1)
        text += ",\"Success\":true";
    return text;
}

QByteArray encodeAnswer(Envelope envelope, const QString &requestId)
{
    return envelopeStart(envelope, requestId) + '}';
}

QByteArray encodeAnswer(Envelope envelope, const QString &requestId, QByteArrayView key, const QByteArray &json)
{
    return envelopeStart(envelope, requestId) + ",\"" + key.toByteArray() + "\":" + json + '}';
}

QByteArray encodeRoaAnswer(const QString &requestId, const QByteArray &object)
{
    const QByteArray start = "{\"RequestId\":" + jsonString(requestId);
    const QByteArray members = object.trimmed();
    if (members.isEmpty() || members == "{}")
        return start + '}';
    return start + ',' + members.mid(1); // its closing brace is the answer's
}

QString makeRequestId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper();
}

QString requestIdOf(const QByteArray &body)
{
    const auto json = wire::parseJson(body);
    return json ? wire::textOr(*json, "RequestId") : QString();
}

} // namespace slipway
