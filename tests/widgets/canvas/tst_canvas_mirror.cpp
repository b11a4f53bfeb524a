#include "tests/widgets/canvas/graphs.h"
#include "widgets/canvas/edge_item.h"
#include "widgets/canvas/node_item.h"

#include <QRandomGenerator>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCanvasMirror : public QObject
{
    Q_OBJECT

private slots:
    void followsTheModel()
    {
        GraphModel model;
        fillSmall(model);
        CanvasScene scene;
        scene.setModel(&model);
        agree(scene, model);
        model.putNode(graphNode(5, u"new"_s, {9000, -4000}));
        model.addEdge(link(4, 5));
        agree(scene, model);
        scene.select({GraphNodeId{2}});
        model.renumberNode(GraphNodeId{2}, GraphNodeId{20});
        agree(scene, model);
        QCOMPARE(scene.selectedNodes(), QList<GraphNodeId>{GraphNodeId{20}});
        model.removeNode(GraphNodeId{20});
        agree(scene, model);
        model.setState(GraphNodeId{5}, StateCell{StateKind::Running, u"Running"_s}, {});
        QCOMPARE(scene.runningItems().size(), 1);
        model.setState(GraphNodeId{5}, StateCell{StateKind::Success, u"Successful"_s}, {});
        QCOMPARE(scene.runningItems().size(), 0);
        model.reset({}, {});
        agree(scene, model);
    }

    void survivesAnyOrderOfChanges()
    {
        QRandomGenerator random(2026);
        GraphModel model;
        CanvasScene scene;
        scene.setModel(&model);
        for (int i = 0; i < 3000; ++i) {
            const qint64 a = random.bounded(1, 40);
            const qint64 b = random.bounded(1, 40);
            switch (random.bounded(5)) {
            case 0:
                model.removeNode(GraphNodeId{a});
                break;
            case 1:
                if (model.mayConnect(GraphNodeId{a}, GraphNodeId{b}).ok())
                    model.addEdge(link(a, b));
                break;
            case 2:
                model.removeEdge(link(a, b));
                break;
            default:
                model.putNode(graphNode(a, u"n"_s, QPointF(random.bounded(5000), random.bounded(5000))));
            }
        }
        agree(scene, model);
    }

    void theModelMayGoFirst()
    {
        auto model = std::make_unique<GraphModel>();
        fillSmall(*model);
        CanvasView view;
        view.setModel(model.get());
        view.setModel(nullptr);
        model.reset();
        QVERIFY(view.isEmpty());
        view.resize(300, 200);
        QVERIFY(!view.grab().isNull());
    }

private:
    static void agree(const CanvasScene &scene, const GraphModel &model)
    {
        int nodes = 0;
        int edges = 0;
        for (const QGraphicsItem *item : scene.items()) {
            nodes += item->type() == NodeItem::Type;
            edges += item->type() == EdgeItem::Type;
        }
        QCOMPARE(nodes, model.nodes().size());
        QCOMPARE(edges, model.edges().size());
        for (const GraphNode &node : model.nodes()) {
            QCOMPARE(scene.nodeItem(node.id)->pos(), node.position);
            QVERIFY(scene.sceneRect().contains(node.position));
        }
        for (const GraphLink &edge : model.edges()) {
            const QRectF bounds = scene.edgeItem(edge)->boundingRect();
            QVERIFY(bounds.contains(model.node(edge.from)->position + QPointF(0, 26)));
        }
    }
};

QTEST_MAIN(TestCanvasMirror)
#include "tst_canvas_mirror.moc"
