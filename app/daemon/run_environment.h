#pragma once

#include "models/contract/engine_file.h"
#include "models/domain/outcome.h"

#include <QProcessEnvironment>
#include <QString>

namespace slipway {

// What scripts need to run here as they are written for the cloud.
struct RunEnvironmentSpec
{
    QString programDir; // where eascmd lies
    QString dataDir;
    QString apiAddress;
    AccessKeyPair key;
};

// PATH with our programs first, the endpoint override and the AccessKey for eascmd and SDKs, and BASH_ENV.
QProcessEnvironment makeRunEnvironment(const RunEnvironmentSpec &spec);

// Writes the file that BASH_ENV names: functions that stand in for eascmd at the path where DataWorks has it.
Outcome<> writeBashEnvironment(const RunEnvironmentSpec &spec);

} // namespace slipway
