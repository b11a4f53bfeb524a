#pragma once

#include "models/domain/outcome.h"
#include "widgets/kit/theme.h"

#include <QStringList>

#include <optional>

namespace slipway {

struct ConsoleOptions
{
    QString dataDir;
    bool dataDirGiven = false;
    bool verbose = false;
    bool measureStart = false;
    std::optional<ThemeChoice> theme; // of this session only
    QString page;                     // PageEntry::id, empty: the last one
    QString text;                     // help or version: print it and end
};

// The command line. The error's message is for the terminal: what is wrong and what is allowed.
Outcome<ConsoleOptions> parseConsoleOptions(const QStringList &arguments, const QStringList &pages);

} // namespace slipway
