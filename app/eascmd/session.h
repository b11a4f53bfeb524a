#pragma once

#include "app/client/api_connection.h"
#include "app/eascmd/options.h"
#include "app/eascmd/settings.h"

#include <QObject>

#include <functional>

namespace slipway::eascmd {

enum ExitStatus { Done = 0, Failed = 1, WrongUse = 2, Interrupted = 130 };

// One call of the program: options, the connection, the two output streams, and how it ends.
class Session : public QObject
{
    Q_OBJECT

public:
    Session(const Options &options, const Settings &settings, QObject *parent = nullptr);

    const Options &options() const { return m_options; }
    const QString &region() const { return m_settings.region; }
    bool isLocal() const { return m_settings.base.scheme() == QLatin1StringView("http"); }

    // Calls EAS; `done` gets whatever came.
    void call(const QByteArray &method, const QByteArray &target, QLatin1StringView action, const QByteArray &json,
              std::function<void(const Outcome<ApiAnswer> &)> done);
    // As call(), but an answer that is an error is told and ends the program.
    void callOrFail(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                    const QByteArray &json, std::function<void(const ApiAnswer &)> done);

    void printRequestId(const ApiAnswer &answer) const;
    void printOk(const QString &text) const;
    // Ends the program with status 1 and the message on standard error.
    void fail(const Error &error);

signals:
    void finished(int exitStatus);

private:
    ApiCall makeCall(const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                     const QByteArray &json) const;

    Options m_options;
    Settings m_settings;
    ApiConnection m_api;
};

// Flushed at once, so that a log shows lines when they happen.
void printOut(const QString &text);
void printError(const QString &text); // with "eascmd: " before and a line end behind

// Asks on the terminal. Without a terminal it fails at once: nobody could answer.
enum class Consent { Yes, No, NoTerminal };
Consent ask(const QString &question);

} // namespace slipway::eascmd
