#pragma once

// Part of http_server.cpp and included there only: Beast is compiled once.

#include "app/server/http_core.h"

#include <deque>

namespace slipway {

// A WebSocket with a bounded queue of text frames.
class WebSocketChannel : public EventChannel, public HttpPeer, public std::enable_shared_from_this<WebSocketChannel>
{
public:
    WebSocketChannel(std::shared_ptr<HttpServerCore> core, beast::tcp_stream &&stream)
        : m_core(std::move(core)), m_socket(std::move(stream))
    {
        m_core->enter(this);
    }
    ~WebSocketChannel() override { m_core->leave(this); }

    void open(StringRequest request, std::function<void(std::shared_ptr<EventChannel>)> opened);
    bool send(std::string message) override;
    bool isOpen() const override { return m_open; }
    void close() override
    {
        m_core->post([self = shared_from_this()] { self->finish(); });
    }
    void finish() override;
    void abort() override
    {
        m_open = false;
        beast::get_lowest_layer(m_socket).close();
    }

private:
    std::shared_ptr<EventChannel> handle();
    void read();
    void writeNext();

    std::shared_ptr<HttpServerCore> m_core;
    websocket::stream<beast::tcp_stream> m_socket;
    StringRequest m_request;
    beast::flat_buffer m_incoming;
    std::string m_current;
    std::atomic<bool> m_open = false;
    std::mutex m_lock; // guards the three below
    std::deque<std::string> m_queue;
    std::size_t m_queuedBytes = 0;
    bool m_writing = false;
};

inline void WebSocketChannel::open(StringRequest request, std::function<void(std::shared_ptr<EventChannel>)> opened)
{
    m_request = std::move(request);
    beast::get_lowest_layer(m_socket).expires_never();
    m_socket.set_option(websocket::stream_base::timeout{std::chrono::seconds(10), std::chrono::seconds(30), true});
    m_socket.read_message_max(4096);
    m_socket.async_accept(m_request, [self = shared_from_this(), opened = std::move(opened)](error_code error) {
        if (error)
            return;
        self->m_open = true;
        self->m_socket.text(true);
        self->read();
        opened(self->handle());
    });
}

// What others hold: letting go of it, on whatever thread, ends the channel on the server's.
inline std::shared_ptr<EventChannel> WebSocketChannel::handle()
{
    return {this, [self = shared_from_this()](EventChannel *) mutable {
                const auto core = self->m_core;
                core->post([last = std::move(self)] { last->finish(); });
            }};
}

inline void WebSocketChannel::read()
{
    m_socket.async_read(m_incoming, [self = shared_from_this()](error_code error, std::size_t) {
        self->m_incoming.clear();
        error ? self->abort() : self->read();
    });
}

inline bool WebSocketChannel::send(std::string message)
{
    {
        const std::lock_guard lock(m_lock);
        if (m_queuedBytes + message.size() > m_core->options.channelQueueLimit) {
            m_queue.clear();
            m_queuedBytes = 0;
            return false;
        }
        m_queuedBytes += message.size();
        m_queue.push_back(std::move(message));
        if (std::exchange(m_writing, true))
            return true;
    }
    m_core->post([self = shared_from_this()] { self->writeNext(); });
    return true;
}

inline void WebSocketChannel::writeNext()
{
    {
        const std::lock_guard lock(m_lock);
        m_writing = m_open && !m_queue.empty();
        if (!m_writing)
            return;
        m_current = std::move(m_queue.front());
        m_queuedBytes -= m_current.size();
        m_queue.pop_front();
    }
    m_socket.async_write(net::buffer(m_current), [self = shared_from_this()](error_code error, std::size_t) {
        if (error)
            self->abort();
        self->writeNext();
    });
}

inline void WebSocketChannel::finish()
{
    if (!m_open.exchange(false))
        return abort();
    m_socket.async_close(websocket::close_code::going_away, [self = shared_from_this()](error_code) { self->abort(); });
}

} // namespace slipway
