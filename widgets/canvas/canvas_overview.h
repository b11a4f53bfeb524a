#pragma once

#include "widgets/canvas/canvas_look.h"

#include <QLineF>
#include <QRectF>

class QPainter;

namespace slipway {

// The far view: the whole graph in two or three batched calls from flat arrays, for canvas and minimap.
class CanvasOverview
{
public:
    void clear();
    void addNode(QPointF centre, QRgb colour);
    void addEdge(const QLineF &line) { m_lines.append(line); }
    // Of the nodes; null without any.
    QRectF bounds() const { return m_bounds; }

    // `toDevice` maps canvas units to the painter's; only scaled and shifted.
    void paint(QPainter *painter, const QTransform &toDevice, const QColor &edgeColour) const;

private:
    QHash<QRgb, QList<QRectF>> m_boxes; // by colour
    QRectF m_bounds;
    QList<QLineF> m_lines;
};

} // namespace slipway
