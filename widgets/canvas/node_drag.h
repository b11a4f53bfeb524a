#pragma once

#include "models/domain/workflow.h"

#include <QMimeData>

#include <memory>
#include <optional>

namespace slipway {

// What travels from the palette to the canvas.
inline constexpr auto nodeKindMime = "application/x-slipway-node-kind";

std::unique_ptr<QMimeData> nodeKindMimeData(NodeKind kind);
// Nothing for any other payload.
std::optional<NodeKind> draggedKind(const QMimeData *data);

} // namespace slipway
