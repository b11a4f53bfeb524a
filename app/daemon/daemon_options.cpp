#include "app/daemon/daemon_options.h"

#include "app/platform/data_folder.h"

#include <QCommandLineParser>
#include <QDir>
#include <QRegularExpression>

namespace slipway {

using namespace Qt::StringLiterals;

namespace {

constexpr double highestRate = 100000;

QList<QCommandLineOption> knownOptions()
{
    return {
        {u"data-dir"_s, u"Keep everything in <folder> (default: %1)."_s.arg(DataFolder::defaultRoot()), u"folder"_s},
        {u"foreground"_s, u"Stay in the foreground. Without it the engine goes to the background once it is ready."_s},
        {u"port"_s, u"Port of the API on 127.0.0.1 (default: the last one used, else 8700, else any)."_s, u"number"_s},
        {u"gateway-port"_s, u"Port of the gateway to model services (default: any, then the same again)."_s,
         u"number"_s},
        {u"clock"_s,
         u"A clock for rehearsals: shows <start> (ISO 8601) now and runs <rate> times as fast, e.g. "
         "2026-03-01T00:00:00Z,x60. \"resume\" goes on with the clock of the last start in this folder, as if it "
         "had run on meanwhile."_s,
         u"start[,xrate]|resume"_s},
        {u"region"_s, u"EAS region of calls that name none (default: cn-shanghai)."_s, u"id"_s},
        {u"on-exit"_s, u"Whether services and runs go on when the engine ends: keep (default) or stop."_s,
         u"keep|stop"_s},
        {u"verbose"_s, u"Log every call and decision."_s},
        {u"help"_s, u"Show this help."_s},
        {u"version"_s, u"Show the version."_s},
    };
}

Error usage(const QString &option, const QString &message)
{
    return Error::invalid(option, message);
}

Outcome<quint16> portOf(const QCommandLineParser &parser, const QString &name)
{
    if (!parser.isSet(name))
        return quint16(0);
    bool ok = false;
    const int port = parser.value(name).toInt(&ok);
    if (!ok || port < 0 || port > 65535)
        return usage(name, u"--%1 \"%2\" must be a number from 0 to 65535."_s.arg(name, parser.value(name)));
    return quint16(port);
}

Outcome<> readValues(const QCommandLineParser &parser, DaemonOptions &options)
{
    const auto port = portOf(parser, u"port"_s);
    const auto gatewayPort = portOf(parser, u"gateway-port"_s);
    if (!port || !gatewayPort)
        return port ? gatewayPort.error() : port.error();
    options.port = *port;
    options.gatewayPort = *gatewayPort;
    if (parser.isSet(u"clock"_s)) {
        const auto clock = parseClockOption(parser.value(u"clock"_s));
        if (!clock)
            return clock.error();
        options.clock = *clock;
    }
    const QString onExit = parser.isSet(u"on-exit"_s) ? parser.value(u"on-exit"_s) : u"keep"_s;
    if (onExit != "keep"_L1 && onExit != "stop"_L1)
        return usage(u"on-exit"_s, u"--on-exit \"%1\" must be keep or stop."_s.arg(onExit));
    options.onExit = onExit == "stop"_L1 ? OnExit::Stop : OnExit::Keep;
    if (parser.isSet(u"region"_s))
        options.region = parser.value(u"region"_s);
    static const QRegularExpression regionForm(u"^[a-z]{2}-[a-z0-9-]{2,40}$"_s);
    if (!regionForm.match(options.region).hasMatch())
        return usage(u"region"_s, u"--region \"%1\" must be a region's id, e.g. cn-shanghai."_s.arg(options.region));
    return {};
}

} // namespace

Outcome<ClockOption> parseClockOption(const QString &text)
{
    if (text == "resume"_L1)
        return ClockOption{true, {}, 1};
    const qsizetype comma = text.indexOf(u',');
    const QString start = comma < 0 ? text : text.left(comma);
    QDateTime moment = QDateTime::fromString(start, Qt::ISODateWithMs);
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    if (!moment.isValid())
        return usage(u"clock"_s, u"--clock \"%1\" must begin with a time such as 2026-03-01T00:00:00Z (UTC where no "
                                 "zone is given), or be \"resume\"."_s.arg(text));
    ClockOption option{false, fromDateTime(moment), 1};
    if (comma < 0)
        return option;
    bool ok = false;
    const QString rate = text.mid(comma + 1);
    option.rate = rate.mid(1).toDouble(&ok);
    if (!ok || !rate.startsWith(u'x') || !(option.rate > 0) || option.rate > highestRate)
        return usage(u"clock"_s,
                     u"The rate \"%1\" of --clock must be x followed by a number up to %2, e.g. x60."_s.arg(rate).arg(
                         highestRate));
    return option;
}

Outcome<CommandLine> parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"The engine of Slipway: runs scheduled nodes and serves models on this machine."_s);
    parser.addOptions(knownOptions());
    QCommandLineOption readyFd(u"ready-fd"_s, {}, u"number"_s);
    readyFd.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(readyFd);
    if (!parser.parse(arguments))
        return usage(u"arguments"_s, parser.errorText());
    if (parser.isSet(u"help"_s))
        return CommandLine{{}, parser.helpText()};
    if (parser.isSet(u"version"_s))
        return CommandLine{{}, QStringLiteral("slipwayd " SLIPWAY_VERSION "\n")};
    if (!parser.positionalArguments().isEmpty())
        return usage(u"arguments"_s,
                     u"\"%1\" is not an option. See --help."_s.arg(parser.positionalArguments().first()));
    DaemonOptions options;
    const QString folder = parser.isSet(u"data-dir"_s) ? parser.value(u"data-dir"_s) : DataFolder::defaultRoot();
    if (folder.isEmpty())
        return usage(u"data-dir"_s, u"--data-dir must name a folder."_s);
    options.dataDir = DataFolder(folder).root();
    options.foreground = parser.isSet(u"foreground"_s);
    options.verbose = parser.isSet(u"verbose"_s);
    options.readyFd = parser.isSet(readyFd) ? parser.value(readyFd).toInt() : -1;
    if (const auto read = readValues(parser, options); !read)
        return read.error();
    return CommandLine{options, {}};
}

} // namespace slipway
