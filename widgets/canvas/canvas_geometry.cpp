#include "widgets/canvas/canvas_geometry.h"

#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace slipway::canvas {
namespace {

constexpr double gap = 5.5; // between the tip and the port's centre

} // namespace

QPointF snapped(QPointF position)
{
    return {std::round(position.x() / gridStep) * gridStep, std::round(position.y() / gridStep) * gridStep};
}

QPainterPath edgePath(QPointF from, QPointF to)
{
    const QPointF end = to - QPointF(0, gap + arrowLength - 1);
    const double down = end.y() - from.y();
    // Upward edges swing out further, so that the curve still leaves and arrives vertically.
    const double bend = down > 0 ? std::max(18.0, down * 0.5) : std::min(160.0, 48 - down * 0.4);
    QPainterPath path(from);
    path.cubicTo(from + QPointF(0, bend), end - QPointF(0, bend), end);
    return path;
}

QPolygonF arrowHead(QPointF to)
{
    const QPointF tip = to - QPointF(0, gap);
    return QPolygonF{tip, tip + QPointF(-4.2, -arrowLength), tip + QPointF(4.2, -arrowLength)};
}

} // namespace slipway::canvas
