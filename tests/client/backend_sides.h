#pragma once

#include "models/backend/backends.h"
#include "models/backend/reply.h"
#include "models/domain/ids.h"

#include <functional>
#include <memory>

namespace slipway::test {

// What the contract of the backends is asked of: the same small world behind different implementations. The node `load`
// has a child `clean`; they were run for three data timestamps, on which load succeeded, failed and runs, in this
// order.
struct Side
{
    virtual ~Side() = default;
    virtual Backends backends() = 0;
    // Does what the surroundings would: ends the processes that were told to stop.
    virtual void settle() {}

    WorkspaceId workspace;
    NodeId load;
    NodeId clean;
    InstanceId succeeded, failed, running; // load
    InstanceId done, blocked, waiting;     // clean of the same data timestamps
    DagId failedDag;                       // of failed and blocked
};

// The log that every run of a side has written.
inline const QByteArray sideLog = "hello\nworld\n";

std::unique_ptr<Side> fakeSide();
// A real engine, store and API server over loopback, asked by the real clients; only scripts are not run.
std::unique_ptr<Side> engineSide();

// Lets events in until it is so, for ten seconds at the most. Sleeps until there are some: a test asks many questions.
bool until(const std::function<bool()> &question);

// Waits for an answer; Cancelled where none comes.
template <class T>
Outcome<T> resultOf(const Reply<T> &reply)
{
    until([&reply] { return reply.isFinished(); });
    return reply.resultCount() > 0 ? reply.result() : Outcome<T>(Cancelled{});
}

} // namespace slipway::test
