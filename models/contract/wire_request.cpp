#include "models/contract/wire_request.h"

#include <algorithm>

namespace slipway {

QByteArray WireRequest::path() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? target : target.left(mark);
}

QByteArray WireRequest::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

static bool hasName(const std::pair<QByteArray, QByteArray> &header, QByteArrayView name)
{
    return header.first.compare(name, Qt::CaseInsensitive) == 0;
}

QByteArray headerValue(const WireHeaders &headers, QByteArrayView name)
{
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto &h) { return hasName(h, name); });
    return found == headers.end() ? QByteArray() : found->second;
}

void setHeader(WireHeaders &headers, const QByteArray &name, const QByteArray &value)
{
    headers.removeIf([&](const auto &h) { return hasName(h, name); });
    headers.emplaceBack(name, value);
}

} // namespace slipway
