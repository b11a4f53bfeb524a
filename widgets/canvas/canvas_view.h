#pragma once

#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/canvas_viewport.h"
#include "widgets/canvas/node_drop.h"

#include <functional>
#include <memory>

namespace slipway {

class NodeNameEditor;

// Says why a node may not be called so; empty when it may.
using NameRule = std::function<QString(GraphNodeId id, const QString &name)>;

// Shows a GraphModel and announces what the user wants done with it; it never edits. Keys: arrows and Tab go from node
// to node (Shift extends), Ctrl+arrows nudge, Enter opens, Space pans with the mouse, Escape gives up what is going on.
class CanvasView : public CanvasViewport
{
    Q_OBJECT

public:
    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    void setNameRule(NameRule rule) { m_nameRule = std::move(rule); }
    // Nothing can be moved, connected or dropped; choosing, opening and looking around stay.
    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    bool isReadOnly() const { return m_readOnly; }
    // The node that the keyboard is at; `byKeyboard` shows the ring.
    GraphNodeId current() const { return canvas().look().focused; }
    void setCurrent(GraphNodeId id, bool byKeyboard);

    // For the tools.
    GestureId nextGesture() { return GestureId{++m_gestures}; }
    void startConnecting(GraphNodeId from, QPointF loose);
    void useSelectTool();
    void panFinished();
    void refreshCursor();

public slots:
    void selectAll();
    void requestDelete();
    void startRename();
    void connectCurrent();
    void armPlacing(slipway::NodeKind kind);
    void placeAtCentre(slipway::NodeKind kind);

signals:
    // Positions are where the nodes are to be; steps of one gesture undo together.
    void nodesMoved(slipway::GestureId gesture, const QHash<slipway::GraphNodeId, QPointF> &positions);
    void connectRequested(slipway::GraphNodeId from, slipway::GraphNodeId to);
    void deleteRequested(const QList<slipway::GraphNodeId> &nodes, const QList<slipway::GraphLink> &edges);
    void nodeActivated(slipway::GraphNodeId id);
    void renameRequested(slipway::GraphNodeId id, const QString &name);
    void dropRequested(slipway::NodeKind kind, QPointF position);
    // `node` is invalid on the ground. Global position.
    void menuRequested(QPoint at, slipway::GraphNodeId node);
    void selectionChanged();
    void currentChanged(slipway::GraphNodeId id);

protected:
    void paintOver(QPainter &painter) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Tools;

    CanvasPointer pointer(const QMouseEvent &event) const;
    void useTool(CanvasTool &tool);
    void hoverAt(QPointF position);
    bool stepKey(QKeyEvent *event);
    void nudge(Qt::Key key);
    void moveCurrent(GraphNodeId next, bool extend);
    void showNodeTip(QPoint global, QPointF position);

    std::unique_ptr<Tools> m_tools;
    CanvasTool *m_tool;
    NodeNameEditor *m_nameEditor;
    NameRule m_nameRule;
    NodeDrop m_drop;
    qint64 m_gestures = 0;
    GestureId m_nudge;
    bool m_spaceHeld = false;
    bool m_readOnly = false;
};

} // namespace slipway
