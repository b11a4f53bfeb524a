#pragma once

#include "models/domain/outcome.h"
#include "models/domain/workflow.h"

namespace slipway {

class CatalogState;

// What may be saved as a draft, given everything else that exists.
Outcome<> checkDraftName(const CatalogState &state, const NodeDraft &draft);
// Inputs that some draft or deployed node offers, no edge to itself, no cycle; outputs that nobody else has.
Outcome<> checkDraftGraph(const CatalogState &state, const NodeDraft &draft);
// The same for what is deployed: every parent committed, and no cycle.
Outcome<> checkNodeGraph(const CatalogState &state, const NodeDraft &draft);

} // namespace slipway
