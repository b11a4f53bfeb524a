#include "app/model/child.h"
#include "app/model/host_settings.h"
#include "app/model/processor.h"
#include "app/model/relay.h"

#include <cstring>
#include <filesystem>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace fs = std::filesystem;

namespace slipway::host {

namespace {

constexpr auto startLimit = std::chrono::seconds(120);
constexpr auto connectInterval = std::chrono::milliseconds(20);

class CommandProcessor final : public Processor
{
public:
    CommandProcessor(int port, std::size_t bodyLimit) : m_relay(port, bodyLimit) {}
    Answer process(const Request &request) override { return m_relay.pass(request); }
    const Relay &relay() const { return m_relay; }

private:
    Relay m_relay;
};

// Whether the command reads its port from the environment: then each instance gets one of its own.
bool takesPort(const std::string &command)
{
    for (const char *name : {"$PORT", "${PORT", "$LISTENING_PORT", "${LISTENING_PORT"}) {
        if (command.find(name) != std::string::npos)
            return true;
    }
    return false;
}

std::string workingFolder(const HostSettings &settings)
{
    std::error_code error;
    const std::string folder = packageFolder(settings);
    return fs::is_directory(folder, error) ? folder : std::string();
}

ChildSpec commandSpec(const HostSettings &settings, int port)
{
    ChildSpec spec;
    spec.arguments = {ownProgram(), "guard", "--parent", std::to_string(getpid()), "/bin/sh", "-c", settings.command};
    spec.folder = workingFolder(settings);
    spec.environment = settings.environment;
    spec.environment.emplace_back("PORT", std::to_string(port));
    spec.environment.emplace_back("LISTENING_PORT", std::to_string(port));
    spec.environment.emplace_back("MODEL_PATH", modelEntryPath(settings));
    return spec;
}

ChildSpec pythonSpec(const HostSettings &settings, const std::string &pythonFolder, int port)
{
    ChildSpec spec;
    const fs::path packed = fs::path(packageFolder(settings)) / "ENV/bin/python";
    std::error_code error;
    const std::string interpreter = fs::exists(packed, error) ? packed.string() : "python3";
    spec.arguments = {ownProgram(),           "guard", "--parent", std::to_string(getpid()), interpreter, "-u",
                      settings.processorEntry};
    spec.folder = workingFolder(settings);
    const char *existing = std::getenv("PYTHONPATH");
    spec.environment = settings.environment;
    spec.environment.emplace_back("PYTHONPATH",
                                  pythonFolder + (existing ? std::string(":") + existing : std::string()));
    spec.environment.emplace_back("PYTHONDONTWRITEBYTECODE", "1"); // the package is read-only
    spec.environment.emplace_back("SLIPWAY_PROCESSOR_PORT", std::to_string(port));
    spec.environment.emplace_back("SLIPWAY_MODEL_PATH", modelEntryPath(settings));
    return spec;
}

std::string endText(int status)
{
    if (WIFSIGNALED(status))
        return std::string("was ended by signal ") + std::to_string(WTERMSIG(status)) + " (" +
               strsignal(WTERMSIG(status)) + ")";
    return "ended with exit code " + std::to_string(WEXITSTATUS(status));
}

Result<std::unique_ptr<Processor>> waitUntilReachable(std::unique_ptr<CommandProcessor> processor, pid_t child,
                                                      int port)
{
    const auto limit = std::chrono::steady_clock::now() + startLimit;
    for (;;) {
        int status = 0;
        if (waitpid(child, &status, WNOHANG) == child)
            return Failure{exitCommandEnded, "the service's command " + endText(status) +
                                                 " before it listened on port " + std::to_string(port)};
        if (processor->relay().reachable())
            return std::unique_ptr<Processor>(std::move(processor));
        if (std::chrono::steady_clock::now() > limit)
            return Failure{exitInitializeFailed,
                           "the service's command does not listen on port " + std::to_string(port) + " after 120 s"};
        std::this_thread::sleep_for(connectInterval);
    }
}

} // namespace

Result<std::unique_ptr<Processor>> startCommand(const HostSettings &settings, const std::string &pythonFolder)
{
    const bool python = settings.processorType == "python";
    const bool ownPort = python || takesPort(settings.command);
    const int port = ownPort ? freePort() : settings.port;
    if (!ownPort && !portIsFree(port)) {
        return Failure{
            exitInitializeFailed,
            "port " + std::to_string(port) +
                " is in use by another process; let the command listen on $PORT, so that each instance gets its own"};
    }
    const pid_t child = startChild(python ? pythonSpec(settings, pythonFolder, port) : commandSpec(settings, port));
    if (child < 0)
        return Failure{exitPluginMissing, std::string("the command cannot be started: ") + std::strerror(errno)};
    return waitUntilReachable(std::make_unique<CommandProcessor>(port, settings.bodyLimit), child, port);
}

} // namespace slipway::host
