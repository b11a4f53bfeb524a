#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_tool.h"

namespace slipway {

// Draws an edge from an out-port: a draft edge with a loose end. Nodes that may become children glow, others fade and
// say why. By mouse, or by keyboard: arrows choose the child, Enter connects, Escape gives up.
class ConnectTool : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    void start(GraphNodeId from, QPointF loose);
    void move(const CanvasPointer &at) override;
    void release(const CanvasPointer &at) override;
    bool key(const QKeyEvent &event) override;
    void cancel() override;
    void paint(QPainter &painter) const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    void aimAt(GraphNodeId id, const QPoint &tipAt);
    void finish();

    GraphNodeId m_from;
    GraphNodeId m_hinted; // whose reason is on screen
    QPointF m_loose;
};

} // namespace slipway
