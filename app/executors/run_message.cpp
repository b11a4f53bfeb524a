#include "app/executors/run_message.h"

#include "app/platform/files.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <sys/mman.h>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

// No language means UTF-8 without one. Only the characters need a locale then: the others of C.UTF-8 say what C says,
// and every bash would open a dozen files for them (a fifth of its start).
void insertLocale(QProcessEnvironment &environment)
{
    const QString language = qEnvironmentVariable("LANG", u"C.UTF-8"_s);
    const bool plain = language == u"C.UTF-8";
    environment.insert(u"LANG"_s, plain ? u"C"_s : language);
    if (plain)
        environment.insert(u"LC_CTYPE"_s, language);
}

QProcessEnvironment baseEnvironment(const LocalExecutorConfig &config)
{
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, config.path);
    environment.insert(u"HOME"_s, QDir::homePath());
    environment.insert(u"SHELL"_s, config.shell);
    insertLocale(environment);
    for (const char *name : {"USER", "LOGNAME", "TZ"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    return environment;
}

class Message
{
public:
    void add(const char *key, const QByteArray &value) { m_bytes.append(key).append('=').append(value).append('\0'); }
    void add(const char *key, const QString &value) { add(key, QFile::encodeName(value)); }
    void add(const char *key, qint64 value) { add(key, QByteArray::number(value)); }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace

Outcome<UniqueFd> makeRunMessage(const LocalExecutorConfig &config, const RunRequest &request)
{
    Message message;
    message.add("folder", request.folder);
    message.add("timeout", request.timeout.count());
    message.add("grace", request.stopGrace.count());
    message.add("max-log", config.maxLogBytes);
    for (const QString &secret : request.secrets)
        message.add("secret", secret.toUtf8());
    QProcessEnvironment environment = baseEnvironment(config);
    environment.insert(request.environment);
    for (const QString &variable : environment.toStringList())
        message.add("environment", variable);
    message.add("argument", config.shell);
    message.add("argument", request.folder + "/script.sh"_L1);
    for (const QString &argument : request.arguments)
        message.add("argument", argument);

    const QByteArray &bytes = message.bytes();
    UniqueFd fd(::memfd_create("slipway-run", MFD_CLOEXEC));
    if (!fd.isValid() || ::write(fd.get(), bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return Error::internal(u"The run could not be handed over: %1."_s.arg(systemReason(errno)));
    return fd;
}

} // namespace slipway
