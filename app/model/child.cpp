#include "app/model/child.h"

#include "app/model/result.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <spawn.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace slipway::host {

namespace {

std::vector<char *> pointers(std::vector<std::string> &words)
{
    std::vector<char *> result;
    for (std::string &word : words)
        result.push_back(word.data());
    result.push_back(nullptr);
    return result;
}

std::vector<std::string> environmentWith(const std::vector<std::pair<std::string, std::string>> &added)
{
    std::map<std::string, std::string> values;
    for (char **entry = environ; *entry; ++entry) {
        const std::string text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string::npos)
            values[text.substr(0, equals)] = text.substr(equals + 1);
    }
    for (const auto &[name, value] : added)
        values[name] = value;
    std::vector<std::string> result;
    for (const auto &[name, value] : values)
        result.push_back(name + "=" + value);
    return result;
}

void setUpDescriptors(posix_spawn_file_actions_t &actions, const ChildSpec &spec)
{
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (spec.output >= 0) {
        posix_spawn_file_actions_adddup2(&actions, spec.output, 1);
        posix_spawn_file_actions_adddup2(&actions, spec.output, 2);
    }
    if (spec.passed >= 0)
        posix_spawn_file_actions_adddup2(&actions, spec.passed, 3);
    posix_spawn_file_actions_addclosefrom_np(&actions, spec.passed >= 0 ? 4 : 3);
    if (!spec.folder.empty())
        posix_spawn_file_actions_addchdir_np(&actions, spec.folder.c_str());
}

void setUpSignals(posix_spawnattr_t &attributes, bool ownGroup)
{
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    if (ownGroup)
        flags = static_cast<short>(flags | POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setflags(&attributes, flags);
    posix_spawnattr_setpgroup(&attributes, 0);
}

} // namespace

pid_t startChild(const ChildSpec &spec)
{
    std::vector<std::string> arguments = spec.arguments;
    std::vector<std::string> environment = environmentWith(spec.environment);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    setUpDescriptors(actions, spec);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    setUpSignals(attributes, spec.ownGroup);
    pid_t pid = -1;
    const int error = posix_spawnp(&pid, arguments.front().c_str(), &actions, &attributes, pointers(arguments).data(),
                                   pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    errno = error;
    return error ? -1 : pid;
}

std::string ownProgram()
{
    std::error_code error;
    const std::filesystem::path path = std::filesystem::read_symlink("/proc/self/exe", error);
    // After an upgrade the file may be gone; the process can still start itself.
    return !error && std::filesystem::exists(path, error) ? path.string() : "/proc/self/exe";
}

long long startTimeOf(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t close = text.rfind(')'); // the name in brackets may hold anything
    if (close == std::string::npos)
        return 0;
    const char *at = text.c_str() + close;
    for (int field = 2; field < 22 && at; ++field)
        at = std::strchr(at + 1, ' ');
    return at ? std::strtoll(at + 1, nullptr, 10) : 0;
}

int guardMain(int argc, char **argv)
{
    if (argc < 3 || std::strcmp(argv[0], "--parent") != 0)
        return exitUsage;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != std::atoi(argv[1])) // it ended before the line above
        return exitStopped;
    execvp(argv[2], argv + 2);
    std::fprintf(stderr, "cannot run %s: %s\n", argv[2], std::strerror(errno));
    return exitPluginMissing;
}

} // namespace slipway::host
