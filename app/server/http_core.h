#pragma once

// Part of http_server.cpp and included there only: Beast is compiled once.

#include "app/server/http_server.h"

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <mutex>
#include <set>
#include <thread>

namespace slipway {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
namespace websocket = beast::websocket;
using tcp = net::ip::tcp;
using boost::system::error_code;
using StringRequest = http::request<http::string_body>;

// A connection that the server keeps count of.
class HttpPeer
{
public:
    virtual ~HttpPeer() = default;
    virtual void finish() = 0; // takes nothing new, ends when what is in flight has ended
    virtual void abort() = 0;
};

// What the connections share: the thread, the listening socket, the count of who is there.
class HttpServerCore : public std::enable_shared_from_this<HttpServerCore>
{
public:
    HttpServerCore(HttpServerOptions o, HttpHandlers h) : options(std::move(o)), handlers(std::move(h)) {}

    std::string start();
    void halt();
    void drain(int seconds, std::function<void()> drained);
    void enter(HttpPeer *peer) { m_peers.insert(peer); }
    void leave(HttpPeer *peer);
    bool isDraining() const { return m_draining; } // server's thread

    // Runs `work` on the server's thread; dropped once that has ended.
    template <class Work>
    void post(Work &&work)
    {
        const std::lock_guard lock(m_lock);
        if (m_running)
            net::post(io, std::forward<Work>(work));
    }

    const HttpServerOptions options;
    const HttpHandlers handlers;
    net::io_context io{1};
    std::atomic<std::uint16_t> port = 0;

private:
    error_code bind(std::uint16_t wanted);
    void accept();

    std::mutex m_lock;
    bool m_running = false;
    tcp::acceptor m_acceptor{io};
    net::steady_timer m_timer{io}; // after a failed accept; then the limit of a drain
    std::set<HttpPeer *> m_peers;
    bool m_draining = false;
    std::function<void()> m_drained;
    std::thread m_thread;
};

inline error_code HttpServerCore::bind(std::uint16_t wanted)
{
    error_code error;
    const tcp::endpoint endpoint(net::ip::make_address(options.address, error), wanted);
    m_acceptor = tcp::acceptor(io);
    if (!error)
        m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(net::socket_base::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(net::socket_base::max_listen_connections, error);
    return error;
}

inline std::string HttpServerCore::start()
{
    std::vector<std::uint16_t> candidates = options.preferredPorts;
    if (options.port != 0)
        candidates.clear();
    candidates.push_back(options.port);
    error_code error;
    for (const std::uint16_t candidate : candidates) {
        error = bind(candidate);
        if (!error)
            break;
    }
    if (error)
        return options.address + ":" + std::to_string(options.port) + ": " + error.message();
    port = m_acceptor.local_endpoint(error).port();
    m_running = true;
    accept();
    m_thread = std::thread([this] { io.run(); });
    return {};
}

inline void HttpServerCore::leave(HttpPeer *peer)
{
    m_peers.erase(peer);
    if (m_peers.empty() && m_draining)
        m_timer.cancel();
}

inline void HttpServerCore::drain(int seconds, std::function<void()> drained)
{
    post([self = shared_from_this(), seconds, drained = std::move(drained)]() mutable {
        self->m_acceptor.close();
        self->m_draining = true;
        self->m_drained = std::move(drained);
        for (HttpPeer *peer : std::set<HttpPeer *>(self->m_peers))
            peer->finish();
        self->m_timer.expires_after(std::chrono::seconds(self->m_peers.empty() ? 0 : seconds));
        self->m_timer.async_wait([self](error_code) {
            if (const auto done = std::exchange(self->m_drained, nullptr))
                done();
        });
    });
}

inline void HttpServerCore::halt()
{
    {
        const std::lock_guard lock(m_lock);
        if (!std::exchange(m_running, false))
            return;
    }
    io.stop();
    m_thread.join();
    // The rest on this thread: every pending operation ends, and with it the connections that it kept.
    m_acceptor.close();
    m_timer.cancel();
    m_drained = nullptr;
    for (HttpPeer *peer : std::set<HttpPeer *>(m_peers))
        peer->abort();
    io.restart();
    io.poll();
}

} // namespace slipway
