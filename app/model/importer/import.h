#pragma once

namespace slipway::host {

// "import --into DIR [--model PATH] [--processor PATH] [--warmup PATH] [--model-sha256 HEX] [--max-bytes N]": copies or
// unpacks each source to DIR/model, DIR/processor/pkg and DIR/warmup. Prints one JSON object: {"digest", "files",
// "bytes"}, or {"field", "error"} and exit code 1. A process of its own with limits, because it reads hostile archives.
int importMain(int argc, char **argv);

} // namespace slipway::host
