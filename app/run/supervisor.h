#pragma once

#include "app/run/exit_record.h"
#include "app/run/log_writer.h"
#include "app/run/options.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace slipway {

// One run from start to end. A single thread that sleeps until a signal, output or a deadline comes.
class Supervisor
{
public:
    explicit Supervisor(RunOptions options);
    ~Supervisor();

    // Returns the exit status of slipway-run: 0 once the exit record is written, also when the program was not started.
    int run();

private:
    using Clock = std::chrono::steady_clock;
    // Running until the program ends; Lingering while what it left behind may end by itself (`> >(tee file)` does);
    // Terminating after TERM; Killing after KILL; Gone when no process is left.
    enum class Stage { Running, Lingering, Terminating, Killing, Gone };

    bool prepare();
    bool prepareFolder();
    bool startProgram();
    void readSecrets();
    bool fail(const std::string &what, int errorNumber);

    void waitUntilGone();
    int pollTimeout() const;
    void readSignals();
    void readOutput();
    void reap();
    void programEnded(int status);
    void deadlinePassed();
    void enter(Stage stage, Clock::duration time);
    void terminate();
    void kill();
    void signalTree(int number);
    int writeRecord();

    RunOptions m_options;
    mode_t m_umask = 022;
    int m_folderFd = -1;
    int m_workFd = -1;
    int m_signalFd = -1;
    int m_outputFd = -1; // read end
    std::vector<std::string> m_secrets;
    std::unique_ptr<LogWriter> m_log;
    ExitRecordFile m_recordFile;
    ExitRecord m_record;

    pid_t m_program = -1;
    bool m_programEnded = false;
    Stage m_stage = Stage::Running;
    std::optional<Clock::time_point> m_deadline;
};

} // namespace slipway
