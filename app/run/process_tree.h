#pragma once

#include <sys/types.h>

namespace slipway {

// Signals for the processes below this one, in whatever session or process group they are. As a subreaper we inherit
// every orphan, so that following the children from here finds them all.

// How many were told. Those in `exceptGroup` are left out (0: nobody is).
int signalDescendants(int signal, pid_t exceptGroup);

} // namespace slipway
