#pragma once

#include "models/domain/instant.h"
#include "models/domain/outcome.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace slipway {

// --clock START[,xRATE] or "resume".
struct ClockOption
{
    bool resume = false;
    Instant start;
    double rate = 1;
};

// What services and runs do when the engine ends.
enum class OnExit { Keep, Stop };

struct DaemonOptions
{
    QString dataDir; // absolute
    bool foreground = false;
    bool verbose = false;
    quint16 port = 0; // 0: choose
    quint16 gatewayPort = 0;
    std::optional<ClockOption> clock; // nothing: the machine's
    QString region = QStringLiteral("cn-shanghai");
    OnExit onExit = OnExit::Keep;
    int readyFd = -1; // where a foreground engine tells its launcher that it is ready
};

// What the command line asks for. An answer with `text` means: print it and end well (--help, --version).
struct CommandLine
{
    DaemonOptions options;
    QString text;
};
Outcome<CommandLine> parseCommandLine(const QStringList &arguments);

Outcome<ClockOption> parseClockOption(const QString &text);

} // namespace slipway
