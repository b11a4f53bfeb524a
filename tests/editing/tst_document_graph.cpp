#include "models/editing/document_graph.h"
#include "models/editing/workflow_document.h"
#include "tests/editing/drafts.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestDocumentGraph : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_document = std::make_unique<WorkflowDocument>(churnWorkflow());
        m_document->reset({engineDraft(1, u"prepare"_s), engineDraft(2, u"train"_s, {u"demo.1_out"_s}),
                           engineDraft(3, u"deploy"_s, {u"demo.2_out"_s})});
        m_graph = std::make_unique<GraphModel>();
        m_mirror = std::make_unique<DocumentGraph>(m_document->content(), *m_graph);
    }

    void followsEveryEdit()
    {
        const FileId smoke = *m_document->placeNode(NodeKind::Shell, u"smoke"_s, {1, 1});
        QVERIFY(m_document->connectNodes(FileId{3}, smoke).ok());
        agree();
        m_document->deleteItems({FileId{2}}, {{FileId{3}, smoke}});
        agree();
        m_document->moveNodes(GestureId{1}, {{FileId{1}, QPointF(50, 60)}});
        QVERIFY(m_document->renameNode(FileId{3}, u"deploy_it"_s).ok());
        agree();
        m_document->content().renumber(smoke, engineDraft(40, u"smoke"_s));
        agree();
        m_document->layOut();
        agree();
        while (m_document->undoStack().canUndo()) {
            m_document->undoStack().undo();
            agree();
        }
        while (m_document->undoStack().canRedo()) {
            m_document->undoStack().redo();
            agree();
        }
        m_document->reset({});
        agree();
    }

    void oneMoveTouchesOnePosition()
    {
        QSignalSpy changes(m_graph.get(), &GraphModel::nodeChanged);
        m_document->moveNodes(GestureId{1}, {{FileId{1}, QPointF(50, 60)}});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes[0][0].value<GraphNodeId>(), GraphNodeId{1});
        QCOMPARE(changes[0][1].value<GraphAspects>(), GraphAspects(GraphAspect::Position));
    }

    void aStateOutlivesUndoAndNewIds()
    {
        const FileId smoke = *m_document->placeNode(NodeKind::Shell, u"smoke"_s, {1, 1});
        m_mirror->setState(smoke, StateCell{StateKind::Running, u"Running"_s}, {});
        m_document->content().renumber(smoke, engineDraft(40, u"smoke"_s));
        QCOMPARE(m_graph->node(GraphNodeId{40})->state->kind, StateKind::Running);
        m_document->undoStack().undo();
        m_document->undoStack().redo();
        QCOMPARE(m_graph->node(GraphNodeId{40})->state->kind, StateKind::Running);
    }

    void refusedTargetsAreThoseThatTheRuleRefuses()
    {
        for (const GraphNode &from : m_graph->nodes()) {
            const QSet<GraphNodeId> refused = m_graph->refusedTargets(from.id);
            for (const GraphNode &to : m_graph->nodes())
                QCOMPARE(m_graph->mayConnect(from.id, to.id).failed(), refused.contains(to.id));
        }
    }

private:
    void agree()
    {
        const WorkflowContent &content = m_document->content();
        QCOMPARE(m_graph->nodes().size(), content.drafts().size());
        for (const NodeDraft &draft : content.drafts()) {
            const GraphNode *node = m_graph->node(graphId(draft.id));
            QVERIFY(node != nullptr);
            QCOMPARE(node->name, draft.name);
            QCOMPARE(node->position, draft.position);
        }
        QSet<GraphLink> links;
        for (const DraftEdge &edge : content.edges())
            links.insert({graphId(edge.from), graphId(edge.to)});
        QCOMPARE(m_graph->edges(), links);
    }

    std::unique_ptr<WorkflowDocument> m_document;
    std::unique_ptr<GraphModel> m_graph;
    std::unique_ptr<DocumentGraph> m_mirror;
};

QTEST_GUILESS_MAIN(TestDocumentGraph)
#include "tst_document_graph.moc"
