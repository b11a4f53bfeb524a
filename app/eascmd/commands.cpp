#include "app/eascmd/commands.h"

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

static constexpr Command commands[] = {
    {"create"_L1, 1, createService, "create FILE"_L1},
    {"modify"_L1, 1, modifyService, "modify NAME -s FILE | -Dkey.path=value"_L1},
    {"update"_L1, 1, modifyService, "update NAME -s FILE | -Dkey.path=value"_L1},
    {"version"_L1, 2, switchVersion, "version [-f] NAME N"_L1},
    {"desc"_L1, 1, describeService, "desc NAME [-json]"_L1},
    {"ls"_L1, 0, listServices, "ls"_L1},
    {"list"_L1, 0, listServices, "list"_L1},
    {"w"_L1, 1, showWorkers, "w NAME"_L1},
    {"showworkers"_L1, 1, showWorkers, "showworkers NAME"_L1},
    {"logs"_L1, 1, showLogs, "logs NAME [-n LINES]"_L1},
    {"stop"_L1, 1, stopService, "stop NAME"_L1},
    {"start"_L1, 1, startService, "start NAME"_L1},
    {"restart"_L1, 1, restartService, "restart NAME"_L1},
    {"scale"_L1, 2, scaleService, "scale NAME N"_L1},
    {"delete"_L1, 1, deleteService, "delete [-f] NAME"_L1},
};

const Command *findCommand(const QString &name)
{
    for (const Command &command : commands) {
        if (name == command.name)
            return &command;
    }
    return nullptr;
}

int runConfig(const Options &options)
{
    if (options.accessKeyId.isEmpty() || options.accessSecret.isEmpty() || !options.operands.isEmpty()) {
        printError(u"Use: eascmd config -i ID -k SECRET [-e ENDPOINT] [-t TOKEN] [-c FILE]"_s);
        return WrongUse;
    }
    const QString file = options.configFile.isEmpty() ? defaultConfigFile() : options.configFile;
    StoredSettings settings;
    if (const auto before = readConfig(file)) {
        settings.endpoint = before->endpoint;
        settings.region = before->region;
    }
    settings.accessKeyId = options.accessKeyId;
    settings.accessSecret = options.accessSecret;
    settings.securityToken = options.securityToken;
    if (!options.endpoint.isEmpty())
        settings.endpoint = options.endpoint;
    if (const auto written = writeConfig(file, settings); !written) {
        printError(written.error().message);
        return Failed;
    }
    printOut(u"[OK] Configuration saved to: [%1]\n"_s.arg(file));
    return Done;
}

} // namespace slipway::eascmd
