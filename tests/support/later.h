#pragma once

#include "models/backend/reply.h"

#include <QCoreApplication>
#include <QPromise>
#include <QTimer>

#include <memory>

namespace slipway {

// An answer that arrives in the next turn of the event loop, as one from an engine does. (One that is ready at once
// runs its continuation before the question returns.)
template <class T>
Reply<T> later(const Outcome<T> &outcome)
{
    auto promise = std::make_shared<QPromise<Outcome<T>>>();
    promise->start();
    QTimer::singleShot(0, qApp, [promise, outcome] {
        promise->addResult(outcome);
        promise->finish();
    });
    return promise->future();
}

} // namespace slipway
