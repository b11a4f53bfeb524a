#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_tool.h"

#include <QHash>
#include <QRect>

namespace slipway {

// The tool at rest: click selects, dragging a node moves the selection, dragging the ground draws a rubber band,
// dragging an out-port hands over to the connect tool.
class SelectTool : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    void press(const CanvasPointer &at) override;
    void move(const CanvasPointer &at) override;
    void release(const CanvasPointer &at) override;
    void cancel() override;
    void paint(QPainter &painter) const override;

private:
    enum class Phase { Idle, OnNode, Dragging, Band };

    void pressNode(GraphNodeId id, Qt::KeyboardModifiers modifiers);
    void startDragging();
    void dragTo(const CanvasPointer &at);
    void bandTo(const CanvasPointer &at);
    void finish();

    Phase m_phase = Phase::Idle;
    QPoint m_pressedView;
    QPointF m_pressedScene;
    GraphNodeId m_pressedNode;
    bool m_narrowOnRelease = false; // a click on one of several selected nodes selects it alone, a drag moves all
    QHash<GraphNodeId, QPointF> m_start;
    QHash<GraphNodeId, QPointF> m_now;
    QRect m_band;
    QList<GraphNodeId> m_keep; // selected before a band that adds
};

} // namespace slipway
