#pragma once

#include "widgets/canvas/canvas_tool.h"

namespace slipway {

// Space with the left button, or the middle button: the ground follows the hand.
class PanTool : public CanvasTool
{
public:
    using CanvasTool::CanvasTool;

    void press(const CanvasPointer &at) override;
    void move(const CanvasPointer &at) override;
    void release(const CanvasPointer &at) override;
    void cancel() override { m_panning = false; }
    Qt::CursorShape cursor() const override { return m_panning ? Qt::ClosedHandCursor : Qt::OpenHandCursor; }

private:
    bool m_panning = false;
    QPoint m_last;
};

} // namespace slipway
