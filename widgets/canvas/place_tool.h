#pragma once

#include "models/domain/workflow.h"
#include "widgets/canvas/canvas_tool.h"

namespace slipway {

// A kind of node was picked in the palette: a ghost follows the pointer, a click puts it down, Escape gives up.
class PlaceTool : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    void start(NodeKind kind);
    void move(const CanvasPointer &at) override;
    void release(const CanvasPointer &at) override;
    void cancel() override;
    void paint(QPainter &painter) const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    NodeKind m_kind = NodeKind::Shell;
    QPointF m_at;
    bool m_onCanvas = false; // the pointer has been over the canvas since
};

} // namespace slipway
