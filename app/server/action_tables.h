#pragma once

#include "app/server/incoming_call.h"
#include "models/domain/engine_status.h"

#include <QLatin1StringView>

#include <span>

class QObject;

namespace slipway {

class Clock;
class DeploymentLog;
class Engine;
class LogReader;
class ServiceRegistry;

// What the handlers of calls work with. Everything lives on the engine's thread, as long as the API server does.
struct ApiContext
{
    Engine &engine;
    ServiceRegistry &services;
    const LogReader &logs;
    DeploymentLog &deployments;
    const Clock &clock;
    const EngineStatus &identity; // what of it does not change: addresses, key id, folder, process, version
    QObject *owner;               // context for answers that come from a thread pool
};

using ActionHandler = void (*)(const ApiContext &, const IncomingCall &);

// RPC: dispatched by the action's name.
struct RpcAction
{
    QLatin1StringView name;
    ActionHandler handler;
};
using RpcActions = std::span<const RpcAction>;

// ROA: dispatched by verb and path. A segment "*" of the pattern is an argument.
struct RoaAction
{
    QLatin1StringView name;
    QLatin1StringView verb;
    QLatin1StringView pattern;
    ActionHandler handler;
};
using RoaActions = std::span<const RoaAction>;

// Slipway 2026-11-22
RpcActions slipwayEngineActions();
RpcActions slipwayWorkflowActions();
RpcActions slipwayRunActions();
RpcActions slipwaySchedulingActions();
// DataWorks 2020-05-18
RpcActions dataWorksProjectActions();
RpcActions dataWorksBusinessActions();
RpcActions dataWorksFileActions();
RpcActions dataWorksVersionActions();
RpcActions dataWorksNodeActions();
RpcActions dataWorksInstanceActions();
RpcActions dataWorksBackfillActions();
// EAS 2021-07-01
RoaActions easServiceActions();
RoaActions easInspectionActions();

} // namespace slipway
