#include "app/console/console_options.h"

#include "app/platform/data_folder.h"

#include <QCommandLineParser>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

const QCommandLineOption dataDirOption(u"data-dir"_s, u"Folder of the engine (default: by the XDG rules)."_s,
                                       u"folder"_s);
const QCommandLineOption themeOption(u"theme"_s, u"Colours of this session: light, dark or system."_s, u"theme"_s);
const QCommandLineOption pageOption(u"page"_s, u"Page to show first."_s, u"page"_s);
const QCommandLineOption verboseOption(u"verbose"_s, u"Say more on standard error."_s);
const QCommandLineOption measureOption(u"measure-start"_s,
                                       u"Print the milliseconds until the first painted frame, then end."_s);
const QCommandLineOption helpOption({u"h"_s, u"help"_s}, u"Show this help."_s);
const QCommandLineOption versionOption({u"v"_s, u"version"_s}, u"Show the version."_s);

std::optional<ThemeChoice> themeOf(const QString &text)
{
    if (text == "light"_L1)
        return ThemeChoice::Light;
    if (text == "dark"_L1)
        return ThemeChoice::Dark;
    if (text == "system"_L1)
        return ThemeChoice::System;
    return std::nullopt;
}

Outcome<ConsoleOptions> check(const QCommandLineParser &parser, const QStringList &pages)
{
    ConsoleOptions options;
    options.dataDirGiven = parser.isSet(dataDirOption);
    options.dataDir = options.dataDirGiven ? parser.value(dataDirOption) : DataFolder::defaultRoot();
    options.verbose = parser.isSet(verboseOption);
    options.measureStart = parser.isSet(measureOption);
    options.page = parser.value(pageOption);
    if (options.dataDir.isEmpty())
        return Error::invalid(u"data-dir"_s, u"--data-dir needs the name of a folder."_s);
    if (parser.isSet(themeOption)) {
        options.theme = themeOf(parser.value(themeOption));
        if (!options.theme)
            return Error::invalid(u"theme"_s,
                                  u"--theme takes light, dark or system, not \"%1\"."_s.arg(parser.value(themeOption)));
    }
    if (!options.page.isEmpty() && !pages.contains(options.page))
        return Error::invalid(
            u"page"_s, u"There is no page \"%1\"; --page takes one of: %2."_s.arg(options.page, pages.join(u", "_s)));
    return options;
}

} // namespace

Outcome<ConsoleOptions> parseConsoleOptions(const QStringList &arguments, const QStringList &pages)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Slipway: the console for scheduled model deployment."_s);
    parser.addOptions(
        {dataDirOption, themeOption, pageOption, verboseOption, measureOption, helpOption, versionOption});
    if (!parser.parse(arguments))
        return Error::invalid(u"arguments"_s, parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return Error::invalid(u"arguments"_s,
                              u"\"%1\" is not an option. See --help."_s.arg(parser.positionalArguments().first()));
    ConsoleOptions information;
    if (parser.isSet(helpOption)) {
        information.text = parser.helpText();
        return information;
    }
    if (parser.isSet(versionOption)) {
        information.text = u"slipway %1\n"_s.arg(QStringLiteral(SLIPWAY_VERSION));
        return information;
    }
    return check(parser, pages);
}

} // namespace slipway
