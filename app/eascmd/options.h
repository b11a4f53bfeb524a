#pragma once

#include "models/domain/outcome.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace slipway::eascmd {

// The command line: eascmd [global options] <command> [operands] [options]; options may stand anywhere.
struct Options
{
    // global
    QString accessKeyId;   // -i
    QString accessSecret;  // -k
    QString endpoint;      // -e
    QString securityToken; // -t
    QString configFile;    // -c
    bool help = false;
    bool version = false;
    bool verbose = false;

    // of commands
    QString descriptionFile;     // -s
    QStringList assignments;     // -Dkey=value, without -D
    bool force = false;          // -f: ask nothing
    bool json = false;           // -json
    int lines = 100;             // -n
    int timeLimitSeconds = 1800; // --timeout: how long a waiting command waits

    QString command;
    QStringList operands;
};

// The error is one sentence about the first argument that is wrong; it never quotes a secret.
Outcome<Options> parseOptions(const QStringList &arguments);

QString usage();

} // namespace slipway::eascmd
