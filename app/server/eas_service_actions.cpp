// EAS 2021-07-01: what changes services (reference: eas 3.4, 3.5).

#include "app/engine/engine.h"
#include "app/engine/runs.h"
#include "app/server/action_tables.h"
#include "app/serving/service_registry.h"
#include "models/contract/eas_codec.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

using Accepted = std::function<void(const Outcome<ServiceAccepted> &)>;

Accepted thenMessage(const IncomingCall &call)
{
    return call.then<ServiceAccepted>([](const IncomingCall &done, const ServiceAccepted &accepted) {
        done.answerObject(eas::encodeMessage(accepted.message));
    });
}

// Goes on with who made the call: a person by hand, or a run, whose node and version the engine knows.
void withProvenance(const ApiContext &api, const IncomingCall &call, std::function<void(const Provenance &)> use)
{
    Provenance by;
    by.caller = call.caller;
    if (!call.instance.isValid())
        return use(by);
    const auto found = [by, use = std::move(use)](const IncomingCall &, const Instance &instance) {
        Provenance full = by;
        full.instance = instance.id;
        full.node = instance.node;
        full.nodeVersion = instance.nodeVersion;
        full.nodeName = instance.nodeName;
        full.workflowName = instance.workflowName;
        use(full);
    };
    api.engine.runs().instance(call.instance, call.then<Instance>(found));
}

// A description is JSON, if leniently written; what does not even begin as an object is refused before anybody looks.
bool refusedBody(const IncomingCall &call)
{
    if (call.body.trimmed().startsWith('{') || call.body.trimmed().startsWith('#') ||
        call.body.trimmed().startsWith('/'))
        return false;
    call.fail(Error::invalid(u"Body"_s, u"The body must be the service's description, a JSON object."_s));
    return true;
}

void createService(const ApiContext &api, const IncomingCall &call)
{
    if (refusedBody(call))
        return;
    withProvenance(api, call, [api, call](const Provenance &by) {
        api.services.create(call.region, call.body, by,
                            call.then<ServiceAccepted>([](const IncomingCall &done, const ServiceAccepted &accepted) {
                                done.answerObject(eas::encodeCreatedService(accepted.service));
                            }));
    });
}

void updateService(const ApiContext &api, const IncomingCall &call)
{
    if (refusedBody(call))
        return;
    const QString type = call.parameters.text(u"UpdateType"_s, u"merge"_s);
    if (type != "merge"_L1 && type != "replace"_L1)
        return call.fail(
            Error::invalid(u"UpdateType"_s, u"UpdateType \"%1\" must be merge or replace."_s.arg(type.left(64))));
    const UpdateMode mode = type == "merge"_L1 ? UpdateMode::Merge : UpdateMode::Replace;
    withProvenance(api, call, [api, call, mode](const Provenance &by) {
        api.services.update(call.region, call.pathArguments.first(), call.body, mode, by, thenMessage(call));
    });
}

using NumberCommand = void (ServiceRegistry::*)(const QString &, const QString &, int,
                                                ServiceRegistry::Answer<ServiceAccepted>);

void commandWithNumber(const ApiContext &api, const IncomingCall &call, const char *key, NumberCommand command)
{
    const auto number = eas::decodeNumberBody(call.body, key);
    if (!number)
        return call.failWith(number);
    (api.services.*command)(call.region, call.pathArguments.first(), *number, thenMessage(call));
}

void updateServiceVersion(const ApiContext &api, const IncomingCall &call)
{
    commandWithNumber(api, call, "Version", &ServiceRegistry::switchVersion);
}

void scaleService(const ApiContext &api, const IncomingCall &call)
{
    commandWithNumber(api, call, "Instance", &ServiceRegistry::scale);
}

using ServiceCommand = void (ServiceRegistry::*)(const QString &, const QString &,
                                                 ServiceRegistry::Answer<ServiceAccepted>);

template <ServiceCommand command>
void commandService(const ApiContext &api, const IncomingCall &call)
{
    (api.services.*command)(call.region, call.pathArguments.first(), thenMessage(call));
}

} // namespace

RoaActions easServiceActions()
{
    static constexpr auto all = "/api/v2/services"_L1;
    static constexpr auto one = "/api/v2/services/*/*"_L1;
    static constexpr RoaAction table[] = {
        {"CreateService"_L1, "POST"_L1, all, createService},
        {"UpdateService"_L1, "PUT"_L1, one, updateService},
        {"DeleteService"_L1, "DELETE"_L1, one, commandService<&ServiceRegistry::remove>},
        {"UpdateServiceVersion"_L1, "PUT"_L1, "/api/v2/services/*/*/version"_L1, updateServiceVersion},
        {"ScaleService"_L1, "PUT"_L1, "/api/v2/services/*/*/scale"_L1, scaleService},
        {"StartService"_L1, "PUT"_L1, "/api/v2/services/*/*/start"_L1, commandService<&ServiceRegistry::startService>},
        {"StopService"_L1, "PUT"_L1, "/api/v2/services/*/*/stop"_L1, commandService<&ServiceRegistry::stopService>},
        {"RestartService"_L1, "PUT"_L1, "/api/v2/services/*/*/restart"_L1,
         commandService<&ServiceRegistry::restartService>},
    };
    return table;
}

} // namespace slipway
