#include "app/eascmd/session.h"

#include "models/contract/error_mapping.h"

#include <cstdio>
#include <string>
#include <unistd.h>

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

void printOut(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void printError(const QString &text)
{
    std::fputs(("eascmd: " + text.toUtf8() + '\n').constData(), stderr);
}

Consent ask(const QString &question)
{
    if (::isatty(STDIN_FILENO) == 0)
        return Consent::NoTerminal;
    printOut(question + u" [Y/n]\n"_s);
    std::string answer;
    for (int c = std::fgetc(stdin); c != '\n'; c = std::fgetc(stdin)) {
        if (c == EOF || answer.size() > 16)
            return Consent::No;
        answer += char(c);
    }
    const QString word = QString::fromStdString(answer).trimmed().toLower();
    return word.isEmpty() || word == "y"_L1 || word == "yes"_L1 ? Consent::Yes : Consent::No;
}

Session::Session(const Options &options, const Settings &settings, QObject *parent)
    : QObject(parent), m_options(options), m_settings(settings)
{
    m_api.setTarget(settings.base, settings.credentials);
}

ApiCall Session::makeCall(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                          const QByteArray &json) const
{
    ApiCall call = ApiCall::eas(method, target, action, {}, json);
    call.host = m_settings.hostHeader;
    if (!m_settings.instanceId.isEmpty())
        setHeader(call.headers, "x-acs-slipway-instance", m_settings.instanceId);
    return call;
}

void Session::call(const QByteArray &method, const QByteArray &target, QLatin1StringView action, const QByteArray &json,
                   std::function<void(const Outcome<ApiAnswer> &)> done)
{
    const bool verbose = m_options.verbose;
    m_api.send(makeCall(method, target, action, json), [=, done = std::move(done)](const Outcome<ApiAnswer> &answer) {
        if (verbose) {
            const QString status = answer ? QString::number(answer->status) : answer.error().message;
            printError(QString::fromLatin1(method + ' ' + target) + u": "_s + status);
        }
        done(answer);
    });
}

void Session::callOrFail(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                         const QByteArray &json, std::function<void(const ApiAnswer &)> done)
{
    call(method, target, action, json, [this, done = std::move(done)](const Outcome<ApiAnswer> &answer) {
        if (!answer)
            return fail(answer.error());
        if (answer->status >= 400) {
            printRequestId(*answer);
            return fail(decodeError(answer->status, answer->body));
        }
        done(*answer);
    });
}

void Session::printRequestId(const ApiAnswer &answer) const
{
    if (const QString id = requestIdOf(answer.body); !id.isEmpty())
        printOut(u"[RequestId]: "_s + id + u'\n');
}

void Session::printOk(const QString &text) const
{
    printOut(u"[OK] "_s + text + u'\n');
}

void Session::fail(const Error &error)
{
    const bool ownCode = error.code.isEmpty() || error.code == "ServiceUnavailable"_L1;
    printError(ownCode ? error.message : error.message + u" ("_s + error.code + u')');
    emit finished(Failed);
}

} // namespace slipway::eascmd
