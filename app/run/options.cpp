#include "app/run/options.h"

#include <charconv>
#include <cstring>
#include <limits>
#include <string_view>

namespace slipway {

const char *const usageText = R"(Usage: slipway-run --folder DIR [options] -- PROGRAM [ARGUMENT...]

Runs a program in a session of its own, collects what it prints in DIR/log, and writes how it ended into DIR/exit.
No process that it started is left when slipway-run ends.

  --folder DIR       the run's folder; the program works in DIR/work
  --timeout SECONDS  end the program after this time (0, the default: never)
  --grace SECONDS    time between TERM and KILL (default 10)
  --max-log BYTES    discard output beyond this size (default 1073741824; 0: no limit)
  --secrets-fd N     descriptor to read values from that DIR/log must not show, each ended by a zero byte
  --lock-fd N        descriptor of the locked file that says that this supervisor lives
  --help, --version

Signals: USR1 ends the program (its end is then "stopped"), TERM and INT do so too (the machine goes down).

DIR/exit holds lines of key=value:
  end            exited, signalled, timedout, stopped or notstarted
  code, signal   of the program itself
  cause          of stopped: user or shutdown
  finished_ms    milliseconds since the epoch
  peak_rss_kb, cpu_ms
  log_errno, log_lost_bytes  why and how much of the output could not be written
  log_capped     1 when output was discarded for --max-log
  message        of notstarted: why
)";

namespace {

bool parseNumber(std::string_view text, std::int64_t max, std::int64_t &value)
{
    std::int64_t parsed = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), parsed);
    if (failure != std::errc() || end != text.data() + text.size() || parsed < 0 || parsed > max)
        return false;
    value = parsed;
    return true;
}

bool parseNumberOption(std::string_view name, std::string_view text, RunOptions &options, std::string &problem)
{
    constexpr std::int64_t maxSeconds = 366LL * 24 * 3600;
    constexpr std::int64_t maxDescriptor = 1 << 20;
    std::int64_t descriptor = 0;
    bool good = false;
    if (name == "--timeout") {
        good = parseNumber(text, maxSeconds, options.timeoutSeconds);
    } else if (name == "--grace") {
        good = parseNumber(text, maxSeconds, options.graceSeconds);
    } else if (name == "--max-log") {
        good = parseNumber(text, std::numeric_limits<std::int64_t>::max(), options.maxLogBytes);
    } else if (name == "--secrets-fd" || name == "--lock-fd") {
        good = parseNumber(text, maxDescriptor, descriptor) && descriptor > 2;
        (name == "--lock-fd" ? options.lockFd : options.secretsFd) = static_cast<int>(descriptor);
    } else {
        problem = "unknown option " + std::string(name);
        return false;
    }
    if (!good)
        problem = std::string(name) + " does not take '" + std::string(text) + "'";
    return good;
}

} // namespace

bool parseOptions(int argc, char **argv, RunOptions &options, std::string &problem)
{
    int i = 1;
    for (; i < argc && std::strcmp(argv[i], "--") != 0; ++i) {
        const std::string_view name = argv[i];
        options.help = options.help || name == "--help";
        options.version = options.version || name == "--version";
        if (name == "--help" || name == "--version")
            return true;
        if (i + 1 >= argc) {
            problem = std::string(name) + " needs a value";
            return false;
        }
        ++i;
        if (name == "--folder")
            options.folder = argv[i];
        else if (!parseNumberOption(name, argv[i], options, problem))
            return false;
    }
    for (++i; i < argc; ++i)
        options.command.push_back(argv[i]);
    if (options.folder.empty())
        problem = "--folder is missing";
    else if (options.command.empty())
        problem = "there is no program after --";
    options.command.push_back(nullptr);
    return problem.empty();
}

} // namespace slipway
