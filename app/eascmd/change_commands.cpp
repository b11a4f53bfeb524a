#include "app/eascmd/commands.h"
#include "app/eascmd/table.h"
#include "app/eascmd/waiter.h"
#include "app/platform/files.h"
#include "models/contract/error_mapping.h"
#include "models/contract/json_text.h"
#include "models/contract/service_description.h"

#include <QDir>

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

static constexpr qint64 maxDescriptionBytes = 1024 * 1024;

// The description in a file, its warnings told; local paths count from the folder the program was called in.
static Outcome<ServiceDescription> readDescription(const QString &file)
{
    const auto text = readSmallFile(file, maxDescriptionBytes);
    if (!text)
        return text.error();
    auto description = parseServiceDescription(*text);
    if (!description) {
        Error error = description.error();
        error.message = file + u": "_s + error.message;
        return error;
    }
    for (const QString &warning : description->warnings)
        printError(u"warning: %1: %2"_s.arg(file, warning));
    description.value().document = withAbsolutePaths(description->document, QDir::currentPath());
    return description;
}

static void waitFor(Session &session, const QString &service, Waiter::Goal goal, int version = 0)
{
    (new Waiter(session, service, goal, version))->start(); // the session owns it
}

// --- create ---

static void showEndpoints(const eas::ServiceReport &report)
{
    QList<std::pair<QString, QString>> rows;
    if (!report.internetEndpoint.isEmpty() && report.internetEndpoint != report.intranetEndpoint)
        rows.emplaceBack(u"Internet Endpoint"_s, report.internetEndpoint);
    rows.emplaceBack(u"Intranet Endpoint"_s, report.intranetEndpoint);
    rows.emplaceBack(u"Token"_s, report.service.token);
    printOut(verticalTable(rows));
}

void createService(Session &session)
{
    const auto description = readDescription(session.options().operands.first());
    if (!description)
        return session.fail(description.error());
    session.callOrFail("POST", "/api/v2/services", "CreateService"_L1, description->document,
                       [&session, name = description->name](const ApiAnswer &created) {
                           session.printRequestId(created);
                           session.callOrFail("GET", eas::servicePath(session.region(), name), "DescribeService"_L1, {},
                                              [&session, name](const ApiAnswer &answer) {
                                                  const auto report = eas::decodeService(answer.status, answer.body);
                                                  if (!report)
                                                      return session.fail(report.error());
                                                  showEndpoints(*report);
                                                  waitFor(session, name, Waiter::Goal::Running, 1);
                                              });
                       });
}

// --- modify ---

static Outcome<QByteArray> changeDocument(const Options &options)
{
    QByteArray document = "{}";
    if (!options.descriptionFile.isEmpty()) {
        const auto description = readDescription(options.descriptionFile);
        if (!description)
            return description.error();
        document = description->document;
    }
    if (options.assignments.isEmpty())
        return document;
    const auto assigned = documentFromAssignments(options.assignments);
    if (!assigned)
        return assigned.error();
    return mergeDescriptions(document, withAbsolutePaths(*assigned, QDir::currentPath()));
}

// Reads the service, then goes on with what it says.
static void withService(Session &session, const QString &name, std::function<void(const Service &)> next)
{
    session.callOrFail("GET", eas::servicePath(session.region(), name), "DescribeService"_L1, {},
                       [&session, next = std::move(next)](const ApiAnswer &answer) {
                           const auto report = eas::decodeService(answer.status, answer.body);
                           if (!report)
                               return session.fail(report.error());
                           next(report->service);
                       });
}

// A write call whose answer is a message: told, then `next`.
static void change(Session &session, const QByteArray &method, const QByteArray &target, QLatin1StringView action,
                   const QByteArray &json, std::function<void()> next)
{
    session.callOrFail(method, target, action, json, [&session, next = std::move(next)](const ApiAnswer &answer) {
        session.printRequestId(answer);
        const auto message = eas::decodeMessage(answer.status, answer.body);
        if (!message)
            return session.fail(message.error());
        if (!message->isEmpty())
            session.printOk(*message);
        next();
    });
}

void modifyService(Session &session)
{
    const QString name = session.options().operands.first();
    if (session.options().descriptionFile.isEmpty() && session.options().assignments.isEmpty()) {
        printError(u"Use: eascmd modify NAME -s FILE, or -Dkey.path=value"_s);
        emit session.finished(WrongUse);
        return;
    }
    const auto document = changeDocument(session.options());
    if (!document)
        return session.fail(document.error());
    withService(session, name, [&session, name, json = *document](const Service &before) {
        const QByteArray target = eas::servicePath(session.region(), name);
        change(session, "PUT", target, "UpdateService"_L1, json, [&session, name, before] {
            withService(session, name, [&session, name, before](const Service &after) {
                // A change of the instance count alone makes no version.
                const bool madeVersion = after.latestVersion > before.latestVersion;
                waitFor(session, name, Waiter::Goal::Running, madeVersion ? after.latestVersion : 0);
            });
        });
    });
}

// --- the others ---

// True if the change may go on; otherwise the session is over.
static bool mayGoOn(Session &session, const QString &question)
{
    if (session.options().force)
        return true;
    switch (ask(question)) {
    case Consent::Yes:
        return true;
    case Consent::No:
        printError(u"Nothing was changed."_s);
        break;
    case Consent::NoTerminal:
        printError(u"This asks before it acts, and there is no terminal to ask on. Add -f to go on without."_s);
        break;
    }
    emit session.finished(Failed);
    return false;
}

static std::optional<int> numberOperand(Session &session, const QString &what, int lowest)
{
    bool ok = false;
    const QString text = session.options().operands.at(1);
    const int number = text.toInt(&ok);
    if (ok && number >= lowest)
        return number;
    printError(u"%1 is \"%2\"; it must be a whole number from %3."_s.arg(what, text.left(32)).arg(lowest));
    emit session.finished(WrongUse);
    return std::nullopt;
}

void switchVersion(Session &session)
{
    const QString name = session.options().operands.first();
    const auto version = numberOperand(session, u"The version"_s, 1);
    if (!version || !mayGoOn(session, u"Are you sure to switch the service [%1] in [%2] to version [%3]?"_s
                                          .arg(name, session.region())
                                          .arg(*version)))
        return;
    change(session, "PUT", eas::servicePath(session.region(), name, "/version"_L1), "UpdateServiceVersion"_L1,
           eas::encodeNumberBody("Version", *version),
           [&session, name, version] { waitFor(session, name, Waiter::Goal::Running, *version); });
}

void deleteService(Session &session)
{
    const QString name = session.options().operands.first();
    if (!mayGoOn(session, u"Are you sure to delete the service [%1] in [%2]?"_s.arg(name, session.region())))
        return;
    change(session, "DELETE", eas::servicePath(session.region(), name), "DeleteService"_L1, {},
           [&session, name] { waitFor(session, name, Waiter::Goal::Gone); });
}

static void put(Session &session, QLatin1StringView rest, QLatin1StringView action, std::function<void()> next)
{
    const QString name = session.options().operands.first();
    change(session, "PUT", eas::servicePath(session.region(), name, rest), action, {}, std::move(next));
}

void stopService(Session &session)
{
    put(session, "/stop"_L1, "StopService"_L1, [&session] { emit session.finished(Done); });
}

void startService(Session &session)
{
    put(session, "/start"_L1, "StartService"_L1,
        [&session] { waitFor(session, session.options().operands.first(), Waiter::Goal::Running); });
}

void restartService(Session &session)
{
    put(session, "/restart"_L1, "RestartService"_L1, [&session] { emit session.finished(Done); });
}

void scaleService(Session &session)
{
    const QString name = session.options().operands.first();
    const auto instances = numberOperand(session, u"The number of instances"_s, 0);
    if (!instances)
        return;
    change(session, "PUT", eas::servicePath(session.region(), name, "/scale"_L1), "ScaleService"_L1,
           eas::encodeNumberBody("Instance", *instances),
           [&session, name] { waitFor(session, name, Waiter::Goal::Running); });
}

} // namespace slipway::eascmd
