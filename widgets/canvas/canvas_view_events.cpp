#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_navigation.h"
#include "widgets/canvas/canvas_tools.h"
#include "widgets/canvas/edge_item.h"
#include "widgets/canvas/node_item.h"
#include "widgets/canvas/node_name_editor.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

// What the user's hands do, handed to the current tool.
namespace slipway {

CanvasPointer CanvasView::pointer(const QMouseEvent &event) const
{
    const QPoint at = event.position().toPoint();
    return {at, mapToScene(at), event.button(), event.modifiers()};
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    m_nameEditor->giveUp();
    const bool panning = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld);
    if (panning && m_tool == &m_tools->select)
        useTool(m_tools->pan);
    if (event->button() == Qt::RightButton && m_tool != &m_tools->select) {
        m_tool->cancel();
        return;
    }
    m_tool->press(pointer(*event));
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton && m_tool == &m_tools->select)
        hoverAt(mapToScene(event->position().toPoint()));
    m_tool->move(pointer(*event));
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    m_tool->release(pointer(*event));
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const NodeItem *node = canvas().nodeAt(mapToScene(event->position().toPoint()));
    if (event->button() == Qt::LeftButton && m_tool == &m_tools->select && node != nullptr) {
        m_tool->cancel();
        emit nodeActivated(node->id());
        return;
    }
    mousePressEvent(event);
}

void CanvasView::hoverAt(QPointF position)
{
    CanvasLook &look = canvas().look();
    const NodeItem *port = isFar() || m_readOnly ? nullptr : canvas().outPortAt(position);
    const NodeItem *node = port != nullptr ? port : canvas().nodeAt(position);
    const GraphNodeId hovered = node == nullptr ? GraphNodeId{} : node->id();
    if (hovered == look.hovered && (port != nullptr) == look.outPortHovered)
        return;
    for (const GraphNodeId id : {look.hovered, hovered}) {
        NodeItem *item = canvas().nodeItem(id);
        if (item == nullptr)
            continue;
        item->update();
        for (const GraphNodeId parent : canvas().model()->parents(id))
            canvas().edgeItem({parent, id})->update();
        for (const GraphNodeId child : canvas().model()->children(id))
            canvas().edgeItem({id, child})->update();
    }
    look.hovered = hovered;
    look.outPortHovered = port != nullptr;
    refreshCursor();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    m_nameEditor->giveUp();
    if (event->modifiers() & Qt::ControlModifier) {
        setZoom(zoom() * std::pow(1.0015, event->angleDelta().y()), event->position().toPoint());
    } else {
        QPoint by = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
        if (event->modifiers() & Qt::ShiftModifier)
            by = QPoint(by.y(), by.x());
        pan(by);
    }
    event->accept();
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (m_tool->key(*event))
        return;
    if (event->key() == Qt::Key_Escape) {
        const bool idle = m_tool == &m_tools->select;
        m_tool->cancel();
        if (idle)
            canvas().clearSelection();
        return;
    }
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = true;
        if (m_tool == &m_tools->select)
            useTool(m_tools->pan);
        return;
    }
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (opens && canvas().nodeItem(current()) != nullptr) {
        emit nodeActivated(current());
        return;
    }
    if (!stepKey(event))
        event->ignore(); // shortcuts of the page; never the scroll bars
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Control)
        m_nudge = {};
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        if (m_tool == &m_tools->pan)
            useSelectTool();
    }
}

bool CanvasView::stepKey(QKeyEvent *event)
{
    const std::optional<Direction> direction = directionOf(event->key());
    if (!direction || canvas().model() == nullptr)
        return false;
    if (event->modifiers() & Qt::ControlModifier) {
        if (m_readOnly)
            return false;
        nudge(Qt::Key(event->key()));
        return true;
    }
    const GraphNodeId from = current().isValid() ? current() : canvas().selectedNodes().value(0);
    moveCurrent(neighbour(*canvas().model(), from, *direction), event->modifiers() & Qt::ShiftModifier);
    return true;
}

void CanvasView::moveCurrent(GraphNodeId next, bool extend)
{
    NodeItem *item = canvas().nodeItem(next);
    if (item == nullptr)
        return;
    if (!extend)
        canvas().clearSelection();
    item->setSelected(true);
    setCurrent(next, true);
    reveal(next);
}

void CanvasView::nudge(Qt::Key key)
{
    const double step = canvas::gridStep;
    const QPointF by(key == Qt::Key_Left    ? -step
                     : key == Qt::Key_Right ? step
                                            : 0,
                     key == Qt::Key_Up     ? -step
                     : key == Qt::Key_Down ? step
                                           : 0);
    QHash<GraphNodeId, QPointF> positions;
    for (const GraphNodeId id : canvas().selectedNodes())
        positions.insert(id, canvas().nodeItem(id)->pos() + by);
    if (positions.isEmpty())
        return;
    if (!m_nudge.isValid())
        m_nudge = nextGesture();
    emit nodesMoved(m_nudge, positions);
}

bool CanvasView::focusNextPrevChild(bool next)
{
    if (canvas().model() == nullptr)
        return QGraphicsView::focusNextPrevChild(next);
    const QList<GraphNodeId> order = readingOrder(*canvas().model());
    const qsizetype at = order.indexOf(current());
    const qsizetype to = at < 0 ? (next ? 0 : -1) : at + (next ? 1 : -1);
    if (to >= 0 && to < order.size()) {
        moveCurrent(order[to], false);
        return true;
    }
    setCurrent({}, false);
    return QGraphicsView::focusNextPrevChild(next);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_spaceHeld = false;
    m_nudge = {};
    if (m_tool == &m_tools->pan)
        useSelectTool();
    QGraphicsView::focusOutEvent(event);
    viewport()->update();
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Mouse) {
        const QRect box = nodeRectOnScreen(current());
        emit menuRequested(box.isNull() ? mapToGlobal(rect().center()) : box.center(), current());
        return;
    }
    const QPointF position = mapToScene(event->pos());
    if (NodeItem *node = canvas().nodeAt(position)) {
        if (!node->isSelected())
            canvas().select({node->id()});
        setCurrent(node->id(), false);
        emit menuRequested(event->globalPos(), node->id());
        return;
    }
    if (EdgeItem *edge = isFar() ? nullptr : canvas().edgeAt(position)) {
        canvas().clearSelection();
        edge->setSelected(true);
    }
    emit menuRequested(event->globalPos(), {});
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (!m_readOnly && m_drop.handle(*event))
        return true;
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showNodeTip(help->globalPos(), mapToScene(help->pos()));
        return true;
    }
    if (event->type() == QEvent::Leave)
        hoverAt(QPointF(1e9, 1e9));
    return QGraphicsView::viewportEvent(event);
}

void CanvasView::showNodeTip(QPoint global, QPointF position)
{
    const NodeItem *item = m_tool == &m_tools->select ? canvas().nodeAt(position) : nullptr;
    if (item == nullptr) {
        QToolTip::hideText();
        return;
    }
    QToolTip::showText(global,
                       QStringLiteral("<b>%1</b><br>%2")
                           .arg(item->node().name.toHtmlEscaped(), describeNode(item->node()).toHtmlEscaped()),
                       viewport());
}

} // namespace slipway
