#pragma once

namespace slipway::host {

// "serve --description FILE --artefact DIR --socket PATH --name N --version V [--ready-fd 3]": hosts one instance until
// SIGTERM. The exit code says how it went (result.h); the ready descriptor gets "READY" or "FAILED <code> <text>".
int serveMain(int argc, char **argv);

} // namespace slipway::host
