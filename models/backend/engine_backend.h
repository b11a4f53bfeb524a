#pragma once

#include "models/backend/reply.h"
#include "models/domain/engine_status.h"

#include <QString>

namespace slipway {

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
