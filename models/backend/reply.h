#pragma once

#include "models/domain/outcome.h"

#include <QFuture>

namespace slipway {

// The answer to a question to the engine. It arrives later, on the thread that asked:
//   backend.listGroups().then(this, [this](const Outcome<QList<ResourceGroup>> &groups) { ... });
// Never waited for. A context object that dies first silences the continuation.
template <class T = Nothing>
using Reply = QFuture<Outcome<T>>;

} // namespace slipway
