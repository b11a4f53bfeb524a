#include "app/eascmd/options.h"

namespace slipway::eascmd {

using namespace Qt::StringLiterals;

namespace {

// An option that takes a value: where it goes.
struct ValueOption
{
    QLatin1StringView name;
    QString Options::*target;
};
constexpr ValueOption valueOptions[] = {
    {"-i"_L1, &Options::accessKeyId},   {"-k"_L1, &Options::accessSecret}, {"-e"_L1, &Options::endpoint},
    {"-t"_L1, &Options::securityToken}, {"-c"_L1, &Options::configFile},   {"-s"_L1, &Options::descriptionFile},
};

struct Flag
{
    QLatin1StringView name;
    bool Options::*target;
};
constexpr Flag flags[] = {
    {"-f"_L1, &Options::force},          {"--force"_L1, &Options::force}, {"-json"_L1, &Options::json},
    {"--json"_L1, &Options::json},       {"-h"_L1, &Options::help},       {"--help"_L1, &Options::help},
    {"--version"_L1, &Options::version}, {"-v"_L1, &Options::verbose},    {"--verbose"_L1, &Options::verbose},
};

Error wrongUse(const QString &message)
{
    return Error::invalid(u"arguments"_s, message);
}

class Parser
{
public:
    explicit Parser(const QStringList &arguments) : m_arguments(arguments) {}

    Outcome<Options> parse()
    {
        while (m_next < m_arguments.size()) {
            const QString argument = m_arguments[m_next++];
            if (m_onlyOperands || !argument.startsWith(u'-') || argument == "-"_L1)
                takeOperand(argument);
            else if (argument == "--"_L1)
                m_onlyOperands = true;
            else if (const auto taken = takeOption(argument); !taken)
                return taken.error();
        }
        return m_options;
    }

private:
    void takeOperand(const QString &argument)
    {
        if (m_options.command.isEmpty())
            m_options.command = argument;
        else
            m_options.operands += argument;
    }

    Outcome<> takeOption(const QString &argument)
    {
        for (const Flag &flag : flags) {
            if (argument == flag.name) {
                m_options.*flag.target = true;
                return Nothing{};
            }
        }
        for (const ValueOption &option : valueOptions) {
            if (argument == option.name)
                return takeNext(argument, m_options.*option.target);
            if (argument.startsWith(option.name + u'=')) {
                m_options.*option.target = argument.mid(option.name.size() + 1);
                return Nothing{};
            }
        }
        return takeOther(argument);
    }

    Outcome<> takeOther(const QString &argument)
    {
        QString value;
        if (argument == "-D"_L1) {
            if (const auto taken = takeNext(argument, value); !taken)
                return taken;
            m_options.assignments += value;
            return Nothing{};
        }
        if (argument.startsWith("-D"_L1)) {
            m_options.assignments += argument.mid(2);
            return Nothing{};
        }
        if (argument == "-n"_L1)
            return takeNumber(argument, m_options.lines);
        if (argument == "--timeout"_L1)
            return takeNumber(argument, m_options.timeLimitSeconds);
        // What follows the letter of a short one may be a secret.
        const QString shown = argument.startsWith("--"_L1) ? argument.section(u'=', 0, 0).left(32) : argument.left(2);
        return wrongUse(u"There is no option %1."_s.arg(shown));
    }

    Outcome<> takeNext(const QString &option, QString &into)
    {
        if (m_next == m_arguments.size())
            return wrongUse(u"The option %1 needs a value."_s.arg(option));
        into = m_arguments[m_next++];
        return Nothing{};
    }

    Outcome<> takeNumber(const QString &option, int &into)
    {
        QString text;
        if (const auto taken = takeNext(option, text); !taken)
            return taken;
        bool ok = false;
        into = text.toInt(&ok);
        if (!ok || into < 1)
            return wrongUse(u"The option %1 needs a whole number from 1, not \"%2\"."_s.arg(option, text.left(32)));
        return Nothing{};
    }

    const QStringList &m_arguments;
    qsizetype m_next = 0;
    bool m_onlyOperands = false;
    Options m_options;
};

} // namespace

Outcome<Options> parseOptions(const QStringList &arguments)
{
    return Parser(arguments).parse();
}

QString usage()
{
    return uR"(Usage: eascmd [global options] <command> [operands] [options]

Global options:
  -i ID        AccessKey ID            -k SECRET    AccessKey secret
  -e ENDPOINT  pai-eas.<region>.aliyuncs.com, or HOST:PORT of a local engine
  -t TOKEN     STS security token      -c FILE      configuration file (default ~/.eas/config)
  --help       --version               -v           tell each request on standard error

Commands:
  config -i ID -k SECRET [-e ENDPOINT]   save credentials
  create FILE                            create a service from a description, wait until it runs
  modify NAME -s FILE | -Dkey.path=value change a service, wait until the new version serves (also: update)
  version [-f] NAME N                    switch to version N (-f: ask nothing)
  desc NAME [-json]                      describe a service
  ls                                     list services (also: list)
  w NAME                                 list a service's instances (also: showworkers)
  logs NAME [-n LINES]                   show the latest log lines
  stop NAME, start NAME, restart NAME, scale NAME N
  delete [-f] NAME                       delete a service, wait until it is gone

Options of waiting commands:
  --timeout SECONDS                      give up waiting (default 1800)

Environment: SLIPWAY_ENDPOINT sends requests for an EAS endpoint to an engine of this machine.
ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are used where -i and -k are not given.

Exit status: 0 done, 1 failed, 2 wrong use, 130 interrupted.
)"_s;
}

} // namespace slipway::eascmd
