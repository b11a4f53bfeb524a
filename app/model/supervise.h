#pragma once

namespace slipway::host {

// "supervise --dir DIR --grace S -- <arguments of serve>": keeps one host running until SIGTERM, in a session of its
// own, whether the engine lives or not. DIR gets status.json, log and log.1; a lock in it keeps a second supervisor
// out.
int superviseMain(int argc, char **argv);

} // namespace slipway::host
