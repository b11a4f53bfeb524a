#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace slipway {

struct ProbeAnswer
{
    int status = 0;  // HTTP; 0: no answer
    int version = 0; // X-Slipway-Version; 0: none
    friend bool operator==(const ProbeAnswer &, const ProbeAnswer &) = default;
};

using ProbeDone = std::function<void(const ProbeAnswer &)>;

// Ask an instance for its health, directly or through the gateway. One answer each, within two seconds; none when
// `context` is gone.
void probeInstance(const QString &socketPath, QObject *context, ProbeDone done);
void probeGateway(quint16 port, const QByteArray &path, const QByteArray &token, QObject *context, ProbeDone done);

} // namespace slipway
