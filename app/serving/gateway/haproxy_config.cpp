#include "app/serving/gateway/haproxy_config.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace slipway {

namespace {

// Not "fall 1": it takes a merely busy instance out. A broken connection takes it out at once all the same.
constexpr QByteArrayView serverSettings =
    " check inter 500ms fastinter 50ms downinter 50ms rise 1 fall 3 observe layer4 "
    "error-limit 1 on-error mark-down pool-max-conn 128";

// Beyond the instance's own limit, at which it answers 408 itself.
constexpr int timeoutMarginMs = 5000;

constexpr const char *globalSection = R"(# Written by slipwayd; changes are lost.
global
  stats socket %1/admin.sock mode 600 level admin expose-fd listeners
  description %3
  noreuseport
  nbthread 1
  hard-stop-after 30s
  maxconn 4000

defaults
  mode http
  timeout connect 1s
  timeout queue 3s
  timeout client 60s
  timeout http-keep-alive 60s
  timeout server 60s
  # One retry, on another instance: more would let a request that kills its instance take more of them with it.
  retries 1
  option redispatch 1
  retry-on conn-failure empty-response junk-response
  option http-buffer-request
  option idle-close-on-response
  http-reuse always
  balance roundrobin
  errorfile 503 %1/503.http

frontend predict
  bind 127.0.0.1:%2
  acl short path -m reg ^/api/predict/[^/]+
  acl regional path -m reg ^/[a-z0-9-]+/api/predict/[^/]+
  http-request set-var(txn.key) path,field(4,/),map(%1/names.map) if short
  http-request set-var-fmt(txn.key) "%[path,field(2,/)]:%[path,field(5,/)]" if regional
  http-request set-var(txn.name) path,field(4,/) if short
  http-request set-var(txn.name) path,field(5,/) if regional
  http-request return status 404 content-type text/plain string "The address is /api/predict/<service>." unless short or regional
  http-request set-var(txn.want) var(txn.key),map(%1/tokens.map)
  http-request return status 404 content-type text/plain lf-string "There is no service %[var(txn.name)]." unless { var(txn.want) -m found }
  http-request set-var(txn.given) req.fhdr(authorization)
  http-request set-var(txn.given) req.fhdr(authorization),regsub("^Bearer +","") if { req.fhdr(authorization) -m beg "Bearer " }
  acl plain var(txn.given),secure_memcmp(txn.want)
  acl eas req.fhdr(authorization) -m beg "EAS "
  http-request set-var(txn.key64) var(txn.key),map(%1/tokens64.map) if eas
  http-request set-var-fmt(txn.text) "%[method]\n%[req.fhdr(content-md5)]\n%[req.fhdr(content-type)]\n%[req.fhdr(date)]\n%[path]" if eas
  http-request set-var(txn.sum) var(txn.text),hmac(sha1,txn.key64),base64 if eas
  http-request set-var-fmt(txn.signed) "EAS %[var(txn.sum)]" if eas
  http-request set-var-fmt(txn.text) "%[method]\n%[req.fhdr(content-md5)]\n%[req.fhdr(content-type)]\n%[req.fhdr(date)]\n%[pathq]" if eas
  http-request set-var(txn.sum) var(txn.text),hmac(sha1,txn.key64),base64 if eas
  http-request set-var-fmt(txn.signedq) "EAS %[var(txn.sum)]" if eas
  acl signed req.fhdr(authorization),secure_memcmp(txn.signed)
  acl signed req.fhdr(authorization),secure_memcmp(txn.signedq)
  http-request return status 401 content-type text/plain lf-string "The token is missing or wrong for service %[var(txn.name)]." unless plain or signed
  http-request del-header authorization
  http-request replace-path ^/api/predict/[^/]+/?(.*) /\1 if short
  http-request replace-path ^/[a-z0-9-]+/api/predict/[^/]+/?(.*) /\1 if regional !short
  use_backend %[var(txn.key)]
)";

QByteArray frontSections(const GatewayPlan &plan, const QByteArray &digest)
{
    return QString::fromLatin1(globalSection)
        .replace("%1"_L1, plan.folder)
        .replace("%2"_L1, QString::number(plan.port))
        .replace("%3"_L1, QString::fromLatin1(digest))
        .toUtf8();
}

QByteArray backendHead(const GatewayService &service)
{
    return "\nbackend " + gatewayKey(service.region, service.name).toUtf8() +
           "\n  option httpchk GET /_slipway/health\n  http-check expect status 200\n  timeout server " +
           QByteArray::number(service.keepaliveMs + timeoutMarginMs) + "ms\n";
}

QByteArray serverLine(const GatewayServer &server)
{
    return "  server " + server.name.toUtf8() + " unix@" + server.socketPath.toUtf8() + serverSettings.toByteArray() +
           (server.draining ? " weight 0\n" : " weight 100\n");
}

} // namespace

QString gatewayKey(const QString &region, const QString &name)
{
    return region + u':' + name;
}

GatewayFiles renderGateway(const GatewayPlan &plan)
{
    GatewayFiles files;
    QByteArray heads;
    QByteArray backends;
    for (const GatewayService &service : plan.services) {
        const QByteArray key = gatewayKey(service.region, service.name).toUtf8();
        files.tokens += key + ' ' + service.token.toUtf8() + '\n';
        files.tokens64 += key + ' ' + service.token.toUtf8().toBase64() + '\n';
        if (service.shortForm)
            files.names += service.name.toUtf8() + ' ' + key + '\n';
        heads += backendHead(service);
        backends += backendHead(service);
        for (const GatewayServer &server : service.servers)
            backends += serverLine(server);
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {frontSections(plan, {}), heads, files.tokens, files.names}) {
        hash.addData(part);
        hash.addData(QByteArrayView("\0", 1));
    }
    files.structure = hash.result().toHex().left(32);
    files.config = frontSections(plan, files.structure) + backends;
    return files;
}

QByteArray addServerCommand(const GatewayService &service, const GatewayServer &server)
{
    const QByteArray name = gatewayKey(service.region, service.name).toUtf8() + '/' + server.name.toUtf8();
    return "add server " + name + " unix@" + server.socketPath.toUtf8() + serverSettings.toByteArray() +
           " weight 100;" + "enable health " + name + ";enable server " + name;
}

} // namespace slipway
