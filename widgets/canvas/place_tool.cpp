#include "widgets/canvas/place_tool.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/canvas_view.h"

namespace slipway {

void PlaceTool::start(NodeKind kind)
{
    m_kind = kind;
    m_onCanvas = false;
}

void PlaceTool::move(const CanvasPointer &at)
{
    m_at = canvas::snapped(at.scene);
    m_onCanvas = true;
    view().viewport()->update();
}

void PlaceTool::release(const CanvasPointer &at)
{
    cancel();
    if (at.button == Qt::LeftButton)
        emit view().dropRequested(m_kind, canvas::snapped(at.scene));
}

void PlaceTool::cancel()
{
    m_onCanvas = false;
    view().viewport()->update();
    view().useSelectTool();
}

void PlaceTool::paint(QPainter &painter) const
{
    if (m_onCanvas)
        paintGhost(painter, view().viewportTransform(), m_at, m_kind, view().canvas().look());
}

} // namespace slipway
