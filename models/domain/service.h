#pragma once

#include "models/domain/enum_names.h"
#include "models/domain/ids.h"
#include "models/domain/instant.h"

#include <QList>
#include <QStringList>

namespace slipway {

// EAS words (reference: eas 3.8).
enum class ServiceState {
    Creating,
    Waiting,
    Starting,
    Running,
    Updating,
    Scaling,
    Stopping,
    Stopped,
    Failed,
    Deleting
};
template <>
std::span<const EnumName<ServiceState>> enumNames();

// A version's way into service (reference: serving 8.2).
enum class VersionState { Preparing, Starting, Warming, Shifting, Serving, Draining, Retired, Failed, Superseded };
template <>
std::span<const EnumName<VersionState>> enumNames();

// Who or what made a service version.
struct Provenance
{
    InstanceId instance; // the run whose script called eascmd; invalid for a call by hand
    NodeId node;
    int nodeVersion = 0;
    QString nodeName;
    QString workflowName;
    QString caller; // AccessKey ID
    friend bool operator==(const Provenance &, const Provenance &) = default;
};

// One immutable version of a service.
struct ServiceVersion
{
    int number = 0; // from 1
    VersionState state = VersionState::Preparing;
    QString config;         // the merged description, JSON
    QString artefactDigest; // sha256 hex of what is served; empty: nothing to fetch
    Provenance provenance;
    Instant createdAt;
    QString message;        // why it failed, or what it is doing
    int trafficPercent = 0; // live
    friend bool operator==(const ServiceVersion &, const ServiceVersion &) = default;
};

// An online model service of one region.
struct Service
{
    QString region; // e.g. cn-shanghai
    QString name;   // ^[a-z0-9_]{3,63}$, unique in the region
    QString uid;    // "eas-m-..."
    ServiceState state = ServiceState::Creating;
    QString reason;  // upper-case word
    QString message; // one sentence
    int currentVersion = 0;
    int latestVersion = 0;
    int instances = 1; // wanted
    int readyInstances = 0;
    int pendingInstances = 0;
    double cpu = 0;
    int memoryMb = 0;
    int weight = 0;
    QString config;   // of the current version, JSON
    QString token;    // secret: never logged
    QString endpoint; // http://127.0.0.1:PORT/api/predict/NAME
    Instant createdAt;
    Instant updatedAt;
    friend bool operator==(const Service &, const Service &) = default;
};

struct ServiceInstance
{
    QString name; // "<service-with-hyphens>-<hash>-<rand>"
    int version = 0;
    QString status; // Pending, Running, Terminating
    QString reason;
    bool ready = false;
    int restarts = 0;
    Instant startedAt;
    QString lastState; // compact JSON of the last end, empty if none
    qint64 pid = 0;    // of its supervisor; 0 on a cloud
    friend bool operator==(const ServiceInstance &, const ServiceInstance &) = default;
};

struct ServiceEvent
{
    Instant time;
    bool warning = false;
    QString reason;
    QString resource; // Service or Pod
    QString message;
    friend bool operator==(const ServiceEvent &, const ServiceEvent &) = default;
};

} // namespace slipway
