#include "widgets/canvas/canvas_view.h"

#include "widgets/canvas/canvas_accessible.h"
#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/canvas_hints.h"
#include "widgets/canvas/canvas_tools.h"
#include "widgets/canvas/node_item.h"
#include "widgets/canvas/node_name_editor.h"

#include <QPainter>

namespace slipway {

CanvasView::CanvasView(QWidget *parent)
    : CanvasViewport(parent),
      m_tools(std::make_unique<Tools>(*this)),
      m_tool(&m_tools->select),
      m_nameEditor(new NodeNameEditor(this)),
      m_drop(*this)
{
    installCanvasAccessibility(); // before anything tells assistive technology of this widget
    setObjectName(QStringLiteral("canvasView"));
    setAccessibleName(tr("Workflow canvas"));
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    connect(&canvas(), &QGraphicsScene::selectionChanged, this, &CanvasView::selectionChanged);
    connect(m_nameEditor, &NodeNameEditor::accepted, this, &CanvasView::renameRequested);
    connect(m_nameEditor, &NodeNameEditor::finished, this, [this] { setFocus(Qt::OtherFocusReason); });
}

CanvasView::~CanvasView()
{
    canvas().disconnect(this);
}

void CanvasView::paintOver(QPainter &painter)
{
    if (isEmpty())
        paintEmptyHint(painter, viewport()->rect(), canvas().look(), m_drop.isActive());
    m_drop.paint(painter);
    m_tool->paint(painter);
}

void CanvasView::setCurrent(GraphNodeId id, bool byKeyboard)
{
    CanvasLook &look = canvas().look();
    for (const GraphNodeId changed : {look.focused, id}) {
        if (NodeItem *item = canvas().nodeItem(changed))
            item->update();
    }
    const bool other = look.focused != id;
    look.focused = id;
    look.focusVisible = byKeyboard;
    if (other)
        emit currentChanged(id);
}

void CanvasView::selectAll()
{
    canvas().select(canvas().model() == nullptr ? QList<GraphNodeId>() : canvas().model()->nodes().keys());
}

void CanvasView::requestDelete()
{
    const QList<GraphNodeId> nodes = canvas().selectedNodes();
    const QList<GraphLink> edges = canvas().selectedEdges();
    if (!nodes.isEmpty() || !edges.isEmpty())
        emit deleteRequested(nodes, edges);
}

void CanvasView::startRename()
{
    const QList<GraphNodeId> selected = canvas().selectedNodes();
    const GraphNodeId id = current().isValid() && selected.contains(current()) ? current() : selected.value(0);
    const GraphNode *node = canvas().model() == nullptr ? nullptr : canvas().model()->node(id);
    if (node == nullptr)
        return;
    reveal(id);
    const QRect box = mapFromScene(canvas::nodeRect(node->position)).boundingRect();
    m_nameEditor->begin(id, node->name, box,
                        [rule = m_nameRule, id](const QString &name) { return rule ? rule(id, name) : QString(); });
}

void CanvasView::connectCurrent()
{
    const QList<GraphNodeId> selected = canvas().selectedNodes();
    const GraphNodeId id = current().isValid() ? current() : selected.value(0);
    if (const NodeItem *item = canvas().nodeItem(id))
        startConnecting(id, canvas::outPort(item->pos()) + QPointF(0, 60));
}

void CanvasView::startConnecting(GraphNodeId from, QPointF loose)
{
    useTool(m_tools->connect);
    m_tools->connect.start(from, loose);
}

void CanvasView::armPlacing(NodeKind kind)
{
    useTool(m_tools->place);
    m_tools->place.start(kind);
    setFocus(Qt::OtherFocusReason);
}

void CanvasView::placeAtCentre(NodeKind kind)
{
    // Step aside from what is already there.
    QPointF at = canvas::snapped(centre());
    while (canvas().nodeAt(at) != nullptr || canvas().nodeAt(at - QPointF(0, 40)) != nullptr)
        at += QPointF(0, 96);
    emit dropRequested(kind, at);
}

void CanvasView::useTool(CanvasTool &tool)
{
    if (&tool == m_tool)
        return;
    CanvasTool *before = m_tool;
    m_tool = &tool;
    if (before == &m_tools->select)
        before->cancel();
    refreshCursor();
}

void CanvasView::useSelectTool()
{
    m_tool = &m_tools->select;
    refreshCursor();
}

void CanvasView::panFinished()
{
    if (m_spaceHeld)
        return;
    useSelectTool();
}

void CanvasView::refreshCursor()
{
    const CanvasLook &look = canvas().look();
    if (m_tool != &m_tools->select)
        viewport()->setCursor(m_tool->cursor());
    else
        viewport()->setCursor(look.outPortHovered      ? Qt::CrossCursor
                              : look.hovered.isValid() ? Qt::PointingHandCursor
                                                       : Qt::ArrowCursor);
}

} // namespace slipway
