#pragma once

#include "app/server/api_call.h"
#include "models/contract/slipway_codec.h"

namespace slipway {

// How the actions of product Slipway answer: envelope E5, payload in Data.
template <class T>
void answerData(const ApiCall &call, const T &value)
{
    call.answer(Envelope::E5, "Data", encodeJson(value));
}

template <class T>
auto thenData(const ApiCall &call)
{
    return call.then<T>([](const ApiCall &done, const T &value) { answerData(done, value); });
}

// For a command that says no more than that it was done.
inline auto thenTrue(const ApiCall &call)
{
    return call.then<Nothing>([](const ApiCall &done, Nothing) { answerData(done, true); });
}

} // namespace slipway
