#include "widgets/canvas/canvas_palette.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/node_drag.h"
#include "widgets/kit/buttons.h"

#include <QApplication>
#include <QDrag>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace slipway {
namespace {

constexpr int shadowMargin = 6;

QString titleOf(NodeKind kind)
{
    return kind == NodeKind::ZeroLoad ? CanvasPalette::tr("Zero load") : CanvasPalette::tr("Shell");
}

QPixmap dragPixmap(NodeKind kind, const QWidget *widget)
{
    const double ratio = widget->devicePixelRatioF();
    const QSize size(int(canvas::nodeWidth) + 4, int(canvas::nodeHeight) + 4);
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    CanvasLook look;
    look.resolve(widget->palette(), widget->font());
    QPainter painter(&pixmap);
    paintGhost(painter, QTransform(), QPointF(size.width() / 2.0, size.height() / 2.0), kind, look);
    return pixmap;
}

} // namespace

void paintFloatingCard(QWidget *widget, int margin)
{
    const Theme theme = Theme::of(widget);
    QPainter painter(widget);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(widget->rect()).adjusted(margin, margin, -margin, -margin);
    painter.setPen(Qt::NoPen);
    for (int spread = margin; spread >= 1; --spread) {
        painter.setBrush(QColor(0, 0, 0, theme.isDark() ? 14 : 4));
        painter.drawRoundedRect(card.adjusted(-spread + 1, -spread + 2, spread - 1, spread), 8 + spread, 8 + spread);
    }
    painter.setBrush(theme.colour(Token::Raised));
    painter.setPen(QPen(theme.colour(Token::Border), 1));
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

NodeKindButton::NodeKindButton(NodeKind kind, QWidget *parent) : QToolButton(parent), m_kind(kind)
{
    setObjectName(kind == NodeKind::ZeroLoad ? QStringLiteral("paletteZeroLoad") : QStringLiteral("paletteShell"));
    setText(titleOf(kind));
    setAccessibleName(titleOf(kind));
    setAccessibleDescription(tr("Press Enter to place a node in the middle of the canvas"));
    setToolTip(
        kind == NodeKind::ZeroLoad
            ? tr("Zero load: runs nothing, joins other nodes.\nDrag it onto the canvas, or click and then click there.")
            : tr("Shell: runs a script.\nDrag it onto the canvas, or click and then click there."));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::OpenHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QToolButton::clicked, this, [this] { emit armed(m_kind); });
}

QSize NodeKindButton::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 20 + 3 * spacing::s + spacing::m, 36};
}

void NodeKindButton::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    QToolButton::mousePressEvent(event);
}

void NodeKindButton::mouseMoveEvent(QMouseEvent *event)
{
    const bool far = (event->position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if ((event->buttons() & Qt::LeftButton) && far)
        startDrag();
    else
        QToolButton::mouseMoveEvent(event);
}

void NodeKindButton::startDrag()
{
    setDown(false);
    auto *drag = new QDrag(this);
    drag->setMimeData(nodeKindMimeData(m_kind).release());
    const QPixmap pixmap = dragPixmap(m_kind, this);
    drag->setPixmap(pixmap);
    drag->setHotSpot(
        QPoint(int(pixmap.deviceIndependentSize().width() / 2), int(pixmap.deviceIndependentSize().height() / 2)));
    drag->exec(Qt::CopyAction);
}

void NodeKindButton::focusInEvent(QFocusEvent *event)
{
    m_focusVisible = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QToolButton::focusInEvent(event);
}

void NodeKindButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        emit placed(m_kind);
    else
        QToolButton::keyPressEvent(event);
}

void NodeKindButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? theme.pressed() : theme.hover());
        painter.drawRoundedRect(area, metric::controlRadius, metric::controlRadius);
    }
    if (m_focusVisible && hasFocus()) {
        painter.setPen(QPen(theme.colour(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area, metric::controlRadius, metric::controlRadius);
    }
    const Icon symbol = m_kind == NodeKind::ZeroLoad ? Icon::ZeroLoad : Icon::Shell;
    paintIcon(&painter, symbol, QRectF(spacing::s, (height() - 20) / 2.0, 20, 20), theme.colour(Token::Text));
    painter.setPen(theme.colour(Token::Text));
    painter.drawText(rect().adjusted(spacing::s + 20 + spacing::s, 0, -spacing::s, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

CanvasPalette::CanvasPalette(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("canvasPalette"));
    setAccessibleName(tr("Node palette"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(shadowMargin + 6, shadowMargin + 8, shadowMargin + 6, shadowMargin + 6);
    layout->setSpacing(2);
    QLabel *title = textLabel(tr("Nodes"), TextSize::Caption, this, true);
    title->setContentsMargins(spacing::s, 0, 0, 2);
    layout->addWidget(title);
    for (const NodeKind kind : {NodeKind::Shell, NodeKind::ZeroLoad}) {
        auto *entry = new NodeKindButton(kind, this);
        connect(entry, &NodeKindButton::armed, this, &CanvasPalette::armed);
        connect(entry, &NodeKindButton::placed, this, &CanvasPalette::placed);
        layout->addWidget(entry);
    }
}

NodeKindButton *CanvasPalette::item(NodeKind kind) const
{
    return findChild<NodeKindButton *>(kind == NodeKind::ZeroLoad ? QStringLiteral("paletteZeroLoad")
                                                                  : QStringLiteral("paletteShell"));
}

void CanvasPalette::paintEvent(QPaintEvent *)
{
    paintFloatingCard(this, shadowMargin);
}

} // namespace slipway
