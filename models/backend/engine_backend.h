#pragma once

#include "models/backend/reply.h"
#include "models/domain/instance.h"
#include "models/domain/instant.h"

#include <QString>

namespace slipway {

struct EngineStatus
{
    QString version;
    Instant now;              // the engine's clock
    int runningInstances = 0;
    int queuedInstances = 0;
    QString nextNode;         // name of the node that is due next, empty: none
    Instant nextTime;
    QString apiAddress;
    QString gatewayAddress;
    bool gatewayRunning = false;
    QString gatewayProblem;   // one sentence when it does not run
    QString accessKeyId;
    QString dataDir;
    qint64 processId = 0;
};

// The key pair that scripts and eascmd use; shown by the console on request only.
struct AccessKey
{
    QString id;
    QString secret;
};

class EngineBackend
{
public:
    virtual ~EngineBackend() = default;

    virtual Reply<EngineStatus> status() = 0;
    // Read from the engine's key file on this machine; never travels over the API.
    virtual AccessKey accessKey() const = 0;
};

} // namespace slipway
