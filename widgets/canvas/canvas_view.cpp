#include "widgets/canvas/canvas_view.h"

#include "widgets/canvas/canvas_accessible.h"
#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/canvas_tools.h"
#include "widgets/canvas/node_item.h"
#include "widgets/canvas/node_name_editor.h"

#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

constexpr double range = 60000; // how far one may pan beyond the content
constexpr int motionStep = 66;  // ms; a ring needs no more
constexpr double zoomStep = 1.25;
constexpr int fitMargin = 56;

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QGraphicsView(parent),
      m_scene(new CanvasScene(this)),
      m_tools(std::make_unique<Tools>(*this)),
      m_tool(&m_tools->select),
      m_nameEditor(new NodeNameEditor(this))
{
    setObjectName(QStringLiteral("canvasView"));
    setAccessibleName(tr("Workflow canvas"));
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    installCanvasAccessibility();

    connect(m_scene, &QGraphicsScene::selectionChanged, this, &CanvasView::selectionChanged);
    connect(m_scene, &CanvasScene::contentChanged, this, [this] {
        fitRange();
        runMotion();
        if (isFar() || m_scene->model() == nullptr || m_scene->model()->nodes().size() < 2)
            viewport()->update();
    });
    connect(m_nameEditor, &NodeNameEditor::accepted, this, &CanvasView::renameRequested);
    connect(m_nameEditor, &NodeNameEditor::finished, this, [this] { setFocus(Qt::OtherFocusReason); });
    applyLook();
    fitRange();
}

CanvasView::~CanvasView()
{
    m_scene->disconnect(this);
}

void CanvasView::setModel(GraphModel *model)
{
    m_scene->setModel(model);
    if (isVisible())
        zoomToFit();
    else
        m_fitOnShow = true;
    viewport()->update();
}

void CanvasView::setFound(const QSet<GraphNodeId> &nodes)
{
    m_scene->look().found = nodes;
    viewport()->update();
}

void CanvasView::applyLook()
{
    m_scene->look().resolve(palette(), font());
    m_scene->refreshLook();
    viewport()->update();
}

bool CanvasView::isFar() const
{
    return zoom() < canvas::farZoom;
}

void CanvasView::fitRange()
{
    const QRectF wanted = m_scene->sceneRect().adjusted(-range, -range, range, range);
    if (wanted != sceneRect())
        setSceneRect(wanted);
}

void CanvasView::setZoom(double zoom, QPoint anchor)
{
    const double next = std::clamp(zoom, canvas::smallestZoom, canvas::largestZoom);
    const QPointF fixed = mapToScene(anchor);
    setTransform(QTransform::fromScale(next, next));
    pan(anchor - mapFromScene(fixed));
    viewport()->update();
    emit viewChanged();
}

void CanvasView::zoomIn()
{
    setZoom(zoom() * zoomStep, viewport()->rect().center());
}

void CanvasView::zoomOut()
{
    setZoom(zoom() / zoomStep, viewport()->rect().center());
}

void CanvasView::zoomReset()
{
    setZoom(1, viewport()->rect().center());
}

void CanvasView::zoomToFit()
{
    const QRectF content = m_scene->contentRect();
    if (content.isNull()) {
        setTransform(QTransform());
        centerOn(0, 0);
    } else {
        const double across = (viewport()->width() - 2 * fitMargin) / content.width();
        const double down = (viewport()->height() - 2 * fitMargin) / content.height();
        const double fit = std::clamp(std::min({across, down, 1.0}), canvas::smallestZoom, canvas::largestZoom);
        setTransform(QTransform::fromScale(fit, fit));
        centerOn(content.center());
    }
    viewport()->update();
    emit viewChanged();
}

void CanvasView::pan(QPoint by)
{
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void CanvasView::scrollNear(QPoint position)
{
    constexpr int edge = 24;
    constexpr int step = 12;
    const QRect calm = viewport()->rect().adjusted(edge, edge, -edge, -edge);
    QPoint by;
    if (position.x() < calm.left())
        by.setX(step);
    else if (position.x() > calm.right())
        by.setX(-step);
    if (position.y() < calm.top())
        by.setY(step);
    else if (position.y() > calm.bottom())
        by.setY(-step);
    if (!by.isNull())
        pan(by);
}

void CanvasView::reveal(GraphNodeId id)
{
    const NodeItem *item = m_scene->nodeItem(id);
    if (item == nullptr)
        return;
    const QRect box = mapFromScene(canvas::nodeRect(item->pos())).boundingRect();
    if (!viewport()->rect().adjusted(20, 20, -20, -20).contains(box))
        centerOn(item->pos());
}

QRect CanvasView::nodeRectOnScreen(GraphNodeId id) const
{
    const NodeItem *item = m_scene->nodeItem(id);
    if (item == nullptr)
        return {};
    const QRect box = mapFromScene(canvas::nodeRect(item->pos())).boundingRect();
    return {viewport()->mapToGlobal(box.topLeft()), box.size()};
}

void CanvasView::setCurrent(GraphNodeId id, bool byKeyboard)
{
    CanvasLook &look = m_scene->look();
    for (const GraphNodeId changed : {look.focused, id}) {
        if (NodeItem *item = m_scene->nodeItem(changed))
            item->update();
    }
    const bool other = look.focused != id;
    look.focused = id;
    look.focusVisible = byKeyboard;
    if (other)
        emit currentChanged(id);
}

void CanvasView::selectAll()
{
    m_scene->select(m_scene->model() == nullptr ? QList<GraphNodeId>() : m_scene->model()->nodes().keys());
}

void CanvasView::requestDelete()
{
    const QList<GraphNodeId> nodes = m_scene->selectedNodes();
    const QList<GraphLink> edges = m_scene->selectedEdges();
    if (!nodes.isEmpty() || !edges.isEmpty())
        emit deleteRequested(nodes, edges);
}

void CanvasView::startRename()
{
    const QList<GraphNodeId> selected = m_scene->selectedNodes();
    const GraphNodeId id = current().isValid() && selected.contains(current()) ? current() : selected.value(0);
    const GraphNode *node = m_scene->model() == nullptr ? nullptr : m_scene->model()->node(id);
    if (node == nullptr)
        return;
    reveal(id);
    const QRect box = mapFromScene(canvas::nodeRect(node->position)).boundingRect();
    m_nameEditor->begin(id, node->name, box,
                        [rule = m_nameRule, id](const QString &name) { return rule ? rule(id, name) : QString(); });
}

void CanvasView::connectCurrent()
{
    const QList<GraphNodeId> selected = m_scene->selectedNodes();
    const GraphNodeId id = current().isValid() ? current() : selected.value(0);
    if (const NodeItem *item = m_scene->nodeItem(id))
        startConnecting(id, canvas::outPort(item->pos()) + QPointF(0, 60));
}

void CanvasView::startConnecting(GraphNodeId from, QPointF loose)
{
    useTool(m_tools->connect);
    m_tools->connect.start(from, loose);
}

void CanvasView::armPlacing(NodeKind kind)
{
    useTool(m_tools->place);
    m_tools->place.start(kind);
    setFocus(Qt::OtherFocusReason);
}

void CanvasView::placeAtCentre(NodeKind kind)
{
    // Step aside from what is already there.
    QPointF at = canvas::snapped(centre());
    while (m_scene->nodeAt(at) != nullptr || m_scene->nodeAt(at - QPointF(0, 40)) != nullptr)
        at += QPointF(0, 96);
    emit dropRequested(kind, at);
}

void CanvasView::useTool(CanvasTool &tool)
{
    if (&tool == m_tool)
        return;
    CanvasTool *before = m_tool;
    m_tool = &tool;
    if (before == &m_tools->select)
        before->cancel();
    refreshCursor();
}

void CanvasView::useSelectTool()
{
    m_tool = &m_tools->select;
    refreshCursor();
}

void CanvasView::panFinished()
{
    if (m_spaceHeld)
        return;
    useSelectTool();
}

void CanvasView::refreshCursor()
{
    const CanvasLook &look = m_scene->look();
    if (m_tool != &m_tools->select)
        viewport()->setCursor(m_tool->cursor());
    else
        viewport()->setCursor(look.outPortHovered      ? Qt::CrossCursor
                              : look.hovered.isValid() ? Qt::PointingHandCursor
                                                       : Qt::ArrowCursor);
}

void CanvasView::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_scene->look().ground);
    paintGrid(*painter, rect, zoom(), m_scene->look());
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    const bool empty = m_scene->model() == nullptr || m_scene->model()->nodes().isEmpty();
    if (isFar() && !empty) {
        QPainter far(viewport());
        far.setClipRegion(event->region());
        far.fillRect(viewport()->rect(), m_scene->look().ground);
        m_scene->overview().paint(&far, viewportTransform(), m_scene->look().borderStrong);
    } else {
        QGraphicsView::paintEvent(event);
    }
    QPainter painter(viewport());
    if (empty)
        paintEmptyHint(painter, viewport()->rect(), m_scene->look(), m_drag.active);
    if (m_drag.active)
        paintGhost(painter, viewportTransform(), m_drag.at, m_drag.kind, m_scene->look());
    m_tool->paint(painter);
}

void CanvasView::runMotion()
{
    const bool still = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0;
    const bool wanted = !still && isVisible() && !m_scene->runningItems().isEmpty();
    if (wanted && !m_motion.isActive())
        m_motion.start(motionStep, this);
    else if (!wanted)
        m_motion.stop();
}

void CanvasView::repaintRings()
{
    CanvasLook &look = m_scene->look();
    look.turn = std::fmod(look.turn + 24, 360);
    if (isFar())
        return;
    const QRect visible = viewport()->rect();
    for (const NodeItem *item : m_scene->runningItems()) {
        const QRect ring = mapFromScene(nodeStateRect().translated(item->pos())).boundingRect().adjusted(-1, -1, 1, 1);
        if (ring.intersects(visible))
            viewport()->update(ring);
    }
}

void CanvasView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_motion.timerId()) {
        QGraphicsView::timerEvent(event);
        return;
    }
    if (isVisible())
        repaintRings();
    else
        m_motion.stop();
}

} // namespace slipway
