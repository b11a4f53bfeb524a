#include "app/platform/process_identity.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/syscall.h>

namespace slipway {

namespace {

// The n-th field (from 1) after the one in brackets, which may itself hold blanks and brackets (proc(5)).
std::string_view fieldAfterName(std::string_view stat, int n)
{
    const size_t close = stat.rfind(')');
    if (close == std::string_view::npos)
        return {};
    stat.remove_prefix(close + 1);
    std::string_view field;
    for (int i = 0; i < n; ++i) {
        const size_t begin = stat.find_first_not_of(" \n");
        if (begin == std::string_view::npos)
            return {};
        stat.remove_prefix(begin);
        const size_t end = std::min(stat.find_first_of(" \n"), stat.size());
        field = stat.substr(0, end);
        stat.remove_prefix(end);
    }
    return field;
}

} // namespace

std::optional<qint64> processStart(qint64 pid)
{
    if (pid <= 0)
        return std::nullopt;
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%lld/stat", static_cast<long long>(pid));
    const UniqueFd fd(::open(path, O_RDONLY | O_CLOEXEC));
    char text[1024];
    const ssize_t size = fd.isValid() ? ::read(fd.get(), text, sizeof text) : -1;
    if (size <= 0)
        return std::nullopt;
    const std::string_view field = fieldAfterName({text, static_cast<size_t>(size)}, 22 - 2);
    qint64 start = 0;
    const auto [end, failure] = std::from_chars(field.data(), field.data() + field.size(), start);
    if (failure != std::errc() || end != field.data() + field.size() || field.empty())
        return std::nullopt;
    return start;
}

UniqueFd openProcess(const ProcessIdentity &process)
{
    if (process.pid <= 0)
        return {};
    UniqueFd fd = openChild(process.pid);
    // Checked after opening: from here on the descriptor cannot change its process.
    if (fd.isValid() && processStart(process.pid) != process.start)
        fd.reset();
    return fd;
}

UniqueFd openChild(qint64 pid)
{
    return UniqueFd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))); // close-on-exec by itself
}

bool signalProcess(const UniqueFd &process, int signal)
{
    return process.isValid() && ::syscall(SYS_pidfd_send_signal, process.get(), signal, nullptr, 0) == 0;
}

} // namespace slipway
