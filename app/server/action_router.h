#pragma once

#include "app/server/action_tables.h"
#include "models/contract/wire_request.h"

#include <QHash>

#include <vector>

namespace slipway {

// Where a request leads.
struct Route
{
    ActionHandler handler = nullptr;
};

// Which handler a request is for. RPC requests have the path "/" and name product version and action; ROA requests are
// told by verb and path, never by a header (reference: eas 3.1).
class ActionRouter
{
public:
    ActionRouter();

    // Fills the call's style, action, parameters, path arguments, body and region. Errors: InvalidAction.NotFound,
    // InvalidVersion, a bad query or form, a region that does not exist. `defaultRegion` is for calls that name none.
    Outcome<Route> route(const WireRequest &request, const QString &defaultRegion, IncomingCall &call) const;

    // Names of all actions of a product version, for tests.
    QStringList actionNames(QStringView version) const;

private:
    Outcome<Route> routeRpc(const WireRequest &request, IncomingCall &call) const;
    Outcome<Route> routeRoa(const WireRequest &request, const QString &defaultRegion, IncomingCall &call) const;
    void add(QLatin1StringView version, RpcActions actions);
    void add(RoaActions actions);

    QHash<QString, QHash<QString, ActionHandler>> m_rpc; // by version, then by action
    std::vector<RoaAction> m_roa;
};

} // namespace slipway
