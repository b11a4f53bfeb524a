#include "app/model/child.h"
#include "app/model/importer/import.h"
#include "app/model/result.h"
#include "app/model/serve.h"
#include "app/model/supervise.h"

#include <cstdio>
#include <string_view>

namespace {

constexpr const char *usage =
    "slipway-model: hosts instances of model services. Started by slipwayd; by hand:\n"
    "  slipway-model serve --description FILE --artefact DIR --socket PATH --name NAME [--version N]\n"
    "  slipway-model supervise --dir DIR [--grace SECONDS] -- <arguments of serve>\n"
    "  slipway-model import --into DIR [--model PATH] [--processor PATH] [--warmup PATH]\n"
    "                       [--model-sha256 HEX] [--max-bytes N]\n"
    "  slipway-model --help | --version\n";

} // namespace

int main(int argc, char **argv)
{
    const std::string_view command = argc > 1 ? argv[1] : "";
    if (command == "serve")
        return slipway::host::serveMain(argc - 2, argv + 2);
    if (command == "supervise")
        return slipway::host::superviseMain(argc - 2, argv + 2);
    if (command == "import")
        return slipway::host::importMain(argc - 2, argv + 2);
    if (command == "guard")
        return slipway::host::guardMain(argc - 2, argv + 2);
    if (command == "--version") {
        std::puts("slipway-model " SLIPWAY_VERSION);
        return 0;
    }
    std::fputs(usage, command == "--help" ? stdout : stderr);
    return command == "--help" ? 0 : slipway::host::exitUsage;
}
