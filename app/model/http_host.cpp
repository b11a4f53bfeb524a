#include "app/model/http_host.h"

#include "app/model/content_md5.h"
#include "app/model/work_queue.h"

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <cstdio>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace slipway::host {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using local = net::local::stream_protocol;
using boost::system::error_code;

namespace {

class Session;

// What the sessions of one host share. Used on the thread of run() only, but for `stuck` and `queue`.
struct Core
{
    Core(const HostSettings &hostSettings, Processor &hostProcessor)
        : settings(hostSettings), processor(hostProcessor), queue(hostSettings.workerThreads, hostSettings.maxQueue)
    {
    }
    void leave(Session *session);

    const HostSettings &settings;
    Processor &processor;
    net::io_context io{1};
    std::map<Session *, std::weak_ptr<Session>> sessions;
    bool draining = false;
    int exitCode = exitStopped;
    std::atomic<int> stuck = 0; // worker threads whose request is past its deadline
    WorkQueue queue;
};

// One request on its way through a worker thread.
struct Job
{
    enum State { Waiting, Working, Late, Done };

    Request request;
    std::atomic<State> state = Waiting;
};

Headers copyHeaders(const http::fields &fields)
{
    Headers headers;
    for (const auto &field : fields)
        headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    return headers;
}

class Session : public std::enable_shared_from_this<Session>
{
public:
    Session(Core &core, local::socket socket) : m_core(core), m_socket(std::move(socket)), m_deadline(core.io) {}
    ~Session() { m_core.leave(this); }

    void read()
    {
        m_parser.emplace();
        m_parser->body_limit(m_core.settings.bodyLimit);
        m_parser->header_limit(16 * 1024);
        m_reading = true;
        http::async_read(m_socket, m_buffer, *m_parser,
                         [self = shared_from_this()](error_code error, std::size_t) { self->onRead(error); });
    }

    // No request on the way: the client may as well use another instance.
    void closeIfIdle()
    {
        if (m_reading && m_buffer.size() == 0 && !m_parser->got_some()) {
            error_code ignored;
            m_socket.close(ignored);
        }
    }

private:
    void onRead(error_code error)
    {
        m_reading = false;
        if (error == http::error::body_limit)
            return refuse(413, "the request is larger than this instance accepts");
        if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message)
            return refuse(400, "this is not an HTTP/1.1 request: " + error.message());
        if (error)
            return;
        const auto &message = m_parser->get();
        m_keepAlive = message.keep_alive();
        if (message.target() == "/_slipway/health")
            return write(plainAnswer(200, "ok"));
        const auto md5 = message.find("Content-MD5");
        if (md5 != message.end() && !contentMd5Matches(std::string_view(md5->value()), message.body()))
            return write(plainAnswer(400, "the request's body does not match its Content-MD5"));
        submit();
    }

    void submit()
    {
        auto message = m_parser->release();
        auto job = std::make_shared<Job>();
        job->request.method = std::string(message.method_string());
        job->request.target = std::string(message.target());
        job->request.headers = copyHeaders(message);
        job->request.body = std::move(message.body());
        m_head = message.method() == http::verb::head;
        m_job = job;
        const bool taken = m_core.queue.submit([self = shared_from_this(), job] { self->work(job); });
        if (!taken)
            return refuse(450, "the queue of this instance is full; try again");
        m_deadline.expires_after(m_core.settings.keepalive);
        m_deadline.async_wait([self = shared_from_this(), job](error_code error) {
            if (!error)
                self->onDeadline(job);
        });
    }

    // On a worker thread.
    void work(const std::shared_ptr<Job> &job)
    {
        Job::State expected = Job::Waiting;
        if (!job->state.compare_exchange_strong(expected, Job::Working))
            return;
        auto answer = std::make_shared<Answer>(m_core.processor.process(job->request));
        if (job->state.exchange(Job::Done) == Job::Late)
            --m_core.stuck;
        net::post(m_core.io, [self = shared_from_this(), job, answer] { self->onAnswer(job, std::move(*answer)); });
    }

    void onAnswer(const std::shared_ptr<Job> &job, Answer answer)
    {
        if (m_job != job)
            return;
        m_deadline.cancel();
        m_job.reset();
        write(std::move(answer));
    }

    void onDeadline(const std::shared_ptr<Job> &job)
    {
        if (m_job != job)
            return;
        m_job.reset();
        // A thread that still computes cannot be stopped; when none is left the supervisor replaces this process.
        if (job->state.exchange(Job::Late) == Job::Working && ++m_core.stuck >= m_core.queue.threads()) {
            std::fprintf(stderr, "every worker thread is past its deadline; the instance ends\n");
            m_core.exitCode = exitAllWorkersStuck;
        }
        refuse(408, "the request took longer than rpc.keepalive allows");
    }

    // Answers and closes.
    void refuse(int status, std::string text)
    {
        m_keepAlive = false;
        write(plainAnswer(status, std::move(text)));
    }

    void write(Answer answer)
    {
        m_response.emplace();
        m_response->version(11);
        m_response->result(static_cast<unsigned>(answer.status));
        if (answer.status == 450)
            m_response->reason("Queue Full");
        m_response->set(http::field::content_type, answer.contentType);
        for (const auto &[name, value] : answer.headers)
            m_response->insert(name, value);
        m_response->set("X-Slipway-Instance", m_core.settings.instance);
        m_response->set("X-Slipway-Version", std::to_string(m_core.settings.version));
        m_response->keep_alive(m_keepAlive && !m_core.draining);
        m_response->content_length(answer.body.size());
        if (!m_head)
            m_response->body() = std::move(answer.body);
        http::async_write(m_socket, *m_response,
                          [self = shared_from_this()](error_code error, std::size_t) { self->onWritten(error); });
    }

    void onWritten(error_code error)
    {
        m_head = false;
        if (m_core.exitCode != exitStopped)
            m_core.io.stop();
        if (error || !m_response->keep_alive()) {
            error_code ignored;
            m_socket.shutdown(local::socket::shutdown_send, ignored);
            return;
        }
        read();
    }

    Core &m_core;
    local::socket m_socket;
    net::steady_timer m_deadline;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::optional<http::response<http::string_body>> m_response;
    std::shared_ptr<Job> m_job; // the one that is to be answered
    bool m_reading = false;
    bool m_keepAlive = true;
    bool m_head = false;
};

void Core::leave(Session *session)
{
    // A worker may let go last, on its own thread.
    net::post(io, [this, session] {
        sessions.erase(session);
        if (draining && sessions.empty())
            io.stop();
    });
}

} // namespace

struct HttpHost::Private
{
    Private(const HostSettings &settings, Processor &processor)
        : core(settings, processor),
          acceptor(core.io),
          stopSignals(core.io),
          childSignal(core.io, SIGCHLD),
          grace(core.io)
    {
        stopSignals.add(SIGTERM);
        stopSignals.add(SIGINT);
    }

    void accept()
    {
        acceptor.async_accept([this](error_code error, local::socket socket) {
            if (!error) {
                const auto session = std::make_shared<Session>(core, std::move(socket));
                core.sessions.emplace(session.get(), session);
                session->read();
            }
            if (acceptor.is_open())
                accept();
        });
    }

    void drain()
    {
        core.draining = true;
        error_code ignored;
        acceptor.close(ignored);
        for (const auto &[key, session] : core.sessions) {
            if (const auto alive = session.lock())
                alive->closeIfIdle();
        }
        if (core.sessions.empty())
            return core.io.stop();
        grace.expires_after(core.settings.grace);
        grace.async_wait([this](error_code error) {
            if (!error)
                core.io.stop();
        });
    }

    void watchChild(const std::function<void()> &childEnded)
    {
        childSignal.async_wait([this, childEnded](error_code error, int) {
            if (error)
                return;
            childEnded();
            watchChild(childEnded);
        });
    }

    Core core;
    local::acceptor acceptor;
    net::signal_set stopSignals;
    net::signal_set childSignal;
    net::steady_timer grace;
};

HttpHost::HttpHost(const HostSettings &settings, Processor &processor)
    : m_private(std::make_unique<Private>(settings, processor))
{
}

HttpHost::~HttpHost() = default;

std::string HttpHost::listen()
{
    const std::string &path = m_private->core.settings.socketPath;
    try {
        ::unlink(path.c_str());
        const local::endpoint endpoint(path);
        local::acceptor &acceptor = m_private->acceptor;
        acceptor.open(endpoint.protocol());
        const mode_t mask = ::umask(0077);
        acceptor.bind(endpoint);
        ::umask(mask);
        acceptor.listen(1024);
        return {};
    } catch (const std::exception &e) {
        return "cannot listen on " + path + ": " + e.what();
    }
}

int HttpHost::run(const std::function<void()> &childEnded)
{
    m_private->accept();
    m_private->stopSignals.async_wait([this](error_code error, int) {
        if (!error)
            m_private->drain();
    });
    m_private->watchChild(childEnded);
    m_private->core.io.run();
    return m_private->core.exitCode;
}

} // namespace slipway::host
