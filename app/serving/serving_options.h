#pragma once

#include <QString>

namespace slipway {

// Where local EAS keeps its things and which programs it runs.
struct ServingOptions
{
    QString dataDir;                        // artefacts and instance folders live below; absolute
    QString runDir;                         // sockets and the gateway's files; short, 0700; see servingRunDir()
    quint16 gatewayPort = 0;                // 0: a free one, kept over restarts of the engine
    QString modelProgram;                   // slipway-model
    QString haproxyProgram;                 // empty: not installed
    qint64 artefactLimit = qint64(4) << 30; // bytes, of a download and of what an archive unpacks to
};

// A folder for sockets that is short enough for their 107-byte limit: below XDG_RUNTIME_DIR when that is usable,
// /tmp/slipway-<uid>-<hash> otherwise. Depends on the data folder only, so that a restarted engine finds its services.
QString servingRunDir(const QString &dataDir);

// haproxy in PATH or in the places where distributions put it; empty if there is none.
QString findHaproxy();

} // namespace slipway
