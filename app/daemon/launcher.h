#pragma once

#include "app/daemon/daemon_options.h"

namespace slipway {

// Starts this program again as an engine in the background: a session of its own, standard streams on /dev/null.
// Returns when that engine is ready, with its API address, or with the reason why it will not be.
Outcome<QString> launchInBackground(const QStringList &arguments);

// The other end: what a foreground engine tells the launcher that waits for it, once.
void reportReady(int readyFd, const QString &apiAddress);
void reportFailure(int readyFd, const QString &reason);

} // namespace slipway
