#pragma once

#include "models/domain/service.h"

#include <QString>

#include <map>
#include <optional>

namespace slipway {

// A set of instances that were started for the same reason: a version, and which start of it (a restart of a service
// is the same version in a new generation).
struct Revision
{
    int version = 0; // 0: none
    int generation = 0;
    bool isValid() const { return version > 0; }
    friend bool operator==(const Revision &, const Revision &) = default;
};

// Where a service stands between its versions; stored with it, so that an engine that was killed goes on there.
struct RolloutMemory
{
    Revision current;                             // takes the traffic
    std::optional<Revision> target;               // is to take it
    VersionState phase = VersionState::Preparing; // of the target: Preparing, Starting, Warming, Shifting
    int generations = 0;                          // given so far
    bool removing = false;
    friend bool operator==(const RolloutMemory &, const RolloutMemory &) = default;
};

QString toJson(const RolloutMemory &memory);
// What is not there or broken has its default.
RolloutMemory rolloutFromJson(const QString &text);

// All of a service that is stored, besides its instances. Copied, changed, committed, and only then the truth.
struct DeploymentState
{
    Service service;
    std::map<int, ServiceVersion> versions;
    bool wantStopped = false;
    RolloutMemory rollout;
};

// Makes `version` the target: whatever was on its way to service before is superseded.
void aimAt(DeploymentState &state, int version);

// "<service-with-hyphens>-<hash>-<random>": the hash tells the revision.
QString instancePrefix(const Service &service, const Revision &revision);

} // namespace slipway
