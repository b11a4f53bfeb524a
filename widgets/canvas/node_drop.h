#pragma once

#include "models/domain/workflow.h"

#include <QPointF>

class QDropEvent;
class QEvent;
class QPainter;

namespace slipway {

class CanvasView;

// The canvas as the place where nodes of the palette are dropped: a ghost shows where one would come to lie.
class NodeDrop
{
public:
    explicit NodeDrop(CanvasView &view) : m_view(view) {}

    // True: it was a drag and drop event, and is dealt with.
    bool handle(QEvent &event);
    bool isActive() const { return m_active; }
    void paint(QPainter &painter) const;

private:
    void hover(QDropEvent &event);
    void drop(QDropEvent &event);

    CanvasView &m_view;
    NodeKind m_kind = NodeKind::Shell;
    QPointF m_at;
    bool m_active = false;
};

} // namespace slipway
