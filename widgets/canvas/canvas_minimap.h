#pragma once

#include <QPixmap>
#include <QWidget>

namespace slipway {

class CanvasView;
class Throttler;

// The whole graph small, with the visible part marked. Press or drag goes there.
class CanvasMinimap : public QWidget
{
    Q_OBJECT

public:
    CanvasMinimap(CanvasView &view, QWidget *parent);

    QSize sizeHint() const override { return {196, 136}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRectF area() const;
    QTransform toMap() const;
    void redraw();

    CanvasView &m_view;
    Throttler *m_throttler;
    QPixmap m_picture;
    bool m_stale = true;
};

} // namespace slipway
