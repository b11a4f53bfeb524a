#include "app/server/http_server.h"

#include "app/server/http_core.h"
#include "app/server/websocket_channel.h"

#include <algorithm>
#include <cctype>

namespace slipway {

std::string_view ServerRequest::header(std::string_view name) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const ServerHeader &h) { return h.name == name; });
    return found == headers.end() ? std::string_view() : found->value;
}

namespace {

constexpr auto lingerTime = std::chrono::seconds(2);
constexpr std::size_t lingerBytes = 16 * 1024 * 1024;

template <class View>
std::string text(const View &view)
{
    return {view.data(), view.size()};
}

bool isPlainHost(const std::string &host)
{
    constexpr std::string_view marks = "-._:[]";
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [&](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || marks.find(c) != std::string_view::npos;
    });
}

ServerRequest toRequest(StringRequest &&message, const std::string &remoteAddress)
{
    ServerRequest request;
    request.method = text(message.method_string());
    request.target = text(message.target());
    request.remoteAddress = remoteAddress;
    for (const auto &field : message) {
        std::string name = text(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        request.headers.push_back({std::move(name), text(field.value())});
    }
    request.body = std::move(message.body());
    return request;
}

// Hands on the one answer to a question; an answerer that forgets it gives std::nullopt.
template <class Answer>
std::function<void(Answer)> answerOnce(std::function<void(std::optional<Answer>)> deliver)
{
    struct Once
    {
        std::function<void(std::optional<Answer>)> deliver;
        std::atomic_flag done = ATOMIC_FLAG_INIT;
        void give(std::optional<Answer> answer)
        {
            if (!done.test_and_set())
                std::exchange(deliver, nullptr)(std::move(answer));
        }
        ~Once() { give(std::nullopt); }
    };
    auto once = std::make_shared<Once>();
    once->deliver = std::move(deliver);
    return [once](Answer answer) { once->give(std::move(answer)); };
}

} // namespace

// A client's connection: reads a request, waits for its answer, writes it, and only then reads the next, which keeps
// the answers to a pipelining client in order.
class HttpConnection : public HttpPeer, public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(std::shared_ptr<HttpServerCore> core, tcp::socket socket)
        : m_core(std::move(core)), m_stream(std::move(socket))
    {
        error_code error;
        m_stream.socket().set_option(tcp::no_delay(true), error);
        const auto remote = m_stream.socket().remote_endpoint(error);
        m_remoteAddress = remote.address().to_string() + ":" + std::to_string(remote.port());
        m_core->enter(this);
    }
    ~HttpConnection() override { m_core->leave(this); }

    void readNext();
    void refuse(int status, std::string_view code, std::string_view message);
    void finish() override
    {
        if (m_idle)
            abort();
    }
    void abort() override { m_stream.close(); }

private:
    using Parser = http::request_parser<http::string_body>;

    void readHead();
    void headRead();
    void readBody();
    void readFailed(error_code error);
    void handle();
    void handleUpgrade();
    void write(ServerResponse response);
    template <class Message>
    void send(Message &message);
    void linger(std::size_t seen = 0);
    void expireIn(int seconds) { m_stream.expires_after(std::chrono::seconds(seconds)); }

    std::shared_ptr<HttpServerCore> m_core;
    beast::tcp_stream m_stream;
    std::string m_remoteAddress;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    http::response<http::string_body> m_response;
    http::response<http::empty_body> m_headResponse;
    bool m_idle = false;
    bool m_keepAlive = false;
    bool m_isHead = false;
};

void HttpConnection::readNext()
{
    if (m_core->isDraining())
        return abort();
    m_isHead = false;
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_core->options.headLimit));
    m_parser->body_limit(m_core->options.bodyLimit);
    if (m_buffer.size() > 0)
        return readHead();
    m_idle = true;
    expireIn(m_core->options.idleSeconds);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](error_code error, std::size_t n) {
        self->m_idle = false;
        self->m_buffer.commit(n);
        error ? self->abort() : self->readHead();
    });
}

void HttpConnection::readHead()
{
    expireIn(m_core->options.headSeconds);
    http::async_read_header(m_stream, m_buffer, *m_parser, [self = shared_from_this()](error_code error, std::size_t) {
        error ? self->readFailed(error) : self->headRead();
    });
}

void HttpConnection::headRead()
{
    const auto &head = m_parser->get();
    m_keepAlive = head.keep_alive();
    m_isHead = head.method() == http::verb::head;
    const auto hosts = head.count(http::field::host);
    if (hosts > 1 || (hosts == 0 && head.version() == 11) ||
        (hosts == 1 && !isPlainHost(text(head[http::field::host]))))
        return refuse(400, "InvalidParameter.Host", "A request carries exactly one valid Host header.");
    const auto expectation = head[http::field::expect];
    if (expectation.empty() || head.version() < 11)
        return readBody();
    if (!beast::iequals(expectation, "100-continue"))
        return refuse(417, "InvalidParameter.Expect", "The only expectation that is understood is 100-continue.");
    static constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(m_stream, net::buffer(goOn), [self = shared_from_this()](error_code error, std::size_t) {
        error ? self->abort() : self->readBody();
    });
}

void HttpConnection::readBody()
{
    expireIn(m_core->options.bodySeconds);
    http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](error_code error, std::size_t) {
        error ? self->readFailed(error) : self->handle();
    });
}

void HttpConnection::readFailed(error_code error)
{
    const HttpServerOptions &options = m_core->options;
    if (error == http::error::header_limit)
        return refuse(431, "RequestHeaderTooLarge",
                      "The request head exceeds " + std::to_string(options.headLimit) + " bytes.");
    if (error == http::error::body_limit)
        return refuse(413, "RequestBodyTooLarge",
                      "The request body exceeds " + std::to_string(options.bodyLimit) + " bytes.");
    const bool malformed = error.category() == make_error_code(http::error::bad_method).category() &&
                           error != http::error::end_of_stream && error != http::error::partial_message;
    if (malformed)
        return refuse(400, "InvalidRequest", "The request is not valid HTTP: " + error.message() + ".");
    abort();
}

void HttpConnection::handle()
{
    m_stream.expires_never(); // the handler has its own limits
    const StringRequest &message = m_parser->get();
    const std::string target = text(message.target());
    if (websocket::is_upgrade(message) && target.substr(0, target.find('?')) == m_core->options.upgradePath)
        return handleUpgrade();
    // The connection is let go of on the server's thread only, hence the moves.
    auto deliver = [self = shared_from_this()](std::optional<ServerResponse> response) mutable {
        const auto core = self->m_core;
        core->post([self = std::move(self), response = std::move(response)]() mutable {
            if (!response)
                return self->refuse(500, "InternalError", "The request was given up. Send it again.");
            self->write(std::move(*response));
        });
    };
    StringRequest copy = m_parser->release();
    m_keepAlive = m_keepAlive && !m_core->isDraining();
    m_core->handlers.request(toRequest(std::move(copy), m_remoteAddress),
                             answerOnce<ServerResponse>(std::move(deliver)));
}

void HttpConnection::handleUpgrade()
{
    auto kept = std::make_shared<StringRequest>(m_parser->release());
    auto deliver = [self = shared_from_this(), kept](std::optional<UpgradeAnswer> answer) mutable {
        const auto core = self->m_core;
        core->post([self = std::move(self), kept, answer = std::move(answer)]() mutable {
            if (!answer)
                return self->refuse(500, "InternalError", "The request was given up. Send it again.");
            if (answer->refusal) {
                self->m_keepAlive = false; // a WebSocket client would wait for more
                return self->write(std::move(*answer->refusal));
            }
            std::make_shared<WebSocketChannel>(self->m_core, std::move(self->m_stream))
                ->open(std::move(*kept), std::move(answer->opened));
        });
    };
    m_core->handlers.upgrade(toRequest(StringRequest(*kept), m_remoteAddress),
                             answerOnce<UpgradeAnswer>(std::move(deliver)));
}

void HttpConnection::refuse(int status, std::string_view code, std::string_view message)
{
    m_keepAlive = false;
    write(m_core->handlers.error(status, code, message));
}

void HttpConnection::write(ServerResponse response)
{
    http::response<http::string_body> message;
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::content_type, "application/json;charset=utf-8");
    for (const ServerHeader &header : response.headers)
        message.set(header.name, header.value);
    message.keep_alive(m_keepAlive);
    message.content_length(response.body.size());
    expireIn(m_core->options.writeSeconds);
    if (m_isHead) { // the head of the answer only
        m_headResponse = http::response<http::empty_body>(std::move(message.base()));
        return send(m_headResponse);
    }
    message.body() = std::move(response.body);
    m_response = std::move(message);
    send(m_response);
}

template <class Message>
void HttpConnection::send(Message &message)
{
    http::async_write(m_stream, message, [self = shared_from_this()](error_code error, std::size_t) {
        if (error)
            return self->abort();
        self->m_keepAlive ? self->readNext() : self->linger();
    });
}

// Closing with unread input would reset the connection and could take our answer from the client: read on for a while.
void HttpConnection::linger(std::size_t seen)
{
    if (seen == 0) {
        error_code ignored;
        m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
        m_stream.expires_after(lingerTime);
    }
    m_buffer.clear();
    m_stream.async_read_some(m_buffer.prepare(65536),
                             [self = shared_from_this(), seen](error_code error, std::size_t n) {
                                 error || seen + n > lingerBytes ? self->abort() : self->linger(seen + n);
                             });
}

void HttpServerCore::accept()
{
    m_acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
        if (error == net::error::operation_aborted || self->isDraining())
            return;
        if (error) { // mostly too many open files: wait until some are closed
            self->m_timer.expires_after(std::chrono::milliseconds(100));
            return self->m_timer.async_wait([self](error_code e) { e ? void() : self->accept(); });
        }
        const auto connection = std::make_shared<HttpConnection>(self, std::move(socket));
        if (self->m_peers.size() > self->options.maxConnections)
            connection->refuse(503, "ServiceUnavailable", "Too many connections. Try again later.");
        else
            connection->readNext();
        self->accept();
    });
}

HttpServer::HttpServer(HttpServerOptions options, HttpHandlers handlers)
    : m_core(std::make_shared<HttpServerCore>(std::move(options), std::move(handlers)))
{
}

HttpServer::~HttpServer()
{
    m_core->halt();
}

std::string HttpServer::start()
{
    return m_core->start();
}

std::uint16_t HttpServer::port() const
{
    return m_core->port;
}

void HttpServer::drain(int seconds, std::function<void()> drained)
{
    m_core->drain(seconds, std::move(drained));
}

} // namespace slipway
