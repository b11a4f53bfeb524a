#include "app/run/run_server.h"

#include "app/run/run_request.h"
#include "app/run/watched_signals.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace slipway {

namespace {

constexpr int socketPlace = 3;

// To a number that is out of the way of what is closed.
int keepOnly(int fd)
{
    if (fd != socketPlace) {
        ::dup2(fd, socketPlace);
        ::close(fd);
    }
    ::fcntl(socketPlace, F_SETFD, FD_CLOEXEC);
    ::close_range(socketPlace + 1, ~0U, 0);
    return socketPlace;
}

// False and a sentence in `problem`.
bool readRequest(const UniqueFd &file, SupervisedRun &run, std::string &problem)
{
    struct stat info = {};
    if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > off_t{maxRequestBytes}) {
        problem = "The request is no file of at most " + std::to_string(maxRequestBytes) + " bytes.";
        return false;
    }
    std::string text(static_cast<size_t>(info.st_size), '\0');
    size_t size = 0;
    while (size < text.size()) {
        const ssize_t n = ::pread(file.get(), text.data() + size, text.size() - size, static_cast<off_t>(size));
        if (n <= 0) {
            problem = std::string("The request could not be read: ") + std::strerror(n < 0 ? errno : EIO) + '.';
            return false;
        }
        size += static_cast<size_t>(n);
    }
    return parseRequest(text, run, problem);
}

} // namespace

RunServer::RunServer(int socket) : m_umask(::umask(077))
{
    ::setsid(); // fails when we lead a session already, which is what we want
    // Whatever becomes an orphan below us becomes our child: no process of a run gets away.
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    resetSignals();
    m_socket.reset(keepOnly(socket));
    m_signalFd.reset(watchSignals());
}

int RunServer::serve()
{
    while (!m_shutdown) {
        pollfd fds[] = {{m_signalFd.get(), POLLIN, 0}, {m_socket.get(), POLLIN, 0}};
        if (::poll(fds, 2, -1) < 0 && errno != EINTR)
            return 1;
        if (!readSignals())
            return 0;
        UniqueFd request;
        switch (receive(request)) {
        case Message::Request:
            supervise(request);
            break;
        case Message::Broken:
            answer(recordText({.message = "The request came without a file."}));
            break;
        case Message::EngineGone:
            return 0;
        case Message::Nothing:
            break;
        }
    }
    return 0;
}

RunServer::Message RunServer::receive(UniqueFd &request)
{
    char byte = 0;
    iovec data = {&byte, 1};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message = {};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    const ssize_t size = ::recvmsg(m_socket.get(), &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (size < 0) // ECONNRESET: the engine went before it read an answer; what it has asked for comes next
        return errno == EAGAIN || errno == EINTR || errno == ECONNRESET ? Message::Nothing : Message::EngineGone;
    if (size == 0)
        return Message::EngineGone;
    const cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
        header->cmsg_len != CMSG_LEN(sizeof(int)))
        return Message::Broken;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
    request.reset(fd);
    return Message::Request;
}

bool RunServer::readSignals()
{
    signalfd_siginfo info = {};
    while (::read(m_signalFd.get(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
            return false;
        m_stopRequested = m_stopRequested || info.ssi_signo == SIGUSR1;
    }
    return true;
}

void RunServer::supervise(const UniqueFd &request)
{
    SupervisedRun run;
    std::string problem;
    if (!readRequest(request, run, problem)) {
        answer(recordText({.message = problem}));
        return;
    }
    Supervisor supervisor(std::move(run), {m_signalFd.get(), m_umask, std::exchange(m_stopRequested, false)});
    const std::string record = supervisor.run();
    m_shutdown = supervisor.sawShutdown();
    // An engine makes the end durable itself before it tells anybody. Without one, the record has to last.
    if (!answer(record))
        supervisor.syncRecord();
}

bool RunServer::answer(const std::string &text)
{
    ssize_t sent = 0;
    do
        sent = ::send(m_socket.get(), text.data(), text.size(), MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(text.size());
}

} // namespace slipway
