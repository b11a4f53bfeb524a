#pragma once

#include "models/items/graph_model.h"
#include "widgets/canvas/canvas_look.h"
#include "widgets/canvas/canvas_overview.h"

#include <QGraphicsScene>

namespace slipway {

class EdgeItem;
class NodeItem;

// The mirror of a GraphModel: one item per node and edge, found by id. Each signal of the model touches only its items.
// The model must outlive the scene or be replaced.
class CanvasScene : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit CanvasScene(QObject *parent = nullptr);
    ~CanvasScene() override;

    void setModel(GraphModel *model);
    GraphModel *model() const { return m_model; }
    CanvasLook &look() { return m_look; }
    const CanvasLook &look() const { return m_look; }
    // After look().resolve().
    void refreshLook();

    NodeItem *nodeItem(GraphNodeId id) const { return m_nodes.value(id); }
    EdgeItem *edgeItem(GraphLink link) const { return m_edges.value(link); }
    NodeItem *nodeAt(QPointF position) const;
    // The node whose out-port is within reach.
    NodeItem *outPortAt(QPointF position) const;
    EdgeItem *edgeAt(QPointF position) const;
    const QSet<NodeItem *> &runningItems() const { return m_running; }

    QList<GraphNodeId> selectedNodes() const;
    QList<GraphLink> selectedEdges() const;
    // The first is the current one.
    void select(const QList<GraphNodeId> &nodes);

    // Where the nodes are; null without any.
    QRectF contentRect() const;
    const CanvasOverview &overview();

    // Shows nodes elsewhere while they are dragged; the model stays as it is. showAtHome() takes it back.
    void showAt(const QHash<GraphNodeId, QPointF> &positions);
    void showAtHome(const QList<GraphNodeId> &nodes);

signals:
    void contentChanged();
    void nodeShown(slipway::GraphNodeId id);
    void nodeGone(slipway::GraphNodeId id);
    void nodeUpdated(slipway::GraphNodeId id, slipway::GraphAspects aspects);

private:
    void rebuild();
    void addNode(GraphNodeId id);
    void updateNode(GraphNodeId id, GraphAspects aspects);
    void removeNode(GraphNodeId id);
    void renumberNode(GraphNodeId before, GraphNodeId after);
    void addEdge(GraphLink link);
    void removeEdge(GraphLink link);
    void routeEdgesOf(GraphNodeId id);
    void makeRoomFor(QPointF position);
    void touch();

    GraphModel *m_model = nullptr;
    CanvasLook m_look;
    QHash<GraphNodeId, NodeItem *> m_nodes;
    QHash<GraphLink, EdgeItem *> m_edges;
    QSet<NodeItem *> m_running;
    CanvasOverview m_overview;
    bool m_overviewStale = true;
};

} // namespace slipway
