#include "app/run/process_tree.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace slipway {

namespace {

std::string readFile(const char *path)
{
    std::string text;
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return text;
    char buffer[4096];
    ssize_t n = 0;
    while ((n = ::read(fd, buffer, sizeof buffer)) > 0)
        text.append(buffer, static_cast<size_t>(n));
    ::close(fd);
    return text;
}

void appendNumbers(const std::string &text, std::vector<pid_t> &numbers)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        pid_t number = 0;
        const auto [next, failure] = std::from_chars(at, end, number);
        if (failure == std::errc())
            numbers.push_back(number);
        at = next + 1;
    }
}

// Children of all threads of a process (proc(5), /proc/pid/task/tid/children).
std::vector<pid_t> childrenOf(pid_t pid)
{
    std::vector<pid_t> children;
    char path[96];
    std::snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = ::opendir(path);
    if (!tasks)
        return children;
    while (const dirent *entry = ::readdir(tasks)) {
        if (entry->d_name[0] == '.')
            continue;
        std::snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", pid, entry->d_name);
        appendNumbers(readFile(path), children);
    }
    ::closedir(tasks);
    return children;
}

void collectBelow(pid_t pid, std::vector<pid_t> &found)
{
    for (const pid_t child : childrenOf(pid)) {
        found.push_back(child);
        collectBelow(child, found);
    }
}

} // namespace

int signalDescendants(int signal, pid_t exceptGroup)
{
    // All are found before the first is told: the orphans of one that ends at once would move to us unseen.
    std::vector<pid_t> found;
    collectBelow(::getpid(), found);
    int told = 0;
    for (const pid_t pid : found) {
        if (exceptGroup == 0 || ::getpgid(pid) != exceptGroup)
            told += ::kill(pid, signal) == 0 ? 1 : 0;
    }
    return told;
}

} // namespace slipway
