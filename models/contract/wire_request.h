#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace slipway {

using WireHeaders = QList<std::pair<QByteArray, QByteArray>>;

// A request as it is on the wire; what a signature covers.
struct WireRequest
{
    QByteArray method; // upper case
    QByteArray target; // path and query exactly as sent, e.g. "/api/v2/services?PageSize=10"
    WireHeaders headers;
    QByteArray body;

    QByteArray path() const;  // the target before '?'
    QByteArray query() const; // the target after the first '?', empty if none
};

// The value of the first header of that name, compared without case; null if there is none.
QByteArray headerValue(const WireHeaders &headers, QByteArrayView name);

// Replaces every header of that name.
void setHeader(WireHeaders &headers, const QByteArray &name, const QByteArray &value);

} // namespace slipway
