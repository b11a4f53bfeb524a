#include "app/model/instance_log.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace slipway::host {

namespace {

constexpr long fileLimit = 8 << 20;
constexpr std::size_t lineLimit = 16 << 10;

std::string timeStamp()
{
    const auto now = std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char date[32];
    char text[48];
    std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(text, sizeof text, "%s.%03dZ ", date, static_cast<int>(now.time_since_epoch().count() % 1000));
    return text;
}

} // namespace

InstanceLog::InstanceLog(std::string path) : m_path(std::move(path))
{
    open();
}

InstanceLog::~InstanceLog()
{
    if (!m_partial.empty())
        writeLine(m_partial);
    ::close(m_descriptor);
}

void InstanceLog::open()
{
    m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct stat info
    {
    };
    m_size = m_descriptor >= 0 && ::fstat(m_descriptor, &info) == 0 ? info.st_size : 0;
}

void InstanceLog::append(std::string_view piece)
{
    while (!piece.empty()) {
        const std::size_t end = piece.find('\n');
        m_partial.append(piece.substr(0, end));
        if (end == std::string_view::npos && m_partial.size() < lineLimit)
            return;
        writeLine(m_partial);
        m_partial.clear();
        if (end == std::string_view::npos)
            return;
        piece.remove_prefix(end + 1);
    }
}

void InstanceLog::note(std::string_view line)
{
    if (!m_partial.empty())
        writeLine(m_partial);
    m_partial.clear();
    writeLine(line);
}

void InstanceLog::writeLine(std::string_view line)
{
    if (m_size > fileLimit) {
        ::close(m_descriptor);
        ::rename(m_path.c_str(), (m_path + ".1").c_str());
        open();
    }
    const std::string text = timeStamp() + std::string(line) + "\n";
    const ssize_t written = ::write(m_descriptor, text.data(), text.size());
    m_size += written > 0 ? written : 0; // a full disk loses log lines, not the service
}

} // namespace slipway::host
