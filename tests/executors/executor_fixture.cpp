#include "tests/executors/executor_fixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <unistd.h>

using namespace slipway;
using namespace Qt::StringLiterals;

ExecutorFixture::ExecutorFixture() : executor(config())
{
    executor.onFinished([this](InstanceId instance, int attempt, const RunEnd &end) {
        reports.push_back({instance, attempt, end});
    });
}

ExecutorFixture::~ExecutorFixture()
{
    for (const RunRequest &request : m_started)
        executor.stop(request.instance, request.attempt);
    waitForReports(m_started.size());
}

LocalExecutorConfig ExecutorFixture::config()
{
    LocalExecutorConfig config;
    config.supervisor = QStringLiteral(SLIPWAY_PROGRAM_DIR "/slipway-run");
    return config;
}

RunRequest ExecutorFixture::request(const QString &script)
{
    RunRequest request;
    request.instance = InstanceId(42);
    request.attempt = 3;
    request.folder = folder();
    request.script = script;
    request.stopGrace = Seconds(1);
    return request;
}

RunRequest ExecutorFixture::requestIn(const QString &name, const QString &script)
{
    RunRequest made = request(script);
    made.folder += u'/' + name;
    return made;
}

qint64 ExecutorFixture::number(const QString &exitRecord, const QByteArray &key) const
{
    for (const QByteArray &line : file(exitRecord).split('\n')) {
        if (line.startsWith(key + '='))
            return line.mid(key.size() + 1).toLongLong();
    }
    return -1;
}

Outcome<RunHandle> ExecutorFixture::start(const RunRequest &request)
{
    Outcome<RunHandle> handle = executor.reserve(request.instance, request.attempt);
    if (!handle)
        return handle;
    if (const Outcome<> started = executor.start(request); !started)
        return started.error();
    m_started.push_back(request);
    return handle;
}

RunEnd ExecutorFixture::run(const RunRequest &request)
{
    const size_t before = reports.size();
    const Outcome<RunHandle> handle = start(request);
    if (!handle) {
        qWarning() << handle.error().message;
        return {};
    }
    return waitForReports(before + 1) ? reports.back().end : RunEnd{};
}

bool ExecutorFixture::waitForReports(size_t count)
{
    return QTest::qWaitFor([this, count] { return reports.size() >= count; }, 60000);
}

QByteArray ExecutorFixture::file(const QString &name) const
{
    QFile file(folder() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int processesWith(const QByteArray &word)
{
    int count = 0;
    for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        QFile commandLine(u"/proc/%1/cmdline"_s.arg(pid));
        if (commandLine.open(QIODevice::ReadOnly) && commandLine.readAll().contains(word))
            ++count;
    }
    return count;
}

QByteArray uniqueSleep()
{
    static int number = 0;
    return "31557600." + QByteArray::number(::getpid()) + '1' + QByteArray::number(number++);
}
