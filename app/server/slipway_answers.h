#pragma once

#include "app/server/incoming_call.h"
#include "models/contract/slipway_codec.h"

namespace slipway {

// How the actions of product Slipway answer: envelope E5, payload in Data.
template <class T>
void answerData(const IncomingCall &call, const T &value)
{
    call.answer(Envelope::E5, "Data", encodeJson(value));
}

template <class T>
auto thenData(const IncomingCall &call)
{
    return call.then<T>([](const IncomingCall &done, const T &value) { answerData(done, value); });
}

// For a command that says no more than that it was done.
inline auto thenTrue(const IncomingCall &call)
{
    return call.then<Nothing>([](const IncomingCall &done, Nothing) { answerData(done, true); });
}

} // namespace slipway
