#pragma once

#include <string>
#include <string_view>

namespace slipway::host {

// The log of one instance: every line gets the time (UTC) in front. At 8 MB the file becomes "log.1" and a new one
// begins.
class InstanceLog
{
public:
    explicit InstanceLog(std::string path);
    ~InstanceLog();
    InstanceLog(const InstanceLog &) = delete;
    InstanceLog &operator=(const InstanceLog &) = delete;

    // A piece of output; lines may be cut anywhere.
    void append(std::string_view piece);
    // A whole line of the supervisor's own.
    void note(std::string_view line);

private:
    void writeLine(std::string_view line);
    void open();

    std::string m_path;
    std::string m_partial;
    int m_descriptor = -1;
    long m_size = 0;
};

} // namespace slipway::host
