#pragma once

#include "app/model/host_settings.h"
#include "app/model/processor.h"

#include <functional>
#include <memory>

namespace slipway::host {

// HTTP/1.1 on a Unix socket in front of a processor. Requests are read and answered by the thread that calls run();
// the processor runs on worker threads. GET /_slipway/health never waits for a worker.
//   400 body does not match Content-MD5 or is no HTTP, 408 past rpc.keepalive, 413 too large, 450 queue full
class HttpHost
{
public:
    HttpHost(const HostSettings &settings, Processor &processor);
    ~HttpHost();

    // Binds the socket (0600), replacing a left-over one. An empty text, or why not.
    std::string listen();
    // Serves until SIGTERM or SIGINT: then accepts no more, finishes what is in flight, and returns within the grace
    // time. `childEnded` runs on SIGCHLD. Returns the exit code.
    int run(const std::function<void()> &childEnded);

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace slipway::host
