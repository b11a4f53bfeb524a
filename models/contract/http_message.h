#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace slipway {

using HttpHeaders = QList<std::pair<QByteArray, QByteArray>>;

// A request as it is on the wire; what a signature covers.
struct HttpRequest
{
    QByteArray method; // upper case
    QByteArray target; // path and query exactly as sent, e.g. "/api/v2/services?PageSize=10"
    HttpHeaders headers;
    QByteArray body;

    QByteArray path() const;  // the target before '?'
    QByteArray query() const; // the target after the first '?', empty if none
};

// The value of the first header of that name, compared without case; null if there is none.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);

// Replaces every header of that name.
void setHeader(HttpHeaders &headers, const QByteArray &name, const QByteArray &value);

} // namespace slipway
