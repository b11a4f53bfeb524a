#pragma once

#include "widgets/canvas/canvas_look.h"

#include <QLineF>
#include <QMap>

class QPainter;

namespace slipway {

// The far view: the whole graph in two or three batched calls from flat arrays, for canvas and minimap.
class CanvasOverview
{
public:
    void clear();
    void addNode(QPointF centre, QRgb colour);
    void addEdge(QPointF from, QPointF to) { m_lines.append(QLineF(from, to)); }

    // `toDevice` maps canvas units to the painter's; only scaled and shifted.
    void paint(QPainter *painter, const QTransform &toDevice, const QColor &edgeColour) const;

private:
    QMap<QRgb, QList<QRectF>> m_boxes; // by colour
    QList<QLineF> m_lines;
};

} // namespace slipway
