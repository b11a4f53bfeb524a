#include "app/run/run_server.h"

#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>

namespace {

const char *const usageText = R"(Usage: slipway-run --socket N

Runs programs for the engine, one after another: collects what each prints in its folder's log, and writes how it ended
into the folder's file exit. No process that a program started is left when its exit record is there. When the engine
is gone, the run goes on, and slipway-run ends after it.

  --socket N   descriptor of the connected socket over which the engine asks for runs
  --help, --version

Signals: USR1 ends the program (its end is then "stopped"), TERM and INT do so too (the machine goes down) and end
slipway-run.

The exit record holds lines of key=value:
  end            exited, signalled, timedout, stopped or notstarted
  code, signal   of the program itself
  cause          of stopped: user or shutdown
  finished_ms    milliseconds since the epoch
  peak_rss_kb, cpu_ms
  log_errno, log_lost_bytes  why and how much of the output could not be written
  log_capped     1 when output was discarded for the limit of the log's size
  message        of notstarted: why
)";

std::optional<int> descriptorFrom(std::string_view text)
{
    int number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool good = failure == std::errc() && end == text.data() + text.size() && number > 2;
    return good ? std::optional(number) : std::nullopt;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view option = argc > 1 ? argv[1] : "";
    if (option == "--help") {
        std::fputs(usageText, stdout);
        return 0;
    }
    if (option == "--version") {
        std::puts("slipway-run " SLIPWAY_VERSION);
        return 0;
    }
    const std::optional<int> socket = argc == 3 && option == "--socket" ? descriptorFrom(argv[2]) : std::nullopt;
    if (!socket) {
        std::fputs("slipway-run: it takes --socket and the number of a descriptor. See slipway-run --help.\n", stderr);
        return 2;
    }
    return slipway::RunServer(*socket).serve();
}
