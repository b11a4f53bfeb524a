#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_look.h"

#include <QGraphicsItem>
#include <QStaticText>

namespace slipway {

// Where the state icon sits, relative to the node's centre.
QRectF nodeStateRect();
// The ring of a running node, turned by `turn` degrees; also used for repainting it alone.
void paintRunningRing(QPainter *painter, const QRectF &rect, const QColor &colour, double turn);

// Stands for one node of the model. Paints by level of detail and holds no truth: what it shows was handed to it.
class NodeItem : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    NodeItem(const GraphNode &node, const CanvasLook &look);

    int type() const override { return Type; }
    GraphNodeId id() const { return m_node.id; }
    const GraphNode &node() const { return m_node; }
    void setNode(const GraphNode &node);
    bool isRunning() const { return m_node.state && m_node.state->kind == StateKind::Running; }
    // Fonts or colours changed.
    void refreshLook();

    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void layOutTexts();
    bool isFaded() const;
    QColor ground() const;
    void paintHalo(QPainter *painter) const;
    void paintBox(QPainter *painter, double detail) const;
    void paintNear(QPainter *painter, double detail) const;
    void paintMiddle(QPainter *painter, double detail) const;
    void paintMarks(QPainter *painter, double detail) const;
    void paintPorts(QPainter *painter) const;

    GraphNode m_node;
    const CanvasLook &m_look;
    QStaticText m_name;
    QStaticText m_detail;
    QStaticText m_farName;
};

} // namespace slipway
