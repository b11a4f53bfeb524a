#include "app/run/options.h"
#include "app/run/supervisor.h"

#include <cstdio>

int main(int argc, char **argv)
{
    slipway::RunOptions options;
    std::string problem;
    if (!slipway::parseOptions(argc, argv, options, problem)) {
        std::fprintf(stderr, "slipway-run: %s. See slipway-run --help.\n", problem.c_str());
        return 2;
    }
    if (options.help) {
        std::fputs(slipway::usageText, stdout);
        return 0;
    }
    if (options.version) {
        std::puts("slipway-run " SLIPWAY_VERSION);
        return 0;
    }
    return slipway::Supervisor(std::move(options)).run();
}
