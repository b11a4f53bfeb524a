#include "widgets/canvas/select_tool.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edge_item.h"
#include "widgets/canvas/node_item.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleHints>

namespace slipway {
namespace {

bool adds(Qt::KeyboardModifiers modifiers)
{
    return modifiers & (Qt::ShiftModifier | Qt::ControlModifier);
}

} // namespace

void SelectTool::press(const CanvasPointer &at)
{
    CanvasScene &scene = view().canvas();
    m_pressedView = at.view;
    m_pressedScene = at.scene;
    m_narrowOnRelease = false;
    if (at.button != Qt::LeftButton)
        return;
    if (NodeItem *source = view().isFar() || view().isReadOnly() ? nullptr : scene.outPortAt(at.scene)) {
        view().startConnecting(source->id(), at.scene);
        return;
    }
    if (NodeItem *node = scene.nodeAt(at.scene)) {
        pressNode(node->id(), at.modifiers);
        return;
    }
    if (EdgeItem *edge = view().isFar() ? nullptr : scene.edgeAt(at.scene)) {
        const bool was = edge->isSelected();
        if (!adds(at.modifiers))
            scene.clearSelection();
        edge->setSelected(!adds(at.modifiers) || !was);
        return;
    }
    m_keep = adds(at.modifiers) ? scene.selectedNodes() : QList<GraphNodeId>();
    m_band = {};
    m_phase = Phase::Band;
    if (!adds(at.modifiers))
        scene.clearSelection();
}

void SelectTool::pressNode(GraphNodeId id, Qt::KeyboardModifiers modifiers)
{
    CanvasScene &scene = view().canvas();
    NodeItem *node = scene.nodeItem(id);
    view().setCurrent(id, false);
    if (adds(modifiers)) {
        node->setSelected(!node->isSelected());
    } else if (node->isSelected()) {
        m_narrowOnRelease = true;
    } else {
        scene.select({id});
    }
    m_pressedNode = id;
    m_phase = node->isSelected() && !view().isReadOnly() ? Phase::OnNode : Phase::Idle;
}

void SelectTool::startDragging()
{
    CanvasScene &scene = view().canvas();
    m_phase = Phase::Dragging;
    m_start.clear();
    for (const GraphNodeId id : scene.selectedNodes()) {
        m_start.insert(id, scene.nodeItem(id)->pos());
        scene.look().dragged.insert(id);
        scene.nodeItem(id)->setZValue(2);
    }
    m_now = m_start;
}

void SelectTool::move(const CanvasPointer &at)
{
    if (m_phase == Phase::Band)
        bandTo(at);
    const bool far = (at.view - m_pressedView).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance();
    if (m_phase == Phase::OnNode && far)
        startDragging();
    if (m_phase == Phase::Dragging)
        dragTo(at);
}

void SelectTool::dragTo(const CanvasPointer &at)
{
    // The grabbed node comes to rest on the grid (Alt: anywhere), the others keep their places beside it.
    const QPointF home = m_start.value(m_pressedNode);
    QPointF place = home + at.scene - m_pressedScene;
    if (!(at.modifiers & Qt::AltModifier))
        place = canvas::snapped(place);
    for (auto it = m_now.begin(); it != m_now.end(); ++it)
        it.value() = m_start.value(it.key()) + place - home;
    view().canvas().showAt(m_now);
    view().scrollNear(at.view);
}

void SelectTool::bandTo(const CanvasPointer &at)
{
    const QRect before = m_band;
    m_band = QRect(m_pressedView, at.view).normalized();
    CanvasScene &scene = view().canvas();
    QPainterPath area;
    area.addPolygon(view().mapToScene(m_band));
    area.closeSubpath();
    scene.setSelectionArea(area, Qt::ReplaceSelection, Qt::IntersectsItemBoundingRect, view().viewportTransform());
    for (QGraphicsItem *item : scene.selectedItems()) { // a band is for nodes; their halo does not count
        const bool hit = item->type() == NodeItem::Type && area.intersects(canvas::nodeRect(item->pos()));
        if (!hit)
            item->setSelected(false);
    }
    for (const GraphNodeId id : std::as_const(m_keep)) {
        if (NodeItem *item = scene.nodeItem(id))
            item->setSelected(true);
    }
    view().viewport()->update(before.united(m_band).adjusted(-2, -2, 2, 2));
}

void SelectTool::release(const CanvasPointer &at)
{
    if (at.button != Qt::LeftButton)
        return;
    const Phase phase = m_phase;
    const bool moved = m_now != m_start;
    const QHash<GraphNodeId, QPointF> positions = m_now;
    finish();
    if (phase == Phase::Dragging && moved)
        emit view().nodesMoved(view().nextGesture(), positions);
    else if (phase == Phase::OnNode && m_narrowOnRelease)
        view().canvas().select({m_pressedNode});
}

void SelectTool::cancel()
{
    if (m_phase == Phase::Dragging)
        view().canvas().showAtHome(m_start.keys());
    finish();
}

void SelectTool::finish()
{
    CanvasScene &scene = view().canvas();
    for (auto it = m_start.cbegin(); it != m_start.cend(); ++it) {
        if (NodeItem *item = scene.nodeItem(it.key()))
            item->setZValue(1);
    }
    scene.look().dragged.clear();
    if (m_phase != Phase::Idle)
        view().viewport()->update();
    m_phase = Phase::Idle;
    m_start.clear();
    m_now.clear();
    m_band = {};
}

void SelectTool::paint(QPainter &painter) const
{
    if (m_phase != Phase::Band || m_band.isEmpty())
        return;
    QColor fill = view().canvas().look().accent;
    painter.setPen(QPen(fill, 1));
    fill.setAlphaF(0.10F);
    painter.setBrush(fill);
    painter.drawRect(QRectF(m_band).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace slipway
