#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace slipway {

// Sends one line of commands (joined by `;`) to HAProxy's runtime socket and answers with all it said; nothing when it
// does not answer within two seconds. No answer when `context` is gone.
void askRuntime(const QString &socketPath, const QByteArray &commands, QObject *context,
                std::function<void(const QByteArray &)> done);

// From "show info": the description, which holds the digest of the running configuration.
QByteArray runningStructure(const QByteArray &info);

// From "show servers state": "backend/server" of every server.
QList<QByteArray> runningServers(const QByteArray &state);

// From "show stat": current sessions of "backend/server"; 0 if it is not there.
int currentSessions(const QByteArray &csv, const QByteArray &server);

} // namespace slipway
