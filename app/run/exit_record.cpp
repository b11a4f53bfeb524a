#include "app/run/exit_record.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace slipway {

namespace {

constexpr const char *temporaryName = "exit.tmp";
constexpr const char *finalName = "exit";
constexpr size_t reservedBytes = 2048;
constexpr size_t maxMessage = 512;

int writeAll(int fd, const std::string &text)
{
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::pwrite(fd, text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (n < 0 && errno != EINTR)
            return errno;
        done += n > 0 ? static_cast<size_t>(n) : 0;
    }
    return 0;
}

std::string oneLine(std::string text)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    text.resize(std::min(text.size(), maxMessage));
    return text;
}

} // namespace

std::string recordText(const ExitRecord &record)
{
    using namespace std::chrono;
    const auto now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    std::string text;
    const auto line = [&text](const char *key, const std::string &value) {
        text.append(key).append("=").append(value).append("\n");
    };
    line("end", record.end);
    line("code", std::to_string(record.code));
    line("signal", std::to_string(record.signal));
    line("cause", record.cause);
    line("finished_ms", std::to_string(now));
    line("peak_rss_kb", std::to_string(record.peakRssKb));
    line("cpu_ms", std::to_string(record.cpuMs));
    line("log_errno", std::to_string(record.logErrno));
    line("log_lost_bytes", std::to_string(record.logLostBytes));
    line("log_capped", record.logCapped ? "1" : "0");
    line("message", oneLine(record.message));
    return text;
}

ExitRecordFile::~ExitRecordFile()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

int ExitRecordFile::reserve(int folderFd)
{
    m_folderFd = folderFd;
    m_fd = ::openat(folderFd, temporaryName, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (m_fd < 0)
        return errno;
    return writeAll(m_fd, std::string(reservedBytes, '\n'));
}

int ExitRecordFile::write(const std::string &text)
{
    if (const int failure = writeAll(m_fd, text))
        return failure;
    if (::ftruncate(m_fd, static_cast<off_t>(text.size())) != 0)
        return errno;
    return ::renameat(m_folderFd, temporaryName, m_folderFd, finalName) == 0 ? 0 : errno;
}

int ExitRecordFile::sync()
{
    return ::fsync(m_fd) == 0 && ::fsync(m_folderFd) == 0 ? 0 : errno;
}

} // namespace slipway
