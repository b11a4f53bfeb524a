#include "app/model/relay.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <mutex>

namespace slipway::host {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using net::ip::tcp;

namespace {

tcp::endpoint loopback(int port)
{
    return {net::ip::address_v4::loopback(), static_cast<unsigned short>(port)};
}

struct Connection
{
    explicit Connection(net::io_context &io) : socket(io) {}
    tcp::socket socket;
    beast::flat_buffer buffer;
};

// Headers that belong to one hop only.
bool isHopHeader(std::string_view name)
{
    for (const char *hop : {"connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "te",
                            "trailer", "proxy-connection", "expect"}) {
        if (beast::iequals(beast::string_view(name.data(), name.size()), hop))
            return true;
    }
    return false;
}

http::request<http::string_body> outgoing(const Request &request, int port)
{
    http::request<http::string_body> message;
    message.version(11);
    message.method_string(request.method);
    message.target(request.target);
    for (const auto &[name, value] : request.headers) {
        if (!isHopHeader(name))
            message.insert(name, value);
    }
    if (message.find(http::field::host) == message.end())
        message.set(http::field::host, "127.0.0.1:" + std::to_string(port));
    message.body() = request.body;
    message.keep_alive(true);
    message.prepare_payload();
    return message;
}

Answer incoming(http::response<http::string_body> message)
{
    Answer answer;
    answer.status = static_cast<int>(message.result_int());
    for (const auto &field : message) {
        const std::string name(field.name_string());
        if (beast::iequals(name, "content-type"))
            answer.contentType = std::string(field.value());
        else if (!isHopHeader(name))
            answer.headers.emplace_back(name, std::string(field.value()));
    }
    answer.body = std::move(message.body());
    return answer;
}

} // namespace

struct Relay::Private
{
    std::unique_ptr<Connection> takeIdle()
    {
        const std::lock_guard lock(mutex);
        if (idle.empty())
            return nullptr;
        auto connection = std::move(idle.back());
        idle.pop_back();
        return connection;
    }

    std::unique_ptr<Connection> connect(error_code &error)
    {
        auto connection = std::make_unique<Connection>(io);
        connection->socket.connect(loopback(port), error);
        return connection;
    }

    void keep(std::unique_ptr<Connection> connection)
    {
        const std::lock_guard lock(mutex);
        idle.push_back(std::move(connection));
    }

    error_code exchange(Connection &connection, const Request &request,
                        http::response_parser<http::string_body> &parser) const
    {
        error_code error;
        const auto message = outgoing(request, port);
        parser.body_limit(bodyLimit);
        parser.skip(request.method == "HEAD");
        http::write(connection.socket, message, error);
        if (!error)
            http::read(connection.socket, connection.buffer, parser, error);
        return error;
    }

    int port = 0;
    std::size_t bodyLimit = 0;
    net::io_context io;
    std::mutex mutex;
    std::vector<std::unique_ptr<Connection>> idle;
};

Relay::Relay(int port, std::size_t bodyLimit) : m_private(std::make_unique<Private>())
{
    m_private->port = port;
    m_private->bodyLimit = bodyLimit;
}

Relay::~Relay() = default;

Answer Relay::pass(const Request &request)
{
    auto connection = m_private->takeIdle();
    bool fresh = !connection;
    for (;;) {
        error_code error;
        if (!connection)
            connection = m_private->connect(error);
        std::optional<http::response_parser<http::string_body>> parser;
        parser.emplace();
        if (!error)
            error = m_private->exchange(*connection, request, *parser);
        if (!error) {
            const bool keep = parser->get().keep_alive();
            Answer answer = incoming(parser->release());
            if (keep)
                m_private->keep(std::move(connection));
            return answer;
        }
        // A kept connection may have been closed by the server meanwhile; then nothing of the request was worked on.
        const bool untouched = !parser->got_some() && error != net::error::timed_out;
        if (fresh || !untouched)
            return plainAnswer(502, "the service's own server does not answer: " + error.message());
        connection.reset();
        fresh = true;
    }
}

bool Relay::reachable() const
{
    net::io_context io;
    tcp::socket socket(io);
    error_code error;
    socket.connect(loopback(m_private->port), error);
    return !error;
}

int freePort()
{
    try {
        net::io_context io;
        const tcp::acceptor acceptor(io, loopback(0));
        return acceptor.local_endpoint().port();
    } catch (const std::exception &) {
        return 0;
    }
}

bool portIsFree(int port)
{
    try {
        net::io_context io;
        const tcp::acceptor acceptor(io, loopback(port), true);
        return true;
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace slipway::host
