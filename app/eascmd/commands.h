#pragma once

#include "app/eascmd/session.h"

namespace slipway::eascmd {

// A command of the program. It ends the session, now or later.
struct Command
{
    QLatin1StringView name;
    int operands; // how many it takes
    void (*run)(Session &session);
    QLatin1StringView use; // its line of usage
};

// Nothing for an unknown name. Aliases are commands of their own.
const Command *findCommand(const QString &name);

// Without a server.
int runConfig(const Options &options);

// change_commands.cpp
void createService(Session &session);
void modifyService(Session &session);
void switchVersion(Session &session);
void deleteService(Session &session);
void stopService(Session &session);
void startService(Session &session);
void restartService(Session &session);
void scaleService(Session &session);

// show_commands.cpp
void listServices(Session &session);
void describeService(Session &session);
void showWorkers(Session &session);
void showLogs(Session &session);

} // namespace slipway::eascmd
