#pragma once

#include "ui/shell/page_registry.h"

namespace slipway {

// Every page of the console, in the order of the activity bar.
PageRegistry allPages();

} // namespace slipway
