#include "tests/ui/workflows/fake_backends.h"
#include "ui/workflows/canvas_presenter.h"
#include "ui/workflows/commit_presenter.h"
#include "ui/workflows/node_run_states.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

class TestCanvasPresenter : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_fake = std::make_unique<FakeBackends>();
        m_prepare = m_fake->workflows.add(u"prepare"_s).id;
        m_train = m_fake->workflows.add(u"train"_s, {0, 120}, {u"demo.101_out"_s}).id;
        m_runs = std::make_unique<NodeRunStates>(m_fake->runs, m_fake->feed);
        m_runs->load(WorkspaceId{1});
        m_presenter =
            std::make_unique<CanvasPresenter>(m_fake->all, *m_runs, m_fake->workflows.workflows.value(WorkflowId{7}));
        QTRY_COMPARE(m_presenter->sync().state(), SaveState::Saved);
    }
    void cleanup()
    {
        m_presenter.reset();
        m_runs.reset();
        m_fake.reset();
    }

    void showsWhatTheEngineHas()
    {
        QCOMPARE(m_presenter->graph().nodes().size(), 2);
        QCOMPARE(m_presenter->graph().children(graphId(m_prepare)), QList<GraphNodeId>{graphId(m_train)});
    }

    void everyGestureReachesTheEngine()
    {
        QVERIFY(m_presenter->placeNode(NodeKind::Shell, u"deploy"_s, {0, 240}).ok());
        const GraphNodeId local = graphId(m_presenter->document().content().fileNamed(u"deploy"_s));
        m_presenter->connectNodes(graphId(m_train), local);
        saved();
        const FileId deploy = m_presenter->document().content().fileNamed(u"deploy"_s);
        QVERIFY(!WorkflowContent::isLocal(deploy));
        m_presenter->moveNodes(GestureId{1}, {{graphId(deploy), QPointF(40, 240)}});
        saved();
        m_presenter->renameNode(graphId(deploy), u"Deployment"_s);
        saved();
        QCOMPARE(m_fake->workflows.asked,
                 (QStringList{u"create deploy"_s, u"save deploy"_s, u"move 1"_s, u"save Deployment"_s}));
        const NodeDraft stored = m_fake->workflows.drafts.value(deploy);
        QCOMPARE(stored.position, QPointF(40, 240));
        QCOMPARE(stored.properties.inputs, QStringList{u"demo.102_out"_s});
    }

    void undoOfADeletionLosesNothing()
    {
        NodeDraft &prepare = m_fake->workflows.drafts[m_prepare];
        prepare.node = NodeId{1101};
        prepare.latestVersion = 3;
        prepare.changedSinceCommit = false;
        m_fake->workflows.tell(prepare);
        QTRY_COMPARE(m_presenter->document().content().draft(m_prepare)->latestVersion, 3);
        m_presenter->deleteItems({graphId(m_prepare)}, {});
        saved();
        QVERIFY(!m_fake->workflows.drafts.contains(m_prepare));
        m_presenter->document().undoStack().undo();
        saved();
        const NodeDraft *again = m_presenter->document().content().draft(m_prepare);
        QVERIFY(again != nullptr);
        QCOMPARE(again->node, NodeId{1101});
        QCOMPARE(again->latestVersion, 3);
        QVERIFY(!again->changedSinceCommit);
        QCOMPARE(m_presenter->graph().children(graphId(m_prepare)), QList<GraphNodeId>{graphId(m_train)});
        QCOMPARE(m_fake->workflows.drafts.value(m_train).properties.inputs, QStringList{u"demo.101_out"_s});
    }

    void whatTheEngineRefusesIsTakenBackAndSaid()
    {
        QSignalSpy failed(m_presenter.get(), &CanvasPresenter::failed);
        m_fake->workflows.refusal = Error::invalid(u"FileName"_s, u"The name is reserved."_s);
        QVERIFY(m_presenter->placeNode(NodeKind::Shell, u"reserved"_s, {}).ok());
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed[0][1].value<Error>().message, u"The name is reserved."_s);
        QCOMPARE(m_presenter->graph().nodes().size(), 2);
        QVERIFY(!m_presenter->document().undoStack().canUndo());
        m_fake->workflows.refusal = Error::conflict(u"Name.Taken"_s, u"Taken elsewhere."_s);
        m_presenter->renameNode(graphId(m_train), u"fit"_s);
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(m_presenter->graph().node(graphId(m_train))->name, u"train"_s);
    }

    void offlineNothingIsLost()
    {
        m_fake->workflows.offline = true;
        QVERIFY(m_presenter->placeNode(NodeKind::Shell, u"deploy"_s, {}).ok());
        QTRY_COMPARE(m_presenter->sync().state(), SaveState::Waiting);
        m_presenter->renameNode(graphId(m_train), u"fit"_s);
        QCOMPARE(m_presenter->graph().nodes().size(), 3);
        QVERIFY(!m_presenter->sync().isClean());
        m_fake->workflows.offline = false;
        emit m_fake->feed.connectionChanged(ConnectionState::Online, {});
        saved();
        QCOMPARE(m_fake->workflows.drafts.value(m_train).name, u"fit"_s);
        QCOMPARE(m_fake->workflows.drafts.size(), 3);
    }

    void aScriptSavedElsewhereMergesWithWhatIsDrawnHere()
    {
        NodeDraft &stored = m_fake->workflows.drafts[m_train];
        stored.script = u"echo other"_s;
        ++stored.revision; // the feed has not told yet: the save runs into the newer revision
        m_presenter->renameNode(graphId(m_train), u"fit"_s);
        saved();
        QCOMPARE(m_fake->workflows.drafts.value(m_train).script, u"echo other"_s);
        QCOMPARE(m_fake->workflows.drafts.value(m_train).name, u"fit"_s);
    }

    void theSameNameChangedTwiceIsAsked()
    {
        QSignalSpy conflict(&m_presenter->sync(), &DraftSync::conflict);
        NodeDraft &stored = m_fake->workflows.drafts[m_train];
        stored.name = u"learn"_s;
        ++stored.revision;
        m_presenter->renameNode(graphId(m_train), u"fit"_s);
        QTRY_COMPARE(conflict.size(), 1);
        QCOMPARE(conflict[0][1].toStringList(), QStringList{u"FileName"_s});
        QTRY_COMPARE(m_presenter->sync().state(), SaveState::Conflict);
        m_presenter->sync().keepMine(m_train);
        saved();
        QCOMPARE(m_fake->workflows.drafts.value(m_train).name, u"fit"_s);
    }

    void aChangeFromElsewhereAppears()
    {
        const NodeDraft added = m_fake->workflows.add(u"other"_s, {}, {u"demo.102_out"_s});
        m_fake->workflows.tell(added);
        QTRY_COMPARE(m_presenter->graph().nodes().size(), 3);
        QVERIFY(m_fake->workflows.asked.isEmpty());
        m_fake->workflows.drafts.remove(added.id);
        emit m_fake->feed.draftRemoved(added.id);
        QCOMPARE(m_presenter->graph().nodes().size(), 2);
        saved();
        QVERIFY(m_fake->workflows.asked.isEmpty());
    }

    void afterAGapEverythingIsReadAgain()
    {
        m_fake->workflows.add(u"other"_s);
        m_fake->workflows.drafts.remove(m_prepare);
        emit m_fake->feed.resynchronise();
        QTRY_VERIFY(m_presenter->document().content().fileNamed(u"other"_s).isValid());
        QVERIFY(!m_presenter->document().content().fileNamed(u"prepare"_s).isValid());
        saved();
        QVERIFY(m_fake->workflows.asked.isEmpty());
    }

    void theLatestRunIsShown()
    {
        Instance run;
        run.id = InstanceId{1};
        run.workspace = WorkspaceId{1};
        run.workflow = WorkflowId{7};
        run.file = m_train;
        run.state = InstanceState::Failure;
        run.startedAt = fromMillis(1000);
        run.reason = u"exit 3"_s;
        emit m_fake->feed.instanceChanged(run);
        QCOMPARE(m_presenter->graph().node(graphId(m_train))->state->kind, StateKind::Failure);
        QCOMPARE(m_presenter->graph().node(graphId(m_train))->stateReason, u"exit 3"_s);
        Instance older = run;
        older.id = InstanceId{2};
        older.startedAt = fromMillis(500);
        older.state = InstanceState::Success;
        emit m_fake->feed.instanceChanged(older);
        Instance waiting = run;
        waiting.id = InstanceId{3};
        waiting.startedAt = {};
        waiting.state = InstanceState::WaitTime;
        emit m_fake->feed.instanceChanged(waiting);
        QCOMPARE(m_presenter->graph().node(graphId(m_train))->state->kind, StateKind::Failure);
        run.id = InstanceId{4};
        run.state = InstanceState::Running;
        run.startedAt = fromMillis(2000);
        emit m_fake->feed.instanceChanged(run);
        QCOMPARE(m_presenter->graph().node(graphId(m_train))->state->kind, StateKind::Running);
    }

    void aNodeOpensOnceTheEngineKnowsIt()
    {
        QSignalSpy opened(m_presenter.get(), &CanvasPresenter::scriptRequested);
        const FileId local = *m_presenter->placeNode(NodeKind::Shell, u"deploy"_s, {});
        m_presenter->open(graphId(local));
        QVERIFY(opened.isEmpty());
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(m_fake->workflows.drafts.contains(opened[0][0].value<FileId>()));
    }

    void committingSeveralGoesOnAfterAFailure()
    {
        CommitPresenter commit(m_fake->workflows);
        QSignalSpy finished(&commit, &CommitPresenter::finished);
        QSignalSpy failed(&commit, &CommitPresenter::failed);
        m_fake->workflows.refusal = Error::invalid(u"ResourceGroupIdentifier"_s, u"No group."_s);
        commit.commit({m_prepare, m_train}, u"first"_s);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0], (QVariantList{1, 1}));
        QCOMPARE(failed[0][0].value<FileId>(), m_prepare);
        QCOMPARE(m_fake->workflows.asked, (QStringList{u"commit prepare: first"_s, u"commit train: first"_s}));
        QTRY_VERIFY(!m_presenter->graph().node(graphId(m_train))->changed);
        QVERIFY(m_presenter->graph().node(graphId(m_prepare))->changed);
        QCOMPARE(m_presenter->committedAmong({graphId(m_prepare), graphId(m_train)}), QStringList{u"train"_s});
    }

private:
    void saved()
    {
        QTRY_VERIFY(m_presenter->sync().isClean());
        QCOMPARE(m_presenter->sync().state(), SaveState::Saved);
    }

    std::unique_ptr<FakeBackends> m_fake;
    std::unique_ptr<NodeRunStates> m_runs;
    std::unique_ptr<CanvasPresenter> m_presenter;
    FileId m_prepare;
    FileId m_train;
};

QTEST_GUILESS_MAIN(TestCanvasPresenter)
#include "tst_canvas_presenter.moc"
