#include "widgets/canvas/canvas_panel.h"

#include "widgets/canvas/canvas_minimap.h"
#include "widgets/canvas/canvas_palette.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/buttons.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>

namespace slipway {
namespace {

constexpr int shadowMargin = 6;
constexpr int edge = 6;

class CanvasZoomBar : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override { paintFloatingCard(this, shadowMargin); }
};

} // namespace

CanvasPanel::CanvasPanel(QWidget *parent)
    : QWidget(parent),
      m_view(new CanvasView(this)),
      m_palette(new CanvasPalette(this)),
      m_minimap(new CanvasMinimap(*m_view, this)),
      m_zoomBar(makeZoomBar())
{
    setObjectName(QStringLiteral("canvasPanel"));
    setTabOrder(m_palette->item(NodeKind::ZeroLoad), m_view);
    connect(m_palette, &CanvasPalette::armed, m_view, &CanvasView::armPlacing);
    connect(m_palette, &CanvasPalette::placed, m_view, &CanvasView::placeAtCentre);
    connect(m_view, &CanvasView::viewChanged, this, &CanvasPanel::showZoom);
    connect(&m_view->canvas(), &CanvasScene::contentChanged, this, [this] { setMinimapVisible(m_minimapWanted); });
    setMinimapVisible(true);
    showZoom();
}

QWidget *CanvasPanel::makeZoomBar()
{
    auto *bar = new CanvasZoomBar(this);
    bar->setObjectName(QStringLiteral("canvasZoomBar"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(shadowMargin + 3, shadowMargin + 3, shadowMargin + 3, shadowMargin + 3);
    row->setSpacing(0);
    const auto add = [row](QToolButton *button) {
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        return button;
    };
    connect(add(iconButton(Icon::Minus, tr("Zoom out"), QStringLiteral("canvasZoomOut"), bar)), &QToolButton::clicked,
            m_view, &CanvasView::zoomOut);
    m_zoomText = add(new QToolButton(bar));
    m_zoomText->setObjectName(QStringLiteral("canvasZoomReset"));
    m_zoomText->setAccessibleName(tr("Zoom to 100 %"));
    m_zoomText->setToolTip(tr("Zoom to 100 %"));
    m_zoomText->setAutoRaise(true);
    m_zoomText->setFont(textFont(TextSize::Caption));
    m_zoomText->setFixedSize(50, metric::control);
    connect(m_zoomText, &QToolButton::clicked, m_view, &CanvasView::zoomReset);
    connect(add(iconButton(Icon::Plus, tr("Zoom in"), QStringLiteral("canvasZoomIn"), bar)), &QToolButton::clicked,
            m_view, &CanvasView::zoomIn);
    connect(add(iconButton(Icon::ZoomFit, tr("Show all"), QStringLiteral("canvasZoomFit"), bar)), &QToolButton::clicked,
            m_view, &CanvasView::zoomToFit);
    m_mapButton = add(iconButton(Icon::Minimap, tr("Overview"), QStringLiteral("canvasMinimapToggle"), bar));
    m_mapButton->setCheckable(true);
    connect(m_mapButton, &QToolButton::toggled, this, &CanvasPanel::setMinimapVisible);
    return bar;
}

void CanvasPanel::setMinimapVisible(bool visible)
{
    m_minimapWanted = visible;
    m_mapButton->setChecked(visible);
    const GraphModel *model = m_view->canvas().model();
    m_minimap->setVisible(visible && model != nullptr && !model->nodes().isEmpty());
}

void CanvasPanel::showZoom()
{
    m_zoomText->setText(tr("%1 %").arg(std::lround(m_view->zoom() * 100)));
}

void CanvasPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeFloating();
}

void CanvasPanel::placeFloating()
{
    m_view->setGeometry(rect());
    m_palette->adjustSize();
    m_palette->move(edge, edge);
    // Narrow panels have no room to spare: there the cards lie over the graph.
    const bool wide = width() > 700;
    m_view->setFitMargins(wide ? QMargins(m_palette->width(), 0, m_minimap->width(), 0) : QMargins());
    m_zoomBar->adjustSize();
    m_zoomBar->move(width() - m_zoomBar->width() - edge, height() - m_zoomBar->height() - edge);
    m_minimap->move(width() - m_minimap->width() - edge, m_zoomBar->y() - m_minimap->height() + shadowMargin);
}

} // namespace slipway
