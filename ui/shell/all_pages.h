#pragma once

#include "ui/shell/page_registry.h"

namespace slipway {

class ScriptLinter;

// Every page of the console, in the order of the activity bar. `linter` checks scripts as one types; null: no checks.
// It must outlive the pages.
PageRegistry allPages(ScriptLinter *linter);

} // namespace slipway
