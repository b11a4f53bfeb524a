#pragma once

#include "app/client/api_connection.h"
#include "models/contract/slipway_actions.h"
#include "models/contract/slipway_codec.h"
#include "models/domain/ids.h"

namespace slipway {

// One call of an RPC action, put together parameter by parameter.
class RpcCall
{
public:
    RpcCall(ApiConnection &api, QLatin1StringView action, QLatin1StringView version = actions::slipwayVersion)
        : m_api(api), m_action(action), m_version(version)
    {
    }

    RpcCall &with(QLatin1StringView name, const QString &value)
    {
        m_parameters.set(name, value);
        return *this;
    }
    RpcCall &with(QLatin1StringView name, qint64 value) { return with(name, QString::number(value)); }
    RpcCall &with(QLatin1StringView name, double value) { return with(name, QString::number(value, 'g', 17)); }
    template <class Tag>
    RpcCall &with(QLatin1StringView name, Id<Tag> id)
    {
        return with(name, id.toString());
    }
    template <class T>
    RpcCall &withJson(QLatin1StringView name, const T &value)
    {
        return with(name, QString::fromUtf8(encodeJson(value)));
    }

    // The payload as T.
    template <class T>
    Reply<T> ask(const char *key = "Data") const
    {
        return m_api.ask<T>(call(),
                            [key](int status, const QByteArray &body) { return decodeAnswer<T>(status, body, key); });
    }
    // Success only.
    Reply<> run() const
    {
        return m_api.ask<Nothing>(call(),
                                  [](int status, const QByteArray &body) { return decodeAnswer(status, body); });
    }
    ApiCall call() const { return ApiCall::rpc(m_action, m_version, m_parameters); }

private:
    ApiConnection &m_api;
    QLatin1StringView m_action;
    QLatin1StringView m_version;
    RequestParameters m_parameters;
};

} // namespace slipway
