#include "app/model/serve.h"

#include "app/model/arguments.h"
#include "app/model/host_settings.h"
#include "app/model/http_host.h"
#include "app/model/processor.h"
#include "app/model/result.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace slipway::host {

namespace {

// Tells the supervisor how the start went, once.
void announce(int descriptor, const std::string &text)
{
    if (descriptor < 0)
        return;
    const std::string line = text + "\n";
    if (::write(descriptor, line.data(), line.size()) < 0)
        std::fprintf(stderr, "the supervisor is gone\n");
    ::close(descriptor);
}

std::string programFolder()
{
    return fs::read_symlink("/proc/self/exe").parent_path().string();
}

Result<std::unique_ptr<Processor>> loadProcessor(const HostSettings &settings)
{
    if (!settings.command.empty() || settings.processorType == "python")
        return startCommand(settings, programFolder() + "/python");
    if (settings.processorType == "cpp")
        return loadPlugin((fs::path(packageFolder(settings)) / settings.processorEntry).string(), settings);
    const bool plainName = settings.processor.find_first_of("/.") == std::string::npos;
    if (settings.processor.empty() || !plainName)
        return Failure{exitBadDescription, "the description names no processor"};
    return loadPlugin(programFolder() + "/libslipway_processor_" + settings.processor + ".so", settings);
}

// Every file of warmup/ is sent once; all must be answered well before the instance takes traffic.
std::string warmUp(const HostSettings &settings, Processor &processor)
{
    std::error_code error;
    for (const auto &entry : fs::directory_iterator(fs::path(settings.artefact) / "warmup", error)) {
        std::ifstream file(entry.path(), std::ios::binary);
        Request request;
        request.method = "POST";
        request.target = "/";
        request.body.assign(std::istreambuf_iterator<char>(file), {});
        const Answer answer = processor.process(request);
        if (answer.status != 200)
            return "the warm-up request was answered with " + std::to_string(answer.status) + ": " +
                   answer.body.substr(0, 200);
    }
    return {};
}

int fail(int readyDescriptor, const Failure &failure)
{
    std::fprintf(stderr, "%s\n", failure.text.c_str());
    announce(readyDescriptor, "FAILED " + std::to_string(failure.exitCode) + " " + failure.text);
    // What a processor left running must not keep a failed instance alive.
    std::fflush(nullptr);
    std::_Exit(failure.exitCode);
}

void onChildEnded()
{
    int status = 0;
    while (waitpid(-1, &status, WNOHANG) > 0) {
        std::fprintf(stderr, "the service's command ended (status %d)\n",
                     WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
        std::fflush(nullptr);
        std::_Exit(exitCommandEnded);
    }
}

Result<HostSettings> settingsFrom(const Arguments &arguments)
{
    Result<HostSettings> read = readHostSettings(arguments.value("description"));
    if (!read)
        return read;
    HostSettings &settings = read.value();
    settings.artefact = arguments.value("artefact");
    settings.socketPath = arguments.value("socket");
    settings.instance = arguments.value("name");
    settings.version = static_cast<int>(arguments.number("version", 0));
    if (settings.socketPath.empty() || settings.instance.empty())
        return Failure{exitBadDescription, "serve needs --socket and --name"};
    return read;
}

} // namespace

int serveMain(int argc, char **argv)
{
    const auto arguments =
        parseArguments(argc, argv, {"description", "artefact", "socket", "name", "version", "ready-fd", "parent"});
    if (!arguments)
        return exitUsage;
    const int ready = static_cast<int>(arguments->number("ready-fd", -1));
    const long parent = arguments->number("parent", 0);
    if (parent > 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            return exitStopped;
    }
    std::signal(SIGPIPE, SIG_IGN);
    Result<HostSettings> settings = settingsFrom(*arguments);
    if (!settings)
        return fail(ready, settings.failure());
    // Before the library is loaded: OpenMP's default of all cores makes the slowest answers many times slower.
    setenv("OMP_NUM_THREADS", std::to_string(settings.value().threadsPerCall).c_str(), 1);
    Result<std::unique_ptr<Processor>> processor = loadProcessor(settings.value());
    if (!processor)
        return fail(ready, processor.failure());
    if (const std::string reason = warmUp(settings.value(), *processor.value()); !reason.empty())
        return fail(ready, {exitWarmUpFailed, reason});
    HttpHost server(settings.value(), *processor.value());
    if (const std::string reason = server.listen(); !reason.empty())
        return fail(ready, {exitBadDescription, reason});
    announce(ready, "READY");
    const int code = server.run(onChildEnded);
    ::unlink(settings.value().socketPath.c_str());
    std::fflush(nullptr);
    // Not by return: a worker thread may still compute for a request that nobody waits for any more.
    std::_Exit(code);
}

} // namespace slipway::host
