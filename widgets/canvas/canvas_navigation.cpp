#include "widgets/canvas/canvas_navigation.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace slipway {
namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Canvas", text);
}

} // namespace

std::optional<Direction> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Direction::Left;
    case Qt::Key_Right:
        return Direction::Right;
    case Qt::Key_Up:
        return Direction::Up;
    case Qt::Key_Down:
        return Direction::Down;
    default:
        return std::nullopt;
    }
}

GraphNodeId neighbour(const GraphModel &model, GraphNodeId from, Direction direction, const QSet<GraphNodeId> &excluded)
{
    const GraphNode *start = model.node(from);
    if (start == nullptr) {
        const QList<GraphNodeId> order = readingOrder(model);
        return order.isEmpty() ? GraphNodeId{} : order.first();
    }
    const bool sideways = direction == Direction::Left || direction == Direction::Right;
    const double sign = direction == Direction::Left || direction == Direction::Up ? -1 : 1;
    GraphNodeId best;
    double bestCost = std::numeric_limits<double>::max();
    for (const GraphNode &node : model.nodes()) {
        const QPointF way = node.position - start->position;
        const double ahead = sign * (sideways ? way.x() : way.y());
        const double aside = std::abs(sideways ? way.y() : way.x());
        if (ahead < 1 || node.id == from || excluded.contains(node.id))
            continue;
        const double cost = ahead + 2 * aside;
        if (cost < bestCost || (cost == bestCost && node.id < best)) {
            bestCost = cost;
            best = node.id;
        }
    }
    return best;
}

QList<GraphNodeId> readingOrder(const GraphModel &model)
{
    QList<const GraphNode *> nodes;
    for (const GraphNode &node : model.nodes())
        nodes.append(&node);
    std::sort(nodes.begin(), nodes.end(), [](const GraphNode *a, const GraphNode *b) {
        return std::tuple(a->position.y(), a->position.x(), a->id) <
               std::tuple(b->position.y(), b->position.x(), b->id);
    });
    QList<GraphNodeId> ids;
    for (const GraphNode *node : nodes)
        ids.append(node->id);
    return ids;
}

QString describeNode(const GraphNode &node)
{
    QStringList parts{node.kind == NodeKind::ZeroLoad ? say("Zero load node") : say("Shell node")};
    if (!node.detail.isEmpty())
        parts.append(node.detail);
    parts.append(node.state ? say("last run: %1").arg(node.state->word) : say("not run yet"));
    if (!node.committed)
        parts.append(say("never committed"));
    else if (node.changed)
        parts.append(say("changed since the last commit"));
    QString text = parts.join(u", "_s);
    if (!node.stateReason.isEmpty())
        text += u". "_s + node.stateReason;
    return text;
}

} // namespace slipway
