#pragma once

#include "models/backend/reply.h"
#include "models/domain/backfill.h"

#include <QList>

namespace slipway {

// Runs of nodes for past data timestamps.
class BackfillsBackend
{
public:
    virtual ~BackfillsBackend() = default;

    // Errors name the field of the spec: Name, Nodes, Ranges, WindowEnd, Groups, ResourceGroup, Parameters.
    virtual Reply<Backfill> start(WorkspaceId workspace, const BackfillSpec &spec) = 0;
    // Newest first.
    virtual Reply<QList<Backfill>> list(WorkspaceId workspace) = 0;
    virtual Reply<Backfill> backfill(BackfillId backfill) = 0;

    // Nothing more of it starts; what runs goes on.
    virtual Reply<> pause(BackfillId backfill) = 0;
    virtual Reply<> resume(BackfillId backfill) = 0;
    // Ends what runs and waits; data timestamps whose turn has not come are never made.
    virtual Reply<> stop(BackfillId backfill) = 0;
};

} // namespace slipway
