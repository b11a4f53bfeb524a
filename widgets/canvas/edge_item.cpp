#include "widgets/canvas/edge_item.h"

#include "widgets/canvas/canvas_geometry.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace slipway {

EdgeItem::EdgeItem(GraphLink link, const CanvasLook &look) : m_link(link), m_look(look)
{
    setFlag(ItemIsSelectable);
}

void EdgeItem::setEnds(QPointF from, QPointF to)
{
    prepareGeometryChange();
    const QPointF start = canvas::outPort(from);
    const QPointF end = canvas::inPort(to);
    m_path = canvas::edgePath(start, end);
    m_arrow = canvas::arrowHead(end);
    m_line = QLineF(start, end);
    m_bounds = m_path.controlPointRect().united(m_arrow.boundingRect()).adjusted(-3, -3, 3, 3);
}

QPainterPath EdgeItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(10);
    return stroker.createStroke(m_path);
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const double detail = option->levelOfDetailFromTransform(painter->worldTransform());
    const bool touched = m_look.hovered == m_link.from || m_look.hovered == m_link.to;
    const QColor colour = isSelected() ? m_look.accent : touched ? m_look.muted : m_look.edge;
    painter->setOpacity(m_look.isConnecting() ? 0.45 : 1.0);
    painter->setBrush(Qt::NoBrush);
    if (detail < canvas::nearZoom) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(colour, 0));
        painter->drawLine(m_line);
        painter->setOpacity(1.0);
        return;
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, isSelected() ? 2.2 : 1.5, Qt::SolidLine, Qt::FlatCap));
    painter->drawPath(m_path);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawPolygon(m_arrow);
    painter->setOpacity(1.0);
}

} // namespace slipway
