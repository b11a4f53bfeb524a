#include "widgets/canvas/connect_tool.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_navigation.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/node_item.h"

#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace slipway {

void ConnectTool::start(GraphNodeId from, QPointF loose)
{
    m_from = from;
    m_loose = loose;
    m_hinted = {};
    CanvasLook &look = view().canvas().look();
    look.connectFrom = from;
    look.connectTarget = {};
    look.refused = view().canvas().model()->refusedTargets(from);
    view().viewport()->update();
}

void ConnectTool::move(const CanvasPointer &at)
{
    m_loose = at.scene;
    NodeItem *under = view().canvas().nodeAt(at.scene);
    aimAt(under == nullptr ? GraphNodeId{} : under->id(), view().viewport()->mapToGlobal(at.view));
    view().scrollNear(at.view);
    view().viewport()->update();
}

void ConnectTool::aimAt(GraphNodeId id, const QPoint &tipAt)
{
    CanvasLook &look = view().canvas().look();
    const bool allowed = id.isValid() && !look.refused.contains(id);
    look.connectTarget = allowed ? id : GraphNodeId{};
    if (allowed || !id.isValid() || id == m_from) {
        m_hinted = {};
        QToolTip::hideText();
        return;
    }
    if (m_hinted == id)
        return;
    m_hinted = id;
    const Outcome<> rule = view().canvas().model()->mayConnect(m_from, id);
    if (rule.failed())
        QToolTip::showText(tipAt + QPoint(12, 16), rule.error().message, view().viewport());
}

void ConnectTool::release(const CanvasPointer &at)
{
    if (at.button != Qt::LeftButton)
        return;
    const GraphNodeId from = m_from;
    const GraphNodeId to = view().canvas().look().connectTarget;
    finish();
    if (to.isValid())
        emit view().connectRequested(from, to);
}

bool ConnectTool::key(const QKeyEvent &event)
{
    CanvasScene &scene = view().canvas();
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        const GraphNodeId from = m_from;
        const GraphNodeId to = scene.look().connectTarget;
        finish();
        if (to.isValid())
            emit view().connectRequested(from, to);
        return true;
    }
    const std::optional<Direction> direction = directionOf(event.key());
    if (!direction)
        return false;
    const GraphNodeId start = scene.look().connectTarget.isValid() ? scene.look().connectTarget : m_from;
    const GraphNodeId next = neighbour(*scene.model(), start, *direction, scene.look().refused);
    if (!next.isValid())
        return true;
    scene.look().connectTarget = next;
    m_loose = canvas::inPort(scene.nodeItem(next)->pos());
    view().reveal(next);
    view().viewport()->update();
    return true;
}

void ConnectTool::cancel()
{
    finish();
}

void ConnectTool::finish()
{
    CanvasLook &look = view().canvas().look();
    look.connectFrom = look.connectTarget = m_from = {};
    look.refused.clear();
    QToolTip::hideText();
    view().viewport()->update();
    view().useSelectTool();
}

void ConnectTool::paint(QPainter &painter) const
{
    CanvasScene &scene = view().canvas();
    const NodeItem *source = scene.nodeItem(m_from);
    if (source == nullptr)
        return;
    const NodeItem *target = scene.nodeItem(scene.look().connectTarget);
    const QPointF end = target != nullptr ? canvas::inPort(target->pos()) : m_loose;
    painter.setTransform(view().viewportTransform(), true);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(scene.look().accent, target != nullptr ? 2.2 : 1.8);
    if (target == nullptr)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(canvas::edgePath(canvas::outPort(source->pos()), end));
    painter.setPen(Qt::NoPen);
    painter.setBrush(scene.look().accent);
    painter.drawPolygon(canvas::arrowHead(end));
}

} // namespace slipway
