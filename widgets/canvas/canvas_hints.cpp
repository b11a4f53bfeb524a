#include "widgets/canvas/canvas_hints.h"

#include "widgets/canvas/canvas_geometry.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace slipway {
namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Canvas", text);
}

} // namespace

void paintGhost(QPainter &painter, const QTransform &toView, QPointF centre, NodeKind kind, const CanvasLook &look)
{
    painter.save();
    painter.setTransform(toView, true);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = canvas::nodeRect(centre);
    QColor fill = look.accent;
    fill.setAlphaF(0.10F);
    painter.setBrush(fill);
    QPen pen(look.accent, 1.5);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(box, metric::radius, metric::radius);
    const Icon symbol = kind == NodeKind::ZeroLoad ? Icon::ZeroLoad : Icon::Shell;
    const double ratio = painter.device()->devicePixelRatioF() * toView.m11();
    const QPixmap &pixmap = look.icon(symbol, look.accent, 20, ratio);
    painter.drawPixmap(QRectF(box.left() + 17, centre.y() - 10, 20, 20), pixmap,
                       QRectF(QPointF(), QSizeF(pixmap.size())));
    painter.setFont(look.nameFont);
    painter.setPen(look.accent);
    painter.drawText(box.adjusted(52, 0, -10, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     kind == NodeKind::ZeroLoad ? say("Zero load") : say("Shell"));
    painter.restore();
}

void paintEmptyHint(QPainter &painter, const QRectF &viewport, const CanvasLook &look, bool dragOver)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre = viewport.center() - QPointF(0, 30);
    const QRectF box = canvas::nodeRect(centre).adjusted(-12, -10, 12, 10);
    QColor fill = dragOver ? look.accent : look.surface;
    fill.setAlphaF(dragOver ? 0.12F : 0.6F);
    painter.setBrush(fill);
    QPen pen(dragOver ? look.accent : look.faint, 1.5);
    pen.setDashPattern({5, 4});
    painter.setPen(pen);
    painter.drawRoundedRect(box, 8, 8);
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap &pixmap = look.icon(Icon::Shell, dragOver ? look.accent : look.muted, 20, ratio);
    painter.drawPixmap(QRectF(centre.x() - 64, centre.y() - 10, 20, 20), pixmap,
                       QRectF(QPointF(), QSizeF(pixmap.size())));
    painter.setFont(look.nameFont);
    painter.setPen(dragOver ? look.accent : look.text);
    painter.drawText(QRectF(centre.x() - 34, centre.y() - 14, 140, 28), Qt::AlignVCenter | Qt::AlignLeft,
                     say("Drop Shell here"));
    painter.setFont(look.bodyFont);
    painter.setPen(look.muted);
    const QRectF text(viewport.left() + 40, box.bottom() + 18, viewport.width() - 80, 60);
    painter.drawText(text, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     say("Drag a node from the palette at the left, or choose it there and press Enter.\n"
                         "Then double-click it to write the script that it runs."));
    painter.restore();
}

void paintGrid(QPainter &painter, const QRectF &exposed, double zoom, const CanvasLook &look)
{
    const double strength = std::clamp((zoom - canvas::farZoom) / 0.5, 0.0, 1.0);
    if (strength <= 0)
        return;
    double step = 3 * canvas::gridStep;
    while (step * zoom < 15)
        step *= 2;
    const double left = std::floor(exposed.left() / step) * step;
    const double top = std::floor(exposed.top() / step) * step;
    QList<QPointF> dots;
    dots.reserve(qsizetype((exposed.width() / step + 2) * (exposed.height() / step + 2)));
    for (double y = top; y <= exposed.bottom(); y += step) {
        for (double x = left; x <= exposed.right(); x += step)
            dots.append({x, y});
    }
    QColor colour = look.grid;
    colour.setAlphaF(float(strength));
    QPen pen(colour, zoom < 1.5 ? 1.6 : 2.2, Qt::SolidLine, Qt::SquareCap);
    pen.setCosmetic(true);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(pen);
    painter.drawPoints(dots.constData(), int(dots.size()));
}

} // namespace slipway
