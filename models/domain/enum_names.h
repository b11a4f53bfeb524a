#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>
#include <utility>

namespace slipway {

template <class E>
using EnumName = std::pair<E, QLatin1StringView>;

// Specialise: the words that stand for an enum's values on the wire and in the store.
template <class E>
std::span<const EnumName<E>> enumNames();

template <class E>
QString toText(E value)
{
    for (const auto &[candidate, name] : enumNames<E>()) {
        if (candidate == value)
            return QString(name);
    }
    return QString::number(static_cast<int>(value));
}

template <class E>
std::optional<E> fromText(QStringView text)
{
    for (const auto &[candidate, name] : enumNames<E>()) {
        if (text == name)
            return candidate;
    }
    return std::nullopt;
}

} // namespace slipway
