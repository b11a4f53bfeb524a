#pragma once

#include "app/platform/unique_fd.h"
#include "app/run/supervisor.h"

#include <string>

namespace slipway {

// Takes runs from the engine, one after another, over a connected Unix socket that keeps messages apart.
//
// A message of the engine carries one descriptor: a file with the request (run_request.h). The answer is the text of
// the exit record. When the engine is gone, the runs that it has asked for are still run to their end; then we end.
class RunServer
{
public:
    explicit RunServer(int socket);

    // Returns the exit status of slipway-run.
    int serve();

private:
    enum class Message { Request, Broken, Nothing, EngineGone };

    Message receive(UniqueFd &request);
    bool readSignals(); // false: the machine goes down
    void supervise(const UniqueFd &request);
    bool answer(const std::string &text);

    UniqueFd m_socket;
    UniqueFd m_signalFd;
    mode_t m_umask;
    bool m_stopRequested = false; // for the next run: the request is still on its way
    bool m_shutdown = false;
};

} // namespace slipway
