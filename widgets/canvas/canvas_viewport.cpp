#include "widgets/canvas/canvas_viewport.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/node_item.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

constexpr double range = 60000; // how far one may pan beyond the content
constexpr int motionStep = 66;  // ms; a ring needs no more
constexpr double zoomStep = 1.25;
constexpr int fitMargin = 24;

} // namespace

CanvasViewport::CanvasViewport(QWidget *parent) : QGraphicsView(parent), m_scene(new CanvasScene(this))
{
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    connect(m_scene, &CanvasScene::contentChanged, this, [this] {
        fitRange();
        runMotion();
        if (isFar() || m_scene->model() == nullptr || m_scene->model()->nodes().size() < 2)
            viewport()->update();
    });
    applyLook();
    fitRange();
}

CanvasViewport::~CanvasViewport()
{
    m_scene->disconnect(this);
}

bool CanvasViewport::isEmpty() const
{
    return m_scene->model() == nullptr || m_scene->model()->nodes().isEmpty();
}

void CanvasViewport::setModel(GraphModel *model)
{
    m_scene->setModel(model);
    zoomToFit();
}

void CanvasViewport::setFound(const QSet<GraphNodeId> &nodes)
{
    m_scene->look().found = nodes;
    viewport()->update();
}

void CanvasViewport::applyLook()
{
    m_scene->look().resolve(palette(), font());
    m_scene->refreshLook();
    viewport()->update();
}

bool CanvasViewport::isFar() const
{
    return zoom() < canvas::farZoom;
}

void CanvasViewport::fitRange()
{
    const QRectF wanted = m_scene->sceneRect().adjusted(-range, -range, range, range);
    if (wanted != sceneRect())
        setSceneRect(wanted);
}

void CanvasViewport::setZoom(double zoom, QPoint anchor)
{
    const double next = std::clamp(zoom, canvas::smallestZoom, canvas::largestZoom);
    const QPointF fixed = mapToScene(anchor);
    setTransform(QTransform::fromScale(next, next));
    pan(anchor - mapFromScene(fixed));
    viewport()->update();
    emit viewChanged();
}

void CanvasViewport::zoomIn()
{
    setZoom(zoom() * zoomStep, viewport()->rect().center());
}

void CanvasViewport::zoomOut()
{
    setZoom(zoom() / zoomStep, viewport()->rect().center());
}

void CanvasViewport::zoomReset()
{
    setZoom(1, viewport()->rect().center());
}

void CanvasViewport::zoomToFit()
{
    const QRectF content = m_scene->contentRect();
    if (content.isNull()) {
        setTransform(QTransform());
        centerOn(0, 0);
    } else {
        const QRect free = viewport()->rect().marginsRemoved(m_fitMargins);
        const double across = std::max(free.width() - 2 * fitMargin, 40) / content.width();
        const double down = std::max(free.height() - 2 * fitMargin, 40) / content.height();
        const double fit = std::clamp(std::min({across, down, 1.0}), canvas::smallestZoom, canvas::largestZoom);
        setTransform(QTransform::fromScale(fit, fit));
        centerOn(content.center());
        pan(free.center() - viewport()->rect().center());
    }
    m_fitted = true;
    viewport()->update();
    emit viewChanged();
}

void CanvasViewport::pan(QPoint by)
{
    m_fitted = false;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
}

void CanvasViewport::goTo(QPointF centre)
{
    m_fitted = false;
    centerOn(centre);
}

void CanvasViewport::scrollNear(QPoint position)
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

void CanvasViewport::reveal(GraphNodeId id)
{
    const NodeItem *item = m_scene->nodeItem(id);
    if (item == nullptr)
        return;
    const QRect box = mapFromScene(canvas::nodeRect(item->pos())).boundingRect();
    if (!viewport()->rect().adjusted(20, 20, -20, -20).contains(box))
        goTo(item->pos());
}

QRect CanvasViewport::nodeRectOnScreen(GraphNodeId id) const
{
    const NodeItem *item = m_scene->nodeItem(id);
    if (item == nullptr)
        return {};
    const QRect box = mapFromScene(canvas::nodeRect(item->pos())).boundingRect();
    return {viewport()->mapToGlobal(box.topLeft()), box.size()};
}

void CanvasViewport::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, m_scene->look().ground);
    paintGrid(*painter, rect, zoom(), m_scene->look());
}

void CanvasViewport::paintEvent(QPaintEvent *event)
{
    if (isFar() && !isEmpty()) {
        QPainter far(viewport());
        far.setClipRegion(event->region());
        far.fillRect(viewport()->rect(), m_scene->look().ground);
        m_scene->overview().paint(&far, viewportTransform(), m_scene->look().borderStrong);
    } else {
        QGraphicsView::paintEvent(event);
    }
    QPainter painter(viewport());
    paintOver(painter);
}

void CanvasViewport::runMotion()
{
    const bool wanted = m_motionAllowed && isVisible() && !m_scene->runningItems().isEmpty();
    if (wanted && !m_motion.isActive())
        m_motion.start(motionStep, this);
    else if (!wanted)
        m_motion.stop();
}

void CanvasViewport::setMotionAllowed(bool allowed)
{
    m_motionAllowed = allowed;
    runMotion();
}

void CanvasViewport::repaintRings()
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

void CanvasViewport::timerEvent(QTimerEvent *event)
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

void CanvasViewport::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    viewport()->update(); // hints and drafts are painted over the scene
    emit viewChanged();
}

void CanvasViewport::resizeEvent(QResizeEvent *event)
{
    const QPointF before = centre();
    QGraphicsView::resizeEvent(event);
    if (m_fitted)
        zoomToFit();
    else if (event->oldSize().isValid())
        centerOn(before);
    emit viewChanged();
}

void CanvasViewport::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    runMotion();
}

void CanvasViewport::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    const bool look = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
                      event->type() == QEvent::StyleChange;
    if (look)
        applyLook();
}

} // namespace slipway
