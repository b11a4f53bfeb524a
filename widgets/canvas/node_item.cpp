#include "widgets/canvas/node_item.h"

#include "widgets/canvas/canvas_geometry.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

namespace slipway {
namespace {

using namespace canvas;

constexpr double radius = metric::radius;
constexpr double inset = 11;
constexpr double iconTile = 28;
constexpr double textLeft = -nodeWidth / 2 + inset + iconTile + 8;
constexpr double stateSize = 18;
constexpr double textRight = nodeWidth / 2 - inset;

const QRectF box = nodeRect({0, 0});

void prepare(QStaticText &text, const QString &value, const QFont &font, double width)
{
    text.setTextFormat(Qt::PlainText);
    text.setText(QFontMetricsF(font).elidedText(value, Qt::ElideRight, width));
    text.setPerformanceHint(QStaticText::AggressiveCaching);
    text.prepare({}, font);
}

void drawSharp(QPainter *painter, const QRectF &rect, const QPixmap &pixmap)
{
    painter->drawPixmap(rect, pixmap, QRectF(QPointF(), QSizeF(pixmap.size())));
}

} // namespace

QRectF nodeStateRect()
{
    return {box.right() - inset - stateSize, -stateSize / 2, stateSize, stateSize};
}

void paintRunningRing(QPainter *painter, const QRectF &rect, const QColor &colour, double turn)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    QColor track = colour;
    track.setAlphaF(0.22F);
    const QRectF ring = rect.adjusted(2, 2, -2, -2);
    painter->setPen(QPen(track, 2));
    painter->drawEllipse(ring);
    painter->setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
    painter->drawArc(ring, int((90 - turn) * 16), -270 * 16);
}

NodeItem::NodeItem(const GraphNode &node, const CanvasLook &look) : m_node(node), m_look(look)
{
    setFlag(ItemIsSelectable);
    setFlag(ItemUsesExtendedStyleOption, false);
    setAcceptHoverEvents(false); // the view looks once per move; 10,000 items need not
    setPos(node.position);
    setZValue(1);
    layOutTexts();
}

void NodeItem::setNode(const GraphNode &node)
{
    const bool texts = node.name != m_node.name || node.detail != m_node.detail ||
                       node.state.has_value() != m_node.state.has_value() || node.changed != m_node.changed;
    m_node = node;
    setPos(node.position);
    if (texts)
        layOutTexts();
    update();
}

void NodeItem::refreshLook()
{
    layOutTexts();
    update();
}

void NodeItem::layOutTexts()
{
    const double right = m_node.state ? textRight - stateSize - 5 : textRight - (m_node.changed ? 6 : 0);
    prepare(m_name, m_node.name, m_look.nameFont, right - textLeft);
    prepare(m_detail, m_node.detail, m_look.detailFont, right - textLeft);
    prepare(m_farName, m_node.name, m_look.farFont, nodeWidth - 28);
}

QRectF NodeItem::boundingRect() const
{
    return box.adjusted(-halo, -halo, halo, halo);
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    path.addRect(box);
    return path;
}

bool NodeItem::isFaded() const
{
    return m_look.isConnecting() && m_node.id != m_look.connectFrom && m_look.refused.contains(m_node.id);
}

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const double detail = option->levelOfDetailFromTransform(painter->worldTransform());
    const double sharp = detail * painter->device()->devicePixelRatioF();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->setOpacity(isFaded() ? 0.35 : 1.0);
    if (detail < nearZoom) {
        paintMiddle(painter, sharp);
    } else {
        paintHalo(painter);
        paintBox(painter, detail);
        paintNear(painter, sharp);
        paintMarks(painter, sharp);
        paintPorts(painter);
    }
    painter->setOpacity(1.0);
}

void NodeItem::paintHalo(QPainter *painter) const
{
    painter->setPen(Qt::NoPen);
    if (m_look.dragged.contains(m_node.id)) {
        QColor shadow = m_look.shadow;
        shadow.setAlpha(shadow.alpha() / 3);
        painter->setBrush(shadow);
        for (int spread = 1; spread <= 3; ++spread)
            painter->drawRoundedRect(box.adjusted(-spread * 1.5, spread, spread * 1.5, 2 + spread * 1.5),
                                     radius + spread, radius + spread);
    }
    const bool glowing = m_look.isConnecting() && m_node.id != m_look.connectFrom && !isFaded();
    if (isSelected() || glowing) {
        QColor glow = m_look.accent;
        glow.setAlphaF(m_node.id == m_look.connectTarget ? 0.34F : glowing ? 0.16F : 0.20F);
        painter->setBrush(glow);
        painter->drawRoundedRect(box.adjusted(-4, -4, 4, 4), radius + 4, radius + 4);
    } else if (m_look.found.contains(m_node.id)) {
        QColor glow = m_look.theme.state(StateKind::Waiting);
        glow.setAlphaF(0.30F);
        painter->setBrush(glow);
        painter->drawRoundedRect(box.adjusted(-4, -4, 4, 4), radius + 4, radius + 4);
    }
    if (m_look.focusVisible && m_look.focused == m_node.id) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_look.accent, 2));
        painter->drawRoundedRect(box.adjusted(-4, -4, 4, 4), radius + 4, radius + 4);
    }
}

// Success is the calm case: only what wants attention is tinted.
QColor NodeItem::ground() const
{
    const bool tinted = m_node.state && m_node.state->kind != StateKind::Success;
    return tinted ? m_look.theme.tint(m_node.state->kind) : m_look.surface;
}

void NodeItem::paintBox(QPainter *painter, double detail) const
{
    const bool target = m_look.isConnecting() && m_look.connectTarget == m_node.id;
    const bool strong = isSelected() || target || m_look.connectFrom == m_node.id;
    const double line = strong ? 1.5 : std::max(1.0, 1.0 / detail);
    const QColor rim = strong ? m_look.accent : m_look.hovered == m_node.id ? m_look.faint : m_look.borderStrong;
    painter->setPen(QPen(rim, line));
    painter->setBrush(ground());
    painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    if (!m_node.state)
        return;
    // The left edge in the full colour, cut to the box's corners.
    QPainterPath edge;
    edge.addRoundedRect(box.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    QPainterPath strip;
    strip.addRect(QRectF(box.left(), box.top(), 4.5, box.height()));
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_look.theme.state(m_node.state->kind));
    painter->drawPath(edge.intersected(strip));
}

void NodeItem::paintNear(QPainter *painter, double detail) const
{
    const QRectF tile(box.left() + inset, -iconTile / 2, iconTile, iconTile);
    painter->setPen(Qt::NoPen);
    QColor plate = m_look.muted;
    plate.setAlphaF(m_look.theme.isDark() ? 0.16F : 0.10F);
    painter->setBrush(plate);
    painter->drawRoundedRect(tile, 5, 5);
    const Icon kind = m_node.kind == NodeKind::ZeroLoad ? Icon::ZeroLoad : Icon::Shell;
    drawSharp(painter, tile.adjusted(4, 4, -4, -4), m_look.icon(kind, m_look.text, 20, detail));

    painter->setPen(m_look.text);
    painter->setFont(m_look.nameFont);
    const double nameHeight = m_name.size().height();
    const double block = nameHeight + m_detail.size().height();
    painter->drawStaticText(QPointF(textLeft, -block / 2), m_name);
    painter->setPen(m_look.muted);
    painter->setFont(m_look.detailFont);
    painter->drawStaticText(QPointF(textLeft, -block / 2 + nameHeight), m_detail);
}

void NodeItem::paintMarks(QPainter *painter, double detail) const
{
    if (m_node.state) {
        const QColor colour = m_look.theme.state(m_node.state->kind);
        if (isRunning())
            paintRunningRing(painter, nodeStateRect(), colour, m_look.turn);
        else
            drawSharp(painter, nodeStateRect(), m_look.icon(stateIcon(m_node.state->kind), colour, 20, detail));
    }
    if (!m_node.changed)
        return;
    // The draft dot: full where a version exists that differs, a ring where there is none yet.
    const QRectF dot(box.right() - 12, box.top() + 5, 6, 6);
    painter->setPen(QPen(m_look.accent, 1.5));
    painter->setBrush(m_node.committed ? QBrush(m_look.accent) : QBrush(Qt::NoBrush));
    painter->drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75));
}

void NodeItem::paintPorts(QPainter *painter) const
{
    const bool active = m_look.hovered == m_node.id || isSelected();
    const bool grabbed = (m_look.hovered == m_node.id && m_look.outPortHovered) || m_look.connectFrom == m_node.id;
    painter->setPen(QPen(active ? m_look.faint : m_look.borderStrong, 1.2));
    painter->setBrush(m_look.surface);
    painter->drawEllipse(inPort({0, 0}), portRadius - 1, portRadius - 1);
    if (!grabbed) {
        painter->drawEllipse(outPort({0, 0}), portRadius - (active ? 0 : 1), portRadius - (active ? 0 : 1));
        return;
    }
    const QPointF centre = outPort({0, 0});
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_look.accent);
    painter->drawEllipse(centre, portRadius + 2.5, portRadius + 2.5);
    painter->setPen(QPen(m_look.theme.colour(Token::OnAccent), 1.4, Qt::SolidLine, Qt::RoundCap));
    painter->drawLine(centre - QPointF(3, 0), centre + QPointF(3, 0));
    painter->drawLine(centre - QPointF(0, 3), centre + QPointF(0, 3));
}

void NodeItem::paintMiddle(QPainter *painter, double) const
{
    const bool strong = isSelected() || m_look.connectTarget == m_node.id;
    QPen pen(strong ? m_look.accent : m_look.borderStrong, strong ? 2 : 1);
    pen.setCosmetic(true);
    painter->setPen(pen);
    painter->setBrush(ground());
    painter->drawRect(box);
    if (m_node.state) {
        painter->fillRect(QRectF(box.left(), box.top(), 12, box.height()), m_look.theme.state(m_node.state->kind));
    }
    painter->setPen(m_look.text);
    painter->setFont(m_look.farFont);
    painter->drawStaticText(QPointF(box.left() + 20, -m_farName.size().height() / 2), m_farName);
}

} // namespace slipway
