// slipway: the console. Parses, composes, shows.

#include "app/console/console.h"
#include "app/lint/shellcheck_linter.h"
#include "app/platform/data_folder.h"
#include "ui/shell/all_pages.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QSettings>
#include <QTimer>

#include <cstdio>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

enum ExitStatus { Success = 0, Usage = 2 };

// The person's own choices: beside the engine that `--data-dir` names, otherwise by the XDG rules.
void chooseSettingsPlace(const ConsoleOptions &options)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    // The folder is made here with the rights that the engine wants; what is wrong with it the engine says better.
    if (options.dataDirGiven && DataFolder(options.dataDir).create().ok())
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, options.dataDir);
    QCoreApplication::setOrganizationName(u"slipway"_s);
    QCoreApplication::setApplicationName(u"console"_s);
}

QStringList pageIds(const PageRegistry &pages)
{
    QStringList ids;
    for (const PageEntry &page : pages)
        ids.append(page.id);
    return ids;
}

bool answersWithoutWindow(const QStringList &arguments)
{
    return arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s) || arguments.contains(u"--version"_s) ||
           arguments.contains(u"-v"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QStringList given;
    for (int at = 0; at < argc; ++at)
        given.append(QString::fromLocal8Bit(argv[at]));
    if (answersWithoutWindow(given) && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "minimal"); // help needs no display
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Slipway"_s);
    QApplication::setApplicationVersion(QStringLiteral(SLIPWAY_VERSION));
    ShellcheckLinter linter;
    const PageRegistry pages = allPages(&linter);
    const Outcome<ConsoleOptions> options = parseConsoleOptions(QApplication::arguments(), pageIds(pages));
    if (options.failed()) {
        std::fprintf(stderr, "slipway: %s\n", qPrintable(options.error().message));
        return Usage;
    }
    if (!options->text.isEmpty()) {
        std::fputs(qPrintable(options->text), stdout);
        return Success;
    }
    QLoggingCategory::setFilterRules(options->verbose ? u"slipway.*=true"_s : u"slipway.*.debug=false"_s);
    chooseSettingsPlace(*options);
    Console console(application, *options, pages);
    if (options->measureStart) {
        QObject::connect(&console, &Console::firstFramePainted, &application, [sinceStart] {
            std::printf("first_frame_ms %.1f\n", double(sinceStart.nsecsElapsed()) / 1e6);
            std::fflush(stdout);
            QTimer::singleShot(200, qApp,
                               &QCoreApplication::quit); // whoever measures reads the memory figure meanwhile
        });
    }
    console.show();
    return QApplication::exec();
}
