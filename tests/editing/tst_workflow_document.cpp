#include "models/editing/workflow_document.h"
#include "tests/editing/drafts.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// The root node outside, 1 -> 2 -> 3 and 1 -> 3, and 4 alone.
QList<NodeDraft> diamondish()
{
    return {engineDraft(1, u"prepare"_s, {u"demo_root"_s}, {0, 0}),
            engineDraft(2, u"train"_s, {u"demo.1_out"_s}, {0, 100}),
            engineDraft(3, u"deploy"_s, {u"demo_root"_s, u"demo.1_out"_s, u"demo.2_out"_s}, {0, 200}),
            engineDraft(4, u"report"_s, {}, {300, 0})};
}

} // namespace

class TestWorkflowDocument : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_document = std::make_unique<WorkflowDocument>(churnWorkflow());
        m_document->reset(diamondish());
    }

    void everyEditGoesThereAndBack_data()
    {
        QTest::addColumn<QString>("edit");
        for (const char *edit : {"place", "connect", "rename", "move", "delete one", "delete all", "delete edge",
                                 "delete node and edge", "paste", "lay out"})
            QTest::newRow(edit) << QString::fromLatin1(edit);
    }

    void everyEditGoesThereAndBack()
    {
        QFETCH(QString, edit);
        const auto before = m_document->content().drafts();
        perform(edit);
        const auto after = m_document->content().drafts();
        QVERIFY(after != before);
        QCOMPARE(m_document->undoStack().count(), 1);
        for (int round = 0; round < 2; ++round) {
            m_document->undoStack().undo();
            QCOMPARE(m_document->content().drafts(), before);
            m_document->undoStack().redo();
            QCOMPARE(m_document->content().drafts(), after);
        }
    }

    void deletingANodeTakesItsEdgesWithIt()
    {
        m_document->deleteItems({FileId{1}}, {});
        QCOMPARE(m_document->content().edges(), (QList<DraftEdge>{{FileId{2}, FileId{3}}}));
        // What leads out of the workflow stays.
        QCOMPARE(m_document->content().draft(FileId{3})->properties.inputs,
                 (QStringList{u"demo_root"_s, u"demo.2_out"_s}));
    }

    void oneDragIsOneStep()
    {
        const GestureId drag{5};
        for (int x = 1; x <= 4; ++x)
            m_document->moveNodes(drag, {{FileId{1}, QPointF(x * 10, 0)}, {FileId{2}, QPointF(x * 10, 100)}});
        QCOMPARE(m_document->undoStack().count(), 1);
        m_document->moveNodes(GestureId{6}, {{FileId{1}, QPointF(0, 5)}, {FileId{2}, QPointF(0, 105)}});
        QCOMPARE(m_document->undoStack().count(), 2);
        m_document->undoStack().undo();
        QCOMPARE(m_document->content().draft(FileId{1})->position, QPointF(40, 0));
        m_document->undoStack().undo();
        QCOMPARE(m_document->content().draft(FileId{1})->position, QPointF(0, 0));
    }

    void aDragBackToTheStartLeavesNothing()
    {
        m_document->moveNodes(GestureId{5}, {{FileId{1}, QPointF(50, 0)}});
        m_document->moveNodes(GestureId{5}, {{FileId{1}, QPointF(0, 0)}});
        QCOMPARE(m_document->undoStack().count(), 0);
        m_document->moveNodes(GestureId{6}, {{FileId{1}, QPointF(0, 0)}});
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void refusedEditsChangeNothing_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::addColumn<QString>("said"); // must be part of the message
        QTest::newRow("name with a space") << u"name:my node"_s << u" "_s;
        QTest::newRow("empty name") << u"name:"_s << u"1"_s;
        QTest::newRow("name too long") << u"name:"_s + QString(129, u'x') << u"128"_s;
        QTest::newRow("name taken") << u"name:train"_s << u"train"_s;
        QTest::newRow("edge to itself") << u"edge:2-2"_s << u"train"_s;
        QTest::newRow("edge twice") << u"edge:1-2"_s << u"train"_s;
        QTest::newRow("cycle") << u"edge:3-1"_s << u"deploy"_s;
        QTest::newRow("end that is gone") << u"edge:1-99"_s << QString();
    }

    void refusedEditsChangeNothing()
    {
        QFETCH(QString, edit);
        QFETCH(QString, said);
        const auto before = m_document->content().drafts();
        Error error;
        if (edit.startsWith(u"name:"_s)) {
            const Outcome<FileId> placed = m_document->placeNode(NodeKind::Shell, edit.mid(5), {});
            QVERIFY(placed.failed());
            error = placed.error();
            QCOMPARE(error.field, u"FileName"_s);
        } else {
            const QStringList ends = edit.mid(5).split(u'-');
            const Outcome<> joined =
                m_document->connectNodes(FileId{ends[0].toLongLong()}, FileId{ends[1].toLongLong()});
            QVERIFY(joined.failed());
            error = joined.error();
        }
        QVERIFY2(error.message.contains(said), qPrintable(error.message));
        QCOMPARE(m_document->content().drafts(), before);
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void renamingToItsOwnNameIsNoStep()
    {
        QVERIFY(m_document->renameNode(FileId{2}, u"train"_s).ok());
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void commandsSurviveNewIds()
    {
        const FileId local = *m_document->placeNode(NodeKind::Shell, u"smoke"_s, {10, 300});
        QVERIFY(WorkflowContent::isLocal(local));
        QVERIFY(m_document->connectNodes(FileId{3}, local).ok());
        QVERIFY(m_document->renameNode(local, u"smoke_test"_s).ok());
        m_document->content().renumber(local, engineDraft(40, u"smoke"_s));

        QCOMPARE(m_document->content().draft(local)->id, FileId{40});
        QCOMPARE(m_document->content().draft(FileId{40})->name, u"smoke_test"_s);
        QCOMPARE(m_document->content().draft(FileId{40})->properties.outputs, QStringList{u"demo.40_out"_s});
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QCOMPARE(m_document->content().drafts().size(), 4);
        while (m_document->undoStack().canRedo())
            m_document->undoStack().redo();
        QCOMPARE(m_document->content().parents(FileId{40}), QList<FileId>{FileId{3}});
        QCOMPARE(m_document->content().draft(FileId{40})->name, u"smoke_test"_s);
    }

    void aDeletedNodeThatIsMadeAnewKeepsItsChildren()
    {
        m_document->deleteItems({FileId{1}}, {});
        m_document->undoStack().undo();
        m_document->content().renumber(FileId{1}, engineDraft(50, u"prepare"_s)); // the engine had already deleted it
        QCOMPARE(m_document->content().parents(FileId{2}), QList<FileId>{FileId{50}});
        QCOMPARE(m_document->content().draft(FileId{2})->properties.inputs, QStringList{u"demo.50_out"_s});
        m_document->undoStack().redo();
        QCOMPARE(m_document->content().draft(FileId{50}), nullptr);
        m_document->undoStack().undo();
        QCOMPARE(m_document->content().parents(FileId{2}), QList<FileId>{FileId{50}});
    }

    void saysWhatChanged()
    {
        QSignalSpy events(&m_document->content(), &WorkflowContent::changed);
        m_document->deleteItems({FileId{1}}, {});
        QCOMPARE(events.size(), 2);
        const auto first = events[0][0].value<ChangeEvent>();
        const auto second = events[1][0].value<ChangeEvent>();
        QCOMPARE(std::get<InputsChanged>(first).files, (QList<FileId>{FileId{2}, FileId{3}}));
        QCOMPARE(std::get<NodesRemoved>(second).files, QList<FileId>{FileId{1}});
    }

private:
    void perform(const QString &edit)
    {
        WorkflowDocument &d = *m_document;
        if (edit == u"place")
            QVERIFY(d.placeNode(NodeKind::ZeroLoad, u"start"_s, {5, 5}).ok());
        else if (edit == u"connect")
            QVERIFY(d.connectNodes(FileId{4}, FileId{2}).ok());
        else if (edit == u"rename")
            QVERIFY(d.renameNode(FileId{2}, u"fit"_s).ok());
        else if (edit == u"move")
            d.moveNodes(GestureId{1}, {{FileId{2}, QPointF(9, 9)}});
        else if (edit == u"delete one")
            d.deleteItems({FileId{1}}, {});
        else if (edit == u"delete all")
            d.deleteItems({FileId{3}, FileId{1}, FileId{4}, FileId{2}}, {});
        else if (edit == u"delete edge")
            d.deleteItems({}, {{FileId{1}, FileId{3}}});
        else if (edit == u"delete node and edge")
            d.deleteItems({FileId{2}}, {{FileId{1}, FileId{3}}});
        else if (edit == u"paste")
            QVERIFY(d.paste(d.copy({FileId{2}, FileId{3}}), {400, 0}).ok());
        else if (edit == u"lay out")
            d.layOut();
    }

    std::unique_ptr<WorkflowDocument> m_document;
};

QTEST_GUILESS_MAIN(TestWorkflowDocument)
#include "tst_workflow_document.moc"
