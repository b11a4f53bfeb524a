#include "tests/support/fake_backends.h"
#include "ui/scripts/script_page.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/engine_presenter.h"
#include "ui/shell/shell_context.h"
#include "widgets/editor/script_editor.h"
#include "widgets/kit/diff_view.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

// The page of one node over a world that a test may change first.
struct Bench
{
    explicit Bench(const std::function<void(FakeWorld &)> &change = {})
        : settings(home.filePath(u"console.ini"_s)), theme(*qApp), context(backends, theme, settings)
    {
        fillWorld(fake.world());
        if (change)
            change(fake.world());
        emit fake.feed().resynchronise();
        page = std::make_unique<ScriptPage>(context, nullptr, FileId(500));
        page->resize(1200, 800);
        page->show();
    }
    bool isReady() const { return action("run")->isEnabled(); }
    QAction *action(const char *id) const
    {
        return page->findChild<QAction *>(u"action.script."_s + QLatin1String(id));
    }
    template <class Widget>
    Widget *find(const char *name) const
    {
        return page->findChild<Widget *>(QLatin1String(name));
    }
    int called(const QString &what) const
    {
        int count = 0;
        for (const QString &call : std::as_const(fake.world().calls))
            count += call.startsWith(what);
        return count;
    }

    mutable FakeBackends fake;
    Backends backends = fake.backends();
    QTemporaryDir home;
    ConsoleSettings settings;
    ThemeController theme;
    ShellContext context;
    std::unique_ptr<ScriptPage> page;
};

} // namespace

class TestScriptPage : public QObject
{
    Q_OBJECT

private slots:
    void runsByTheProcedure();
    void savesWhenAskedThoughNothingChanged();
    void remembersTheValuesOfARun();
    void doesNotRunAMisreadScript();
    void findsTheLatestRunWhenItIsOpenedAgain();
    void showsARefusedCommitAtTheField();
    void asksBeforeManyInstancesADay();
    void keepsTheCursorWhenTheTextChangesElsewhere();
    void comparesAVersionWithTheDraftAndBringsItBack();
    void closesWhenTheNodeIsGone();
};

void TestScriptPage::runsByTheProcedure()
{
    Bench bench([](FakeWorld &world) { world.instances.clear(); });
    QTRY_VERIFY(bench.isReady());
    bench.action("run")->trigger();
    bench.find<QPushButton>("continueToRun")->click();
    auto *ok = bench.find<QPushButton>("runtimeParametersOk");
    QTRY_VERIFY(ok->isEnabled());
    ok->click();
    QTRY_COMPARE(bench.called(u"runDraft"_s), 1);
    QTRY_VERIFY(bench.action("stop")->isEnabled());
    QVERIFY(!bench.action("run")->isEnabled());
    bench.action("stop")->trigger();
    QCOMPARE(bench.called(u"stop 9000"_s), 1);
}

void TestScriptPage::savesWhenAskedThoughNothingChanged()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    auto *status = bench.find<QLabel>("scriptStatus");
    QVERIFY(!bench.page->isModified());
    QVERIFY(bench.action("save")->isEnabled());
    QVERIFY2(status->text().startsWith(u"Saved ·"_s), qPrintable(status->text()));
    bench.action("save")->trigger();
    const QRegularExpression withTime(u"^Saved \\d\\d:\\d\\d:\\d\\d ·"_s);
    QVERIFY2(status->text().contains(withTime), qPrintable(status->text()));
}

void TestScriptPage::remembersTheValuesOfARun()
{
    Bench bench([](FakeWorld &world) {
        world.instances.clear();
        world.drafts[0].script = u"echo $1"_s;
    });
    QTRY_VERIFY(bench.isReady());
    bench.action("run")->trigger();
    bench.find<QPushButton>("continueToRun")->click();
    bench.find<QLineEdit>("runParameter1")->setText(u"prod"_s);
    QTRY_VERIFY(bench.find<QPushButton>("runtimeParametersOk")->isEnabled());
    bench.find<QPushButton>("runtimeParametersOk")->click();
    QTRY_COMPARE(bench.called(u"runDraft"_s), 1);
    QTRY_VERIFY(!bench.find<QDialog>("runtimeParametersDialog"));
    Instance ended;
    ended.id = InstanceId(9000);
    ended.state = InstanceState::Success;
    emit bench.fake.feed().instanceChanged(ended);
    QTRY_VERIFY(bench.isReady());
    bench.action("run")->trigger();
    bench.find<QPushButton>("continueToRun")->click();
    QVERIFY(!bench.find<QLineEdit>("runParameter1"));
    QCOMPARE(bench.find<QLabel>("runRememberedValues")->text(), u"$1 = prod"_s);
}

void TestScriptPage::doesNotRunAMisreadScript()
{
    Bench bench([](FakeWorld &world) {
        world.instances.clear();
        world.drafts[0].script = u"eascmd modify <yourModelName> -s echo.json\n"_s;
    });
    QTRY_VERIFY(bench.isReady());
    bench.action("run")->trigger();
    QVERIFY(!bench.find<QDialog>("runWarningDialog"));
    QCOMPARE(bench.find<QTabWidget>("scriptLowerTabs")->currentIndex(), 1);
}

void TestScriptPage::findsTheLatestRunWhenItIsOpenedAgain()
{
    Bench bench([](FakeWorld &world) {
        Instance run = world.instances.first();
        run.id = InstanceId(9000);
        run.dagType = DagType::OneOff;
        run.file = FileId(500);
        run.nodeName = world.drafts[0].name;
        run.state = InstanceState::Running;
        world.instances = {run};
    });
    QTRY_VERIFY(bench.action("stop")->isEnabled());
}

void TestScriptPage::showsARefusedCommitAtTheField()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    bench.action("commit")->trigger();
    bench.fake.world().failure = Error::invalid(u"InputList"_s, u"It has no parent."_s);
    bench.find<QPushButton>("commitConfirm")->click();
    auto *message = bench.find<QLabel>("InputListMessage");
    QTRY_COMPARE(message->text(), u"It has no parent."_s);
    QVERIFY(message->isVisible()); // the pane was opened
}

void TestScriptPage::asksBeforeManyInstancesADay()
{
    Bench bench([](FakeWorld &world) {
        world.drafts[0].properties.schedule.recurrence = Recurrence::Cron;
        world.drafts[0].properties.schedule.cron = u"0/10 * * * * ?"_s;
    });
    QTRY_VERIFY(bench.isReady());
    bench.action("commit")->trigger();
    QVERIFY(!bench.find<QDialog>("commitDialog"));
    bench.find<QPushButton>("manyInstancesConfirm")->click();
    QVERIFY(bench.find<QDialog>("commitDialog"));
    bench.find<QPushButton>("commitConfirm")->click();
    QTRY_VERIFY(bench.fake.world().calls.contains(u"commit 500 with many instances"_s));
}

void TestScriptPage::keepsTheCursorWhenTheTextChangesElsewhere()
{
    Bench bench([](FakeWorld &world) { world.drafts[0].script = u"one\ntwo\nthree\n"_s; });
    QTRY_VERIFY(bench.isReady());
    auto *editor = bench.page->findChild<ScriptEditor *>();
    editor->goTo(3, 2);
    QSignalSpy moves(editor, &ScriptEditor::cursorMoved);
    NodeDraft theirs = bench.fake.world().drafts.first();
    theirs.script = u"one\ntwo\nthree\nfour\n"_s;
    ++theirs.revision;
    bench.fake.world().drafts[0] = theirs;
    emit bench.fake.feed().draftChanged(theirs);
    QTRY_COMPARE(editor->text(), theirs.script);
    QTRY_VERIFY(!moves.isEmpty());
    QCOMPARE(moves.last(), (QList<QVariant>{3, 2}));
    QVERIFY(!bench.page->isModified());
}

void TestScriptPage::comparesAVersionWithTheDraftAndBringsItBack()
{
    Bench bench([](FakeWorld &world) {
        NodeVersion version;
        version.version = 1;
        version.script = u"one\ntwo\nthree\n"_s;
        version.properties = world.drafts[0].properties;
        version.properties.priority = 8;
        world.versions[FileId(500)] = {version};
        world.drafts[0].script = u"one\n2\nthree\n"_s;
    });
    QTRY_VERIFY(bench.isReady());
    bench.find<QPushButton>("versionsTab")->click();
    auto *list = bench.find<QListWidget>("versionList");
    QTRY_COMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    auto *dialog = bench.find<QDialog>("versionCompareDialog");
    QVERIFY(dialog && dialog->isVisible());
    const QList<DiffRow> rows = dialog->findChild<DiffView *>(u"versionDiff"_s)->rows();
    QCOMPARE(diffText(rows), u" one\n-two\n+2\n three\n"_s);
    QVERIFY(dialog->findChild<QWidget *>(u"versionProperties"_s));
    QTest::keyClick(dialog, Qt::Key_Return); // it is Enter that opened it
    QVERIFY(dialog->isVisible());
    dialog->findChild<QPushButton *>(u"compareRestore"_s)->click();
    QTRY_VERIFY(!bench.find<QDialog>("versionCompareDialog"));
    QTRY_COMPARE(bench.fake.world().drafts.first().script, u"one\ntwo\nthree\n"_s);
    QCOMPARE(bench.fake.world().drafts.first().properties.priority, 8);
}

void TestScriptPage::closesWhenTheNodeIsGone()
{
    Bench bench;
    QTRY_VERIFY(bench.isReady());
    QSignalSpy closes(bench.page.get(), &EditorTab::closeRequested);
    emit bench.fake.feed().draftRemoved(FileId(500));
    QCOMPARE(closes.size(), 1);
}

QTEST_MAIN(TestScriptPage)
#include "tst_script_page.moc"
