#include "app/platform/process_identity.h"
#include "app/platform/unique_fd.h"
#include "app/run/run_request.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// "|" stands for the zero byte that ends a field.
QByteArray fields(QByteArray text)
{
    return text.replace('|', '\0');
}

} // namespace

// What a supervisor takes over its socket, and what becomes of everything else.
class TestRunProtocol : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void parsesARequest();
    void refusedRequests_data();
    void refusedRequests();
    void aBrokenMessageIsAnsweredAndTheNextRunServed_data();
    void aBrokenMessageIsAnsweredAndTheNextRunServed();
    void runsInARow();
    void requestsThatWaitAreRunWithoutTheEngine();
    void itEndsWithItsSocket();
    void itEndsWithTheMachine();

private:
    QByteArray goodRequest(const QString &name, const QByteArray &script);
    void send(const QByteArray &message, int fd);
    void ask(const QByteArray &request);
    QByteArray answer();
    int status();

    QTemporaryDir m_dir;
    UniqueFd m_socket;
    pid_t m_pid = -1;
};

void TestRunProtocol::initTestCase()
{
    ::signal(SIGPIPE, SIG_IGN);
}

void TestRunProtocol::init()
{
    int ends[2];
    QCOMPARE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    m_socket.reset(ends[0]);
    const UniqueFd theirs(ends[1]);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), theirs.get());
    QByteArray program = SLIPWAY_PROGRAM_DIR "/slipway-run";
    QByteArray number = QByteArray::number(theirs.get());
    char option[] = "--socket";
    char *arguments[] = {program.data(), option, number.data(), nullptr};
    char *environment[] = {nullptr};
    QCOMPARE(::posix_spawn(&m_pid, program.data(), &actions, nullptr, arguments, environment), 0);
    ::posix_spawn_file_actions_destroy(&actions);
}

void TestRunProtocol::cleanup()
{
    m_socket.reset();
    if (m_pid > 0)
        ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

QByteArray TestRunProtocol::goodRequest(const QString &name, const QByteArray &script)
{
    const QByteArray folder = QFile::encodeName(m_dir.filePath(name));
    ::mkdir(folder.constData(), 0700);
    return fields("folder=" + folder + "|argument=/bin/sh|argument=-c|argument=" + script + '|');
}

void TestRunProtocol::send(const QByteArray &message, int fd)
{
    iovec data = {const_cast<char *>(message.constData()), static_cast<size_t>(message.size())};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr header = {};
    header.msg_iov = &data;
    header.msg_iovlen = 1;
    if (fd >= 0) {
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        cmsghdr *part = CMSG_FIRSTHDR(&header);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof fd);
        std::memcpy(CMSG_DATA(part), &fd, sizeof fd);
    }
    QVERIFY(::sendmsg(m_socket.get(), &header, 0) == message.size());
}

void TestRunProtocol::ask(const QByteArray &request)
{
    const UniqueFd file(::memfd_create("request", MFD_CLOEXEC));
    QCOMPARE(::write(file.get(), request.constData(), static_cast<size_t>(request.size())), request.size());
    send("r", file.get());
}

QByteArray TestRunProtocol::answer()
{
    pollfd fds[] = {{m_socket.get(), POLLIN, 0}};
    if (::poll(fds, 1, 30000) != 1)
        return "no answer";
    char text[4096];
    const ssize_t size = ::recv(m_socket.get(), text, sizeof text, 0);
    return QByteArray(text, qMax<ssize_t>(size, 0));
}

int TestRunProtocol::status()
{
    int status = -1;
    ::waitpid(std::exchange(m_pid, -1), &status, 0);
    return status;
}

void TestRunProtocol::parsesARequest()
{
    const QByteArray text = fields("folder=/a=b|timeout=5|grace=0|max-log=7|secret=x|secret=|environment=A=1=2|"
                                   "environment=B=|argument=/bin/sh|argument=|argument=c|");
    SupervisedRun run;
    std::string problem;
    QVERIFY2(parseRequest(text.toStdString(), run, problem), problem.c_str());
    const SupervisedRun expected{"/a=b", 5, 0, 7, {"x", ""}, {"A=1=2", "B="}, {"/bin/sh", "", "c"}};
    QVERIFY(run == expected);
}

void TestRunProtocol::refusedRequests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word"); // in the sentence
    const QByteArray good = "folder=/f|argument=/bin/sh|";
    QTest::newRow("nothing") << QByteArray() << QByteArray("folder");
    QTest::newRow("cut off") << good + "timeout=5" << QByteArray("cut off");
    QTest::newRow("no '='") << good + "timeout|" << QByteArray("without '='");
    QTest::newRow("empty field") << good + "|" << QByteArray("without '='");
    QTest::newRow("unknown field") << good + "colour=red|" << QByteArray("colour");
    QTest::newRow("no folder") << QByteArray("argument=/bin/sh|") << QByteArray("folder");
    QTest::newRow("relative folder") << QByteArray("folder=f|argument=/bin/sh|") << QByteArray("'f'");
    QTest::newRow("two folders") << good + "folder=/g|" << QByteArray("twice");
    QTest::newRow("no program") << QByteArray("folder=/f|") << QByteArray("program");
    QTest::newRow("relative program") << QByteArray("folder=/f|argument=sh|") << QByteArray("program");
    QTest::newRow("negative time") << good + "timeout=-1|" << QByteArray("timeout");
    QTest::newRow("no number") << good + "grace=5s|" << QByteArray("'5s'");
    QTest::newRow("more than a year") << good + "timeout=31622401|" << QByteArray("timeout");
    QTest::newRow("too large a number") << good + "max-log=9223372036854775808|" << QByteArray("max-log");
    QTest::newRow("variable without a name") << good + "environment==x|" << QByteArray("name");
    QTest::newRow("variable without '='") << good + "environment=x|" << QByteArray("name");
}

void TestRunProtocol::refusedRequests()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    SupervisedRun run;
    std::string problem;
    QVERIFY(!parseRequest(fields(text).toStdString(), run, problem));
    QVERIFY2(QByteArray::fromStdString(problem).contains(word), problem.c_str());
}

void TestRunProtocol::aBrokenMessageIsAnsweredAndTheNextRunServed_data()
{
    QTest::addColumn<QByteArray>("request"); // empty: a message without a file
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no file") << QByteArray() << QByteArray("without a file");
    QTest::newRow("garbage") << QByteArray("\xff\xfe garbage") << QByteArray("cut off");
    QTest::newRow("no such folder") << fields("folder=/no/such/folder|argument=/bin/sh|") << QByteArray("/no/such");
    QTest::newRow("no such program") << QByteArray("program") << QByteArray("/no/such/program");
}

void TestRunProtocol::aBrokenMessageIsAnsweredAndTheNextRunServed()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, word);
    if (request == "program")
        request = goodRequest(u"bad"_s, "").replace("/bin/sh", "/no/such/program");
    if (request.isEmpty())
        send("r", -1);
    else
        ask(request);
    const QByteArray refused = answer();
    QVERIFY2(refused.startsWith("end=notstarted\n"), refused.constData());
    QVERIFY2(refused.contains(word), refused.constData());
    ask(goodRequest(QString::fromLatin1(QTest::currentDataTag()), "exit 4"));
    QVERIFY(answer().contains("\ncode=4\n"));
}

void TestRunProtocol::runsInARow()
{
    for (int i = 0; i < 5; ++i)
        ask(goodRequest(u"row%1"_s.arg(i), "echo $$; exit " + QByteArray::number(i)));
    for (int i = 0; i < 5; ++i) {
        const QByteArray record = answer();
        QVERIFY2(record.contains("\ncode=" + QByteArray::number(i) + '\n'), record.constData());
        QFile file(m_dir.filePath(u"row%1/exit"_s.arg(i)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), record);
    }
}

void TestRunProtocol::requestsThatWaitAreRunWithoutTheEngine()
{
    ask(goodRequest(u"first"_s, "exit 1"));
    ask(goodRequest(u"second"_s, "exit 2"));
    m_socket.reset();
    QCOMPARE(status(), 0);
    QVERIFY(QFile::exists(m_dir.filePath(u"first/exit"_s)));
    QVERIFY(QFile::exists(m_dir.filePath(u"second/exit"_s)));
}

void TestRunProtocol::itEndsWithItsSocket()
{
    m_socket.reset();
    QCOMPARE(status(), 0);
}

void TestRunProtocol::itEndsWithTheMachine()
{
    ask(goodRequest(u"machine"_s, "echo up; sleep 1000"));
    QFile log(m_dir.filePath(u"machine/log"_s));
    QTRY_VERIFY(log.size() > 0);
    ::kill(m_pid, SIGTERM);
    const QByteArray record = answer();
    QVERIFY2(record.startsWith("end=stopped\n") && record.contains("cause=shutdown\n"), record.constData());
    QCOMPARE(status(), 0);
}

QTEST_GUILESS_MAIN(TestRunProtocol)
#include "tst_run_protocol.moc"
