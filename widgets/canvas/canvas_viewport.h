#pragma once

#include "widgets/canvas/canvas_scene.h"

#include <QBasicTimer>
#include <QGraphicsView>

namespace slipway {

// The window on the scene: zoom, pan, levels of detail, the grid, and the motion of running nodes. Knows nothing of
// gestures. Raster viewport; positions are canvas units unless said otherwise.
class CanvasViewport : public QGraphicsView
{
    Q_OBJECT

public:
    explicit CanvasViewport(QWidget *parent = nullptr);
    ~CanvasViewport() override;

    // The model must outlive the view or be replaced; null shows nothing.
    void setModel(GraphModel *model);
    CanvasScene &canvas() const { return *m_scene; }
    bool isEmpty() const;
    // Nodes that a search found; marked.
    void setFound(const QSet<GraphNodeId> &nodes);

    double zoom() const { return transform().m11(); }
    // The whole graph is painted from arrays; ports and edges cannot be grabbed.
    bool isFar() const;
    QPointF centre() const { return mapToScene(viewport()->rect().center()); }
    QRectF visibleArea() const { return mapToScene(viewport()->rect()).boundingRect(); }
    // Keeps what is under `anchor` (viewport pixels) where it is.
    void setZoom(double zoom, QPoint anchor);
    void pan(QPoint by);
    void goTo(QPointF centre);
    // Where something floats over the canvas; "show all" keeps clear of it.
    void setFitMargins(const QMargins &margins) { m_fitMargins = margins; }
    // Whether the rings of running nodes turn.
    void setMotionAllowed(bool allowed);
    // Scrolls a little when something is dragged to the rim. Viewport pixels.
    void scrollNear(QPoint position);
    void reveal(GraphNodeId id);
    // Global pixels; null when there is no such node.
    QRect nodeRectOnScreen(GraphNodeId id) const;

public slots:
    void zoomIn();
    void zoomOut();
    void zoomReset();
    void zoomToFit();

signals:
    void viewChanged(); // zoom or the visible area

protected:
    // Over the scene, in viewport pixels.
    virtual void paintOver(QPainter &) {}
    void paintEvent(QPaintEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    void applyLook();
    void fitRange();
    void runMotion();
    void repaintRings();

    CanvasScene *m_scene;
    QBasicTimer m_motion;
    QMargins m_fitMargins;
    bool m_motionAllowed = true;
    bool m_fitted = true; // nobody has looked elsewhere since "show all": it follows the size of the window
};

} // namespace slipway
