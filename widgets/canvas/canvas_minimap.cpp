#include "widgets/canvas/canvas_minimap.h"

#include "widgets/canvas/canvas_palette.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/throttler.h"

#include <QMouseEvent>
#include <QPainter>

namespace slipway {
namespace {

constexpr int shadowMargin = 6;
constexpr int inset = shadowMargin + 8;

} // namespace

CanvasMinimap::CanvasMinimap(CanvasView &view, QWidget *parent)
    : QWidget(parent), m_view(view), m_throttler(new Throttler(std::chrono::milliseconds(60), this))
{
    setObjectName(QStringLiteral("canvasMinimap"));
    setAccessibleName(tr("Overview of the canvas"));
    setToolTip(tr("Press or drag to go there"));
    setFixedSize(sizeHint());
    connect(&view.canvas(), &CanvasScene::contentChanged, m_throttler, &Throttler::trigger);
    connect(m_throttler, &Throttler::fired, this, [this] {
        m_stale = true;
        update();
    });
    connect(&view, &CanvasView::viewChanged, this, qOverload<>(&QWidget::update));
    connect(&view, &CanvasView::selectionChanged, m_throttler, &Throttler::trigger);
}

QRectF CanvasMinimap::area() const
{
    return QRectF(rect()).adjusted(inset, inset, -inset, -inset);
}

QTransform CanvasMinimap::toMap() const
{
    QRectF world = m_view.canvas().overview().bounds();
    if (world.isNull())
        world = QRectF(-300, -200, 600, 400);
    world.adjust(-120, -80, 120, 80);
    const QRectF map = area();
    const double scale = std::min({map.width() / world.width(), map.height() / world.height(), 0.25});
    QTransform transform;
    transform.translate(map.center().x(), map.center().y());
    transform.scale(scale, scale);
    transform.translate(-world.center().x(), -world.center().y());
    return transform;
}

void CanvasMinimap::redraw()
{
    const double ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    QColor edge = m_view.canvas().look().borderStrong;
    edge.setAlphaF(0.6F);
    m_view.canvas().overview().paint(&painter, toMap(), edge);
    m_stale = false;
}

void CanvasMinimap::paintEvent(QPaintEvent *)
{
    paintFloatingCard(this, shadowMargin);
    if (m_stale || m_picture.devicePixelRatio() != devicePixelRatioF())
        redraw();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const QRectF seen = toMap().mapRect(m_view.visibleArea()).intersected(area().adjusted(-4, -4, 4, 4));
    QColor accent = m_view.canvas().look().accent;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(accent, 1.5));
    accent.setAlphaF(0.08F);
    painter.setBrush(accent);
    painter.drawRoundedRect(seen, 3, 3);
}

void CanvasMinimap::mousePressEvent(QMouseEvent *event)
{
    m_view.goTo(toMap().inverted().map(event->position()));
}

void CanvasMinimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        m_view.goTo(toMap().inverted().map(event->position()));
}

void CanvasMinimap::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_stale = true;
}

} // namespace slipway
