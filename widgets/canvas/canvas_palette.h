#pragma once

#include "models/domain/workflow.h"

#include <QToolButton>
#include <QWidget>

namespace slipway {

// One kind of node: drag it onto the canvas, click it and then the canvas, or press Enter to place it in the middle.
class NodeKindButton : public QToolButton
{
    Q_OBJECT

public:
    NodeKindButton(NodeKind kind, QWidget *parent);

signals:
    void armed(slipway::NodeKind kind);
    void placed(slipway::NodeKind kind);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QSize sizeHint() const override;

private:
    void startDrag();

    NodeKind m_kind;
    QPoint m_pressed;
    bool m_focusVisible = false; // the ring is for the keyboard only
};

// The card of node kinds that floats over the canvas.
class CanvasPalette : public QWidget
{
    Q_OBJECT

public:
    explicit CanvasPalette(QWidget *parent = nullptr);

    NodeKindButton *item(NodeKind kind) const;

signals:
    void armed(slipway::NodeKind kind);
    void placed(slipway::NodeKind kind);

protected:
    void paintEvent(QPaintEvent *event) override;
};

// A raised, rounded card with a soft shadow within `margin` of the edge, for whatever floats over the canvas.
void paintFloatingCard(QWidget *widget, int margin);

} // namespace slipway
