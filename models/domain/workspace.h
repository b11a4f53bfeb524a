#pragma once

#include "models/domain/ids.h"
#include "models/domain/instant.h"

namespace slipway {

// A workspace (API word: Project). One DataWorks tenant is one person's engine.
struct Workspace
{
    WorkspaceId id;
    QString identifier; // letters, digits, `_`; never changes; the root node is "<identifier>_root"
    QString displayName;
    QString description;
    QByteArray timeZone = "UTC"; // IANA id; schedule times are wall clock times in this zone
    bool periodicScheduling = true;
    Instant createdAt;

    QString rootOutput() const { return identifier + QStringLiteral("_root"); }
    friend bool operator==(const Workspace &, const Workspace &) = default;
};

} // namespace slipway
