#include "app/model/instance_status.h"

#include <cstdio>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

using nlohmann::json;

namespace slipway::host {

bool writeStatus(const std::string &folder, const InstanceStatus &status)
{
    const json document{
        {"state", status.state},
        {"supervisorPid", status.supervisorPid},
        {"supervisorStart", status.supervisorStart},
        {"hostPid", status.hostPid},
        {"restarts", status.restarts},
        {"earlyDeaths", status.earlyDeaths},
        {"readyAt", status.readyAt},
        {"nextStartAt", status.nextStartAt},
        {"lastExitCode", status.lastExitCode},
        {"lastSignal", status.lastSignal},
        {"lastText", status.lastText},
        {"lastEndedAt", status.lastEndedAt},
    };
    const std::string text = document.dump(-1, ' ', false, json::error_handler_t::replace);
    const std::string temporary = folder + "/status.new";
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return false;
    const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(descriptor);
    return written && ::rename(temporary.c_str(), (folder + "/status.json").c_str()) == 0;
}

} // namespace slipway::host
