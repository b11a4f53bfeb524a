#include "tests/presenters/fake_drafts.h"
#include "tests/support/fake_backends.h"
#include "ui/scripts/script_presenter.h"

#include <QSignalSpy>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

const FileId theFile(500);

// A presenter over one draft in memory; the feed is at hand to tell of changes elsewhere.
struct Bench
{
    explicit Bench(const QString &script = u"echo one"_s)
    {
        drafts.stored.id = theFile;
        drafts.stored.name = u"Deployment"_s;
        drafts.stored.script = script;
        drafts.stored.revision = 1;
        presenter = std::make_unique<ScriptPresenter>(
            Backends{b.engine, b.events, b.groups, drafts, b.runs, b.backfills, b.logs, b.services}, theFile);
        presenter->load();
    }
    void changeElsewhere(const std::function<void(NodeDraft &)> &edit)
    {
        edit(drafts.stored);
        ++drafts.stored.revision;
        emit fake.feed().draftChanged(drafts.stored);
    }
    bool settled() const { return presenter->isLoaded() && !presenter->isModified() && !presenter->isSaving(); }

    FakeBackends fake;
    Backends b = fake.backends();
    FakeDrafts drafts;
    std::unique_ptr<ScriptPresenter> presenter;
};

} // namespace

class TestScriptPresenter : public QObject
{
    Q_OBJECT

private slots:
    void savesByItselfAfterAMoment();
    void saysSavedWhereNothingIsLeftToSave();
    void savesAgainWhatWasTypedDuringASave();
    void keepsWhatWasTypedWhileTheEngineIsGone();
    void tellsOnceOfTriesThatRepeatThemselves();
    void savesAtOnceWhenTheEngineIsBack();
    void mergesChangesOfDifferentFields();
    void asksWhereBothChangedTheSame_data();
    void asksWhereBothChangedTheSame();
    void asksAgainWhenASaveIsWantedInAConflict();
    void takesOverWhatChangedElsewhere();
    void noticesASaveElsewhereDuringItsOwn();
    void followsTheCanvasWithoutANewRevision();
    void commitsWhatIsTyped();
    void tellsWhyACommitWasRefused();
    void doesNothingAfterASaveThatFailed();
    void tellsThatTheNodeIsGone();
};

void TestScriptPresenter::savesByItselfAfterAMoment()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.presenter->setScript(u"echo two"_s);
    QVERIFY(bench.presenter->isModified());
    QCOMPARE(bench.drafts.saves, 0);
    QTRY_COMPARE(bench.drafts.stored.script, u"echo two"_s);
    QTRY_VERIFY(bench.settled());
    QCOMPARE(bench.drafts.saves, 1);
}

// People press Save before they commit, whatever the page has saved by itself.
void TestScriptPresenter::saysSavedWhereNothingIsLeftToSave()
{
    Bench bench;
    QSignalSpy saved(bench.presenter.get(), &ScriptPresenter::saved);
    bench.presenter->save(); // nothing is loaded: nothing is known to be saved
    QCOMPARE(saved.size(), 0);
    QTRY_VERIFY(bench.settled());
    bench.presenter->save();
    QCOMPARE(saved.size(), 1);
    QCOMPARE(bench.drafts.saves, 0);
}

void TestScriptPresenter::savesAgainWhatWasTypedDuringASave()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->save();
    bench.presenter->setScript(u"echo three"_s); // the answer has not come yet
    QTRY_VERIFY(bench.settled());
    QCOMPARE(bench.drafts.stored.script, u"echo three"_s);
    QCOMPARE(bench.presenter->draft().script, u"echo three"_s);
    QCOMPARE(bench.presenter->draft().revision, bench.drafts.stored.revision);
}

void TestScriptPresenter::keepsWhatWasTypedWhileTheEngineIsGone()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy failures(bench.presenter.get(), &ScriptPresenter::failed);
    bench.drafts.failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->save();
    QTRY_VERIFY(bench.presenter->hasSaveFailed());
    QCOMPARE(failures.size(), 1);
    QVERIFY(bench.presenter->isModified());
    QCOMPARE(bench.presenter->draft().script, u"echo two"_s);
    bench.drafts.failure = {};
    QTRY_VERIFY_WITH_TIMEOUT(bench.settled(), 10000); // by itself
    QCOMPARE(bench.drafts.stored.script, u"echo two"_s);
    QVERIFY(!bench.presenter->hasSaveFailed());
}

void TestScriptPresenter::tellsOnceOfTriesThatRepeatThemselves()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy failures(bench.presenter.get(), &ScriptPresenter::failed);
    bench.drafts.failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->setScript(u"echo two"_s);
    for (int tries = 1; tries <= 3; ++tries) {
        bench.presenter->save();
        QTRY_COMPARE(bench.drafts.saves, tries);
        QTRY_VERIFY(!bench.presenter->isSaving());
    }
    QCOMPARE(failures.size(), 1);
}

void TestScriptPresenter::savesAtOnceWhenTheEngineIsBack()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.drafts.failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->save();
    QTRY_VERIFY(bench.presenter->hasSaveFailed());
    bench.drafts.failure = {};
    emit bench.fake.feed().resynchronise();
    QTRY_VERIFY(bench.settled());
    QCOMPARE(bench.drafts.saves, 2);
}

void TestScriptPresenter::mergesChangesOfDifferentFields()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.presenter->setScript(u"mine"_s);
    bench.changeElsewhere([](NodeDraft &draft) { draft.description = u"theirs"_s; });
    QTRY_VERIFY(bench.settled());
    QCOMPARE(bench.drafts.stored.script, u"mine"_s);
    QCOMPARE(bench.drafts.stored.description, u"theirs"_s);
    QCOMPARE(bench.presenter->draft().description, u"theirs"_s);
}

void TestScriptPresenter::asksWhereBothChangedTheSame_data()
{
    QTest::addColumn<bool>("mine");
    QTest::addColumn<QString>("script");
    QTest::newRow("mine") << true << u"mine"_s;
    QTest::newRow("theirs") << false << u"theirs"_s;
}

void TestScriptPresenter::asksWhereBothChangedTheSame()
{
    QFETCH(bool, mine);
    QFETCH(QString, script);
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy conflicts(bench.presenter.get(), &ScriptPresenter::conflict);
    bench.presenter->setScript(u"mine"_s);
    bench.changeElsewhere([](NodeDraft &draft) {
        draft.script = u"theirs"_s;
        draft.description = u"theirs, too"_s;
    });
    QTRY_VERIFY(bench.presenter->isInConflict());
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts[0][0].toStringList(), QStringList{u"Content"_s});
    QCOMPARE(bench.drafts.stored.script, u"theirs"_s); // nothing is overwritten
    mine ? bench.presenter->keepMine() : bench.presenter->takeTheirs();
    QTRY_VERIFY(bench.settled());
    QVERIFY(!bench.presenter->isInConflict());
    QCOMPARE(bench.drafts.stored.script, script);
    QCOMPARE(bench.presenter->draft().script, script);
    QCOMPARE(bench.drafts.stored.description, u"theirs, too"_s);
}

void TestScriptPresenter::asksAgainWhenASaveIsWantedInAConflict()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy conflicts(bench.presenter.get(), &ScriptPresenter::conflict);
    bench.presenter->setScript(u"mine"_s);
    bench.changeElsewhere([](NodeDraft &draft) { draft.script = u"theirs"_s; });
    QTRY_COMPARE(conflicts.size(), 1);
    bench.changeElsewhere([](NodeDraft &draft) { draft.script = u"theirs again"_s; });
    bench.presenter->save();
    QCOMPARE(conflicts.size(), 2);
    QCOMPARE(bench.drafts.saves, 0);
    QCoreApplication::processEvents();
    bench.presenter->takeTheirs();
    QCOMPARE(bench.presenter->draft().script, u"theirs again"_s);
}

void TestScriptPresenter::takesOverWhatChangedElsewhere()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy loads(bench.presenter.get(), &ScriptPresenter::loaded);
    bench.changeElsewhere([](NodeDraft &draft) { draft.script = u"theirs"_s; });
    QTRY_COMPARE(bench.presenter->draft().script, u"theirs"_s);
    QCOMPARE(loads.size(), 1);
    QCOMPARE(bench.drafts.saves, 0);
}

void TestScriptPresenter::noticesASaveElsewhereDuringItsOwn()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.presenter->setScript(u"mine"_s);
    bench.presenter->save();
    bench.changeElsewhere([](NodeDraft &draft) { draft.description = u"theirs"_s; }); // after ours, before its answer
    QTRY_COMPARE(bench.presenter->draft().description, u"theirs"_s);
    QVERIFY(bench.settled());
}

void TestScriptPresenter::followsTheCanvasWithoutANewRevision()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bench.drafts.stored.position = {40, 80};
    emit bench.fake.feed().draftChanged(bench.drafts.stored);
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->save();
    QTRY_VERIFY(bench.settled());
    QCOMPARE(bench.drafts.stored.position, QPointF(40, 80));
}

void TestScriptPresenter::commitsWhatIsTyped()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy commits(bench.presenter.get(), &ScriptPresenter::committed);
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->commit(u"better"_s);
    QTRY_COMPARE(commits.size(), 1);
    QCOMPARE(bench.drafts.commits, QStringList{u"better"_s});
    QCOMPARE(commits[0][0].value<NodeVersion>().script, u"echo two"_s);
    QVERIFY(!bench.presenter->draft().changedSinceCommit);
    QCOMPARE(bench.presenter->draft().latestVersion, 1);
}

void TestScriptPresenter::tellsWhyACommitWasRefused()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy refusals(bench.presenter.get(), &ScriptPresenter::commitRefused);
    bench.drafts.commitFailure = Error::invalid(u"InputList"_s, u"It has no parent."_s);
    bench.presenter->commit({});
    QTRY_COMPARE(refusals.size(), 1);
    QCOMPARE(refusals[0][0].value<Error>().field, u"InputList"_s);
}

void TestScriptPresenter::doesNothingAfterASaveThatFailed()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    bool called = false;
    bench.drafts.failure = Error::unavailable(u"The engine does not answer."_s);
    bench.presenter->setScript(u"echo two"_s);
    bench.presenter->whenSaved([&called] { called = true; });
    QTRY_VERIFY(bench.presenter->hasSaveFailed());
    bench.drafts.failure = {};
    bench.presenter->save();
    QTRY_VERIFY(bench.settled());
    QVERIFY(!called); // a run that was asked for minutes ago must not start now
}

void TestScriptPresenter::tellsThatTheNodeIsGone()
{
    Bench bench;
    QTRY_VERIFY(bench.settled());
    QSignalSpy removals(bench.presenter.get(), &ScriptPresenter::removed);
    emit bench.fake.feed().draftRemoved(FileId(1));
    QCOMPARE(removals.size(), 0);
    emit bench.fake.feed().draftRemoved(theFile);
    QCOMPARE(removals.size(), 1);
}

QTEST_GUILESS_MAIN(TestScriptPresenter)
#include "tst_script_presenter.moc"
