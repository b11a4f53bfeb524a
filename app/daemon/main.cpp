// slipwayd: the engine. Parses, composes, runs.

#include "app/daemon/daemon.h"
#include "app/daemon/engine_log.h"
#include "app/daemon/launcher.h"
#include "app/platform/unix_signals.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

enum ExitStatus { Success = 0, Failure = 1, Usage = 2 };

int complain(const Error &error, ExitStatus status)
{
    std::fprintf(stderr, "slipwayd: %s\n", qPrintable(error.message));
    return status;
}

int runInBackground(const QStringList &arguments)
{
    const auto address = launchInBackground(arguments);
    if (!address)
        return complain(address.error(), Failure);
    std::printf("slipwayd is ready at %s\n", qPrintable(*address));
    return Success;
}

int fail(const DaemonOptions &options, const Error &error)
{
    qCritical("%s", qPrintable(error.message));
    reportFailure(options.readyFd, error.message);
    return Failure;
}

int runInForeground(const DaemonOptions &options)
{
    UnixSignals signalSource({SIGTERM, SIGINT, SIGHUP}); // before any thread
    const DataFolder folder(options.dataDir);
    EngineLog log(folder.engineLogFile());
    log.install(options.verbose);
    if (const auto made = folder.create(); !made)
        return fail(options, made.error());
    if (const auto opened = log.open(); !opened)
        return fail(options, opened.error());
    Daemon daemon(options);
    QObject::connect(&signalSource, &UnixSignals::received, &daemon, &Daemon::stop);
    QObject::connect(&daemon, &Daemon::stopped, qApp, &QCoreApplication::quit);
    QObject::connect(&daemon, &Daemon::ready, &daemon,
                     [engine = &daemon, fd = options.readyFd] { reportReady(fd, engine->apiAddress()); });
    QObject::connect(&daemon, &Daemon::failed, &daemon,
                     [options](const Error &why) { QCoreApplication::exit(fail(options, why)); });
    if (const auto started = daemon.start(); !started)
        return fail(options, started.error());
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"slipwayd"_s);
    const QStringList arguments = QCoreApplication::arguments();
    const auto commandLine = parseCommandLine(arguments);
    if (!commandLine)
        return complain(commandLine.error(), Usage);
    if (!commandLine->text.isEmpty()) {
        std::fputs(qPrintable(commandLine->text), stdout);
        return Success;
    }
    return commandLine->options.foreground ? runInForeground(commandLine->options) : runInBackground(arguments);
}
