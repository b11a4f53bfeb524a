#include "app/serving/instances/child_process.h"
#include "app/serving/instances/http_probe.h"
#include "tests/serving/http_client.h"

#include <QDir>
#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace slipway {

// slipway-model serve as a process of its own, asked over its socket.
class TestModelHost : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersEqualTheExpectedOnes();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void refusesBadModels_data();
    void refusesBadModels();
    void servesTheEasCContract();
    void servesACommand();
    void servesPython();
    void checksContentMd5_data();
    void checksContentMd5();
    void acceptsChunkedBodies();
    void limitsTimeAndQueue();
    void finishesWhatIsInFlight();

private:
    QString write(const QString &name, const QByteArray &contents) const;
    void place(const QString &from, const QString &to) const;
    void start(const QByteArray &description);
    bool isReady() { return askSocket(m_socket, "", {}, "/_slipway/health").status == 200; }
    QByteArray log() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ChildProcess> m_process;
    int m_exitCode = -2;
    QString m_socket;
};

void TestModelHost::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_socket = m_folder->filePath(u"s"_s);
    m_exitCode = -2;
    place(QStringLiteral(SLIPWAY_TEST_DATA) + "/models/iris_xgb.json"_L1, u"a/model/iris_xgb.json"_s);
}

void TestModelHost::cleanup()
{
    if (!m_process)
        return;
    m_process->signal(SIGKILL);
    m_process.reset();
}

QString TestModelHost::write(const QString &name, const QByteArray &contents) const
{
    QFile file(m_folder->filePath(name));
    QDir().mkpath(QFileInfo(file).path());
    file.open(QIODevice::WriteOnly);
    file.write(contents);
    return file.fileName();
}

void TestModelHost::place(const QString &from, const QString &to) const
{
    QFile file(from);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(from));
    write(to, file.readAll());
}

void TestModelHost::start(const QByteArray &description)
{
    ProcessSpec spec;
    spec.arguments = {QStringLiteral(SLIPWAY_PROGRAM_DIR) + "/slipway-model"_L1,
                      u"serve"_s,
                      u"--description"_s,
                      write(u"d.json"_s, description),
                      u"--artefact"_s,
                      m_folder->filePath(u"a"_s),
                      u"--socket"_s,
                      m_socket,
                      u"--name"_s,
                      u"one"_s,
                      u"--version"_s,
                      u"7"_s};
    spec.outputFile = m_folder->filePath(u"log"_s);
    m_process = ChildProcess::start(spec);
    QVERIFY(m_process);
    connect(m_process.get(), &ChildProcess::finished, this, [this](int exitCode) { m_exitCode = exitCode; });
}

QByteArray TestModelHost::log() const
{
    QFile file(m_folder->filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestModelHost::answersEqualTheExpectedOnes()
{
    start(R"({"processor":"xgboost","metadata":{"cpu":1}})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 20'000);
    QFile file(QStringLiteral(SLIPWAY_TEST_DATA) + "/models/iris_xgb.expected.json"_L1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const json expected = json::parse(file.readAll().toStdString());
    json rows = json::array();
    for (const json &input : expected["inputs"]) {
        json row = json::object();
        for (size_t i = 0; i < input.size(); ++i) {
            if (!input[i].is_null())
                row[expected["feature_names"][i].get<std::string>()] = input[i];
        }
        rows.push_back(row);
    }
    for (const json &request : {json(expected["inputs"]), rows}) {
        const HttpAnswer answer = askSocket(m_socket, QByteArray::fromStdString(request.dump()));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.version, 7);
        const json outputs = json::parse(answer.body.toStdString());
        QCOMPARE(outputs.size(), expected["outputs"].size());
        for (size_t row = 0; row < outputs.size(); ++row) {
            for (size_t i = 0; i < outputs[row].size(); ++i)
                QVERIFY(std::abs(outputs[row][i].get<double>() - expected["outputs"][row][i].get<double>()) <= 1e-5);
        }
    }
}

void TestModelHost::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QByteArray &body, const QByteArray &says) {
        QTest::newRow(name) << body << says;
    };
    row("empty", "", "JSON array");
    row("no rows", "[]", "at least one row");
    row("not JSON", "{nonsense", "JSON array");
    row("too few values", "[[1,2]]", "row 1 has 2 values, but the model needs 4");
    row("unknown feature", R"([{"width":1}])", "no feature 'width'");
    row("a text", R"([[1,2,3,"4"]])", "row 1, value 4");
    row("second row", R"([[1,2,3,4],5])", "row 2");
}

void TestModelHost::refusesBadRequests()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, says);
    start(R"({"processor":"xgboost"})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 20'000);
    const HttpAnswer answer = askSocket(m_socket, body);
    QCOMPARE(answer.status, 400);
    QVERIFY2(answer.body.contains(says), answer.body.constData());
}

void TestModelHost::refusesBadModels_data()
{
    QTest::addColumn<QByteArray>("description");
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<int>("exitCode");
    const QByteArray xgboost = R"({"processor":"xgboost"})";
    QTest::newRow("noise") << xgboost << QByteArray("this is no model") << 22;
    QTest::newRow("empty") << xgboost << QByteArray("") << 22;
    QTest::newRow("entry missing") << QByteArray(R"({"processor":"xgboost","model_entry":"x.json"})")
                                   << QByteArray("{}") << 22;
    QTest::newRow("plug-in missing") << QByteArray(R"({"processor":"nothing"})") << QByteArray("{}") << 20;
    QTest::newRow("no shared object") << QByteArray(R"({"processor_type":"cpp","processor_entry":"iris_xgb.json"})")
                                      << QByteArray("{}") << 20;
    QTest::newRow("path in the code") << QByteArray(R"({"processor":"../x"})") << QByteArray("{}") << 24;
    QTest::newRow("bad description") << QByteArray("{") << QByteArray("{}") << 24;
    QTest::newRow("command ends") << QByteArray(R"({"containers":[{"command":"exit 3 # $PORT"}]})") << QByteArray("{}")
                                  << 25;
}

void TestModelHost::refusesBadModels()
{
    QFETCH(const QByteArray, description);
    QFETCH(const QByteArray, model);
    QFETCH(const int, exitCode);
    write(u"a/model/iris_xgb.json"_s, model);
    start(description);
    QTRY_COMPARE_WITH_TIMEOUT(m_exitCode, exitCode, 20'000);
    QVERIFY(!log().isEmpty());
    QVERIFY(!QFile::exists(m_socket));
}

void TestModelHost::servesTheEasCContract()
{
    place(QStringLiteral(SLIPWAY_ECHO_PROCESSOR), u"a/processor/pkg/libecho.so"_s);
    start(R"({"processor_type":"cpp","processor_entry":"libecho.so"})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 20'000);
    const HttpAnswer answer = askSocket(m_socket, "hello");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, (m_folder->filePath(u"a/model/iris_xgb.json"_s) + ": hello"_L1).toUtf8());
    QCOMPARE(askSocket(m_socket, "").status, 400);
}

void TestModelHost::servesACommand()
{
    write(u"a/model/hello.txt"_s, "from the command");
    start(R"({"containers":[{"command":"python3 -m http.server $PORT --bind 127.0.0.1"}]})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 30'000);
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    socket.write("GET /hello.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QSignalSpy closed(&socket, &QLocalSocket::disconnected);
    QVERIFY(closed.wait(20'000));
    const QByteArray text = socket.readAll();
    QVERIFY2(text.startsWith("HTTP/1.1 200") && text.endsWith("from the command"), text.constData());
}

void TestModelHost::servesPython()
{
    place(QStringLiteral(SLIPWAY_TEST_DATA) + "/processors/app.py"_L1, u"a/processor/pkg/app.py"_s);
    start(R"({"processor_type":"python","processor_entry":"./app.py"})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 30'000);
    QCOMPARE(askSocket(m_socket, "21").body, QByteArray("42.0"));
    QCOMPARE(askSocket(m_socket, "x").status, 400);
}

void TestModelHost::checksContentMd5_data()
{
    QTest::addColumn<QByteArray>("md5");
    QTest::addColumn<int>("status");
    QTest::newRow("hexadecimal") << QByteArray("5d41402abc4b2a76b9719d911017c592") << 200;
    QTest::newRow("upper case") << QByteArray("5D41402ABC4B2A76B9719D911017C592") << 200;
    QTest::newRow("base64") << QByteArray("XUFAKrxLKna5cZ2REBfFkg==") << 200;
    QTest::newRow("wrong") << QByteArray("5d41402abc4b2a76b9719d911017c593") << 400;
}

void TestModelHost::checksContentMd5()
{
    QFETCH(const QByteArray, md5);
    QFETCH(const int, status);
    place(QStringLiteral(SLIPWAY_ECHO_PROCESSOR), u"a/model/libecho.so"_s);
    start(R"({"processor_type":"cpp","processor_entry":"libecho.so"})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 20'000);
    QCOMPARE(askSocket(m_socket, "hello", "Content-MD5: " + md5 + "\r\n").status, status);
}

void TestModelHost::acceptsChunkedBodies()
{
    start(R"({"processor":"xgboost"})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 20'000);
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "5\r\n[[5.1\r\nd\r\n,3.5,1.4,0.2]\r\n1\r\n]\r\n0\r\n\r\n");
    QSignalSpy closed(&socket, &QLocalSocket::disconnected);
    QVERIFY(closed.wait(20'000));
    const QByteArray text = socket.readAll();
    QVERIFY2(text.startsWith("HTTP/1.1 200"), text.constData());
}

void TestModelHost::limitsTimeAndQueue()
{
    // A server that never answers stands for a processor that takes too long.
    write(u"a/model/slow.py"_s, "import os,socket,time\ns=socket.create_server(('127.0.0.1',int(os.environ['PORT'])))\n"
                                "keep=[]\nwhile True: keep.append(s.accept())\n");
    start(R"({"containers":[{"command":"python3 slow.py # $PORT"}],
             "metadata":{"rpc":{"worker_threads":2,"max_queue_size":1,"keepalive":1500}}})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 30'000);
    std::vector<std::unique_ptr<QLocalSocket>> sockets;
    for (int i = 0; i < 4; ++i) {
        sockets.push_back(std::make_unique<QLocalSocket>());
        sockets.back()->connectToServer(m_socket);
        sockets.back()->write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
    }
    QByteArrayList status;
    for (const auto &socket : sockets) {
        QTRY_VERIFY_WITH_TIMEOUT(socket->bytesAvailable() > 12 || socket->state() == QLocalSocket::UnconnectedState,
                                 20'000);
        status.append(socket->readAll().mid(9, 3));
    }
    QCOMPARE(status.count("450"), 1); // two are worked on, one waits
    QVERIFY(status.count("408") >= 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_exitCode, 26, 20'000); // no worker is left: the supervisor would start it again
}

void TestModelHost::finishesWhatIsInFlight()
{
    write(u"a/model/slow.py"_s, "import os,time\nfrom http.server import *\nclass H(BaseHTTPRequestHandler):\n"
                                " def do_POST(self):\n  open('started','w').close(); time.sleep(0.7)\n"
                                "  self.send_response(200); self.send_header('Content-Length','4'); self.end_headers();"
                                " self.wfile.write(b'done')\n"
                                "HTTPServer(('127.0.0.1',int(os.environ['PORT'])),H).serve_forever()\n");
    start(R"({"containers":[{"command":"python3 slow.py # $PORT"}]})");
    QTRY_VERIFY2_WITH_TIMEOUT(isReady(), log().constData(), 30'000);
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx");
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_folder->filePath(u"a/model/started"_s)), 20'000);
    m_process->signal(SIGTERM);
    QSignalSpy closed(&socket, &QLocalSocket::disconnected);
    QVERIFY(closed.wait(20'000));
    QVERIFY(socket.readAll().endsWith("done"));
    QTRY_COMPARE_WITH_TIMEOUT(m_exitCode, 0, 20'000);
}

} // namespace slipway

QTEST_GUILESS_MAIN(slipway::TestModelHost)
#include "tst_model_host.moc"
