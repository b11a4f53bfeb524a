#include "widgets/canvas/node_drop.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/node_drag.h"

#include <QDropEvent>

namespace slipway {

bool NodeDrop::handle(QEvent &event)
{
    switch (event.type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        hover(static_cast<QDropEvent &>(event));
        break;
    case QEvent::DragLeave:
        m_active = false;
        break;
    case QEvent::Drop:
        drop(static_cast<QDropEvent &>(event));
        break;
    default:
        return false;
    }
    m_view.viewport()->update();
    return true;
}

void NodeDrop::hover(QDropEvent &event)
{
    const std::optional<NodeKind> kind = draggedKind(event.mimeData());
    m_active = kind.has_value();
    if (!kind) {
        event.ignore();
        return;
    }
    m_kind = *kind;
    m_at = canvas::snapped(m_view.mapToScene(event.position().toPoint()));
    event.acceptProposedAction();
}

void NodeDrop::drop(QDropEvent &event)
{
    m_active = false;
    const std::optional<NodeKind> kind = draggedKind(event.mimeData());
    if (!kind) {
        event.ignore();
        return;
    }
    event.acceptProposedAction();
    m_view.setFocus(Qt::MouseFocusReason);
    emit m_view.dropRequested(*kind, canvas::snapped(m_view.mapToScene(event.position().toPoint())));
}

void NodeDrop::paint(QPainter &painter) const
{
    if (m_active)
        paintGhost(painter, m_view.viewportTransform(), m_at, m_kind, m_view.canvas().look());
}

} // namespace slipway
