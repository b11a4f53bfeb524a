#pragma once

#include "app/model/processor.h"

#include <memory>

namespace slipway::host {

// Passes requests on to an HTTP server on 127.0.0.1 over connections that it keeps. Called by several threads at once.
class Relay
{
public:
    explicit Relay(int port, std::size_t bodyLimit);
    ~Relay();

    // 502 with a sentence when the server does not answer.
    Answer pass(const Request &request);
    // Whether something accepts connections on the port.
    bool reachable() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

// A port of 127.0.0.1 that is free at this moment; 0 if there is none.
int freePort();
// Whether the port can be bound.
bool portIsFree(int port);

} // namespace slipway::host
