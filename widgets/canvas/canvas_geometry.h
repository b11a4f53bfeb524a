#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>

namespace slipway::canvas {

// Lengths in canvas units: device independent pixels at zoom 1.
inline constexpr double nodeWidth = 176;
inline constexpr double nodeHeight = 52;
inline constexpr double gridStep = 8; // where dragged and dropped nodes come to rest
inline constexpr double portRadius = 4.5;
inline constexpr double portReach = 13; // how near the pointer must come to a port
inline constexpr double arrowLength = 8;
inline constexpr double halo = 8; // what selection, focus and shadow paint outside of the box

// Levels of detail, by zoom.
inline constexpr double farZoom = 0.25;  // below: the whole graph from flat arrays
inline constexpr double nearZoom = 0.55; // from here on: everything
inline constexpr double smallestZoom = 0.04;
inline constexpr double largestZoom = 3.0;

inline QRectF nodeRect(QPointF centre)
{
    return {centre.x() - nodeWidth / 2, centre.y() - nodeHeight / 2, nodeWidth, nodeHeight};
}
inline QPointF inPort(QPointF centre)
{
    return {centre.x(), centre.y() - nodeHeight / 2};
}
inline QPointF outPort(QPointF centre)
{
    return {centre.x(), centre.y() + nodeHeight / 2};
}
QPointF snapped(QPointF position);

// From an out-port down to an in-port; ends where the arrow begins.
QPainterPath edgePath(QPointF from, QPointF to);
// A closed triangle with its tip just above `to`.
QPolygonF arrowHead(QPointF to);

} // namespace slipway::canvas
