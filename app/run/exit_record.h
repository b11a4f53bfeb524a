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

// The lines of the record, with the present time as the end's.
std::string recordText(const ExitRecord &record);

// DIR/exit. Its space is taken when the run starts (as DIR/exit.tmp, which thereby tells that the run began), so that a
// disk that is full later cannot lose the record.
class ExitRecordFile
{
public:
    ExitRecordFile() = default;
    ~ExitRecordFile();
    ExitRecordFile(const ExitRecordFile &) = delete;
    ExitRecordFile &operator=(const ExitRecordFile &) = delete;

    // 0 or an errno value, all three. The folder's descriptor is not ours and must stay open.
    int reserve(int folderFd);
    // Whole or not at all, and there after the end of any process; after a loss of power only with sync().
    int write(const std::string &text);
    int sync();

private:
    int m_folderFd = -1;
    int m_fd = -1;
};

} // namespace slipway
