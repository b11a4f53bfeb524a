#pragma once

#include <cstdint>
#include <string>

namespace slipway {

struct ExitRecord
{
    const char *end = "notstarted";
    int code = 0;
    int signal = 0;
    const char *cause = "";
    std::int64_t peakRssKb = 0;
    std::int64_t cpuMs = 0;
    int logErrno = 0;
    std::int64_t logLostBytes = 0;
    bool logCapped = false;
    std::string message;
};

// Writes DIR/exit. The space is taken when the run starts, so that a disk that is full later cannot lose the record.
class ExitRecordFile
{
public:
    ~ExitRecordFile();

    // 0 or an errno value.
    int reserve(int folderFd);
    int write(const ExitRecord &record);

private:
    int m_folderFd = -1;
    int m_fd = -1;
};

} // namespace slipway
