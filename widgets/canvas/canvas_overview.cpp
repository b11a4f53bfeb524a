#include "widgets/canvas/canvas_overview.h"

#include "widgets/canvas/canvas_geometry.h"

#include <QPainter>

namespace slipway {

void CanvasOverview::clear()
{
    m_boxes.clear();
    m_lines.clear();
    m_bounds = {};
}

void CanvasOverview::addNode(QPointF centre, QRgb colour)
{
    const QRectF box = canvas::nodeRect(centre);
    m_boxes[colour].append(box);
    m_bounds |= box;
}

void CanvasOverview::paint(QPainter *painter, const QTransform &toDevice, const QColor &edgeColour) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setTransform(toDevice, true);
    painter->setPen(QPen(edgeColour, 0));
    painter->drawLines(m_lines);
    painter->setPen(Qt::NoPen);
    for (auto it = m_boxes.cbegin(); it != m_boxes.cend(); ++it) {
        painter->setBrush(QColor::fromRgb(it.key()));
        painter->drawRects(it.value());
    }
    painter->restore();
}

} // namespace slipway
