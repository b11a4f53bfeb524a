#pragma once

#include "models/items/graph_model.h"

#include <optional>

namespace slipway {

// Getting about by keyboard.
enum class Direction { Left, Right, Up, Down };

std::optional<Direction> directionOf(int key);
// The nearest node that way, straight ahead preferred; none where there is none. From no node: the first in reading
// order.
GraphNodeId neighbour(const GraphModel &model, GraphNodeId from, Direction direction,
                      const QSet<GraphNodeId> &excluded = {});
// From top to bottom, then from left to right.
QList<GraphNodeId> readingOrder(const GraphModel &model);
// What a screen reader or a tooltip says of a node: name, kind, state, marks.
QString describeNode(const GraphNode &node);

} // namespace slipway
