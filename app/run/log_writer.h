#pragma once

#include "app/run/secret_masker.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace slipway {

// Appends a run's output to its log: masked, up to a limit, and without ever stopping the run. What cannot be written
// is dropped and counted; writing goes on as soon as the disk takes it again.
class LogWriter
{
public:
    // Takes the descriptor of the log, opened for appending. maxBytes 0: no limit.
    LogWriter(int logFd, std::int64_t maxBytes, std::vector<std::string> secrets);
    ~LogWriter();
    LogWriter(const LogWriter &) = delete;
    LogWriter &operator=(const LogWriter &) = delete;

    void output(std::string_view bytes);
    // A line of the supervisor's own, marked as such.
    void note(std::string_view text);
    void finish();

    int errorNumber() const { return m_errorNumber; } // of the first write that failed, 0 if none
    std::int64_t lostBytes() const { return m_lostBytes; }
    bool isCapped() const { return m_capped; }

private:
    void write(std::string_view bytes);
    void append(std::string_view bytes);

    int m_fd;
    std::int64_t m_maxBytes;
    std::int64_t m_written = 0;
    std::int64_t m_lostBytes = 0;
    int m_errorNumber = 0;
    bool m_capped = false;
    bool m_atLineStart = true;
    SecretMasker m_masker;
    std::string m_shown;
};

} // namespace slipway
