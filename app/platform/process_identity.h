#pragma once

#include "app/platform/unique_fd.h"

#include <QtGlobal>

#include <optional>

namespace slipway {

// A process told apart from a later one that got its number: the number and the start time, field 22 of
// /proc/<pid>/stat in clock ticks since boot (proc(5)).
struct ProcessIdentity
{
    qint64 pid = 0;
    qint64 start = 0;

    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

// The start time of a process that exists (a zombie still does); nothing if there is none.
std::optional<qint64> processStart(qint64 pid);

// A descriptor that polls readable once the process has ended, for any process, child or not. Invalid if the process
// is gone or its number now belongs to another.
UniqueFd openProcess(const ProcessIdentity &process);

// The same for a child of ours that was not waited for yet: nobody else can have its number.
UniqueFd openChild(qint64 pid);

// Sends the signal to exactly the process behind the descriptor. False if it has ended.
bool signalProcess(const UniqueFd &process, int signal);

} // namespace slipway
