#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace slipway {

struct GatewayServer
{
    QString name; // of the instance, shortened; unique in its service
    QString socketPath;
    bool draining = false; // finishes what it has, gets nothing new
    friend bool operator==(const GatewayServer &, const GatewayServer &) = default;
};

// What the gateway knows of one service.
struct GatewayService
{
    QString region;
    QString name;
    QString token;          // secret
    bool shortForm = false; // reachable without its region in the path
    int keepaliveMs = 5000; // rpc.keepalive
    QList<GatewayServer> servers;
    friend bool operator==(const GatewayService &, const GatewayService &) = default;
};

struct GatewayPlan
{
    quint16 port = 0;
    QString folder; // configuration, maps and sockets
    QList<GatewayService> services;
};

// The files of the gateway. Maps hold tokens and are for the owner's eyes only.
struct GatewayFiles
{
    QByteArray config;
    QByteArray tokens;    // key -> token
    QByteArray tokens64;  // key -> token in base64, as hmac() wants it
    QByteArray names;     // service name -> key, for the short form
    QByteArray structure; // digest of all but the servers: while it is the same no reload is needed
};

// "region:name": key of the maps and name of the HAProxy backend.
QString gatewayKey(const QString &region, const QString &name);

// Pure. Reference: serving 7.2, 7.3.
GatewayFiles renderGateway(const GatewayPlan &plan);

// One "add server" and its follow-ups for the runtime socket; the same settings as in the file.
QByteArray addServerCommand(const GatewayService &service, const GatewayServer &server);

} // namespace slipway
