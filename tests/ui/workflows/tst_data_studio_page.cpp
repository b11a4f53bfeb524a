#include "tests/ui/workflows/fake_backends.h"
#include "ui/shell/console_settings.h"
#include "ui/shell/shell_context.h"
#include "ui/workflows/canvas_tab.h"
#include "ui/workflows/data_studio_page.h"
#include "ui/workflows/studio_actions.h"
#include "ui/workflows/studio_tabs.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/kit/dialog_frame.h"
#include "widgets/kit/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

class NoteTab : public EditorTab
{
public:
    NoteTab(FileId file, QWidget *parent) : EditorTab(parent), m_file(file) { setObjectName(u"noteTab"_s); }

    FileId file() const override { return m_file; }
    QString title() const override { return u"note"_s; }
    bool isModified() const override { return modified; }
    void save() override { ++saves; }
    void run() override { ++runs; }
    void setModified(bool now)
    {
        modified = now;
        emit modifiedChanged();
    }

    bool modified = false;
    int saves = 0;
    int runs = 0;

private:
    FileId m_file;
};

} // namespace

class TestDataStudioPage : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<ThemeController>(*qApp); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<ConsoleSettings>(m_folder->filePath(u"console.ini"_s));
        m_fake = std::make_unique<FakeBackends>();
        m_train = m_fake->workflows.add(u"Train"_s, {0, 0}).id;
        m_fake->workflows.add(u"Deployment"_s, {0, 120}, {u"demo.101_out"_s});
        start();
    }
    void cleanup()
    {
        m_page.reset();
        m_context.reset();
        m_fake.reset();
    }

    void createWorkflowShowsTheRuleAsOneTypes_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("good") << u"fraud_model.v2"_s << true;
        QTest::newRow("empty") << QString() << false;
        QTest::newRow("space") << u"fraud model"_s << false;
        QTest::newRow("hyphen") << u"fraud-model"_s << false;
        QTest::newRow("longest") << QString(128, u'a') << true;
        QTest::newRow("too long") << QString(129, u'a') << false;
        QTest::newRow("taken") << u"churn_model"_s << false;
    }

    void createWorkflowShowsTheRuleAsOneTypes()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        m_context->actions().action(u"workflow.create"_s)->trigger();
        auto *dialog = m_page->findChild<WorkflowDialog *>();
        dialog->findChild<QLineEdit *>(u"workflowName"_s)->setText(name);
        dialog->findChild<QPlainTextEdit *>(u"workflowDescription"_s)->setPlainText(u"about"_s);
        auto *create = dialog->findChild<QPushButton *>(u"workflowDialogCreate"_s);
        QCOMPARE(create->isEnabled(), good);
        QCOMPARE(create->text(), u"Create"_s);
        if (!good)
            return;
        QTest::mouseClick(create, Qt::LeftButton);
        QTRY_COMPARE(m_fake->workflows.workflows.size(), 2);
        QTRY_COMPARE(tabs()->currentKey(), u"w:%1"_s.arg(m_fake->workflows.workflows.lastKey().value()));
        QCOMPARE(m_fake->workflows.workflows.last().description, u"about"_s);
    }

    void aDroppedShellIsNamedAndCreated()
    {
        CanvasTab *canvas = openCanvas();
        auto *view = canvas->findChild<CanvasView *>();
        emit view->dropRequested(NodeKind::Shell, {240, 240});
        auto *dialog = m_page->findChild<CreateNodeDialog *>();
        auto *commit = dialog->findChild<QPushButton *>(u"createNodeCommit"_s);
        QCOMPARE(commit->text(), u"Commit"_s);
        QVERIFY(!commit->isEnabled());
        auto *name = dialog->findChild<QLineEdit *>(u"nodeName"_s);
        name->setText(u"Deployment"_s);
        QVERIFY(!commit->isEnabled()); // taken
        name->setText(u"Smoke-test"_s);
        QTest::mouseClick(commit, Qt::LeftButton);
        QTRY_COMPARE(m_fake->workflows.drafts.size(), 3);
        const NodeDraft made = m_fake->workflows.drafts.last();
        QCOMPARE(made.name, u"Smoke-test"_s);
        QCOMPARE(made.position, QPointF(240, 240));
        QTRY_COMPARE(view->canvas().selectedNodes(), QList<GraphNodeId>{graphId(made.id)});
    }

    void doubleClickOpensTheScriptOnce()
    {
        CanvasTab *canvas = openCanvas();
        auto *view = canvas->findChild<CanvasView *>();
        emit view->nodeActivated(graphId(m_train));
        emit view->nodeActivated(graphId(m_train));
        QCOMPARE(tabs()->keys(), (QStringList{u"w:7"_s, u"f:101"_s}));
        QCOMPARE(m_notes.size(), 1);
        QCOMPARE(tabs()->tabText(1), u"Train"_s);
        m_notes.first()->setModified(true);
        QVERIFY(tabs()->tabText(1).contains(u'●'));
    }

    void runGoesThroughTheScriptsRunFlow()
    {
        CanvasTab *canvas = openCanvas();
        QAction *run = m_context->actions().action(u"canvas.run"_s);
        QVERIFY(!run->isEnabled());
        canvas->findChild<CanvasView *>()->canvas().select({graphId(m_train)});
        QVERIFY(run->isEnabled());
        run->trigger();
        QCOMPARE(m_notes.first()->runs, 1);
    }

    void aClosedTabLivesOnUntilItIsSaved()
    {
        openCanvas();
        m_page->openTarget(m_train);
        QPointer<NoteTab> note = m_notes.first();
        note->setModified(true);
        emit tabs()->closeRequested(u"f:101"_s);
        QCOMPARE(tabs()->count(), 1);
        QCOMPARE(note->saves, 1);
        QVERIFY(!m_page->unsavedWork().isEmpty());
        m_page->openTarget(m_train); // and comes back as it was
        QCOMPARE(m_notes.size(), 1);
        QVERIFY(tabs()->tabText(1).contains(u'●'));
        emit tabs()->closeRequested(u"f:101"_s);
        note->setModified(false);
        QTRY_VERIFY(note.isNull());
        QVERIFY(m_page->unsavedWork().isEmpty());
    }

    void openTabsComeBackInTheNextSession()
    {
        openCanvas();
        m_page->openTarget(m_train);
        tabs()->show(u"w:7"_s);
        start();
        QTRY_COMPARE(tabs()->keys(), (QStringList{u"w:7"_s, u"f:101"_s}));
        QCOMPARE(tabs()->currentKey(), u"w:7"_s);
    }

    void aNodeDeletedElsewhereClosesItsTab()
    {
        openCanvas();
        m_page->openTarget(m_train);
        m_fake->workflows.drafts.remove(m_train);
        emit m_fake->feed.draftRemoved(m_train);
        QCOMPARE(tabs()->keys(), QStringList{u"w:7"_s});
    }

    void theSameNameChangedTwiceIsAskedInABar()
    {
        CanvasTab *canvas = openCanvas();
        NodeDraft &stored = m_fake->workflows.drafts[m_train];
        stored.name = u"Learn"_s;
        ++stored.revision;
        canvas->presenter().renameNode(graphId(m_train), u"Fit"_s);
        auto *bar = canvas->findChild<QWidget *>(u"conflictBar"_s);
        QTRY_VERIFY(bar->isVisible());
        QTest::mouseClick(bar->findChild<QPushButton *>(u"conflictReload"_s), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
        QTRY_COMPARE(canvas->presenter().sync().state(), SaveState::Saved);
        QCOMPARE(canvas->presenter().graph().node(graphId(m_train))->name, u"Learn"_s);
    }

    void committingTicksWhatIsSelected()
    {
        CanvasTab *canvas = openCanvas();
        canvas->findChild<CanvasView *>()->canvas().select({graphId(m_train)});
        m_context->actions().action(u"canvas.commit"_s)->trigger();
        const QPointer<DialogFrame> dialog = m_page->findChild<DialogFrame *>(u"commitDialog"_s);
        dialog->findChild<QLineEdit *>(u"commitComment"_s)->setText(u"first"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"commitDialogCommit"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fake->workflows.asked, QStringList{u"commit Train: first"_s});
        QTRY_VERIFY(!dialog);
    }

    void committingAsksBeforeManyInstancesADay()
    {
        Schedule &schedule = m_fake->workflows.drafts[m_train].properties.schedule;
        schedule.recurrence = Recurrence::Cron;
        schedule.cron = u"0/10 * * * * ?"_s;
        CanvasTab *canvas = openCanvas();
        canvas->findChild<CanvasView *>()->canvas().select({graphId(m_train)});
        m_context->actions().action(u"canvas.commit"_s)->trigger();
        auto *dialog = m_page->findChild<DialogFrame *>(u"commitDialog"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"commitDialogCommit"_s), Qt::LeftButton);
        QVERIFY(m_fake->workflows.asked.isEmpty());
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"manyInstancesConfirm"_s), Qt::LeftButton);
        QTRY_COMPARE(m_fake->workflows.asked, QStringList{u"commit Train with many instances: "_s});
    }

    void savingSaysWhen()
    {
        CanvasTab *canvas = openCanvas();
        auto *state = canvas->findChild<QLabel *>(u"canvasSaveState"_s);
        QCOMPARE(state->text(), u"Saved"_s);
        QAction *save = m_context->actions().action(u"canvas.save"_s);
        QVERIFY(save->isEnabled()); // though nothing is left to save
        save->trigger();
        const QRegularExpression withTime(u"^Saved \\d\\d:\\d\\d:\\d\\d$"_s);
        QVERIFY2(state->text().contains(withTime), qPrintable(state->text()));
        QVERIFY(m_fake->workflows.asked.isEmpty());
    }

    void actionsHaveUniqueIdsAndKeys()
    {
        const auto table = studioActions();
        QCOMPARE(clashes(QList<ActionSpec>(table.begin(), table.end())), QStringList());
    }

    void everythingInteractiveHasANameForTestsAndForReaders()
    {
        openCanvas();
        for (const QWidget *widget : m_page->findChildren<QWidget *>()) {
            const bool interactive =
                qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget) ||
                qobject_cast<const QTreeView *>(widget) || qobject_cast<const CanvasView *>(widget);
            if (!interactive || widget->objectName().startsWith(u"qt_"_s) || widget->inherits("QTabBar") ||
                !widget->isVisible())
                continue;
            const bool own = !QByteArray(widget->metaObject()->className()).startsWith("Q") ||
                             !widget->objectName().isEmpty() || widget->parentWidget()->inherits("QTabBar") ||
                             widget->parentWidget()->inherits("QLineEdit");
            QVERIFY2(own, widget->metaObject()->className());
        }
    }

    void pictures_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("scene");
        for (const char *scene : {"nothing", "canvas", "workflow-dialog", "node-dialog", "commit-dialog", "failing"}) {
            QTest::addRow("%s light", scene) << false << QString::fromLatin1(scene);
            QTest::addRow("%s dark", scene) << true << QString::fromLatin1(scene);
        }
    }

    // With SLIPWAY_SHOTS set to a folder the pictures are kept there.
    void pictures()
    {
        QFETCH(bool, dark);
        QFETCH(QString, scene);
        m_theme->setChoice(dark ? ThemeChoice::Dark : ThemeChoice::Light);
        QTRY_COMPARE(Theme::of(m_page.get()).isDark(), dark);
        QWidget *shown = m_page.get();
        if (scene != u"nothing")
            openCanvas();
        if (scene == u"workflow-dialog") {
            m_context->actions().action(u"workflow.create"_s)->trigger();
            shown = m_page->findChild<WorkflowDialog *>();
            shown->findChild<QLineEdit *>(u"workflowName"_s)->setText(u"fraud model"_s);
        } else if (scene == u"node-dialog") {
            emit m_page->findChild<CanvasView *>()->dropRequested(NodeKind::Shell, {240, 240});
            shown = m_page->findChild<CreateNodeDialog *>();
        } else if (scene == u"commit-dialog") {
            m_context->actions().action(u"canvas.commit"_s)->trigger();
            shown = m_page->findChild<DialogFrame *>(u"commitDialog"_s);
        } else if (scene == u"failing") {
            m_fake->workflows.refusal =
                Error::invalid(u"FileName"_s, u"The name “reserved” is kept for the engine. Choose another."_s);
            QVERIFY(m_page->findChild<CanvasTab *>()
                        ->presenter()
                        .placeNode(NodeKind::Shell, u"reserved"_s, {200, 50})
                        .ok());
            QTRY_VERIFY(m_fake->workflows.refusal.message.isEmpty());
        } else if (scene == u"canvas") {
            Instance run;
            run.workspace = WorkspaceId{1};
            run.workflow = WorkflowId{7};
            run.file = m_train;
            run.state = InstanceState::Success;
            run.startedAt = fromMillis(1000);
            emit m_fake->feed.instanceChanged(run);
            m_page->findChild<CanvasView *>()->canvas().select({graphId(FileId{102})});
        }
        QVERIFY(shown->isVisible());
        QCoreApplication::processEvents(); // the layout follows a message in the next turn
        const QPixmap picture = shown->grab();
        QVERIFY(!picture.isNull());
        const QString folder = qEnvironmentVariable("SLIPWAY_SHOTS");
        if (!folder.isEmpty())
            QVERIFY(picture.save(u"%1/studio-%2-%3.png"_s.arg(folder, scene, dark ? u"dark"_s : u"light"_s)));
    }

private:
    void start()
    {
        m_page.reset();
        m_context.reset();
        m_notes.clear();
        m_context = std::make_unique<ShellContext>(m_fake->all, *m_theme, *m_settings);
        Workspace workspace;
        workspace.id = WorkspaceId{1};
        workspace.identifier = u"demo"_s;
        m_context->workspace().setWorkspaces({workspace});
        m_page = std::make_unique<DataStudioPage>(*m_context, [this](FileId file, QWidget *parent) -> EditorTab * {
            m_notes.append(new NoteTab(file, parent));
            return m_notes.last();
        });
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        auto *tree = m_page->findChild<QTreeView *>(u"workflowTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), m_fake->workflows.drafts.size());
    }

    CanvasTab *openCanvas()
    {
        m_page->openTarget(WorkflowId{7});
        auto *canvas = qobject_cast<CanvasTab *>(tabs()->currentWidget());
        [canvas] { QTRY_COMPARE(canvas->presenter().sync().state(), SaveState::Saved); }();
        return canvas;
    }

    StudioTabs *tabs() const { return m_page->findChild<StudioTabs *>(); }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ConsoleSettings> m_settings;
    std::unique_ptr<FakeBackends> m_fake;
    std::unique_ptr<ShellContext> m_context;
    std::unique_ptr<DataStudioPage> m_page;
    QList<NoteTab *> m_notes;
    FileId m_train;
};

QTEST_MAIN(TestDataStudioPage)
#include "tst_data_studio_page.moc"
