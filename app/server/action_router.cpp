#include "app/server/action_router.h"

#include "app/server/regions.h"
#include "models/contract/slipway_actions.h"

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

Error unknownAction(const QString &what)
{
    return Error::notFound(u"InvalidAction.NotFound"_s, u"There is no action %1."_s.arg(what));
}

// A V3 request names them in signed headers; a V1 request in signed parameters, and its headers are not to be trusted.
QString headerOrParameter(const WireRequest &request, QByteArrayView header, const IncomingCall &call,
                          const QString &name)
{
    const QByteArray value = headerValue(request.headers, header);
    return call.parameters.has(name) || value.isEmpty() ? call.parameters.text(name) : QString::fromLatin1(value);
}

// The decoded segments after the leading slash.
Outcome<QStringList> segmentsOf(const QByteArray &path)
{
    QStringList segments;
    for (const QByteArray &part : path.mid(1).split('/')) {
        const auto decoded = percentDecode(part);
        if (!decoded)
            return decoded.error();
        segments.append(QString::fromUtf8(*decoded));
    }
    return segments;
}

// The arguments of a path that fits the pattern.
std::optional<QStringList> match(QLatin1StringView pattern, const QStringList &segments)
{
    const QStringList parts = QString(pattern).mid(1).split(u'/');
    if (parts.size() != segments.size())
        return std::nullopt;
    QStringList arguments;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i] == "*"_L1)
            arguments.append(segments[i]);
        else if (parts[i] != segments[i])
            return std::nullopt;
    }
    return arguments;
}

// ClusterId is the first argument of every path that has one.
Outcome<QString> regionOf(const WireRequest &request, const QStringList &arguments, const QString &defaultRegion)
{
    const QString ofHost = regionOfHost(QString::fromLatin1(headerValue(request.headers, "host")));
    const QString region = !arguments.isEmpty() ? arguments.first() : ofHost.isEmpty() ? defaultRegion : ofHost;
    if (!isEasRegion(region))
        return Error::invalid(u"ClusterId"_s, u"There is no region \"%1\"."_s.arg(region.left(64)));
    return region;
}

} // namespace

ActionRouter::ActionRouter()
{
    for (const RpcActions table :
         {slipwayEngineActions(), slipwayWorkflowActions(), slipwayRunActions(), slipwaySchedulingActions()})
        add(actions::slipwayVersion, table);
    for (const RpcActions table :
         {dataWorksProjectActions(), dataWorksBusinessActions(), dataWorksFileActions(), dataWorksVersionActions(),
          dataWorksNodeActions(), dataWorksInstanceActions(), dataWorksBackfillActions()})
        add(actions::dataWorksVersion, table);
    for (const RoaActions table : {easServiceActions(), easInspectionActions()})
        m_roa.insert(m_roa.end(), table.begin(), table.end());
}

void ActionRouter::add(QLatin1StringView version, RpcActions table)
{
    for (const RpcAction &action : table) {
        Q_ASSERT(!m_rpc[version].contains(action.name));
        m_rpc[version].insert(action.name, action.handler);
    }
}

QStringList ActionRouter::actionNames(QStringView version) const
{
    if (version != actions::easVersion)
        return m_rpc.value(version.toString()).keys();
    QStringList names;
    for (const RoaAction &action : m_roa)
        names.append(action.name);
    return names;
}

Outcome<Route> ActionRouter::route(const WireRequest &request, const QString &defaultRegion, IncomingCall &call) const
{
    const QByteArray path = request.path();
    if (path == "/")
        return routeRpc(request, call);
    if (path.startsWith("/api/"))
        return routeRoa(request, defaultRegion, call);
    return unknownAction(u"at the path %1"_s.arg(QString::fromUtf8(path.left(200))));
}

Outcome<Route> ActionRouter::routeRpc(const WireRequest &request, IncomingCall &call) const
{
    if (request.method != "POST" && request.method != "GET" && request.method != "PUT")
        return unknownAction(u"for the method %1"_s.arg(QString::fromLatin1(request.method.left(20))));
    const auto parameters = RequestParameters::fromRequest(request);
    if (!parameters)
        return parameters.error();
    call.parameters = *parameters;
    call.action = headerOrParameter(request, "x-acs-action", call, u"Action"_s);
    const QString version = headerOrParameter(request, "x-acs-version", call, u"Version"_s);
    const auto product = m_rpc.constFind(version);
    if (product == m_rpc.constEnd())
        return Error::notFound(u"InvalidVersion"_s,
                               u"The version \"%1\" of an API is not served here; there are %2 and %3."_s.arg(
                                   version.left(64), actions::dataWorksVersion, actions::slipwayVersion));
    const auto action = product->constFind(call.action);
    if (action == product->constEnd())
        return unknownAction(u"\"%1\" in version %2"_s.arg(call.action.left(128), version));
    return Route{*action};
}

Outcome<Route> ActionRouter::routeRoa(const WireRequest &request, const QString &defaultRegion,
                                      IncomingCall &call) const
{
    const auto segments = segmentsOf(request.path());
    if (!segments)
        return segments.error();
    for (const RoaAction &action : m_roa) {
        const auto arguments =
            QLatin1StringView(request.method) == action.verb ? match(action.pattern, *segments) : std::nullopt;
        if (!arguments)
            continue;
        const auto region = regionOf(request, *arguments, defaultRegion);
        if (!region)
            return region.error();
        const auto parameters = RequestParameters::fromQuery(request.query());
        if (!parameters)
            return parameters.error();
        call.action = action.name;
        call.region = *region;
        call.pathArguments = arguments->mid(1);
        call.parameters = *parameters;
        call.body = request.body;
        return Route{action.handler};
    }
    return unknownAction(
        u"%1 %2"_s.arg(QString::fromLatin1(request.method.left(20)), QString::fromUtf8(request.path().left(200))));
}

} // namespace slipway
