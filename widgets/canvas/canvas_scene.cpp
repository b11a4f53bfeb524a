#include "widgets/canvas/canvas_scene.h"

#include "widgets/canvas/canvas_geometry.h"
#include "widgets/canvas/edge_item.h"
#include "widgets/canvas/node_item.h"

#include <QLineF>

namespace slipway {
namespace {

constexpr double room = 1500; // the index covers this much more than the content, so that it is seldom rebuilt

} // namespace

CanvasScene::CanvasScene(QObject *parent) : QGraphicsScene(parent)
{
    setItemIndexMethod(BspTreeIndex);
    setSceneRect(-room, -room, 2 * room, 2 * room);
    connect(this, &QGraphicsScene::selectionChanged, this, [this] { m_overviewStale = true; });
}

CanvasScene::~CanvasScene()
{
    disconnect(this, nullptr, this, nullptr); // clearing the items still tells of selection changes
}

void CanvasScene::setModel(GraphModel *model)
{
    if (m_model != nullptr)
        m_model->disconnect(this);
    m_model = model;
    if (model != nullptr) {
        connect(model, &GraphModel::resetDone, this, &CanvasScene::rebuild);
        connect(model, &GraphModel::nodeAdded, this, &CanvasScene::addNode);
        connect(model, &GraphModel::nodeChanged, this, &CanvasScene::updateNode);
        connect(model, &GraphModel::nodeRemoved, this, &CanvasScene::removeNode);
        connect(model, &GraphModel::nodeRenumbered, this, &CanvasScene::renumberNode);
        connect(model, &GraphModel::edgeAdded, this, &CanvasScene::addEdge);
        connect(model, &GraphModel::edgeRemoved, this, &CanvasScene::removeEdge);
    }
    rebuild();
}

void CanvasScene::refreshLook()
{
    for (NodeItem *item : std::as_const(m_nodes))
        item->refreshLook();
    m_overviewStale = true;
    update();
}

void CanvasScene::rebuild()
{
    m_nodes.clear();
    m_edges.clear();
    m_running.clear();
    clear();
    m_look.hovered = m_look.focused = m_look.connectFrom = m_look.connectTarget = {};
    QRectF area(-room, -room, 2 * room, 2 * room);
    if (m_model != nullptr) {
        for (const GraphNode &node : m_model->nodes())
            area |= canvas::nodeRect(node.position).adjusted(-room, -room, room, room);
        setSceneRect(area);
        for (auto it = m_model->nodes().cbegin(); it != m_model->nodes().cend(); ++it)
            addNode(it.key());
        for (const GraphLink &link : m_model->edges())
            addEdge(link);
    }
    touch();
}

void CanvasScene::touch()
{
    m_overviewStale = true;
    emit contentChanged();
}

void CanvasScene::makeRoomFor(QPointF position)
{
    const QRectF needed = canvas::nodeRect(position).adjusted(-room / 3, -room / 3, room / 3, room / 3);
    if (!sceneRect().contains(needed))
        setSceneRect(sceneRect() | canvas::nodeRect(position).adjusted(-room, -room, room, room));
}

void CanvasScene::addNode(GraphNodeId id)
{
    const GraphNode *node = m_model->node(id);
    makeRoomFor(node->position);
    auto *item = new NodeItem(*node, m_look);
    m_nodes.insert(id, item);
    if (item->isRunning())
        m_running.insert(item);
    addItem(item);
    emit nodeShown(id);
    touch();
}

void CanvasScene::updateNode(GraphNodeId id, GraphAspects aspects)
{
    NodeItem *item = m_nodes.value(id);
    const GraphNode *node = m_model->node(id);
    if (aspects & GraphAspect::Position)
        makeRoomFor(node->position);
    item->setNode(*node);
    if (item->isRunning())
        m_running.insert(item);
    else
        m_running.remove(item);
    if (aspects & GraphAspect::Position)
        routeEdgesOf(id);
    emit nodeUpdated(id, aspects);
    touch();
}

void CanvasScene::removeNode(GraphNodeId id)
{
    NodeItem *item = m_nodes.take(id);
    m_running.remove(item);
    m_look.dragged.remove(id);
    if (m_look.hovered == id)
        m_look.hovered = {};
    if (m_look.focused == id)
        m_look.focused = {};
    delete item;
    emit nodeGone(id);
    touch();
}

void CanvasScene::renumberNode(GraphNodeId before, GraphNodeId after)
{
    const bool selected = m_nodes.value(before)->isSelected();
    const bool focused = m_look.focused == before;
    for (const GraphNodeId parent : m_model->parents(after))
        delete m_edges.take({parent, before});
    for (const GraphNodeId child : m_model->children(after))
        delete m_edges.take({before, child});
    removeNode(before);
    addNode(after);
    for (const GraphNodeId parent : m_model->parents(after))
        addEdge({parent, after});
    for (const GraphNodeId child : m_model->children(after))
        addEdge({after, child});
    m_nodes.value(after)->setSelected(selected);
    if (focused)
        m_look.focused = after;
}

void CanvasScene::addEdge(GraphLink link)
{
    auto *item = new EdgeItem(link, m_look);
    m_edges.insert(link, item);
    item->setEnds(m_nodes.value(link.from)->pos(), m_nodes.value(link.to)->pos());
    addItem(item);
    touch();
}

void CanvasScene::removeEdge(GraphLink link)
{
    delete m_edges.take(link);
    touch();
}

void CanvasScene::routeEdgesOf(GraphNodeId id)
{
    const auto route = [this](GraphLink link) {
        EdgeItem *edge = m_edges.value(link);
        if (edge != nullptr)
            edge->setEnds(m_nodes.value(link.from)->pos(), m_nodes.value(link.to)->pos());
    };
    for (const GraphNodeId parent : m_model->parents(id))
        route({parent, id});
    for (const GraphNodeId child : m_model->children(id))
        route({id, child});
}

NodeItem *CanvasScene::nodeAt(QPointF position) const
{
    for (QGraphicsItem *item : items(position, Qt::IntersectsItemShape, Qt::DescendingOrder)) {
        if (item->type() == NodeItem::Type)
            return static_cast<NodeItem *>(item);
    }
    return nullptr;
}

NodeItem *CanvasScene::outPortAt(QPointF position) const
{
    const double reach = canvas::portReach;
    const QRectF area(position - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    for (QGraphicsItem *item : items(area, Qt::IntersectsItemBoundingRect, Qt::DescendingOrder)) {
        if (item->type() == NodeItem::Type && QLineF(canvas::outPort(item->pos()), position).length() <= reach)
            return static_cast<NodeItem *>(item);
    }
    return nullptr;
}

EdgeItem *CanvasScene::edgeAt(QPointF position) const
{
    for (QGraphicsItem *item : items(position, Qt::IntersectsItemShape, Qt::DescendingOrder)) {
        if (item->type() == EdgeItem::Type)
            return static_cast<EdgeItem *>(item);
    }
    return nullptr;
}

QList<GraphNodeId> CanvasScene::selectedNodes() const
{
    QList<GraphNodeId> ids;
    for (QGraphicsItem *item : selectedItems()) {
        if (item->type() == NodeItem::Type)
            ids.append(static_cast<NodeItem *>(item)->id());
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

QList<GraphLink> CanvasScene::selectedEdges() const
{
    QList<GraphLink> links;
    for (QGraphicsItem *item : selectedItems()) {
        if (item->type() == EdgeItem::Type)
            links.append(static_cast<EdgeItem *>(item)->link());
    }
    std::sort(links.begin(), links.end());
    return links;
}

void CanvasScene::select(const QList<GraphNodeId> &nodes)
{
    clearSelection();
    for (const GraphNodeId id : nodes) {
        if (NodeItem *item = nodeItem(id))
            item->setSelected(true);
    }
}

QRectF CanvasScene::contentRect() const
{
    QRectF area;
    for (const NodeItem *item : m_nodes)
        area |= canvas::nodeRect(item->pos());
    return area;
}

const CanvasOverview &CanvasScene::overview()
{
    if (!m_overviewStale)
        return m_overview;
    m_overview.clear();
    for (const EdgeItem *item : std::as_const(m_edges))
        m_overview.addEdge(item->line());
    for (const NodeItem *item : std::as_const(m_nodes)) {
        const QColor colour = item->isSelected() ? m_look.accent : m_look.farColour(item->node());
        m_overview.addNode(item->pos(), colour.rgb());
    }
    m_overviewStale = false;
    return m_overview;
}

void CanvasScene::showAt(const QHash<GraphNodeId, QPointF> &positions)
{
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        NodeItem *item = nodeItem(it.key());
        if (item == nullptr)
            continue;
        makeRoomFor(it.value());
        item->setPos(it.value());
    }
    for (auto it = positions.cbegin(); it != positions.cend(); ++it) {
        if (m_nodes.contains(it.key()))
            routeEdgesOf(it.key());
    }
    touch();
}

void CanvasScene::showAtHome(const QList<GraphNodeId> &nodes)
{
    QHash<GraphNodeId, QPointF> positions;
    for (const GraphNodeId id : nodes) {
        if (const GraphNode *node = m_model->node(id))
            positions.insert(id, node->position);
    }
    showAt(positions);
}

} // namespace slipway
