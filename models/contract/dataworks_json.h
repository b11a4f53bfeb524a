#pragma once

// Private to models/contract: what the DataWorks payloads have in common. Include it only from .cpp files.

#include "models/contract/dataworks_codec.h"
#include "models/contract/json_reader.h"
#include "models/domain/enum_names.h"

namespace slipway::dataworks {

using wire::Json;
using wire::toJson;

template <class Tag>
Json idJson(Id<Tag> id)
{
    return id.value();
}

// A time in ms, or nothing: fields without value are left out.
inline void putTime(Json &object, const char *key, Instant time)
{
    if (isSet(time))
        object[key] = toMillis(time);
}

// The domain's names of these enums are the vendor's words.
template <class E>
Json wordJson(E value)
{
    return toJson(slipway::toText(value));
}

// PageNumber, PageSize, TotalCount and the items under `key`.
template <class T, class Encode>
Json pageJson(const Page<T> &page, const char *key, Encode encode)
{
    Json items = Json::array();
    for (const T &item : page.items)
        items.push_back(encode(item));
    return {{key, std::move(items)},
            {"PageNumber", page.number},
            {"PageSize", page.size},
            {"TotalCount", qint64(page.total)}};
}

// Numbers that stand for "not used": the engine has no baselines and no data quality rules.
inline constexpr int noBaseline = -1;

} // namespace slipway::dataworks
