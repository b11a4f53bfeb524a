#pragma once

#include "models/domain/workflow.h"
#include "widgets/canvas/canvas_look.h"

class QPainter;

namespace slipway {

// A node that is about to be put down at `centre`. `toView` maps canvas units to viewport pixels.
void paintGhost(QPainter &painter, const QTransform &toView, QPointF centre, NodeKind kind, const CanvasLook &look);

// On a canvas without nodes: where to drop, and how to begin.
void paintEmptyHint(QPainter &painter, const QRectF &viewport, const CanvasLook &look, bool dragOver);

// The dot grid, finer or coarser with the zoom and gone in the far view. `exposed` in canvas units.
void paintGrid(QPainter &painter, const QRectF &exposed, double zoom, const CanvasLook &look);

} // namespace slipway
