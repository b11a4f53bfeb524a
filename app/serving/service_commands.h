#pragma once

#include "app/serving/rollout/deployment.h"
#include "models/contract/service_description.h"

#include <optional>

namespace slipway {

// What the commands on a service do to its state; the deployment then acts on it. Each may refuse.

Deployment::Change createService(const ServiceDescription &description, const Provenance &by, Instant now);
// A new version; `digest` when it is known already.
Deployment::Change addVersion(const ServiceDescription &merged, const Provenance &by, const QString &digest,
                              Instant now);
// Instance count, labels and token; no new version.
Deployment::Change adjustService(const ServiceDescription &merged, Instant now);
Deployment::Change switchToVersion(int version, Instant now);
Deployment::Change scaleService(int instances, Instant now);
Deployment::Change startAgain(Instant now);
Deployment::Change stopNow(Instant now);
Deployment::Change restartNow(Instant now);
Deployment::Change removeForEver(Instant now);

// The document that a modify is merged into: of the version that serves or is on its way, with the present count.
QByteArray baseDocument(const DeploymentState &state);

// The version that `baseDocument` is of.
int baseVersion(const DeploymentState &state);

// A command that listens on a fixed port cannot have several instances on one machine.
std::optional<Error> checkFixedPort(const ServiceDescription &description, int instances);

QString newToken();

} // namespace slipway
