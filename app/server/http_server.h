#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The transport of the API: HTTP/1.1 and WebSocket on a thread of its own. No Qt, and no Beast or Asio in this header.
namespace slipway {

struct ServerHeader
{
    std::string name;
    std::string value;
};

struct ServerRequest
{
    std::string method;                // as received
    std::string target;                // the raw bytes of the request line: signatures cover them
    std::vector<ServerHeader> headers; // in the order received, names in lower case
    std::string body;
    std::string remoteAddress; // "127.0.0.1:40112"

    // The first header of that name, empty if there is none. `name` in lower case.
    std::string_view header(std::string_view name) const;
};

struct ServerResponse
{
    int status = 200;
    std::vector<ServerHeader> headers; // without Content-Length and Connection; Content-Type is JSON unless given
    std::string body;
};

// Answers one request. May be called on any thread, once; a reply that is dropped uncalled answers 500.
using ServerReply = std::function<void(ServerResponse)>;

// A connected WebSocket, writing only. All functions on any thread.
class EventChannel
{
public:
    virtual ~EventChannel() = default;

    // Queues one text frame. False: the queue was full. Then everything that waited is dropped, the message too: the
    // caller goes on with one that makes the client read everything again.
    virtual bool send(std::string message) = 0;
    virtual bool isOpen() const = 0;
    virtual void close() = 0;
};

// What becomes of a WebSocket upgrade: refused with a response, or opened.
struct UpgradeAnswer
{
    std::optional<ServerResponse> refusal;
    std::function<void(std::shared_ptr<EventChannel>)> opened; // on the server's thread, after the handshake
};
using UpgradeReply = std::function<void(UpgradeAnswer)>;

struct HttpHandlers
{
    // Both are called on the server's thread.
    std::function<void(ServerRequest, ServerReply)> request;
    std::function<void(ServerRequest, UpgradeReply)> upgrade; // of `upgradePath`
    // Makes the body of the transport's own errors: 400, 408, 413, 417, 431, 500, 503.
    std::function<ServerResponse(int status, std::string_view code, std::string_view message)> error;
};

struct HttpServerOptions
{
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;                    // 0: choose one
    std::vector<std::uint16_t> preferredPorts; // tried in order when one is to be chosen
    std::string upgradePath = "/events";
    std::size_t headLimit = 16 * 1024;
    std::size_t bodyLimit = 4 * 1024 * 1024;
    std::size_t maxConnections = 512;
    std::size_t channelQueueLimit = 8 * 1024 * 1024; // bytes that may wait for a slow WebSocket client
    int idleSeconds = 75;                            // between requests of a connection
    int headSeconds = 10;                            // from the first byte of a head to its last
    int bodySeconds = 30;
    int writeSeconds = 30;
};

// Listens, reads requests, keeps the answers of a connection in order.
class HttpServer
{
public:
    HttpServer(HttpServerOptions options, HttpHandlers handlers);
    ~HttpServer(); // closes everything at once

    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    // Binds and starts the thread. The text of an error names address and port; empty: it listens.
    std::string start();
    std::uint16_t port() const; // after start()

    // Stops accepting, closes idle connections, lets requests in flight finish. `drained` runs on the server's thread
    // when none is left, or after `seconds`.
    void drain(int seconds, std::function<void()> drained);

private:
    std::shared_ptr<class HttpServerCore> m_core;
};

} // namespace slipway
