#pragma once

#include "models/domain/outcome.h"

#include <QByteArray>

namespace slipway {

// How errors and answers look on the wire (reference: dataworks 6.2; eas 3.1).

// The HTTP status for an error: by its code where the vendor fixed one, else by its kind.
int httpStatusOf(const Error &error);

enum class WireStyle { Rpc, Roa };

// RequestId, HostId, Code, Message and, of ours, Field, Detail and Retryable. In RPC style also the fields of a
// business error (HttpStatusCode, Success = false, ErrorCode, ErrorMessage), so that either kind of client understands
// it.
QByteArray encodeError(const Error &error, const QString &requestId, const QString &hostId, WireStyle style);

// An answer that is an error: status >= 400, or Success = false. A body that is not JSON still makes a sentence.
Error decodeError(int httpStatus, const QByteArray &body);

// What surrounds an action's payload.
enum class Envelope {
    E1, // RequestId only
    E2, // and Success
    E3, // and HttpStatusCode
    E5, // as E3; ErrorCode and ErrorMessage are absent on success
};

// An RPC answer without payload, or with one member `key` (usually "Data") whose value is the JSON text `json`.
QByteArray encodeAnswer(Envelope envelope, const QString &requestId);
QByteArray encodeAnswer(Envelope envelope, const QString &requestId, QByteArrayView key, const QByteArray &json);

// A ROA answer: RequestId and the members of `object`, the text of a JSON object (may be empty).
QByteArray encodeRoaAnswer(const QString &requestId, const QByteArray &object = {});

// Upper-case UUID, as the vendor writes it.
QString makeRequestId();

// The answer's RequestId, empty if there is none.
QString requestIdOf(const QByteArray &body);

// A JSON string.
QByteArray jsonString(const QString &text);

} // namespace slipway
