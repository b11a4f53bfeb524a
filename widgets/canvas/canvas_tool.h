#pragma once

#include <QPoint>
#include <QPointF>
#include <Qt>

class QKeyEvent;
class QPainter;

namespace slipway {

class CanvasView;

// The pointer at one moment.
struct CanvasPointer
{
    QPoint view;   // viewport pixels
    QPointF scene; // canvas units
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
};

// What the pointer does right now: select, pan, connect or place. The view feeds exactly one tool at a time; a tool
// announces what the user did by the view's signals and never edits.
class CanvasTool
{
public:
    explicit CanvasTool(CanvasView &view) : m_view(view) {}
    virtual ~CanvasTool() = default;
    CanvasTool(const CanvasTool &) = delete;
    CanvasTool &operator=(const CanvasTool &) = delete;

    virtual void press(const CanvasPointer &) {}
    virtual void move(const CanvasPointer &) {}
    virtual void release(const CanvasPointer &) {}
    // True: the key was meant for this tool.
    virtual bool key(const QKeyEvent &) { return false; }
    // Leaves everything as it was before the tool began.
    virtual void cancel() {}
    // Over the scene, in viewport pixels.
    virtual void paint(QPainter &) const {}
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }

protected:
    CanvasView &view() const { return m_view; }

private:
    CanvasView &m_view;
};

} // namespace slipway
