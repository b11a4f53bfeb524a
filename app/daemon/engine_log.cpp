#include "app/daemon/engine_log.h"

#include "app/platform/files.h"

#include <QDateTime>
#include <QFile>
#include <QLoggingCategory>

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// Qt's message handler takes no context, so the log that it writes to is found here.
std::atomic<EngineLog *> currentLog = nullptr;

QLatin1StringView levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    default:
        return "error"_L1;
    }
}

void writeAll(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return; // a full disk must not stop the engine
        done += n;
    }
}

} // namespace

EngineLog::~EngineLog()
{
    if (m_installed) {
        qInstallMessageHandler(nullptr);
        currentLog = nullptr;
    }
}

Outcome<> EngineLog::open()
{
    const std::lock_guard lock(m_lock);
    return reopen();
}

Outcome<> EngineLog::reopen()
{
    m_fd.reset(::open(QFile::encodeName(m_file).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!m_fd.isValid())
        return Error::internal(u"Could not open the log %1: %2."_s.arg(m_file, systemReason(errno)));
    struct stat status = {};
    m_size = ::fstat(m_fd.get(), &status) == 0 ? status.st_size : 0;
    return {};
}

void EngineLog::install(bool verbose)
{
    QLoggingCategory::setFilterRules(verbose ? u"slipway.*.debug=true\nslipway.*.info=true"_s
                                             : u"slipway.*.debug=false"_s);
    m_installed = true;
    currentLog = this;
    qInstallMessageHandler(handle);
}

void EngineLog::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = format(type, QString::fromLatin1(context.category), message);
    if (EngineLog *log = currentLog)
        log->write(line);
}

QByteArray EngineLog::format(QtMsgType type, const QString &category, const QString &message)
{
    QString part = category;
    if (part.startsWith("slipway."_L1))
        part.remove(0, 8);
    QString text = message;
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return u"time=%1 level=%2 part=%3 message=\"%4\"\n"_s.arg(time, levelName(type), part, text).toUtf8();
}

void EngineLog::write(const QByteArray &line)
{
    const std::lock_guard lock(m_lock);
    writeAll(STDERR_FILENO, line);
    if (!m_fd.isValid())
        return;
    if (m_size + line.size() > m_limit)
        rotate();
    writeAll(m_fd.get(), line);
    m_size += line.size();
}

void EngineLog::rotate()
{
    for (int i = keptFiles; i > 1; --i)
        ::rename(QFile::encodeName(u"%1.%2"_s.arg(m_file).arg(i - 1)).constData(),
                 QFile::encodeName(u"%1.%2"_s.arg(m_file).arg(i)).constData());
    ::rename(QFile::encodeName(m_file).constData(), QFile::encodeName(m_file + u".1"_s).constData());
    reopen();
}

} // namespace slipway
