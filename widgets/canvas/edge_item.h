#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_look.h"

#include <QGraphicsItem>

namespace slipway {

// Stands for one edge. The curve is kept; it changes only when an end moves.
class EdgeItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };

    EdgeItem(GraphLink link, const CanvasLook &look);

    int type() const override { return Type; }
    GraphLink link() const { return m_link; }
    // Port to port.
    const QLineF &line() const { return m_line; }
    // Centres of the two nodes.
    void setEnds(QPointF from, QPointF to);

    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    GraphLink m_link;
    const CanvasLook &m_look;
    QPainterPath m_path;
    QPolygonF m_arrow;
    QLineF m_line;
    QRectF m_bounds;
};

} // namespace slipway
