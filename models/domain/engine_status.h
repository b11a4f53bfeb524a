#pragma once

#include "models/domain/instant.h"

#include <QString>

namespace slipway {

// The engine's health at a glance.
struct EngineStatus
{
    QString version;
    Instant now; // the engine's clock
    int runningInstances = 0;
    int queuedInstances = 0;
    QString nextNode; // name of the node that is due next, empty: none
    Instant nextTime;
    QString apiAddress;
    QString gatewayAddress;
    bool gatewayRunning = false;
    QString gatewayProblem; // one sentence when it does not run
    QString accessKeyId;
    QString dataDir;
    qint64 processId = 0;

    friend bool operator==(const EngineStatus &, const EngineStatus &) = default;
};

} // namespace slipway
