#pragma once

#include "app/platform/unique_fd.h"
#include "app/run/exit_record.h"
#include "app/run/log_writer.h"
#include "app/run/run_request.h"

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
    struct Surroundings
    {
        int signalFd = -1;          // of watchSignals()
        mode_t umask = 022;         // for the program
        bool stopRequested = false; // before the run came
    };
    Supervisor(SupervisedRun run, const Surroundings &surroundings);

    // Returns the text of the exit record when no process of the run is left and DIR/exit is written, also when the
    // program was not started.
    std::string run();

    // Makes DIR/exit outlast a loss of power.
    void syncRecord() { m_recordFile.sync(); }
    // The machine or the session goes down: there is to be no further run.
    bool sawShutdown() const { return m_shutdown; }

private:
    using Clock = std::chrono::steady_clock;
    // Running until the program ends; Lingering while what it left behind may end by itself (`> >(tee file)` does);
    // Terminating after TERM; Killing after KILL; Gone when no process is left.
    enum class Stage { Running, Lingering, Terminating, Killing, Gone };

    bool prepareFolder();
    bool startProgram();
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
    std::string writeRecord();

    SupervisedRun m_run;
    Surroundings m_surroundings;
    UniqueFd m_folderFd;
    UniqueFd m_outputFd; // read end
    std::unique_ptr<LogWriter> m_log;
    ExitRecordFile m_recordFile;
    ExitRecord m_record;
    std::int64_t m_cpuMicroseconds = 0;

    pid_t m_program = -1;
    bool m_programEnded = false;
    bool m_shutdown = false;
    Stage m_stage = Stage::Running;
    std::optional<Clock::time_point> m_deadline;
};

} // namespace slipway
