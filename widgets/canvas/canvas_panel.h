#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace slipway {

class CanvasMinimap;
class CanvasPalette;
class CanvasView;

// The canvas with what floats over it: palette at the left, minimap and zoom at the lower right.
class CanvasPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasPanel(QWidget *parent = nullptr);

    CanvasView &view() const { return *m_view; }
    CanvasPalette &nodePalette() const { return *m_palette; }
    void setMinimapVisible(bool visible);
    bool isMinimapVisible() const { return m_minimapWanted; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeZoomBar();
    void placeFloating();
    void showZoom();

    CanvasView *m_view;
    CanvasPalette *m_palette;
    CanvasMinimap *m_minimap;
    QToolButton *m_zoomText = nullptr;
    QToolButton *m_mapButton = nullptr;
    QWidget *m_zoomBar;
    bool m_minimapWanted = true;
};

} // namespace slipway
