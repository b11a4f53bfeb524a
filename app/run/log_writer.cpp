#include "app/run/log_writer.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace slipway {

LogWriter::LogWriter(int logFd, std::int64_t maxBytes, std::vector<std::string> secrets)
    : m_fd(logFd), m_maxBytes(maxBytes), m_masker(std::move(secrets))
{
}

LogWriter::~LogWriter()
{
    ::close(m_fd);
}

void LogWriter::output(std::string_view bytes)
{
    if (!m_masker.isActive()) {
        write(bytes);
        return;
    }
    m_shown.clear();
    m_masker.feed(bytes, m_shown);
    write(m_shown);
}

void LogWriter::finish()
{
    m_shown.clear();
    m_masker.finish(m_shown);
    write(m_shown);
}

void LogWriter::note(std::string_view text)
{
    std::string line = m_atLineStart ? "[slipway] " : "\n[slipway] ";
    line += text;
    line += '\n';
    append(line);
}

void LogWriter::write(std::string_view bytes)
{
    if (m_capped || bytes.empty())
        return;
    const std::int64_t room = m_maxBytes > 0 ? m_maxBytes - m_written : static_cast<std::int64_t>(bytes.size());
    const auto taken =
        bytes.substr(0, static_cast<size_t>(std::min<std::int64_t>(room, static_cast<std::int64_t>(bytes.size()))));
    append(taken);
    m_written += static_cast<std::int64_t>(taken.size());
    if (taken.size() < bytes.size()) {
        m_capped = true;
        note("The log has reached its limit of " + std::to_string(m_maxBytes) +
             " bytes. The run goes on; further output is discarded.");
    }
}

void LogWriter::append(std::string_view bytes)
{
    if (!bytes.empty())
        m_atLineStart = bytes.back() == '\n';
    while (!bytes.empty()) {
        const ssize_t n = ::write(m_fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            if (m_errorNumber == 0)
                m_errorNumber = n < 0 ? errno : EIO;
            m_lostBytes += static_cast<std::int64_t>(bytes.size());
            return;
        }
        bytes.remove_prefix(static_cast<size_t>(n));
    }
}

} // namespace slipway
