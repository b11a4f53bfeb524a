#include "app/eascmd/commands.h"

#include <QCoreApplication>
#include <QTimer>

#include <csignal>
#include <unistd.h>

using namespace slipway;
using namespace slipway::eascmd;
using namespace Qt::StringLiterals;

extern "C" void endByInterrupt(int)
{
    ::_exit(Interrupted);
}

static int wrongUse(const QString &message)
{
    printError(message + u" See \"eascmd --help\"."_s);
    return WrongUse;
}

static int runCommand(QCoreApplication &application, const Command &command, const Options &options)
{
    const auto settings = resolveSettings(options, QProcessEnvironment::systemEnvironment());
    if (!settings)
        return wrongUse(settings.error().message);
    Session session(options, *settings);
    // Queued: a command may end before the event loop has begun.
    QObject::connect(&session, &Session::finished, &application, &QCoreApplication::exit, Qt::QueuedConnection);
    QTimer::singleShot(0, &session, [&command, session = &session] { command.run(*session); });
    return QCoreApplication::exec();
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"eascmd"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SLIPWAY_VERSION));
    std::signal(SIGINT, endByInterrupt);

    const auto options = parseOptions(QCoreApplication::arguments().mid(1));
    if (!options)
        return wrongUse(options.error().message);
    if (options->version) {
        printOut(u"eascmd (Slipway) "_s + QCoreApplication::applicationVersion() + u'\n');
        return Done;
    }
    if (options->help || (options->command == "help"_L1 && options->operands.isEmpty())) {
        printOut(usage());
        return Done;
    }
    if (options->command.isEmpty())
        return wrongUse(u"A command is missing."_s);
    if (options->command == "config"_L1)
        return runConfig(*options);
    const Command *command = findCommand(options->command);
    if (!command)
        return wrongUse(u"There is no command \"%1\"."_s.arg(options->command.left(32)));
    if (options->operands.size() != command->operands)
        return wrongUse(u"Use: eascmd %1."_s.arg(command->use));
    return runCommand(application, *command, *options);
}
