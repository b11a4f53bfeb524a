#include "models/editing/engine_mirror.h"
#include "models/editing/workflow_document.h"
#include "tests/editing/drafts.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// An engine in a map: does each step as the real one would, and checks what it would check.
class FakeEngine
{
public:
    explicit FakeEngine(const QList<NodeDraft> &drafts)
    {
        for (const NodeDraft &draft : drafts)
            m_drafts.insert(draft.id, draft);
    }

    const QMap<FileId, NodeDraft> &drafts() const { return m_drafts; }

    // Steps until nothing is left to do; empty when something was out of order.
    QStringList run(EngineMirror &mirror)
    {
        QStringList steps;
        while (const auto step = mirror.nextStep()) {
            steps.append(std::visit([&](const auto &s) { return perform(s, mirror); }, *step));
            if (steps.last().isEmpty() || steps.size() > 50)
                return {};
        }
        return steps;
    }

    NodeDraft edit(FileId file, const QString &script)
    {
        m_drafts[file].script = script;
        ++m_drafts[file].revision;
        return m_drafts[file];
    }

private:
    QString perform(const SaveStep &step, EngineMirror &mirror)
    {
        if (m_drafts.value(step.draft.id).revision != step.draft.revision)
            return {};
        for (const QString &input : step.draft.properties.inputs) {
            if (WorkflowContent::isLocalOutput(input))
                return {};
        }
        NodeDraft saved = step.draft;
        ++saved.revision;
        m_drafts.insert(saved.id, saved);
        mirror.saved(step.draft, saved);
        return u"save %1"_s.arg(saved.name);
    }
    QString perform(const DeleteStep &step, EngineMirror &mirror)
    {
        const QString output = m_drafts.value(step.file).properties.outputs.first();
        for (const NodeDraft &draft : std::as_const(m_drafts)) {
            if (draft.properties.inputs.contains(output))
                return {};
        }
        m_deleted.insert(step.file, m_drafts.take(step.file));
        mirror.deleted(step.file);
        return u"delete %1"_s.arg(step.file.value());
    }
    QString perform(const RestoreStep &step, EngineMirror &mirror)
    {
        if (!m_deleted.contains(step.draft.id))
            return {};
        for (const QString &input : step.draft.properties.inputs) {
            const bool offered = std::any_of(m_drafts.cbegin(), m_drafts.cend(), [&input](const NodeDraft &draft) {
                return draft.properties.outputs.contains(input);
            });
            if (!offered && input != u"demo_root"_s)
                return {};
        }
        NodeDraft back = step.draft;
        back.latestVersion = m_deleted.take(back.id).latestVersion;
        ++back.revision;
        m_drafts.insert(back.id, back);
        mirror.saved(step.draft, back);
        return u"restore %1"_s.arg(back.name);
    }
    QString perform(const CreateStep &step, EngineMirror &mirror)
    {
        NodeDraft created = engineDraft(m_next++, step.draft.name, {}, step.draft.position);
        created.script.clear();
        created.kind = step.draft.kind;
        m_drafts.insert(created.id, created);
        mirror.created(step.draft.id, created);
        return u"create %1"_s.arg(created.name);
    }
    QString perform(const MoveStep &step, EngineMirror &mirror)
    {
        for (auto it = step.positions.cbegin(); it != step.positions.cend(); ++it)
            m_drafts[it.key()].position = it.value();
        mirror.moved(step.positions);
        return u"move %1"_s.arg(step.positions.size());
    }

    QMap<FileId, NodeDraft> m_drafts;
    QMap<FileId, NodeDraft> m_deleted;
    qint64 m_next = 100;
};

} // namespace

class TestEngineMirror : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        const QList<NodeDraft> drafts{engineDraft(1, u"prepare"_s), engineDraft(2, u"train"_s, {u"demo.1_out"_s})};
        m_document = std::make_unique<WorkflowDocument>(churnWorkflow());
        m_document->reset(drafts);
        m_mirror = std::make_unique<EngineMirror>(m_document->content());
        m_mirror->reset(drafts);
        m_engine = std::make_unique<FakeEngine>(drafts);
    }

    void nothingToDoAtFirst() { QVERIFY(m_mirror->isClean()); }

    void aPlacedAndConnectedNodeIsCreatedThenNamedAsParent()
    {
        const FileId local = *m_document->placeNode(NodeKind::Shell, u"check"_s, {1, 2});
        QVERIFY(m_document->connectNodes(local, FileId{2}).ok());
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"create check"_s, u"save train"_s}));
        same();
        QVERIFY(m_engine->drafts().value(FileId{2}).properties.inputs.contains(u"demo.100_out"_s));
    }

    void undoAndRedoOfAPlacementReachTheEngine()
    {
        QVERIFY(m_document->placeNode(NodeKind::Shell, u"check"_s, {}).ok());
        m_engine->run(*m_mirror);
        m_document->undoStack().undo();
        QCOMPARE(m_engine->run(*m_mirror), QStringList{u"delete 100"_s});
        m_document->undoStack().redo();
        QCOMPARE(m_engine->run(*m_mirror), QStringList{u"restore check"_s});
        same();
        QVERIFY(m_engine->drafts().contains(FileId{100}));
    }

    void undoBeforeTheEngineHeardOfItAsksForNothing()
    {
        QVERIFY(m_document->placeNode(NodeKind::Shell, u"check"_s, {}).ok());
        m_document->undoStack().undo();
        QVERIFY(m_mirror->isClean());
    }

    void aDeletedParentIsLetGoFirst()
    {
        m_document->deleteItems({FileId{1}}, {});
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"save train"_s, u"delete 1"_s}));
        m_document->undoStack().undo();
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"restore prepare"_s, u"save train"_s}));
        same();
        QCOMPARE(m_engine->drafts().value(FileId{1}).script, u"echo prepare"_s);
        QCOMPARE(m_engine->drafts().value(FileId{2}).properties.inputs, QStringList{u"demo.1_out"_s});
    }

    void parentAndChildGoAndComeBackTogether()
    {
        m_document->deleteItems({FileId{1}, FileId{2}}, {});
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"delete 2"_s, u"delete 1"_s}));
        m_document->undoStack().undo();
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"restore prepare"_s, u"restore train"_s}));
        same();
    }

    // The newer node has the older one for its child: the numbers say nothing about the order.
    void aParentThatIsYoungerThanItsChildComesBackFirst()
    {
        const FileId check = *m_document->placeNode(NodeKind::Shell, u"check"_s, {});
        QVERIFY(m_document->connectNodes(check, FileId{1}).ok());
        m_engine->run(*m_mirror);
        m_document->deleteItems({FileId{1}, m_document->content().resolve(check)}, {});
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"save train"_s, u"delete 1"_s, u"delete 100"_s}));
        m_document->undoStack().undo();
        QCOMPARE(m_engine->run(*m_mirror), (QStringList{u"restore check"_s, u"restore prepare"_s, u"save train"_s}));
        same();
    }

    void movesTravelTogether()
    {
        m_document->moveNodes(GestureId{1}, {{FileId{1}, QPointF(5, 5)}, {FileId{2}, QPointF(6, 6)}});
        QCOMPARE(m_engine->run(*m_mirror), QStringList{u"move 2"_s});
        same();
    }

    void anEditWhileASaveIsOnItsWayIsKept()
    {
        QVERIFY(m_document->renameNode(FileId{2}, u"fit"_s).ok());
        const NodeDraft sent = std::get<SaveStep>(*m_mirror->nextStep()).draft;
        QVERIFY(m_document->renameNode(FileId{2}, u"fit_again"_s).ok());
        NodeDraft answer = sent;
        answer.revision = 2;
        answer.modifiedBy = u"me"_s;
        m_mirror->saved(sent, answer);
        QCOMPARE(m_document->content().draft(FileId{2})->name, u"fit_again"_s);
        QCOMPARE(m_document->content().draft(FileId{2})->modifiedBy, u"me"_s);
        const NodeDraft next = std::get<SaveStep>(*m_mirror->nextStep()).draft;
        QCOMPARE(next.revision, 2);
        QCOMPARE(next.name, u"fit_again"_s);
    }

    void differentFieldsMerge()
    {
        QVERIFY(m_document->renameNode(FileId{2}, u"fit"_s).ok());
        QVERIFY(m_mirror->refresh(m_engine->edit(FileId{2}, u"echo new"_s)).clean());
        QCOMPARE(m_engine->run(*m_mirror), QStringList{u"save fit"_s});
        QCOMPARE(m_engine->drafts().value(FileId{2}).script, u"echo new"_s);
        same();
    }

    void parentsMergeOneByOne()
    {
        NodeDraft theirs = engineDraft(2, u"train"_s, {u"demo_root"_s, u"demo.1_out"_s});
        theirs.revision = 2;
        m_document->deleteItems({}, {{FileId{1}, FileId{2}}});
        QVERIFY(m_mirror->refresh(theirs).clean());
        QCOMPARE(m_document->content().draft(FileId{2})->properties.inputs, QStringList{u"demo_root"_s});
    }

    void theSameFieldIsAConflictUntilSomebodyChooses_data()
    {
        QTest::addColumn<bool>("keepMine");
        QTest::addColumn<QString>("name");
        QTest::newRow("keep mine") << true << u"fit"_s;
        QTest::newRow("reload") << false << u"learn"_s;
    }

    void theSameFieldIsAConflictUntilSomebodyChooses()
    {
        QFETCH(bool, keepMine);
        QFETCH(QString, name);
        QVERIFY(m_document->renameNode(FileId{2}, u"fit"_s).ok());
        NodeDraft theirs = engineDraft(2, u"learn"_s, {u"demo.1_out"_s});
        theirs.revision = 2;
        const DraftMerge merge = m_mirror->refresh(theirs);
        QCOMPARE(merge.conflicts, QStringList{u"FileName"_s});
        QVERIFY(!m_mirror->nextStep());
        QVERIFY(!m_mirror->isClean());
        if (keepMine)
            m_mirror->keepMine(FileId{2});
        else
            m_mirror->takeTheirs(FileId{2});
        QCOMPARE(m_document->content().draft(FileId{2})->name, name);
        QCOMPARE(m_mirror->nextStep().has_value(), keepMine);
        if (keepMine)
            QCOMPARE(std::get<SaveStep>(*m_mirror->nextStep()).draft.revision, 2);
    }

    void whatTheEngineRefusesIsTakenBack()
    {
        QVERIFY(m_document->placeNode(NodeKind::Shell, u"check"_s, {}).ok());
        QVERIFY(m_document->connectNodes(FileId{-1}, FileId{2}).ok());
        m_mirror->revert(FileId{-1});
        QVERIFY(m_document->renameNode(FileId{2}, u"fit"_s).ok());
        m_mirror->revert(FileId{2});
        m_document->deleteItems({FileId{2}}, {});
        m_mirror->revert(FileId{2});
        same();
        QVERIFY(m_mirror->isClean());
    }

    void aNodeFromElsewhereAppearsAndGoes()
    {
        m_mirror->refresh(engineDraft(9, u"other"_s, {u"demo.2_out"_s}));
        QCOMPARE(m_document->content().parents(FileId{9}), QList<FileId>{FileId{2}});
        m_mirror->forget(FileId{2});
        QCOMPARE(m_document->content().parents(FileId{9}), QList<FileId>{});
        QCOMPARE(m_document->content().draft(FileId{2}), nullptr);
    }

private:
    void same()
    {
        QCOMPARE(m_document->content().drafts().keys(), m_engine->drafts().keys());
        for (const NodeDraft &draft : m_engine->drafts()) {
            const NodeDraft *mine = m_document->content().draft(draft.id);
            QVERIFY(sameContent(*mine, draft));
            QCOMPARE(mine->position, draft.position);
        }
    }

    std::unique_ptr<WorkflowDocument> m_document;
    std::unique_ptr<EngineMirror> m_mirror;
    std::unique_ptr<FakeEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestEngineMirror)
#include "tst_engine_mirror.moc"
