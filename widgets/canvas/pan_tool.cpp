#include "widgets/canvas/pan_tool.h"

#include "widgets/canvas/canvas_view.h"

namespace slipway {

void PanTool::press(const CanvasPointer &at)
{
    m_panning = true;
    m_last = at.view;
    view().refreshCursor();
}

void PanTool::move(const CanvasPointer &at)
{
    if (!m_panning)
        return;
    view().pan(at.view - m_last);
    m_last = at.view;
}

void PanTool::release(const CanvasPointer &)
{
    m_panning = false;
    view().refreshCursor();
    view().panFinished();
}

} // namespace slipway
